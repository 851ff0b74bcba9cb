package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ScratchProject.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operations, queries and ephemeral models see and leave. Source: runs of the reference (1.11.16). */
class OperationsIT {
    @RegisterExtension
    static final ServerProject SERVER = new ServerProject();

    private static Answer fine(ScratchProject project, String line) {
        Answer answer = project.weir(line);
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        return answer;
    }

    @Test
    void anOperationKnowsItsMacroAndTheTargetsSchemaAndNoRelationOfItsOwn() {
        ScratchProject project = SERVER.of(
                "macros/told.sql",
                "{% macro told() %}{{ log(schema ~ ' ' ~ database ~ ' ' ~ model.unique_id ~ ' ' ~ (this is defined), info=true) }}{% endmacro %}");
        assertThat(fine(project, "run-operation told").text())
                .contains(SERVER.schema() + " " + SERVER.server().database() + " macro.test.told False");
    }

    @Test
    void aMethodThatHasASuccessorWarnsWheneverItIsCalled() {
        ScratchProject project = SERVER.of(
                "macros/told.sql",
                "{% macro told() %}{% for _ in [1, 2] %}{{ log('there: ' ~ adapter.already_exists(schema, 'x'), info=true) }}{% endfor %}{% endmacro %}");
        String said = fine(project, "run-operation told").text();
        assertThat(said)
                .contains(
                        "The adapter function `adapter.already_exists` is deprecated and will be removed",
                        "Please use `adapter.get_relation` instead.",
                        "there: False");
        assertThat(said.split("Deprecated functionality", -1)).hasSize(3);
        assertThat(project.weir("--warn-error run-operation told").exitCode()).isEqualTo(1);
    }

    @Test
    void anErrorThatAsksForAnEarlyEndIsHeadedSo() {
        ScratchProject project = SERVER.of(
                "macros/quick.sql", "{% macro quick() %}{{ exceptions.raise_fail_fast_error('fast') }}{% endmacro %}");
        assertThat(project.weir("run-operation quick").text())
                .contains("FailFast Error in macro quick (macros/quick.sql)", "fast");
    }

    /** Texts of the reference, given the same macros. */
    @Test
    void anOperationNamesWhatItsMacroAsksForAndIsNotThere() {
        ScratchProject project =
                SERVER.of("models/off.sql", "{{ config(enabled=false) }} select 1 as id", "macros/m.sql", """
                {% macro missing(kind) %}
                  {% if kind == 'ref' %}{{ ref('nothere') }}
                  {% elif kind == 'package' %}{{ ref('other', 'nothere') }}
                  {% elif kind == 'disabled' %}{{ ref('off') }}
                  {% elif kind == 'source' %}{{ source('no', 'where') }}
                  {% elif kind == 'function' %}{{ function('nothere') }}
                  {% elif kind == 'metric' %}{{ metric('nothere') }}
                  {% elif kind == 'var' %}{{ var('nothere') }}
                  {% elif kind == 'name' %}{{ nothere() }}
                  {% elif kind == 'zero' %}{{ 1 / 0 }}
                  {% elif kind == 'written' %}{{ exceptions.raise_not_implemented('later') }}
                  {% endif %}
                {% endmacro %}
                """);
        String asker = "Compilation Error\n  Macro 'macro.test.missing' (macros/m.sql) depends on a ";
        String way = "\n  \n  > in macro missing (macros/m.sql)\n  > called by <Unknown>";
        Map<String, String> said = Map.of(
                "ref", asker + "node named 'nothere' which was not found" + way,
                "package", asker + "node named 'nothere' in package or project 'other' which was not found" + way,
                "disabled", asker + "node named 'off' which is disabled" + way,
                "source", asker + "source named 'no.where' which was not found" + way,
                "function", asker + "function named 'nothere' which was not found" + way,
                "metric", asker + "metric named 'nothere' which was not found or is disabled" + way,
                "name", "Compilation Error\n  'nothere' is undefined",
                "zero", "Runtime Error\n  division by zero",
                "written", "Runtime Error\n  ERROR: later");
        said.forEach((kind, words) -> {
            Answer answer = project.weir("run-operation", "missing", "--args", "{kind: " + kind + "}");
            assertThat(answer.exitCode()).as(kind).isEqualTo(1);
            assertThat(answer.text().replace("\n\n", "\n  \n"))
                    .contains("Encountered an error while running operation: " + words);
        });
    }

