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
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Small projects are taken or refused as the reference does it, in its words. Recorded by {@code conformance/record/judged.py}. */
class JudgedProjectsTest {
    private static final Path CASES = Path.of("src/test/resources/golden/judged/cases.json");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> judgedAsInTheReference() throws IOException {
        List<?> cases = (List<?>) Objects.requireNonNull(JsonText.parse(Files.readString(CASES)));
        assertThat(cases).hasSizeGreaterThan(60);
        return cases.stream()
                .map(each -> (Map<?, ?>) Objects.requireNonNull(each))
                .map(each -> DynamicTest.dynamicTest(String.valueOf(each.get("name")), () -> check(each)));
    }

    private void check(Map<?, ?> expected) {
        List<String> files = new ArrayList<>(List.of("dbt_project.yml", "name: p\nversion: '1.0'\nprofile: p\n"));
        ((Map<?, ?>) Objects.requireNonNull(expected.get("files"))).forEach((path, text) -> {
            files.add(String.valueOf(path));
            files.add(String.valueOf(text));
        });
        files.add("profiles.yml");
        files.add("p: {target: d, outputs: {d: {type: postgres, host: h, port: 1, user: u, password: p, dbname: d,"
                + " schema: s}}}\n");
        ScratchProject project = new ScratchProject(folder).of(files.toArray(String[]::new));
        if (Boolean.TRUE.equals(expected.get("deps"))) {
            assertThat(project.weir("--quiet", "deps").exitCode()).isZero();
        }
        ScratchProject.Answer answer = project.weir("parse");
        String said = plain(answer.text().replace(folder.toString(), "<FOLDER>"));
        for (Object line : (List<?>) Objects.requireNonNull(expected.get("words"))) {
            assertThat(said).contains(plain(String.valueOf(line)));
        }
        assertThat((long) answer.exitCode()).as(said).isEqualTo(expected.get("exit"));
        if (expected.get("events") instanceof List<?> events) {
            assertThat(warnings(project.weir("--log-format", "json", "--show-all-deprecations", "parse")))
                    .containsExactlyInAnyOrder(events.toArray());
        }
    }

    /** Name, code and fields of the warnings that the reference has too. */
    private static List<Object> warnings(ScratchProject.Answer answer) {
        List<Object> warnings = new ArrayList<>();
        for (String line : answer.text().lines().toList()) {
            Map<?, ?> event = (Map<?, ?>) Objects.requireNonNull(JsonText.parse(line));
            Map<?, ?> info = (Map<?, ?>) Objects.requireNonNull(event.get("info"));
            Map<?, ?> data = new LinkedHashMap<>((Map<?, ?>) Objects.requireNonNull(event.get("data")));
            data.remove("diagnostic");
            Object name = info.get("name");
            if ("warn".equals(info.get("level")) && !"DeprecationsSummary".equals(name) && !"Finding".equals(name)) {
                warnings.add(List.of(Objects.requireNonNull(name), Objects.requireNonNull(info.get("code")), data));
            }
        }
        return warnings;
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
