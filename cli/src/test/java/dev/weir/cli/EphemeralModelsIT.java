package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.project.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ephemeral models leave their SQL behind although nothing is built of them, as in dbt 1.11.16. */
class EphemeralModelsIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ScratchProject project;

    @BeforeEach
    void write() {
        project = new ScratchProject(folder)
                .of(
                        "models/base.sql",
                        "select 1 as id",
                        "models/between.sql",
                        "{{ config(materialized='ephemeral') }} select * from {{ ref('base') }}",
                        "models/top.sql",
                        "select * from {{ ref('between') }}",
                        "models/wrong.sql",
                        "{{ config(materialized='ephemeral') }} select {{ exceptions.raise_compiler_error('no') if execute }}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run -s base top", "build -s base between", "compile -s top", "docs generate -s between"})
    void sqlIsInTheManifestAndInAFile(String command) throws IOException {
        assertThat(project.weir(command.split(" ")).exitCode()).isZero();
        Map<?, ?> nodes = (Map<?, ?>)
                ((Map<?, ?>) JsonText.parse(Files.readString(folder.resolve("target/manifest.json")))).get("nodes");
        Map<?, ?> node = (Map<?, ?>) nodes.get("model.test.between");
        assertThat(node.get("compiled")).isEqualTo(true);
        assertThat(node.get("compiled_path")).isEqualTo("target/compiled/test/models/between.sql");
        assertThat(folder.resolve("target/compiled/test/models/between.sql"))
                .content()
                .isEqualTo(node.get("compiled_code"))
                .endsWith("\"base\"");
    }

    @Test
    void compileShowsWhatIsNamedFirst() {
        assertThat(project.weir("compile", "--quiet", "-s", "between", "base").text())
                .contains("select * from")
                .doesNotContain("select 1 as id");
        assertThat(project.weir("compile", "--quiet", "-s", "base+").text())
                .contains("select 1 as id")
                .doesNotContain("with __dbt__cte__between");
    }

    @Test
    void mistakeMattersWhereItIsCompiledOnly() {
        assertThat(project.weir("compile", "-s", "wrong").exitCode()).isEqualTo(2);
        assertThat(project.weir("run", "-s", "wrong").exitCode()).isZero();
    }
}
