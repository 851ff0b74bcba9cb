package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ScratchProject.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code show}, {@code compile} and {@code source freshness} answer. Expectations were seen in dbt 1.11.16. */
class AskedIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all
    private static ScratchProject project;

    @BeforeAll
    static void prepare() {
        project = new ScratchProject(folder);
    }

    private static Answer fine(String... words) {
        Answer answer = project.weir(words);
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        return answer;
    }

    @Test
    void rowsAsJsonHaveFloatsAndIsoMoments() {
        project.of("models/a.sql", "select 1 as id");
        fine("show", "--output", "json", "--log-format-file", "json", "--inline", """
                select 1.50 as a, 0.000001 as tiny, 1e20::numeric as big, 5::numeric as whole,
                  '2024-01-02 03:04:00'::timestamp as plain, '2024-01-02 03:04:05.5+00'::timestamptz as zoned""");
        assertThat(project.read("logs/dbt.log"))
                .contains("[{\\\"a\\\": 1.5, \\\"tiny\\\": 1e-06, \\\"big\\\": 1e+20, \\\"whole\\\": 5.0,"
                        + " \\\"plain\\\": \\\"2024-01-02T03:04:00\\\","
                        + " \\\"zoned\\\": \\\"2024-01-02T03:04:05.500000+00:00\\\"}]");
    }

    @Test
    void aVersionIsShownUnderItsName() {
        project.of(
                "models/v_v1.sql",
                "select 1 as id",
                "models/v_v2.sql",
                "select 2 as id",
                "models/m.yml",
                "models: [{name: v, latest_version: 2, versions: [{v: 1}, {v: 2}]}]");
        assertThat(fine("show", "--select", "v").text())
                .contains("Previewing node 'v.v1':\n| id |", "Previewing node 'v.v2':\n| id |");
        assertThat(fine("show", "--select", "v.v2", "--output", "json").text())
                .contains("\"node\": \"v.v2\"")
                .doesNotContain("v.v1");
    }

    @Test
    void jsonOfOneValueIsThatValue() {
        project.of("models/a.sql", "select 1 as id");
        assertThat(fine(
                                "show",
                                "--inline",
                                "select '\"t\"'::jsonb as s, '7'::json as n, '{\"b\":[1,\"x\"]}'::json as o")
                        .text())
                .contains("| s | n | o               |", "| t | 7 | {\"b\": [1, \"x\"]} |");
    }

    @Test
    void aBlankQueryIsNothingToDo() {
        project.of("models/a.sql", "select 1 as id");
        assertThat(fine("show", "--inline", " ").text()).contains("Nothing to do.");
    }

    @Test
    void aStatementWithoutRowsShowsATableWithoutColumns() {
        project.of("models/a.sql", "select 1 as id");
        assertThat(fine("show", "--inline", "create table {{ target.schema }}_made as select 1 as id", "--limit", "-1")
                        .text())
                .contains("Previewing inline node:\n||\n|  |\n");
    }

    @Test
    void anInlineQueryThatIsCompiledLeavesRunResults() {
        project.of("models/a.sql", "select 1 as id");
        fine("compile", "--inline", "select * from {{ ref('a') }}");
        assertThat(project.results("status")).isEqualTo(Map.of("sql_operation.test.inline_query", "success"));
    }

    @Test
    void anInlineQueryThatFailsIsNamed() {
        project.of("models/a.sql", "select 1 as id");
        Answer answer = project.weir("show", "--inline", "select nothing");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text())
                .contains("Runtime Error\n  Database Error in sql_operation inline_query (from remote system.sql)\n"
                        + "    column \"nothing\" does not exist");
    }

    @Test
    void anInlineQueryThatCannotBeParsedIsToldOfBeforeAnythingStarts() {
        project.of("models/a.sql", "select 1 as id");
        Answer answer = project.weir("compile", "--inline", "select * from {{ ref('nothere') }}");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text())
                .contains(
                        "Error while parsing node: inline_query\nSql_Operation 'sql_operation.test.inline_query' (from"
                                + " remote system.sql) depends on a node named 'nothere' which was not found",
                        "Encountered an error:\nError parsing inline query")
                .doesNotContain("Concurrency");
    }

    @Test
    void anInlineQueryIsANodeToItsTemplateAndToTheLog() {
        project.of("models/a.sql", "select 1 as id");
        Answer answer = fine("show", "--log-format-file", "json", "--inline", """
                {{ log('at ' ~ this.identifier ~ ' of ' ~ model.unique_id, info=true) if execute }}select 1 as id""");
        assertThat(answer.text()).contains("1 sql operation", "at inline_query of sql_operation.test.inline_query");
        assertThat(project.read("logs/dbt.log").lines().filter(line -> line.contains("\"JinjaLogInfo\"")))
                .singleElement()
                .asString()
                .contains("\"node_path\":\"sql/inline_query\"", "\"node_status\":\"compiling\"");
    }

    @Test
    void quietShowsRowsAndCodeAlone() {
        project.of("models/a.sql", "select 1 as id");
        assertThat(fine("show", "--quiet", "--inline", "select 7 as n").text().strip())
                .startsWith("| n |");
        assertThat(fine("compile", "--quiet", "--select", "a").text().strip()).isEqualTo("select 1 as id");
    }

    @Test
    void aDirectQueryNeedsNoSoundProject() {
        project.of("models/a.sql", "{% broken");
        assertThat(fine("show", "--limit", "2", "--inline-direct", "select generate_series(1, 9) as n")
                        .text())
                .contains("Previewing inline node:\n| n |")
                .contains("| 2 |")
                .doesNotContain("| 3 |");
    }

    @Test
    void withoutIntrospectionNothingIsAskedWhileCompiling() {
        project.of(
                "models/asks.sql",
                "{% set r = run_query('select 1 as x') %}select {{ r.columns[0].values()[0] if execute else 0 }} as a",
                "models/plain.sql",
                "select 1 as id");
        fine("compile", "--no-introspect", "--select", "plain");
        Answer refused = project.weir("compile", "--no-introspect", "--select", "asks");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.text()).contains("Runtime Error in model asks (models/asks.sql)", "--no-introspect");
        fine("compile", "--select", "asks");
    }

    @Test
    void ephemeralModelsMayStayOutOfCompiledCode() {
        project.of(
                "models/e.sql",
                "{{ config(materialized='ephemeral') }}select 1 as id",
                "models/top.sql",
                "select * from {{ ref('e') }}");
        assertThat(fine("compile", "--quiet", "--no-inject-ephemeral-ctes", "--select", "top")
                        .text()
                        .strip())
                .isEqualTo("select * from __dbt__cte__e");
    }

    @Test
    void columnConstraintsOfAViewWithAContractAreWarnedOf() {
        project.of("models/m.sql", "select 1 as id", "models/m.yml", """
                models:
                  - name: m
                    config: {contract: {enforced: true}}
                    constraints: [{type: primary_key, columns: [id]}]
                    columns: [{name: id, data_type: int, constraints: [{type: unique, warn_unsupported: WARN}]}]
                """.replace("WARN", "true"));
        String warning = "[WARNING]: Constraint types are not supported for view materializations and will\nbe ignored."
                + "  Set 'warn_unsupported: false' on this constraint to ignore this\nwarning.";
        assertThat(fine("parse").text()).contains(warning);
        assertThat(fine("parse").text()).as("from memory").contains(warning);
        project.write(
                "models/m.yml",
                project.read("models/m.yml").replace("warn_unsupported: true", "warn_unsupported: false"));
        assertThat(fine("parse").text()).doesNotContain("Constraint types");
    }

    @Test
    void anIncrementalModelWithAContractSaysHowItGrows() {
        project.of(
                "models/m.sql",
                "{{ config(materialized='incremental', on_schema_change=var('mode', 'ignore')) }}select 1 as id",
                "models/m.yml",
                "models: [{name: m, config: {contract: {enforced: true}}, columns: [{name: id, data_type: int}]}]");
        Answer refused = project.weir("parse");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.text())
                .contains(
                        "Invalid value for on_schema_change: ignore. Models materialized as incremental with contracts"
                                + " enabled must set on_schema_change to 'append_new_columns' or 'fail'");
        fine("parse", "--vars", "{mode: fail}");
    }

    @Test
    void aContractWithoutColumnsIsRefused() {
        project.of(
                "models/m.sql",
                "select 1 as id",
                "models/m.yml",
                "models: [{name: m, config: {contract: {enforced: true}}}]");
        assertThat(project.weir("parse").text())
                .contains("Contract enforcement failed for: (models/m.sql)\n  Constraints must be defined in a `yml`");
    }

    @Test
    void freshnessIntoAFileOfItsOwnIsGoingOutOfUse() {
        project.of("models/s.yml", """
                sources:
                  - name: raw
                    schema: "{{ target.schema }}"
                    config: {loaded_at_field: at, freshness: {warn_after: {count: 1, period: day}}}
                    tables: [{name: fine}, {name: missing}]
                """, "models/fine.sql", "select now() as at");
        fine("run");
        Answer told = project.weir("source", "freshness", "-o", "target/own.json", "--log-format-file", "json");
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.text().replaceAll("\\s+", " "))
                .contains(
                        "[WARNING][CustomOutputPathInSourceFreshnessDeprecation]: Deprecated functionality Custom output"
                                + " path usage `--output target/own.json` usage detected in `dbt source freshness` command.",
                        "- CustomOutputPathInSourceFreshnessDeprecation: 1 occurrence");
        assertThat(project.read("logs/dbt.log")).contains("\"event_code\":\"D029\"");
        Map<String, ?> sources = project.artifact("own.json");
        assertThat(String.valueOf(sources)).contains("+00:00", "status=pass", "status=runtime error");
    }

    @Test
    void freshnessOfNothingSaysSoOnce() {
        project.of("models/a.sql", "select 1 as id");
        List<String> lines = fine("source", "freshness", "--select", "source:raw.nothere")
                .text()
                .lines()
                .map(line -> line.replaceFirst("^\\d\\d:\\d\\d:\\d\\d {2}", ""))
                .filter(line -> line.startsWith("Nothing to do") || line.equals("Done."))
                .toList();
        assertThat(lines)
                .containsExactly(
                        "Nothing to do. Try checking your model configs and model specification args", "Done.");
    }

    @Test
    void aBrokenTestThatKeepsWhatItFindsSaysWhere() {
        project.of(
                "tests/broken.sql",
                "{{ config(store_failures=true) }}select nothing",
                "models/a.sql",
                "select 1 as id");
        assertThat(project.weir("test").text())
                .contains(
                        "  See test failures:",
                        "select * from \"postgres\".\"" + project.schema() + "_dbt_test__audit\".\"broken\"");
        project.write("tests/broken.sql", "select nothing");
        assertThat(project.weir("test").text()).doesNotContain("See test failures");
    }

    @Test
    void whatHooksLogWhileTheyAreParsedIsSaidOnce() {
        project.of("models/a.sql", "select 1 as id", "dbt_project.yml", """
                name: test
                version: '1.0'
                profile: test
                on-run-start: ["{% do log('the hook ' ~ ('runs' if execute else 'is parsed'), info=true) %}"]
                """);
        assertThat(fine("run").text()).contains("the hook is parsed", "the hook runs");
        assertThat(fine("run").text()).contains("the hook runs").doesNotContain("the hook is parsed");
        assertThat(fine("run", "--no-partial-parse").text()).contains("the hook is parsed");
    }

    @Test
    void aFailedStartHookStandsAmongTheResults() {
        project.of("models/a.sql", "select 1 as id", "dbt_project.yml", """
                name: test
                version: '1.0'
                profile: test
                on-run-start: ["select 1/0", "select 1"]
                on-run-end: ["{% for r in results %}{% do log('saw ' ~ r.node.unique_id ~ ' ' ~ r.status, info=true) %}{% endfor %}"]
                """);
        assertThat(project.weir("run").text()).contains("saw operation.test.test-on-run-start-0 error");
        assertThat(project.results("failures")).containsEntry("operation.test.test-on-run-start-1", 1L);
    }

    @Test
    void quietJsonIsQuiet() {
        project.of("models/a.sql", "select 1 as id");
        assertThat(fine("run", "--quiet", "--log-format", "json").text()).isBlank();
    }

    @Test
    void anOperationThatDoesNotExistIsToldOfTwice() {
        project.of("models/a.sql", "select 1 as id");
        Answer answer = project.weir("run-operation", "nothere");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text())
                .contains(
                        "Encountered an error while running operation: Runtime Error\n  dbt could not find a macro with the"
                                + " name \"nothere\" in any package",
                        "Encountered an error:\nCompilation Error\n  dbt could not find a macro with the name 'nothere' in"
                                + " any package. This can happen");
    }
}
