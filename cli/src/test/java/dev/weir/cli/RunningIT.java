package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ScratchProject.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What running nodes does on PostgreSQL beside building them. Expectations were seen in dbt 1.11.16. */
class RunningIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all
    private static ScratchProject project;

    @BeforeAll
    static void prepare() {
        project = new ScratchProject(folder);
    }

    private static Answer fine(String line) {
        Answer answer = project.weir(line);
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        return answer;
    }

    @Test
    void contractShowsTextAsText() {
        project.of("models/m.sql", "select 1 as a", "models/m.yml", """
                models:
                  - name: m
                    config: {contract: {enforced: true}}
                    columns: [{name: a, data_type: text}]
                """);
        Answer answer = project.weir("run");
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.text()).contains("| a           | INTEGER         | TEXT          | data type mismatch |");
    }

    @Test
    void foreignKeysPointAtRefsAndSources() {
        String schema = project.of(
                        "models/fk.sql",
                        "{{ config(materialized='table') }} select 1 as id",
                        "models/m.sql",
                        "{{ config(materialized='table') }} select 1 as id")
                .schema();
        project.write("models/m.yml", """
                models:
                  - name: fk
                    config: {contract: {enforced: true}}
                    columns: [{name: id, data_type: int, constraints: [{type: unique}]}]
                  - name: m
                    config: {contract: {enforced: true}}
                    constraints: [{type: foreign_key, columns: [id], to: "ref('fk')", to_columns: [id]}]
                    columns: [{name: id, data_type: int, constraints: [{type: foreign_key, to: "ref('fk')", to_columns: [id]}]}]
                """);
        fine("run");
        assertThat(project.read("target/run/test/models/m.sql"))
                .contains("id int references \"postgres\".\"" + schema + "\".\"fk\" (id)")
                .contains("foreign key (id) references \"postgres\".\"" + schema + "\".\"fk\" (id)");
    }

    @Test
    void testsOfModelsThatDoNotExistAreLeftOut() {
        project.of(
                "models/m.sql",
                "select 1 as id",
                "models/m.yml",
                "models: [{name: nothere, columns: [{name: id, data_tests: [unique]}]}]");
        assertThat(fine("build").text()).contains("Found 1 model, ").contains("TOTAL=1");
    }

    @Test
    void relationsPassForMappings() {
        project.of(
                "models/a.sql",
                "select 1 as id",
                "models/b.sql",
                "{% set r = ref('a') %}select {{ r is mapping }} as m, '{{ r.get('metadata', {}).get('type') }}' as t from {{ r }}");
        fine("run");
        assertThat(project.rows("select * from {{ ref('b') }}"))
                .isEqualTo(List.of(Map.of("m", true, "t", "PostgresRelation")));
    }

    @Test
    void debugOfTheConnectionSaysWhyThereIsNone() {
        project.of("models/a.sql", "select 1 as id");
        assertThat(project.weir("debug --connection --target NONE").text())
                .contains("1 check failed:", "The profile 'test' does not have a target named 'NONE'.");
        Answer nowhere = project.weir("debug --connection --profiles-dir NONE");
        assertThat(nowhere.exitCode()).isEqualTo(1);
        assertThat(nowhere.text()).contains("dbt looked for a profiles.yml file in NONE/profiles.yml");
    }

    @Test
    void debugChecksProfileAndProjectEachForItself() {
        project.of("dbt_project.yml", "name: test\nversion: '1.0'\nprofile: elsewhere\nmodel-paths: here\n");
        assertThat(project.weir("debug").text())
                .contains(
                        "2 checks failed:",
                        "Could not find profile named 'elsewhere'",
                        "dbt_project.yml file [ERROR invalid]",
                        "at path ['model-paths']: 'here' is not valid under any of the given schemas");
        project.of("dbt_project.yml", "name: test\nprofile: [\n");
        Answer broken = project.weir("debug");
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.text())
                .contains(
                        "1 check failed:",
                        "profiles.yml file [OK found and valid]",
                        "dbt_project.yml file [ERROR invalid]",
                        "Project loading failed for the following reason:",
                        "Connection test: [OK connection ok]");
    }

    @Test
    void nothingRunsWithoutThreads() {
        project.of("models/a.sql", "select 1 as id");
        Answer answer = project.weir("run --threads 0");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text()).contains("nothing can run with 0 threads").doesNotContain("Completed");
        fine("parse --threads 0");
    }

    @Test
    void initInAProjectIsAboutItsProfileWhateverNameIsGiven() {
        project.of("models/a.sql", "select 1 as id");
        fine("init another --skip-profile-setup");
        assertThat(Files.exists(folder.resolve("another"))).isFalse();
        Answer refused = project.weir("--profile other init");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.text()).contains("Can not init existing project with specified profile");
    }

    @Test
    void showThatIsAskedForNothingSaysSoFirst() {
        project.of("models/a.sql", "select 1 as id");
        assertThat(project.weir("show").text())
                .contains("Either --select or --inline must be passed to show")
                .doesNotContain("Found 1 model");
    }

    @Test
    void aLockFileThatFitsIsLeftAlone() {
        project.of(
                "inner/dbt_project.yml",
                "name: inner\nversion: '1.0'\n",
                "packages.yml",
                "packages: [{local: inner}]\n");
        assertThat(fine("deps --lock").text()).contains("Updating lock file");
        assertThat(fine("deps --lock").text()).doesNotContain("Updating lock file");
        project.write("packages.yml", "packages: []\n");
    }

    @Test
    void showLeavesRunResultsAndPutsHeadersInFront() {
        project.of(
                "models/h.sql",
                "{% call set_sql_header(config) %}with v as (select 1 as x){%- endcall %} select x from v");
        assertThat(fine("show --select h --limit 3").text()).contains("| x |");
        assertThat(String.valueOf(project.results("compiled_code").get("model.test.h")))
                .contains("limit 3");
    }

    @Test
    void docsCopyAssetsAndWriteNoManifestWithoutCompiling() {
        project.of(
                "models/a.sql",
                "select 1 as id",
                "assets/pictures/a.txt",
                "x",
                "dbt_project.yml",
                "name: test\nversion: '1.0'\nprofile: test\nasset-paths: [assets]\n");
        assertThat(fine("docs generate --no-compile").text()).doesNotContain("Found 1 model");
        assertThat(Files.exists(folder.resolve("target/manifest.json"))).isFalse();
        assertThat(project.read("target/assets/pictures/a.txt")).isEqualTo("x");
    }

    @Test
    void aCatalogHoldsWhatIsSelectedAndAllWhereNothingIsCompiled() {
        project.of("models/a.sql", "select 1 as id", "models/b.sql", "select 1 as id");
        fine("run");
        fine("docs generate --select nothing");
        assertThat(project.read("target/catalog.json")).doesNotContain("model.test.");
        fine("docs generate --select a");
        assertThat(project.read("target/catalog.json")).contains("model.test.a").doesNotContain("model.test.b");
        fine("docs generate --no-compile --select nothing");
        assertThat(project.read("target/catalog.json")).contains("model.test.a", "model.test.b");
    }

    @Test
    void savedQueriesAreBuiltAsNothingAndUnitTestsWithTheirModelOnly() {
        project.of(
                "models/a.sql",
                "select 1 as id, current_date as at",
                "models/spine.sql",
                "select current_date as day",
                "models/m.yml",
                """
                models:
                  - {name: spine, time_spine: {standard_granularity_column: day}, columns: [{name: day, granularity: day}]}
                unit_tests:
                  - {name: plain, model: a, given: [], expect: {rows: [{id: 1}]}}
                semantic_models:
                  - name: sm
                    model: ref('a')
                    defaults: {agg_time_dimension: at}
                    entities: [{name: id, type: primary}]
                    dimensions: [{name: at, type: time, type_params: {time_granularity: day}}]
                    measures: [{name: counted, agg: count, expr: id}]
                metrics:
                  - {name: metric, label: metric, type: simple, type_params: {measure: counted}}
                saved_queries:
                  - {name: query, query_params: {metrics: [metric]}}
                """);
        assertThat(fine("build").text())
                .contains(
                        "NO-OP saved query query",
                        "PASS a::plain",
                        "Done. PASS=3 WARN=0 ERROR=0 SKIP=0 NO-OP=1 TOTAL=4");
        assertThat(fine("build --select query").text()).contains("Finished running 1 saved query");
        assertThat(fine("build --exclude-resource-type model saved_query").text())
                .contains("Nothing to do");
        assertThat(fine("build --select test_type:unit").text()).contains("Nothing to do");
        assertThat(fine("test --select test_type:unit").text()).contains("PASS a::plain");
    }

    @Test
    void emptyLeavesNoRowsOfEphemeralModels() {
        project.of(
                "models/e.sql",
                "{{ config(materialized='ephemeral') }} select 1 as id",
                "models/m.sql",
                "-- a comment first\nselect * from {{ ref('e') }}");
        fine("run --empty");
        assertThat(project.rows("select * from {{ ref('m') }}")).isEmpty();
        assertThat(project.read("target/compiled/test/models/m.sql")).startsWith("with __dbt__cte__e as (");
    }

    @Test
    void whatReadsABrokenEphemeralModelIsSkipped() {
        project.of(
                "models/bad.sql",
                "{{ config(materialized='ephemeral') }}{{ exceptions.raise_compiler_error('no') if execute }} select 1 as id",
                "models/dep.sql",
                "select * from {{ ref('bad') }}",
                "models/dep2.sql",
                "select * from {{ ref('dep') }}");
        Answer answer = project.weir("run");
        assertThat(answer.text())
                .contains(
                        "1 of 2 SKIP relation " + project.schema() + ".dep due to ephemeral model status 'error'",
                        "2 of 2 SKIP relation")
                .contains("Done. PASS=0 WARN=0 ERROR=0 SKIP=2 NO-OP=0 TOTAL=2");
        String why = "Compilation Error in model.test.%s, caused by compilation error in referenced ephemeral model"
                + " model.test.bad";
        assertThat(project.results("message"))
                .containsEntry("model.test.dep", why.formatted("dep"))
                .containsEntry("model.test.dep2", why.formatted("dep2"));
        assertThat(project.weir("run --select dep").text()).contains("1 of 1 ERROR creating");
    }

    @Test
    void hooksMakeTheirNodeWaitForWhatTheyRead() {
        project.of(
                "models/a.sql",
                "{{ config(post_hook=\"create table {{ this.schema }}.copied as select * from {{ ref('b') }}\") }} select 1 as x",
                "models/b.sql",
                "select 7 as id");
        fine("run");
        assertThat(project.rows("select * from " + project.schema() + ".copied"))
                .isEqualTo(List.of(Map.of("id", 7L)));
    }

    @Test
    void seedsMayReadNothingInHooks() {
        project.of(
                "models/b.sql",
                "select 1 as id",
                "seeds/s.csv",
                "id\n1\n",
                "dbt_project.yml",
                "name: test\nversion: '1.0'\nprofile: test\nseeds: {post-hook: [\"select * from {{ ref('b') }}\"]}\n");
        Answer answer = project.weir("parse");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text()).contains("Parsing Error", "Seeds cannot depend on other nodes.");
    }

    @Test
    void aHookInTwoSpellingsIsRefused() {
        project.of("models/a.sql", "{{ config({'pre_hook': 'select 1', 'pre-hook': 'select 2'}) }} select 1 as x");
        assertThat(project.weir("parse").text())
                .contains("Invalid config, has conflicting keys \"pre_hook\" and \"pre-hook\"");
    }

    @Test
    void quotedColumnsAreDocumentedByTheirExactName() {
        project.of(
                "models/m.sql",
                "{{ config(materialized='table', persist_docs={'columns': true}) }} select 1 as mycol",
                "models/m.yml",
                "models: [{name: m, columns: [{name: MyCol, quote: true, description: x}]}]");
        assertThat(fine("run").text()).contains("are not present in the database: MyCol");
    }

    @Test
    void queryCommentsMayReturnValuesBeNullButNotEndThemselves() {
        String head = "name: test\nversion: '1.0'\nprofile: test\nquery-comment: ";
        project.of("models/a.sql", "select 1 as id", "dbt_project.yml", head + "\"{{ return({'a': 1}) }}\"\n");
        assertThat(fine("run --debug").text()).contains("/* {'a': 1} */");
        project.write("dbt_project.yml", head + "null\n");
        assertThat(fine("run --debug").text()).doesNotContain("/*");
        project.write("dbt_project.yml", head + "'{{ \"x */ y\" }}'\n");
        Answer refused = project.weir("run");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.text()).contains("query comment contains illegal value \"*/\": x */ y");
    }

    @Test
    void aRunHookThatCannotBeRenderedEndsTheRun() {
        project.of(
                "models/a.sql",
                "select 1 as id",
                "macros/bad.sql",
                "{% macro bad() %}{% if execute %}{% do run_query('select nocol from pg_class') %}{% endif %}{% endmacro %}",
                "dbt_project.yml",
                "name: test\nversion: '1.0'\nprofile: test\non-run-start: [\"{{ bad() }}\"]\n");
        Answer answer = project.weir("run");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text()).contains("Encountered an error:\nDatabase Error\n  column \"nocol\" does not exist");
    }

    @Test
    void aSeedNeedsADelimiterOfOneCharacter() {
        project.of(
                "seeds/s.csv",
                "id\n1\n",
                "dbt_project.yml",
                "name: test\nversion: '1.0'\nprofile: test\nseeds: {delimiter: ''}\n");
        Answer answer = project.weir("seed");
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.text()).contains("\"delimiter\" must be a 1-character string");
    }

    @Test
    void theMainThreadIsCalledAsInPython() {
        project.of(
                "models/a.sql",
                "select 1 as id",
                "dbt_project.yml",
                "name: test\nversion: '1.0'\nprofile: test\non-run-end: [\"create table {{ target.schema }}.t as select"
                        + " '{{ thread_id }}' as id\"]\n");
        fine("run");
        assertThat(String.valueOf(project.rows("select id from " + project.schema() + ".t")))
                .containsAnyOf("MainThread", "Thread-");
    }

    @Test
    void hooksMayBeWrittenByMacros() {
        project.of("models/a.sql", """
                {{ config(materialized='table', pre_hook=before_begin('create table ' ~ this.schema ~ '.log (x int)'),
                          post_hook=[after_commit('vacuum {{ this }}'), in_transaction('analyze {{ this }}')]) }}
                select 1 as id
                """);
        fine("run");
        assertThat(project.rows("select * from " + project.schema() + ".log")).isEmpty();
    }

    @Test
    void aFailingOperationNamesItsHeadlineAndEndsWithOne() {
        project.of("macros/m.sql", "{% macro m() %}{{ exceptions.raise_compiler_error('on purpose') }}{% endmacro %}");
        Answer answer = project.weir("run-operation m");
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.text())
                .contains("Encountered an error while running operation: Compilation Error in macro m (macros/m.sql)");
        assertThat(project.results("status")).containsEntry("macro.test.m", "error");
    }

    @Test
    void anIndexIsUniqueOrNot() {
        project.of("models/a.sql", """
                {{ config(materialized='table', indexes=[{'columns': ['id'], 'unique': 'maybe'}]) }} select 1 as id
                """);
        assertThat(project.weir("run").text())
                .contains("Could not parse index config: at path ['unique']: 'maybe' is not of type 'boolean'");
    }

    @Test
    void aMaterializationSaysWhatItMade() {
        project.of(
                "models/a.sql",
                "{{ config(materialized='silent') }} select 1 as id",
                "macros/m.sql",
                "{% materialization silent, default %}{% call statement('main') %}select 1{% endcall %}{% endmaterialization %}");
        assertThat(project.weir("run").text())
                .contains("The materialization (\"silent\") did not explicitly return a list of relations");
    }

    @Test
    void theFreshnessOfAnEmptyTableIsAsOldAsTimeItself() {
        project.of(
                "models/t.sql",
                "{{ config(materialized='table') }} select now()::timestamp as at where false",
                "models/s.yml",
                """
                sources:
                  - name: raw
                    schema: "{{ target.schema }}"
                    config: {loaded_at_field: at, freshness: {error_after: {count: 1, period: day}}}
                    tables: [{name: t}]
                """);
        fine("run");
        Answer answer = project.weir("source freshness");
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(project.read("target/sources.json")).contains("0001-01-01T00:00:00");
    }

    @Test
    void failedHooksAreFollowedBySkippedOnes() {
        project.of(
                "models/a.sql",
                "select 1 as id",
                "dbt_project.yml",
                "name: test\nversion: '1.0'\nprofile: test\non-run-start: [\"select 1/0\", \"select 1\"]\n");
        Answer answer = project.weir("run");
        assertThat(answer.text()).contains("2 of 2 SKIP hook: test.on-run-start.1 ");
        assertThat(project.results("message"))
                .containsEntry("operation.test.test-on-run-start-1", "test.on-run-start.1 skipped");
    }

    @Test
    void whatTemplatesLogIsToldOfTheirNode() {
        project.of("models/a.sql", "{% do log('said', info=true) if execute %}select 1 as id");
        assertThat(fine("run --log-format json").text().lines().filter(each -> each.contains("JinjaLogInfo")))
                .singleElement()
                .asString()
                .contains("\"node_status\":\"compiling\"", "\"unique_id\":\"model.test.a\"");
    }
}
