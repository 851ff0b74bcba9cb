package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.project.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The projects of {@code conformance/projects}, of which the reference's manifest and answers of {@code ls} are recorded by
 * {@code conformance/manifests.py --record}: ours are the same, field by field.
 */
class RecordedManifestsTest {
    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final Path RECORDED = HERE.resolve("src/test/resources/golden/manifests");
    private static final Path PROJECTS = HERE.resolve("../conformance/projects").normalize();

    /** As in the script: what differs from one invocation to the next. */
    private static final Set<String> LEFT_OUT = Set.of(
            "created_at",
            "generated_at",
            "invocation_id",
            "invocation_started_at",
            "user_id",
            "send_anonymous_usage_stats",
            "root_path",
            "project_id",
            "dbt_version",
            "run_started_at");

    private static final List<String> BUILT_IN = List.of("macro.dbt.", "macro.dbt_postgres.", "doc.dbt.");

    /** As in the script: what is meant to differ, by its number in COMPATIBILITY.md. */
    private static final Map<Integer, Pattern> MEANT = Map.of(
            91, Pattern.compile("manifest/groups/[^/]*/config/(?!meta$).*"),
            92, Pattern.compile("manifest/(unit_tests|disabled)/unit_test[^/]*(/0)?/checksum"),
            94,
                    Pattern.compile("manifest/functions/[^/]*/unrendered_config/.*"
                            + "|manifest/(functions|disabled|child_map|parent_map)/function[.]funs[.]off_fn"));

    /** Lists whose order in the reference is that of hashes or of the file system: COMPATIBILITY #16 and #86. */
    private static final Pattern UNORDERED =
            Pattern.compile("manifest/(group_map/.*|.*/(primary_key|columns/.*/tags))");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    static List<String> projects() throws IOException {
        try (Stream<Path> files = Files.list(RECORDED)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("projects")
    void manifestAndListsEqualTheReferences(String name) throws IOException {
        Map<?, ?> recorded =
                (Map<?, ?>) Objects.requireNonNull(JsonText.parse(Files.readString(RECORDED.resolve(name + ".json"))));
        Path project = folder.resolve(name);
        RecordedListsTest.copy(PROJECTS.resolve(name), project);
        Files.writeString(project.resolve("profiles.yml"), profile(recorded.get("target")));
        if (Files.exists(project.resolve("packages.yml"))) {
            assertThat(ListCall.run(project, Map.of(), List.of("deps")).error()).isEmpty();
        }
        ListCall parsed = ListCall.run(project, Map.of(), List.of("parse"));
        assertThat(parsed.exitCode()).as(parsed.error()).isZero();

        List<String> differences = new ArrayList<>();
        compare(
                "manifest",
                recorded.get("manifest"),
                JsonText.parse(Files.readString(project.resolve("target/manifest.json"))),
                differences);
        for (Object each : (List<?>) Objects.requireNonNull(recorded.get("ls"))) {
            List<?> answer = (List<?>) Objects.requireNonNull(each);
            List<String> words = new ArrayList<>(List.of("--no-write-json", "ls"));
            ((List<?>) answer.getFirst()).forEach(word -> words.add(String.valueOf(word)));
            ListCall call = ListCall.run(project, Map.of(), words);
            if (answer.get(1) instanceof List<?> lines) {
                List<@Nullable Object> ours = new ArrayList<>();
                call.listed().forEach(line -> ours.add(line.startsWith("{") ? JsonText.parse(line) : line));
                compare("ls " + answer.getFirst(), lines, ours, differences);
            } else if (call.exitCode() == 0) {
                differences.add("ls " + answer.getFirst() + ": " + answer.get(1) + ", ours lists " + call.listed());
            }
        }
        assertThat(differences).isEmpty();
    }

    private static String profile(@Nullable Object target) {
        StringBuilder text = new StringBuilder("p:\n  target: dev\n  outputs:\n    dev:\n");
        ((Map<?, ?>) Objects.requireNonNull(target))
                .forEach((key, value) -> text.append("      ")
                        .append(key)
                        .append(": ")
                        .append('"')
                        .append(value)
                        .append("\"\n"));
        return text.toString().replace("port: \"1\"", "port: 1").replace("threads: \"4\"", "threads: 4");
    }

    private static boolean meant(String path) {
        return MEANT.values().stream().anyMatch(place -> place.matcher(path).matches());
    }

    private static void compare(
            String path, @Nullable Object expected, @Nullable Object ours, List<String> differences) {
        if (meant(path)) {
            return;
        }
        if (expected instanceof Map<?, ?> left && ours instanceof Map<?, ?> right) {
            Set<String> keys = new TreeSet<>();
            left.keySet().forEach(key -> keys.add(String.valueOf(key)));
            right.keySet().forEach(key -> keys.add(String.valueOf(key)));
            for (String key : keys) {
                if (LEFT_OUT.contains(key) || BUILT_IN.stream().anyMatch(key::startsWith)) {
                    continue;
                }
                String below = path + "/" + key;
                if (left.containsKey(key) && right.containsKey(key)) {
                    compare(below, left.get(key), right.get(key), differences);
                } else if (!meant(below)) {
                    differences.add(below
                            + (left.containsKey(key)
                                    ? ": missing, " + left.get(key)
                                    : ": too much, " + right.get(key)));
                }
            }
        } else if (expected instanceof List<?> left
                && ours instanceof List<?> right
                && UNORDERED.matcher(path).matches()) {
            if (!left.containsAll(right) || !right.containsAll(left) || left.size() != right.size()) {
                differences.add(path + ": " + expected + ", ours " + ours);
            }
        } else if (expected instanceof List<?> left && ours instanceof List<?> right && left.size() == right.size()) {
            for (int at = 0; at < left.size(); at++) {
                compare(path + "/" + at, left.get(at), right.get(at), differences);
            }
        } else if (!Objects.equals(expected, ours)) {
            differences.add(path + ": " + expected + ", ours " + ours);
        }
    }
}
