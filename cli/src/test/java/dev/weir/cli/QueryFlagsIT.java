package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What flags of queries leave in templates and artifacts. Source: recorded calls of the reference (1.11.16). */
class QueryFlagsIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    private ScratchProject project = new ScratchProject(folder);

    @BeforeEach
    void write() {
        project = new ScratchProject(folder)
                .of(
                        "models/quiet.sql",
                        "select '{{ flags.INTROSPECT }} {{ invocation_args_dict.introspect }}' as q",
                        "models/inner.sql",
                        "{{ config(materialized='ephemeral') }} select 1 as a",
                        "models/outer.sql",
                        "select * from {{ ref('inner') }}");
    }

    @Test
    void templatesSeeWhetherTheyMayQuery() {
        assertThat(project.weir("compile", "--no-introspect", "--select", "quiet")
                        .text())
                .contains("select 'False False' as q");
        assertThat(project.weir("compile", "--select", "quiet").text()).contains("select 'True True' as q");
    }

    @Test
    void ephemeralModelsStayOutWhenTheyAreNotInjected() throws IOException {
        assertThat(project.weir("--quiet", "compile", "--no-inject-ephemeral-ctes", "--select", "outer")
                        .text())
                .isEqualTo("select * from __dbt__cte__inner\n");
        assertThat(folder.resolve("target/compiled/test/models/outer.sql")).doesNotExist();
        assertThat(Files.readString(folder.resolve("target/manifest.json")))
                .contains("\"extra_ctes_injected\":false,\"extra_ctes\":[{\"id\":\"model.test.inner\",\"sql\":null}]");
        assertThat(project.weir(
                                "--quiet",
                                "compile",
                                "--no-inject-ephemeral-ctes",
                                "--inline",
                                "select * from {{ ref('inner') }}")
                        .text())
                .isEqualTo("select * from __dbt__cte__inner\n");
    }

    @Test
    void savedQueryFlagsAreKeptAndDoNothing() throws IOException {
        ScratchProject.Answer answer =
                project.weir("build", "--export-saved-queries", "--include-saved-query", "--select", "outer");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(Files.readString(folder.resolve("target/run_results.json")))
                .contains("\"export_saved_queries\":true")
                .contains("\"include_saved_query\":true");
    }
}
