package dev.weir.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "create view v as select 1",
                "/* {\"app\": \"dbt\"} */\nCREATE SCHEMA x",
                "set cluster = c;\ncreate table t (a int)",
                "BEGIN; ALTER SCHEMA a SWAP WITH b; COMMIT;",
                "select 1; drop table t",
                "-- select\n insert into t values (';')",
                "grant usage on schema s to r",
                "drop view v"
            })
    void changes(String sql) {
        assertThat(Statements.change(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "/* create */ select ';drop table t;'",
                "with a as (select 1) select * from a -- ; drop table t",
                "select $x$; drop table t; $x$",
                "SET cluster = \"a;drop\"",
                "show schemas",
                "begin",
                "",
                "create temporary view __dbt_sbq7 as select 1",
                "drop view __dbt_sbq7",
                "/* {\"app\": \"dbt\"} */ drop view if exists \"__dbt_sbq7\""
            })
    void questionsAndSettings(String sql) {
        assertThat(Statements.change(sql)).isFalse();
    }

    @Test
    void theSameStatementIsTheSameWithAndWithoutCommentOrEnd() {
        assertThat(Statements.plain("/* {\"app\": \"dbt\"} */\n  create view v as (select 1)  ;\n"))
                .isEqualTo("create view v as (select 1)");
        assertThat(Statements.plain("create view v as (select 1)\n/* {\"app\": \"dbt\"} */;"))
                .isEqualTo("create view v as (select 1)");
        assertThat(Statements.plain(
                        "COMMENT ON SCHEMA \"s\" IS 'Deployment by ann on 2026-01-02 03:04:05+00 | Commit SHA: ab'"))
                .isEqualTo("COMMENT ON SCHEMA \"s\" IS 'Deployment by ann on <time>| Commit SHA: ab'");
    }

    @Test
    void lengthsOfTime() {
        assertThat(Durations.parse("90s")).contains(Duration.ofSeconds(90));
        assertThat(Durations.parse("1h30m")).contains(Duration.ofMinutes(90));
        assertThat(Durations.parse("2 d")).contains(Duration.ofDays(2));
        assertThat(Durations.parse("45")).contains(Duration.ofSeconds(45));
        assertThat(Durations.parse("soon")).isEmpty();
        assertThat(Durations.parse("1h and")).isEmpty();
    }
}
