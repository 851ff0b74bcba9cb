package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ScratchProject.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unit tests on PostgreSQL. Expectations were seen in dbt 1.11.16. */
class UnitTestsIT {
    private static final String INC =
            "{{ config(materialized='incremental') }}\nselect id, name from {{ ref('base') }}\n"
                    + "{% if is_incremental() %}where id > (select max(id) from {{ this }}){% endif %}\n";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all
    private static ScratchProject project;

    @BeforeAll
    static void prepare() {
        project = new ScratchProject(folder);
    }

    @BeforeEach
    void project() {
        project.of(
                "seeds/raw.csv",
                "id,name\n1,a\n2,b\n",
                "macros/the_day.sql",
                "{% macro the_day() %}current_date{% endmacro %}",
                "models/base.sql",
                "select id, name, id * 1.5 as amount from {{ ref('raw') }}",
                "models/eph.sql",
                "{{ config(materialized='ephemeral') }} select id, upper(name) as uname from {{ ref('base') }}",
                "models/m.sql",
                """
                -- comment
                select b.id, b.name, e.uname, s.id as sid, {{ var('threshold') }} as t, '{{ env_var("MYENV", "-") }}' as env,
                  {{ the_day() }} as d
                from {{ ref('base') }} b join {{ ref('eph') }} e on e.id = b.id
                left join {{ source('src', 'raw') }} s on s.id = b.id
                where b.id < {{ var('threshold') }}
                """,
                "models/inc.sql",
                INC,
                "models/s.yml",
                "sources: [{name: src, schema: \"{{ target.schema }}\", tables: [{name: raw}]}]\n",
                "dbt_project.yml",
                "name: test\nversion: '1.0'\nprofile: test\nvars: {threshold: 10}\n");
    }

    private static Answer with(String tests, String command) {
        project.write("models/tests.yml", "unit_tests:\n" + tests.indent(2));
        return project.weir(command);
    }

    @Test
    void inputsOfAllKindsAndOverridesStandInForWhatTheModelReads() {
        Answer answer = with("""
                - name: all_kinds
                  model: m
                  overrides:
                    macros: {the_day: "date '2020-01-01'"}
                    vars: {threshold: 3}
                    env_vars: {MYENV: over}
                  given:
                    - input: ref('base')
                      rows: [{id: 1, name: a}, {id: 2, name: "it's"}, {id: 5}]
                    - input: ref('eph')
                      format: sql
                      rows: select 1 as id, 'A' as uname union all select 2, 'B'
                    - input: source('src', 'raw')
                      format: csv
                      rows: |
                        id,name
                        1,zz
                  expect:
                    rows:
                      - {id: 2, name: "it's", uname: B, sid: null, t: 3, env: over, d: 2020-01-01}
                      - {id: 1, name: a, uname: A, sid: 1, t: 3, env: over, d: 2020-01-01}
                """, "build");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(answer.text()).contains("PASS m::all_kinds").contains("1 unit test");
        assertThat(answer.text().indexOf("PASS m::all_kinds"))
                .isLessThan(answer.text()
                        .indexOf("START sql view model s" + project.schema().substring(1) + ".m "));
    }

    @Test
    void incrementalModelsSayHowTheyRunAndMaySeeThemselves() {
        project.weir("build");
        Answer answer = with("""
                - name: later
                  model: inc
                  overrides: {macros: {is_incremental: true}}
                  given:
                    - {input: ref('base'), rows: [{id: 1, name: a}, {id: 5, name: b}]}
                    - {input: this, rows: [{id: 3}]}
                  expect: {format: sql, rows: "select 5 as id, 'b' as name"}
                - name: none
                  model: inc
                  overrides: {macros: {is_incremental: false}}
                  given: [{input: ref('base'), rows: []}]
                  expect: {rows: []}
                """, "test");
        assertThat(answer.text()).contains("PASS inc::later", "PASS inc::none");
        assertThat(with("""
                                - name: unclear
                                  model: inc
                                  given: [{input: ref('base'), rows: []}]
                                  expect: {rows: []}
                                """, "test").text())
                .contains(
                        "Parsing Error",
                        "Boolean override for 'is_incremental' must be provided for unit test 'unclear' in model 'inc'");
    }

