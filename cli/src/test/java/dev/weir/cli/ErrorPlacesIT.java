package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mistakes in a model, one a file of {@code golden/places}: the model, a line of dashes, and what is said of it: the place in file,
 * line and column, the excerpt, the macros it came through.
 */
class ErrorPlacesIT {
    private static final Path CASES = Path.of("")
            .toAbsolutePath()
            .resolve("../core/src/test/resources/golden/places")
            .normalize();

    private static final String RULE = "--------\n";
    private static final boolean WRITE = Boolean.getBoolean("weir.golden.write");

    private static final String MACROS = """
            {% macro given(value) %}{{ return(value) }}{% endmacro %}
            {% macro fails() %}
              {{ exceptions.raise_compiler_error('never') }}
            {% endmacro %}

            {% macro outer_fails() %}{{ fails() }}{% endmacro %}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    @TestFactory
    Stream<DynamicTest> mistakeIsShownWhereItIs() throws IOException {
        ScratchProject project = new ScratchProject(folder);
        try (Stream<Path> files = Files.list(CASES)) {
            return files.sorted(Comparator.comparing(Path::toString)).toList().stream()
                    .map(file ->
                            DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> check(file, project)));
        }
    }

    private static void check(Path file, ScratchProject project) throws IOException {
        String text = Files.readString(file);
        int rule = text.indexOf(RULE);
        String model = rule < 0 ? text : text.substring(0, rule);
        String name = String.valueOf(file.getFileName());
        project.of("models/probe.sql", model.stripTrailing(), "macros/given.sql", MACROS);
        ScratchProject.Answer answer = project.weir("compile");
        String said = said(answer.text());
        if (WRITE) {
            Files.writeString(file, model + RULE + said);
        } else {
            assertThat(answer.exitCode()).as(name).isEqualTo(2);
            assertThat(said).as(name).isEqualTo(text.substring(rule + RULE.length()));
        }
    }

    /** What comes after "Encountered an error". */
    private static String said(String text) {
        int start = text.indexOf("Encountered an error:");
        return start < 0 ? "" : text.substring(text.indexOf('\n', start) + 1).stripTrailing() + "\n";
    }
}
