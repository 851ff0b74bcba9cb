package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ScratchProject.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unit tests on Materialize: columns of its own types, and time that stands still. */
class MaterializeUnitTestsIT {
    private static final String TYPED = """
            create table mart.typed (
              id int, t mz_timestamp, j jsonb, u2 uint2, u4 uint4, u8 uint8, i interval, a text[], z timestamptz, d date,
              b bytea, n numeric(10, 2), f boolean, s smallint, "Mixed Case" bigint, c char(3), v varchar(2), u uuid, x float8,
              m map[text=>int], mm map[text=>int list], l int list, ll text list list, r mart.point, nl mart.numbers)
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each
    private SandboxUnderWatch server;

    @SuppressWarnings("NullAway.Init") // set before each
    private ScratchProject project;

    @BeforeEach
    void start() throws IOException {
        server = SandboxUnderWatch.start(folder.resolve("server"), "select 'x'");
        project = new ScratchProject(Files.createDirectories(folder.resolve("project")))
                .of(
                        "profiles.yml",
                        "test:\n  target: default\n  outputs:\n    default: {type: materialize, host: 127.0.0.1, port: "
                                + server.port()
                                + ", user: materialize, password: any, database: materialize, schema: mart, threads: 1}\n");
        server.execute("create schema mart");
        server.execute("create type mart.point as (x int, y text)");
        server.execute("create type mart.numbers as list (element type = int4)");
        server.execute(TYPED);
        project.write("models/sources.yml", "sources: [{name: mart, schema: mart, tables: [{name: typed}]}]\n");
        project.write("models/reads.sql", "select * from {{ source('mart', 'typed') }}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String tests(String name, String given, String expected) {
        return """
                  - name: %s
                    model: reads
                    given: [{input: "source('mart', 'typed')", %s}]
                    expect: {%s}
                """.formatted(name, given, expected);
    }

    private static final String PLAIN =
            "id: 1, t: '1767225600000', j: '{\"b\": 2}', u2: 7, u4: 8, u8: 18446744073709551615, i: 2 hours,"
                    + " a: '{b,c}', z: '2026-01-01 00:00:00+00', d: 2026-01-02, b: hello, n: 2.25, f: false, s: 3, 'Mixed Case': 9,"
                    + " c: abc, v: xy, u: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', x: 1.5";

    @Test
    void valuesOfEveryTypeMayBeGivenAndExpectedAsText() {
        String row = "{" + PLAIN + ", m: '{a=>1}', mm: '{a=>{1,2}}', l: '{1,2}', ll: '{ {a},{b}}', nl: '{4}'}";
        project.write(
                "models/tests.yml",
                "unit_tests:\n"
                        + tests(
                                "as_text",
                                "rows: [" + row + ", {}]",
                                "rows: [" + row + ", " + row.replaceAll(": ('[^']*'|[^,}]+)", ": null") + "]"));
        Answer answer = project.weir("test --select test_type:unit");
        assertThat(answer.text()).contains("PASS reads::as_text");
    }

    @Test
    void listsAndMappingsAreValuesOfMaterializesTypes() {
        String row =
                "{id: 1, j: {b: [1, null]}, a: [b, \"it's\"], m: {a: 1, b: null}, mm: {a: [1, 2], b: []}, l: [1, 2],"
                        + " ll: [[a], []], r: [1, x], nl: '{4}'}";
        String asText = "{id: 1, j: '{\"b\": [1, null]}', a: \"{b,it's}\", m: '{a=>1,b=>NULL}', mm: '{a=>{1,2},b=>{}}',"
                + " l: '{1,2}', ll: '{ {a},{}}', r: [1, x], nl: '{4}'}";
        project.write(
                "models/tests.yml",
                "unit_tests:\n"
                        + tests(
                                "in_yaml",
                                "rows: [" + row + ", {m: {}, l: [], a: [], r: null}]",
                                "rows: [" + asText
                                        + ", {id: null, j: null, a: '{}', m: '{}', mm: null, l: '{}', ll: null, r: null, nl: null}]")
                        + tests("differs", "rows: [{id: 1, m: {a: 1}}]", "rows: [{id: 1, m: {a: 2}}]"));
        Answer answer = project.weir("test --select test_type:unit");
        assertThat(answer.text()).contains("PASS reads::in_yaml", "FAIL 1 reads::differs", "{a=>1}", "{a=>2}");
    }

    @Test
    void rowsMayBeCsvOrSql() {
        String csv = "format: csv, rows: \"id,m,l,t,u8,j\\n1,{a=>1},'{1,2}',1000,9,{}\\n2,,,,,\""
                .replace("'{1,2}'", "\\\"{1,2}\\\"");
        String sql = "format: sql, rows: \"select 1 as id, map['a'=>1] as m, list[1,2] as l, 1000::mz_timestamp as t,"
                + " 9::uint8 as u8, '{}'::jsonb as j union all select 2, null, null, null, null, null\"";
        project.write("models/some.sql", "select id, m, l, t, u8, j from {{ ref('reads') }}");
        project.weir("run");
        String test = """
                  - {name: %s, model: some, given: [{input: ref('reads'), %s}], expect: {%s}}
                """;
        project.write(
                "models/tests.yml",
                "unit_tests:\n" + test.formatted("csv_as_sql", csv, sql) + test.formatted("sql_as_csv", sql, csv));
        Answer answer = project.weir("test --select test_type:unit");
        assertThat(answer.text()).contains("PASS some::csv_as_sql", "PASS some::sql_as_csv");
    }

    @Test
    void aRecordOfNoNamedTypeMayBeExpected() {
        project.write("models/pairs.sql", "select id, row(id, u8) as pair from {{ source('mart', 'typed') }}");
        String test = """
                  - {name: %s, model: pairs, given: [{input: "source('mart', 'typed')", rows: [{id: 1, u8: 2}]}], expect: {rows: [%s]}}
                """;
        project.write(
                "models/tests.yml",
                "unit_tests:\n" + test.formatted("of_fields", "{id: 1, pair: [1, 2]}")
                        + test.formatted("as_text", "{id: 1, pair: '(1,2)'}"));
        Answer answer = project.weir("test --select test_type:unit");
        assertThat(answer.text())
                .contains("PASS pairs::of_fields", "A column of type record is given as '(1,2)': write a list");
    }

    @Test
    void timeStandsWhereTheTestSays() {
        project.write("models/events.sql", "select 1 as id, timestamp '2026-01-01 00:00:00' as at");
        project.write("models/recent.sql", """
                select id, 'mz_now() /*' as "mz_now()" -- mz_now() in words
                from {{ ref('events') }}
                where MZ_NOW () <= at + interval '1 hour' and mz_catalog.mz_now() < /* not mz_now() */ at + interval '1 hour 1 second'
                """);
        String given =
                "given: [{input: ref('events'), rows: [{id: 1, at: 2026-01-01 00:30:00}, {id: 2, at: 2025-12-31 22:00:00}]}]";
        String test = """
                  - {name: %s, model: recent, overrides: {macros: {mz_now: %s}}, %s, expect: {rows: [%s]}}
                """;
        String first = "{id: 1, mz_now(): mz_now() /*}";
        project.write(
                "models/tests.yml",
                "unit_tests:\n" + test.formatted("as_moment", "2026-01-01 01:00:00", given, first)
                        + test.formatted("as_text", "'2026-01-01 01:00:00'", given, first)
                        + test.formatted("later", "2026-01-01 01:30:01", given, "")
                        + test.formatted("milliseconds", 1000, given, first + ", " + first.replace("1", "2"))
                        + test.formatted("in_sql", "\"timestamp '2026-01-01' + interval '90 minutes'\"", given, first));
        Answer run = project.weir("run --select events recent");
        assertThat(run.exitCode()).as(run.text()).isZero();
        Answer answer = project.weir("test --select test_type:unit");
        assertThat(answer.text()).contains("PASS=5");
    }
}
