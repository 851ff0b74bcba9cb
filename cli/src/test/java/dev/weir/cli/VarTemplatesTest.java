package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of vars that are templates, and macros that never end. Asked of dbt-core 1.11.16. */
class VarTemplatesTest {
    private static final String PROFILE = "p: {target: dev, outputs: {dev: {type: postgres, host: h, port: 1, user: u,"
            + " password: p, dbname: d, schema: s}}}\n";

    @TempDir
    private Path folder;

    private ScratchProject project(String vars, String... pathsAndTexts) {
        ScratchProject project = new ScratchProject(folder).of(pathsAndTexts);
        project.write("profiles.yml", PROFILE);
        project.write("dbt_project.yml", "name: p\nversion: '1.0'\nprofile: p\nvars: " + vars + "\n");
        return project;
    }

    @Test
    void textIsRenderedWhereItIsAskedFor() {
        ScratchProject project = project(
                "{a: \"{{ target.name }}\", b: \"{{ var('a') }}_{{ model.name }}\", kept: ['{{ 1 }}'], read: \"{{ ref('n') }}\"}",
                "models/m.sql",
                "{{ config(alias=var('b'), meta={'kept': var('kept')}) }} select * from {{ var('read') }}",
                "models/n.sql",
                "select 1 as id");
        ScratchProject.Answer answer =
                project.weir("--quiet", "ls", "-s", "m", "--output", "json", "--output-keys", "alias meta depends_on");
        assertThat(answer.text())
                .contains("\"alias\": \"dev_m\"")
                .contains("\"kept\": [\"{{ 1 }}\"]")
                .contains("model.p.n");
    }

    @Test
    void commandLineVarIsRenderedToo() {
        ScratchProject project = project("{}", "models/m.sql", "{{ config(alias=var('a')) }} select 1");
        assertThat(project.weir(
                                "--quiet",
                                "ls",
                                "--output",
                                "json",
                                "--output-keys",
                                "alias",
                                "--vars",
                                "{a: \"{{ target.name }}_x\"}")
                        .text())
                .contains("\"alias\": \"dev_x\"");
    }

    @Test
    void varOfItselfIsAnErrorOfItsModel() {
        ScratchProject project = project("{a: \"{{ var('a') }}\"}", "models/m.sql", "select '{{ var('a') }}'");
        ScratchProject.Answer answer = project.weir("parse");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text())
                .contains("Compilation Error in model m (models/m.sql)")
                .contains("maximum recursion depth exceeded");
    }

    @Test
    void macrosThatCallEachOtherWithoutEndAreAnErrorWithAShortTrace() {
        ScratchProject project = project(
                "{}",
                "macros/r.sql",
                "{% macro one() %}{{ two() }}{% endmacro %}\n{% macro two() %}{{ one() }}{% endmacro %}",
                "models/m.sql",
                "select {{ one() }}");
        ScratchProject.Answer answer = project.weir("parse");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text())
                .contains("Compilation Error in model m (models/m.sql)")
                .contains("maximum recursion depth exceeded");
        assertThat(answer.text().lines().filter(line -> line.contains("called by macro")))
                .hasSizeLessThan(6);
    }
}
