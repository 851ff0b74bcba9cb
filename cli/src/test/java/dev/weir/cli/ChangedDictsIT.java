package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ScratchProject.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What packages change while a project runs: the names of the context, macros of packages, the graph. Expectations were seen
 * in dbt 1.11.16.
 */
class ChangedDictsIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all
    private static ScratchProject project;

    @BeforeAll
    static void prepare() {
        project = new ScratchProject(folder);
    }

    @Test
    void materializationsChangeTheSqlOfTheNodeForWhatTheyCall() {
        project.of("macros/test.sql", """
                {% materialization test, default %}
                  {{ return(instead(dbt.materialization_test_default)) }}
                {% endmaterialization %}
                {% macro instead(made) %}
                  {% do context.update({"sql": "select 7 as id from (" ~ sql ~ ") x limit 2"}, noted=model.name) %}
                  {% do log(context.get("noted") ~ " " ~ ("noted" in context), info=true) %}
                  {% set result = made() %}
                  {% do log("was " ~ context.pop("noted") ~ ", is " ~ context.get("noted"), info=true) %}
                  {{ return(result) }}
                {% endmacro %}
                """, "tests/many.sql", "select * from generate_series(1, 10)");
        Answer answer = project.weir("test");
        assertThat(answer.text()).contains("many True", "was many, is None", "Got 2 results");
    }

    @Test
    void macrosTakeThePlaceOfOthersForOneNode() {
        project.of(
                "packages.yml",
                "packages: [{local: tools}]",
                "tools/dbt_project.yml",
                "name: tools\nversion: '1.0'\n",
                "tools/macros/a.sql",
                """
                {% macro inner() %}1{% endmacro %}
                {% macro outer() %}{{ tools.inner() }}{% endmacro %}
                {% macro kept(dict, name) %}{% do dict.update({name: caller}) %}{% endmacro %}
                """,
                "models/a.sql",
                """
                {% set saved = {} %}
                {% call tools.kept(saved, 'two') %}2{% endcall %}
                {% set before = tools['inner'] %}
                {% do tools.update({'inner': saved.two}) %}
                select {{ tools.outer() }} as changed,
                {% do tools.update({'inner': before}) %}
                {{ tools.outer() }} as put_back,
                {{ 1 if 'inner' in tools and 'nothing' not in tools else 0 }} as known, {{ tools | length }} as many
                """,
                "models/b.sql",
                "select {{ tools.outer() }} as other from {{ ref('a') }}");
        assertThat(project.weir("deps").exitCode()).isZero();
        Answer answer = project.weir("run");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(project.rows("select * from {{ ref('a') }}").toString())
                .isEqualTo("[{changed=2, put_back=1, known=1, many=3}]");
        assertThat(project.rows("select * from {{ ref('b') }}").toString()).isEqualTo("[{other=1}]");
    }

    @Test
    void whatNodesLeaveInTheGraphIsThereAtTheEnd() {
        project.of(
                "dbt_project.yml",
                """
                name: test
                version: '1.0'
                profile: test
                on-run-start: "{% do graph.setdefault('kept', {'names': [], 'by_id': {}}) %}"
                on-run-end: "{{ told() }}"
                models: {+post-hook: "{{ noted() }}"}
                """,
                "macros/kept.sql",
                """
                {% macro noted() %}
                  {% set kept = graph.get('kept', {}) %}
                  {% if execute %}
                  {% do kept.names.append(model.name) %}
                  {% do kept.by_id.update({model.unique_id: {'name': model.name}}) %}
                  {% endif %}
                {% endmacro %}
                {% macro told() %}
                  {% if execute %}
                  {% do log("kept " ~ graph['kept'].names | sort ~ " " ~ graph.kept.by_id | length ~ " of "
                    ~ graph.nodes | length ~ ", " ~ graph.pop('kept') is mapping ~ " " ~ graph.get('kept'), info=true) %}
                  {% endif %}
                {% endmacro %}
                """,
                "models/a.sql",
                "select 1 as id",
                "models/b.sql",
                "select 1 as id",
                "models/c.sql",
                "select * from {{ ref('a') }}");
        Answer answer = project.weir("run");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(answer.text()).contains("kept ['a', 'b', 'c'] 3 of ").contains(" None");
    }

    @Test
    void aHookAtTheEndThatCannotBeRenderedLeavesTheResultsOfTheNodes() {
        project.of(
                "dbt_project.yml",
                "name: test\nversion: '1.0'\nprofile: test\non-run-end: \"{{ broken() }}\"\n",
                "macros/broken.sql",
                "{% macro broken() %}{% if execute %}{% do exceptions.raise_compiler_error('on purpose') %}{% endif %}{% endmacro %}",
                "models/a.sql",
                "select 1 as id");
        Answer answer = project.weir("run");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text())
                .contains("Done. PASS=1 ")
                .contains("Compilation Error in operation test-on-run-end-0 (./dbt_project.yml)", "on purpose");
        assertThat(project.results("status")).containsEntry("model.test.a", "success");
    }

    @Test
    void packagesReplaceTheMacrosThatTheAdapterCallsButNotThoseOfTemplates() {
        project.of(
                "packages.yml",
                "packages: [{local: tools}]",
                "tools/dbt_project.yml",
                "name: tools\nversion: '1.0'\n",
                "tools/macros/a.sql",
                """
                {% macro told() %}tools{% endmacro %}
                {% macro postgres__drop_relation(relation) %}
                  {% do log(told() ~ " drops " ~ relation.identifier, info=true) %}
                  {{ return(adapter.dispatch("drop_relation", "dbt")(relation)) }}
                {% endmacro %}
                {% macro drop_relation(relation) %}{{ return(adapter.dispatch("drop_relation")(relation)) }}{% endmacro %}
                {% macro create_schema(relation) %}
                  {% do log(told() ~ " creates", info=true) %}
                  {{ return(adapter.dispatch("create_schema", "dbt")(relation)) }}
                {% endmacro %}
                {% macro list_relations_without_caching(schema_relation) %}
                  {% do log(told() ~ " lists", info=true) %}
                  {{ return(adapter.dispatch("list_relations_without_caching", "dbt")(schema_relation)) }}
                {% endmacro %}
                {% macro generate_alias_name(custom_alias_name=none, node=none) %}wrong{% endmacro %}
                {% macro create_table_as(temporary, relation, sql) %}{% do log(told() ~ " wrong", info=true) %}{% endmacro %}
                """,
                "models/a.sql",
                "{{ config(materialized='table') }} select 1 as id");
        assertThat(project.weir("deps").exitCode()).isZero();
        Answer first = project.weir("run");
        assertThat(first.exitCode()).as(first.text()).isZero();
        assertThat(first.text()).contains("tools creates", "tools lists").doesNotContain("wrong");
        assertThat(project.weir("run").text()).contains("tools drops a__dbt_backup");
    }

    @Test
    void whenBatchesBeginIsAMomentForTemplates() {
        project.of("models/a.sql", """
                {{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at', batch_size='year',
                  begin='2024-02-03') }}
                select 1 as id, {{ dbt.current_timestamp() }} as at
                """, "macros/show.sql", """
                {% macro show() %}
                  {% set config = graph.nodes['model.test.a'].config %}
                  {% do log(config.begin.strftime('%d.%m.%Y') ~ ' ' ~ config.begin, info=true) %}
                {% endmacro %}
                """);
        assertThat(project.weir("run-operation show").text()).contains("03.02.2024 2024-02-03 00:00:00");
    }
}
