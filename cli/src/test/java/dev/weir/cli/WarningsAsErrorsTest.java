package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --warn-error} and {@code --warn-error-options}, as the reference (1.11.16) answered them. */
class WarningsAsErrorsTest {
    private static final String PATCH_OF_NOBODY =
            "Did not find matching node for patch with name 'nobody' in the 'models' section of file 'models/schema.yml'";
    private static final String UNSELECTED = "The selection criterion 'nobody' does not match any enabled nodes";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void warningOfParsingEndsTheCommand() {
        ProbeProject.Answer answer = withPatchOfNobody().run("parse", "--warn-error");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text()).contains("Encountered an error:\nCompilation Error\n  [WARNING]: " + PATCH_OF_NOBODY);
    }

    @Test
    void warningOfSelectionEndsTheCommand() {
        ProbeProject.Answer answer = plain().run("ls", "--select", "nobody", "--warn-error");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text()).contains("Encountered an error:\nCompilation Error\n  " + UNSELECTED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {error: [NoNodeForYamlKey]}                        | 2 | true
                    {error: all}                                       | 2 | true
                    {include: '*'}                                     | 2 | false
                    {error: all, warn: [NoNodeForYamlKey]}             | 0 | true
                    {error: all, exclude: [NoNodeForYamlKey]}          | 2 | false
                    {error: all, exclude: [NoNodeForYamlKey, WEOIncludeExcludeDeprecation]} | 0 | true
                    {silence: [NoNodeForYamlKey]}                      | 0 | false
                    {error: [Deprecations]}                            | 0 | true
                    {error: all, warn: [Deprecations]}                 | 2 | true
                    """)
    void optionsChooseByName(String options, int exitCode, boolean said) {
        ProbeProject.Answer answer = withPatchOfNobody().run("parse", "--warn-error-options", options);
        assertThat(answer.exitCode()).as(answer.text()).isEqualTo(exitCode);
        assertThat(answer.text().contains(PATCH_OF_NOBODY)).isEqualTo(said);
    }

    @Test
    void optionsStandInTheProjectFileToo() {
        ProbeProject project =
                withPatchOfNobody().project("flags:\n  warn_error_options:\n    error: [NoNodeForYamlKey]\n");
        assertThat(project.run("parse").exitCode()).isEqualTo(2);
        assertThat(project.run("parse", "--warn-error-options", "{silence: [NoNodeForYamlKey]}")
                        .exitCode())
                .isZero();
    }

    @Test
    void unknownNameIsRefusedWithTheNearest() {
        ProbeProject.Answer answer = plain().run("parse", "--warn-error-options", "{error: [NoNodesForYamlKey]}");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text())
                .contains("NoNodesForYamlKey is not a valid dbt error name.", "Did you mean NoNodeForYamlKey?");
    }

    @Test
    void bothWaysAtOnceAreRefused() {
        ProbeProject.Answer answer = plain().run("parse", "--warn-error", "--warn-error-options", "{error: all}");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text()).contains("warn_error_options: not allowed with argument warn_error");
    }

    private ProbeProject plain() {
        return new ProbeProject(folder).file("models/one.sql", "select 1 as id");
    }

    private ProbeProject withPatchOfNobody() {
        return plain().file("models/schema.yml", "models:\n  - name: nobody\n");
    }
}
