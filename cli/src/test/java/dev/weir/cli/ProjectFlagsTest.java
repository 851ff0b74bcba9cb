package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output flags of {@code flags:}: below the command line, above the defaults. */
class ProjectFlagsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void logFormatOfTheProjectHolds() {
        String text = withFlags("log_format: json").run("parse").text();
        assertThat(text.lines()).isNotEmpty().allMatch(line -> line.startsWith("{\"data\":"));
    }

    @Test
    void commandLineGoesFirst() {
        String text = withFlags("log_format: json")
                .run("parse", "--log-format", "text")
                .text();
        assertThat(text).doesNotContain("{");
    }

    @Test
    void debugFormatShowsLevelAndThread() {
        String text = withFlags("log_format: debug").run("parse").text();
        assertThat(text).startsWith("\n\n====").contains(" [info ] [MainThread]: Running with dbt=");
    }

    @Test
    void levelOfTheProjectHolds() {
        assertThat(withFlags("log_level: error").run("parse").text()).isEmpty();
    }

    @Test
    void artifactsAreLeftOutWhenTheProjectSaysSo() {
        withFlags("write_json: false").run("parse");
        assertThat(Files.exists(folder.resolve("target/manifest.json"))).isFalse();
    }

    @Test
    void requiredVersionIsPassedOverWhenTheProjectSaysSo() {
        ProbeProject project =
                new ProbeProject(folder).project("require-dbt-version: '>=9.0.0'\nflags:\n  version_check: false\n");
        assertThat(project.run("parse").exitCode()).isZero();
    }

    @Test
    void logPathOfTheProjectHolds() {
        new ProbeProject(folder).project("log-path: elsewhere\n").run("parse");
        assertThat(folder.resolve("elsewhere/dbt.log")).isNotEmptyFile();
        assertThat(folder.resolve("logs")).doesNotExist();
    }

    @Test
    void valueThatCannotBeMeantIsReported() {
        ProbeProject.Answer answer = withFlags("log_format: yaml").run("parse");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.text()).contains("flag \"log_format\" of dbt_project.yml cannot be yaml");
    }

    private ProbeProject withFlags(String flags) {
        return new ProbeProject(folder).project("flags:\n  " + flags + "\n");
    }
}
