package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.project.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ls --why} says of a change is the change. */
class WhyTest {
    @TempDir
    private Path folder;

    private ScratchProject project;

    @BeforeEach
    void writeAndRemember() throws IOException {
        project = new ScratchProject(folder)
                .of(
                        "dbt_project.yml",
                        "name: test\nversion: '1.0'\nprofile: test\n"
                                + "models: {test: {placed: {+schema: \"{{ env_var('WHY_PLACE', 'one') }}\"}}}\n",
                        "profiles.yml",
                        "test: {target: d, outputs: {d: {type: postgres, host: h, port: 1, user: u, password: p, dbname: d,"
                                + " schema: s}}}\n",
                        "macros/m.sql",
                        "{% macro inner() %}1{% endmacro %}\n{% macro outer() %}{{ inner() }}{% endmacro %}\n"
                                + "{% macro outermost() %}{{ outer() }}{% endmacro %}",
                        "models/a.sql",
                        "{{ config(materialized='view') }}\nselect 1 as id",
                        "models/b.sql",
                        "select * from {{ ref('a') }}",
                        "models/c.sql",
                        "select * from {{ ref('b') }} where {{ outermost() }} = 1",
                        "models/placed.sql",
                        "select 1 as id",
                        "models/s.yml",
                        "models:\n  - name: a\n    description: old\n  - name: b\n    config: {contract: {enforced: true}}\n"
                                + "    columns: [{name: id, data_type: int}]\n");
        assertThat(project.weir("parse").exitCode()).isZero();
        Files.createDirectories(folder.resolve("state"));
        Files.copy(folder.resolve("target/manifest.json"), folder.resolve("state/manifest.json"));
    }

    private List<String> why(String selection) {
        ScratchProject.Answer answer =
                project.weir("--quiet", "ls", "--select", selection, "--state", "state", "--why");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        return answer.text().lines().toList();
    }

    @Test
    void changedCodeIsShownByItsLine() {
        project.write("models/a.sql", "{{ config(materialized='view') }}\nselect 2 as id");
        assertThat(why("a")).containsExactly("test.a", "  modified.body  line 2: select 2 as id");
    }

    @Test
    void changedConfigIsShownWithBothValues() {
        project.write("models/a.sql", "{{ config(materialized='table') }}\nselect 1 as id");
        assertThat(why("a")).contains("  modified.configs  materialized: table, was view");
    }

    @Test
    void changedMacroIsNamedWithTheWayToIt() {
        project.write(
                "macros/m.sql",
                "{% macro inner() %}2{% endmacro %}\n{% macro outer() %}{{ inner() }}{% endmacro %}\n"
                        + "{% macro outermost() %}{{ outer() }}{% endmacro %}");
        assertThat(why("state:modified"))
                .containsExactly(
                        "test.c",
                        "  modified.macros  macro.test.inner changed, called by macro.test.outer, called by"
                                + " macro.test.outermost");
    }

    @Test
    void nodesPickedByTheGraphNameWhatTheyArePickedFor() {
        project.write("models/a.sql", "{{ config(materialized='view') }}\nselect 2 as id");
        assertThat(why("state:modified+"))
                .containsSubsequence(
                        "test.b",
                        "  unchanged",
                        "  below  model.test.a (modified.body)",
                        "test.c",
                        "  unchanged",
                        "  below  model.test.a (modified.body), through model.test.b");
        assertThat(why("placed")).containsExactly("test.placed", "  unchanged");
    }

    @Test
    void whatOnlyRendersOtherwiseIsToldAndDoesNotCount() {
        project.set("WHY_PLACE", "two");
        assertThat(why("placed"))
                .contains(
                        "  unchanged",
                        "  rendered  relation_name: \"d\".\"s_two\".\"placed\", was \"d\".\"s_one\".\"placed\"");
        assertThat(why("state:modified").stream().filter(line -> line.equals("test.placed")))
                .isEmpty();
    }

    @Test
    void descriptionsCountOnlyWhereTheyAreWrittenToTheDatabase() {
        String more = project.read("models/s.yml").replace("old", "new");
        project.write("models/s.yml", more);
        assertThat(why("a")).containsExactly("test.a", "  unchanged");
    }

    @Test
    void contractsSayWhatBreaks() {
        project.write("models/s.yml", project.read("models/s.yml").replace("data_type: int", "data_type: text"));
        assertThat(String.join("\n", why("b"))).contains("modified.contract", "id (int -> text)");
        project.write(
                "models/s.yml", project.read("models/s.yml").replace("text}", "int}, {name: more, data_type: int}"));
        assertThat(why("b"))
                .anySatisfy(line -> assertThat(line).contains("modified.contract", "more or other columns"));
    }

    @Test
    void jsonHoldsTheReasons() {
        project.write("models/a.sql", "{{ config(materialized='view') }}\nselect 2 as id");
        ScratchProject.Answer answer = project.weir(
                "--quiet",
                "ls",
                "--select",
                "a",
                "--state",
                "state",
                "--why",
                "--output",
                "json",
                "--output-keys",
                "name");
        assertThat(JsonText.parse(answer.text().strip()))
                .isEqualTo(Map.of(
                        "name",
                        "a",
                        "why",
                        List.of(Map.of("what", "modified.body", "detail", "line 2: select 2 as id"))));
    }
}
