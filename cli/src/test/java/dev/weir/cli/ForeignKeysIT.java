package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code to: ref('…')} of foreign keys: as written in the manifest of what is parsed, a table's name once it is compiled. */
class ForeignKeysIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    @Test
    void targetIsNamedOnceTheModelIsCompiled() throws IOException {
        ScratchProject project = new ScratchProject(folder)
                .of(
                        "models/base.sql",
                        "{{ config(materialized='table', contract={'enforced': true}) }} select 1 as id",
                        "models/child.sql",
                        "{{ config(materialized='table', contract={'enforced': true}) }} select 1 as id",
                        "models/schema.yml",
                        """
                        models:
                          - name: base
                            columns: [{name: id, data_type: int, constraints: [{type: primary_key}]}]
                          - name: child
                            columns:
                              - name: id
                                data_type: int
                                constraints: [{type: foreign_key, to: ref('base'), to_columns: [id]}]
                        """);
        Path manifest = folder.resolve("target/manifest.json");
        assertThat(project.weir("parse").exitCode()).isZero();
        assertThat(Files.readString(manifest)).contains("\"to\":\"ref('base')\"");
        assertThat(project.weir("run").exitCode()).isZero();
        assertThat(Files.readString(manifest))
                .contains("\"to\":\"\\\"postgres\\\".\\\"" + project.schema() + "\\\".\\\"base\\\"\"");
        assertThat(Files.readString(folder.resolve("target/run/test/models/child.sql")))
                .contains("\"" + project.schema() + "\".\"base\" (id)");
    }
}