    @Test
    void hooksOfTheProjectHaveNoRelation() {
        ScratchProject project = SERVER.of(
                "dbt_project.yml",
                "name: test\nversion: '1.0'\nprofile: test\non-run-start: \"{{ log('this: ' ~ this ~ ' in ' ~ schema, info=true) if execute }}\"\n",
                "models/one.sql",
                "select 1 as id");
        assertThat(fine(project, "run").text()).contains("this: None in " + SERVER.schema());
        assertThat(fine(project, "docs generate").text()).contains("this: None in " + SERVER.schema());
        assertThat(project.results("status")).containsEntry("operation.test.test-on-run-start-0", "success");
    }

    /** What the reference compiles. */
    @Test
    void theDefaultOfAConfigIsForOneThatIsNotThere() {
        ScratchProject project = SERVER.of(
                "models/one.sql",
                "{{ config(own=none, set=1) }} select '{{ config.get('own', 'D') }} {{ config.get('other', 'D') }}"
                        + " {{ config.get('set', 'D') }} {{ config.get('unique_key', 'D') }} {{ config.get('begin', 'D') }}' as said");
        assertThat(fine(project, "compile --select one").text()).contains("'None D 1 None None'");
    }

    @Test
    void validatorsOfConfigsRefuseWhatIsNotAllowed() {
        ScratchProject project = SERVER.of(
                "models/one.sql",
                "{{ config(kind='q') }} select '{{ config.get('kind', validator=validation.any[boolean, list]) }}' as id",
                "models/other.sql",
                "{{ config(kind='q') }} select '{{ config.require('kind', validator=validation.any('r', 's')) if execute }}' as id");
        Answer refused = project.weir("run");
        assertThat(refused.text())
                .contains("Runtime Error in model other (models/other.sql)", "Expected value \"q\" to be one of r,s");
        assertThat(project.results("status"))
                .containsEntry("model.test.one", "success")
                .containsEntry("model.test.other", "error");
    }

    @Test
    void compileListsTheEphemeralModelsItWasAskedFor() {
        ScratchProject project = SERVER.of(
                "models/inner.sql",
                "{{ config(materialized='ephemeral') }} select 1 as id",
                "models/outer.sql",
                "select * from {{ ref('inner') }}");
        fine(project, "compile --select inner outer");
        assertThat(project.results("status")).containsOnlyKeys("model.test.outer", "model.test.inner");
        fine(project, "compile");
        assertThat(project.results("status")).containsOnlyKeys("model.test.outer");
        assertThat(fine(project, "docs generate --select inner").text()).doesNotContain("Compiled node");
        assertThat(fine(project, "run --select inner").text()).contains("Finished running");
    }

    @Test
    void deferredQueriesReadWhatIsHereAndOperationsAreNotDeferred() {
        ScratchProject project = SERVER.of(
                "models/a.sql",
                "{{ config(schema=env_var('ELSEWHERE', '') or none) }} select 'elsewhere' as id",
                "models/b.sql",
                "select * from {{ ref('a') }}",
                "macros/told.sql",
                "{% macro told() %}{{ log('a is ' ~ ref('a'), info=true) }}{% endmacro %}");
        project.set("ELSEWHERE", "x");
        fine(project, "run");
        project.write("kept/manifest.json", project.read("target/manifest.json"));
        project.set("ELSEWHERE", "");
        project.write("models/a.sql", project.read("models/a.sql").replace("'elsewhere'", "'here'"));
        String flags = " --defer --state kept";
        assertThat(fine(project, "show --select b" + flags).text()).contains("elsewhere");
        fine(project, "run --select a");
        assertThat(fine(project, "show --select b" + flags).text())
                .contains("here")
                .doesNotContain("elsewhere");
        assertThat(fine(project, "run-operation told" + flags).text())
                .contains("a is \"" + SERVER.server().database() + "\".\"" + SERVER.schema() + "\".\"a\"");
    }
}
