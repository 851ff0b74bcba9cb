package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.project.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Edits of one project, each compared with the project before it: what {@code state:new}, {@code state:modified} and its parts
 * list is what the reference listed.
 */
class RecordedStatesTest {
    private static final Path STATE = Path.of("")
            .toAbsolutePath()
            .resolve("../core/src/test/resources/golden/select/state")
            .normalize();

    /** Warnings of parsing, which the recordings leave out. */
    private static final List<String> OTHER_WARNINGS = List.of(
            "Did not find matching node for patch", "is not supported yet", "Constraint types are not supported");

    /** Cases of a flag that is only followed for sources: COMPATIBILITY 68. */
    private static final Set<String> NOT_FOLLOWED = Set.of("schema_config_other_target_more", "flag_more_only_now");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void everyEditSelectsWhatTheReferenceSelected() throws IOException {
        assertThat(differences(STATE, folder, Set.of())).isEmpty();
    }

    static List<String> differences(Path state, Path folder, Set<String> wanted) throws IOException {
        Map<?, ?> cases =
                (Map<?, ?>) Objects.requireNonNull(JsonText.parse(Files.readString(state.resolve("answers.json"))));
        List<String> differences = new ArrayList<>();
        for (Map.Entry<?, ?> each : cases.entrySet()) {
            String name = String.valueOf(each.getKey());
            if (wanted.isEmpty() && !NOT_FOLLOWED.contains(name) || wanted.contains(name)) {
                Path project = folder.resolve(name);
                check(name, (Map<?, ?>) Objects.requireNonNull(each.getValue()), state, project, differences);
                delete(project);
            }
        }
        return differences;
    }

    private static void check(String name, Map<?, ?> recorded, Path state, Path project, List<String> differences)
            throws IOException {
        RecordedListsTest.copy(state.resolve("project"), project);
        apply(project, recorded.get("base"));
        ListCall base = ListCall.run(project, Map.of(), List.of("parse"));
        if (base.exitCode() != 0) {
            differences.add(name + ": " + base.error());
            return;
        }
        Files.createDirectories(project.resolve("state"));
        Files.copy(project.resolve("target/manifest.json"), project.resolve("state/manifest.json"));
        apply(project, recorded.get("edits"));
        Map<String, String> environment = new LinkedHashMap<>();
        if (recorded.get("env") instanceof Map<?, ?> variables) {
            variables.forEach((key, value) -> environment.put(String.valueOf(key), String.valueOf(value)));
        }
        List<String> options = new ArrayList<>();
        for (String option : List.of("target", "vars")) {
            if (recorded.get(option) instanceof String value) {
                options.addAll(List.of("--" + option, value));
            }
        }
        Map<?, ?> answers = (Map<?, ?>) Objects.requireNonNull(recorded.get("answers"));
        if (answers.get("error") != null) {
            return;
        }
        for (Map.Entry<?, ?> answer : answers.entrySet()) {
            List<String> words = new ArrayList<>(List.of("--no-write-json", "ls", "--state", "state", "--select"));
            words.add(String.valueOf(answer.getKey()));
            words.addAll(options);
            compare(
                    name + " " + answer.getKey(),
                    (Map<?, ?>) Objects.requireNonNull(answer.getValue()),
                    ListCall.run(project, environment, words),
                    differences);
        }
    }

    private static void compare(String what, Map<?, ?> answer, ListCall call, List<String> differences) {
        if (answer.get("error") instanceof String error) {
            if (!RecordedListsTest.tidy(call.error()).contains(RecordedListsTest.tidy(error))) {
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
        Set<String> said = new TreeSet<>();
        for (String line : call.said()) {
            if (OTHER_WARNINGS.stream().anyMatch(line::contains)) {
                continue;
            }
            said.add(RecordedListsTest.tidy(line.replace("[WARNING]: ", "")));
        }
        Set<String> expected = new TreeSet<>();
        if (answer.get("said") instanceof List<?> lines) {
            lines.stream()
                    .filter(line -> OTHER_WARNINGS.stream().noneMatch(String.valueOf(line)::contains))
                    .forEach(line -> expected.add(RecordedListsTest.tidy(String.valueOf(line)
                            .replaceAll("\u001b\\[[0-9;]*m", "")
                            .replace("[WARNING]: ", "")
                            .replaceAll("^\\[WARNING\\]\\[.*?\\]: ", ""))));
        }
        if (!expected.equals(said)) {
            differences.add(what + "\n  said: " + expected + "\n  ours: " + said);
        }
    }

    private static void apply(Path project, @Nullable Object steps) throws IOException {
        if (!(steps instanceof List<?> list)) {
            return;
        }
        for (Object each : list) {
            List<?> step = (List<?>) Objects.requireNonNull(each);
            Path file = project.resolve(String.valueOf(step.getFirst()));
            if (step.size() == 1) {
                Files.delete(file);
            } else if (step.size() == 2 || step.get(2) instanceof Number) {
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                int times = step.size() == 3 && step.get(2) instanceof Number number ? number.intValue() : 1;
                Files.writeString(file, String.valueOf(step.get(1)).repeat(times));
            } else {
                Files.writeString(
                        file, Files.readString(file).replace(String.valueOf(step.get(1)), String.valueOf(step.get(2))));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Without JUnit: {@code java … RecordedStatesTest <state> <empty folder> [case …]}. */
    static void main(String[] arguments) throws IOException {
        List<String> wanted = List.of(arguments).subList(2, arguments.length);
        List<String> differences = differences(Path.of(arguments[0]), Path.of(arguments[1]), Set.copyOf(wanted));
        differences.forEach(IO::println);
        IO.println(differences.size() + " differences");
    }
}