    @Test
    void differencesAreATableOfRows() {
        project.weir("build");
        project.write("tests/fixtures/rows.csv", "id,name\n5,five\n6,\n");
        Answer answer = with("""
                - name: differs
                  model: inc
                  overrides: {macros: {is_incremental: false}}
                  given: [{input: ref('base'), format: csv, fixture: rows}]
                  expect: {rows: [{id: 5, name: five}, {id: 6, name: six}, {id: 9, name: nine}]}
                """, "test");
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.text()).contains("FAIL 1 inc::differs", """
                actual differs from expected:

                @@ ,id,name
                   ,5 ,five
                →  ,6 ,six→NULL
                ---,9 ,nine
                """);
        assertThat(project.results("status")).containsEntry("unit_test.test.inc.differs", "fail");
        assertThat(project.results("failures")).containsEntry("unit_test.test.inc.differs", 1L);
    }

    @Test
    void farRowsAndColumnsAreLeftOut() {
        project.weir("build");
        Answer answer = with("""
                - name: many
                  model: base
                  given: [{input: ref('raw'), rows: [{id: 1, name: a}, {id: 2, name: b}, {id: 3, name: c}, {id: 4, name: d}]}]
                  expect: {rows: [{id: 1, name: a, amount: 1.5}, {id: 2, name: b, amount: "3.0"}, {id: 3, name: c, amount: 4.5}, {id: 4, name: z, amount: "6.0"}]}
                """, "test");
        assertThat(answer.text()).contains("""
                @@ ,id ,name,amount
                ...,...,... ,...
                   ,3  ,c   ,4.5
                →  ,4  ,z→d ,6.0
                """);
    }

    @Test
    void aSeedGivesItsOwnRowsAndAFailureGatesTheModel() {
        Answer answer = with("""
                - name: seeded
                  model: base
                  given: [{input: ref('raw')}]
                  expect: {rows: [{id: 1, name: a}]}
                """, "build");
        assertThat(answer.text()).contains("FAIL 1 base::seeded", "SKIP relation " + project.schema() + ".base");
        assertThat(project.results("status"))
                .containsEntry("model.test.base", "skipped")
                .containsEntry("seed.test.raw", "success");
    }

    @Test
    void mistakesInTheTestAreNamed() {
        project.weir("build");
        Answer answer = with("""
                - name: bad_input
                  model: inc
                  overrides: {macros: {is_incremental: false}}
                  given: [{input: ref('base'), rows: [{nocol: 1}]}]
                  expect: {rows: [{id: 1}]}
                - name: bad_expect
                  model: inc
                  overrides: {macros: {is_incremental: false}}
                  given: [{input: ref('base'), rows: [{id: 1}]}]
                  expect: {rows: [{nocol: 1}]}
                - name: no_input
                  model: inc
                  overrides: {macros: {is_incremental: false}}
                  given: []
                  expect: {rows: [{id: 1}]}
                """, "test");
        assertThat(answer.text())
                .contains(
                        "Invalid column name: 'nocol' in unit test fixture for 'base'.",
                        "Accepted columns for 'base' are: ['id', 'name', 'amount']",
                        "An error occurred during execution of unit test 'bad_expect'.",
                        "Invalid column name: 'nocol' in unit test fixture for expected output.",
                        "Unit_Test 'unit_test.test.inc.no_input' (models/tests.yml) depends on a node named 'base' which was"
                                + " not found");
        assertThat(project.results("status").values()).containsOnly("error");
    }

    @Test
    void everyVersionOfAModelIsTestedUnlessSomeAreNamed() {
        project.write("models/v_v1.sql", "select id from {{ ref('base') }}");
        project.write("models/v_v2.sql", "select id + 1 as id from {{ ref('base') }}");
        project.write("models/v.yml", "models: [{name: v, latest_version: 2, versions: [{v: 1}, {v: 2}]}]");
        project.weir("build");
        Answer answer = with("""
                - name: both
                  model: v
                  given: [{input: ref('base'), rows: [{id: 1}]}]
                  expect: {rows: [{id: 1}]}
                - name: first
                  model: v
                  versions: {include: [1]}
                  given: [{input: ref('base'), rows: [{id: 1}]}]
                  expect: {rows: [{id: 1}]}
                """, "test");
        assertThat(answer.text()).contains("PASS v::both_v1", "FAIL 1 v::both_v2", "PASS v::first_v1", "TOTAL=3");
        assertThat(project.weir("--quiet ls --select unit_test:first").text()).isEqualTo("unit_test:test.first_v1\n");
    }

    @Test
    void onlyModelsThatAskWhetherTheyRunIncrementallyNeedAnAnswer() {
        String test = """
                - name: quiet
                  model: inc
                  given: [{input: ref('base'), rows: [{id: 1, name: a}]}]
                  expect: {rows: [{id: 1, name: a}]}
                """;
        project.write(
                "models/inc.sql", "{{ config(materialized='incremental') }} select id, name from {{ ref('base') }}");
        Answer answer = with(test, "build");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(answer.text()).contains("PASS inc::quiet");
        project.write("models/inc.sql", INC.replace("incremental'", "table'"));
        assertThat(with(test, "parse").text())
                .contains(
                        "Boolean override for 'is_incremental' must be provided for unit test 'quiet' in model 'inc'");
    }

    @Test
    void queriesAsRowsAreTemplatesAndMomentsAreIso() {
        Answer answer = with("""
                - name: of_queries
                  model: inc
                  overrides: {macros: {is_incremental: false}}
                  given: [{input: ref('base'), format: sql, rows: "select {{ 1 + 1 }} as id, 'x' as name"}]
                  expect: {rows: [{id: "{{ 4 - 2 }}", name: x}]}
                - name: of_moments
                  model: inc
                  overrides: {macros: {is_incremental: false}}
                  given: [{input: ref('base'), format: sql, rows: "select 1 as id, '2024-02-03T04:05:06' as name"}]
                  expect: {rows: [{id: 1, name: 2024-02-03 04:05:06}]}
                """, "build");
        assertThat(answer.text()).contains("PASS inc::of_queries", "PASS inc::of_moments");
    }

    @Test
    void faultsThatParsingFindsAreInTheReferencesWords() {
        assertThat(with("""
                - {name: a, model: base, given: [{input: ref('raw'), format: csv, fixture: nope}], expect: {rows: []}}
                """, "parse").text())
                .contains("File not found for fixture 'nope' in unit tests in models/tests.yml");
        assertThat(with("""
                - {name: a, model: base, given: [{input: ref('raw'), format: json, rows: "[]"}], expect: {rows: []}}
                """, "parse").text())
                .contains("at path ['given'][0]['format']: 'json' is not one of ['csv', 'dict', 'sql']");
        assertThat(with("""
                - {name: a, model: base, given: [{input: ref('raw'), format: csv, rows: [{id: 1}]}], expect: {rows: []}}
                """, "parse").text())
                .contains("Unit test a has input rows or fixtures which do not match format csv.  Expected string.");
        assertThat(with("""
                - {name: a, model: gone, given: [], expect: {rows: []}}
                """, "parse").text())
                .contains("Unable to find model 'test.gone' for unit test 'a' in models/tests.yml");
        assertThat(with("""
                - {name: a, model: m, given: [{input: ref('base')}], expect: {rows: []}}
                """, "parse").text())
                .contains("Unable to find seed 'test.base' for unit tests in directories: ['seeds']");
    }

    @Test
    void aTestOfADisabledModelIsOffLikeIt() {
        project.write("models/shut.sql", "{{ config(enabled=false) }}select 1 as id");
        Answer answer = with("""
                - {name: a, model: shut, given: [], expect: {rows: []}}
                """, "parse");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(answer.text()).doesNotContain("Unable to find");
    }
}
