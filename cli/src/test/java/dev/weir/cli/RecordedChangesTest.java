package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.project.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Of every config and property the change counts where it does in the reference. Recorded by {@code conformance/record/changes.py}. */
class RecordedChangesTest {
    private static final Path CASES = Path.of("src/test/resources/golden/changes");
    private static final String PROFILE =
            "p: {target: d, outputs: {d: {type: postgres, host: h, port: 1, user: u, password: p, dbname: d, schema: s}}}\n";

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> changesCountAsInTheReference() throws IOException {
        List<Path> cases;
        try (Stream<Path> files = Files.list(CASES)) {
            cases = files.sorted().toList();
        }
        assertThat(cases).hasSizeGreaterThan(2);
        return cases.stream()
                .map(each -> DynamicTest.dynamicTest(String.valueOf(each.getFileName()), () -> check(each)));
    }

    private void check(Path file) throws IOException {
        Map<?, ?> recorded = map(JsonText.parse(Files.readString(file)));
        ScratchProject project = new ScratchProject(folder).of("profiles.yml", PROFILE);
        write(project, map(recorded.get("before")));
        ScratchProject.Answer parsed = project.weir("--quiet", "parse", "--target-path", "state");
        assertThat(parsed.exitCode()).as(parsed.text()).isZero();
        write(project, map(recorded.get("after")));
        map(recorded.get("lists")).forEach((selection, expected) -> {
            ScratchProject.Answer listed = project.weir(
                    "--quiet",
                    "ls",
                    "--resource-type",
                    "all",
                    "--output",
                    "json",
                    "--output-keys",
                    "unique_id",
                    "--state",
                    "state",
                    "--select",
                    String.valueOf(selection));
            List<String> ids = listed.text()
                    .lines()
                    .map(line -> String.valueOf(map(JsonText.parse(line)).get("unique_id")))
                    .sorted()
                    .toList();
            assertThat(ids).as(String.valueOf(selection)).isEqualTo(expected);
        });
    }

    private static void write(ScratchProject project, Map<?, ?> files) {
        files.forEach((path, text) -> project.write(String.valueOf(path), String.valueOf(text)));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }
}
