package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.project.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of command lines of {@code ls} on one project with everything that can be selected, answered by the reference: the
 * same lines in the same order, the same criteria warned of, the same words of errors.
 */
class RecordedListsTest {
    private static final Path FEATURES = Path.of("")
            .toAbsolutePath()
            .resolve("../core/src/test/resources/golden/select/features")
            .normalize();

    /** Events whose wording is ours, or which a recording cannot hold. */
    private static final Set<String> NOT_COMPARED = Set.of("[WARNING]");

    /** Differences by intent (COMPATIBILITY 65, 67), and a checksum of Python objects. */
    private static final Set<String> OURS_ON_PURPOSE = Set.of(
            "--select 'path:models\\\\marts'",
            "--select 'models\\\\marts'",
            "--exclude-resource-type default",
            "--output json --select orders --output-keys unique_id fqn schema database checksum");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void everyLineListsWhatTheReferenceListed() throws IOException {
        assertThat(differences(FEATURES, folder)).isEmpty();
    }

    static List<String> differences(Path features, Path folder) throws IOException {
        copy(features.resolve("project"), folder);
        Map<?, ?> recorded =
                (Map<?, ?>) Objects.requireNonNull(JsonText.parse(Files.readString(features.resolve("answers.json"))));
        Map<?, ?> files = (Map<?, ?>) Objects.requireNonNull(recorded.get("files"));
        List<String> differences = new ArrayList<>();
        int asked = 0;
        for (Object each : (List<?>) Objects.requireNonNull(recorded.get("answers"))) {
            Map<?, ?> answer = (Map<?, ?>) Objects.requireNonNull(each);
            Map<String, String> environment = new LinkedHashMap<>();
            if (answer.get("environment") instanceof String variable) {
                environment.put(
                        variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
            }
            if (answer.get("file") instanceof String file) {
                Files.writeString(folder.resolve("selectors.yml"), String.valueOf(files.get(file)));
            }
            List<String> words = new ArrayList<>(List.of("--no-write-json", "ls"));
            words.addAll(words(String.valueOf(answer.get("line"))));
            compare(answer, ListCall.run(folder, environment, words), differences);
            asked++;
        }
        assertThat(asked).isGreaterThan(500);
        return differences;
    }

    private static void compare(Map<?, ?> answer, ListCall call, List<String> differences) {
        if (OURS_ON_PURPOSE.contains(String.valueOf(answer.get("line")))) {
            return;
        }
        String what = answer.get("file") + " " + answer.get("environment") + " ls " + answer.get("line");
        if (answer.get("error") instanceof String error) {
            String words = tidy(error);
            int raw = words.indexOf("\n\nRaw Error:"); // the complaint of another YAML library
            if (!tidy(call.error()).contains(raw < 0 ? words : words.substring(0, raw))) {
                differences.add(what + "\n  error: " + error + "\n  ours:  " + call.error() + call.listed());
            }
            return;
        }
        List<?> listed = answer.get("listed") instanceof List<?> lines ? lines : List.of();
        if (!listed.equals(call.listed())) {
            List<Object> missing = new ArrayList<>(listed);
            missing.removeAll(call.listed());
            List<Object> more = new ArrayList<>(call.listed());
            more.removeAll(listed);
            differences.add(what + "\n  missing: " + missing + "\n  more: " + more + "\n  " + call.error());
        }
        List<String> said = new ArrayList<>();
        for (String line : call.said()) {
            if (NOT_COMPARED.stream().noneMatch(line::startsWith)) {
                said.add(line);
            }
        }
        List<?> expected = answer.get("said") instanceof List<?> lines ? lines : List.of();
        if (!expected.equals(said)) {
            differences.add(what + "\n  said: " + expected + "\n  ours: " + said);
        }
    }

    static String tidy(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
    }

    /** Splits a line as a shell would: blanks, single quotes. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean open = false;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '\'') {
                quoted = !quoted;
                open = true;
            } else if (c == ' ' && !quoted) {
                if (open) {
                    words.add(word.toString());
                }
                word.setLength(0);
                open = false;
            } else {
                word.append(c);
                open = true;
            }
        }
        if (open) {
            words.add(word.toString());
        }
        return words;
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String relative = from.relativize(file).toString();
                if (relative.startsWith("target") || relative.startsWith("logs")) {
                    continue;
                }
                Path copy = to.resolve(relative);
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(file, copy);
            }
        }
    }

    /** Without JUnit: {@code java … RecordedListsTest <features> <empty folder>}. */
    static void main(String[] arguments) throws IOException {
        @Nullable List<String> differences = differences(Path.of(arguments[0]), Path.of(arguments[1]));
        differences.forEach(IO::println);
        IO.println(differences.size() + " differences");
    }
}
