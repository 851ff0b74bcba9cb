package dev.weir.sandbox;

import static dev.weir.sandbox.SandboxUnderTest.refused;
import static dev.weir.sandbox.SandboxUnderTest.rows;
import static dev.weir.sandbox.SandboxUnderTest.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** REFRESH options hold results back. Source: Materialize docs, "CREATE MATERIALIZED VIEW". */
class RefreshIT {
    @RegisterExtension
    static final SandboxUnderTest SANDBOX = new SandboxUnderTest();

    @Test
    void rowsAreThoseOfTheLastRefresh() throws Exception {
        try (Connection connection = SANDBOX.connect()) {
            run(connection, "CREATE TABLE base (a int)", "INSERT INTO base VALUES (1)");
            run(connection, "CREATE MATERIALIZED VIEW often WITH (REFRESH EVERY '2s') AS SELECT a FROM base");
            run(connection, "CREATE MATERIALIZED VIEW once WITH (REFRESH AT CREATION) AS SELECT a FROM often");
            run(connection, "INSERT INTO base VALUES (2)");
            assertThat(rows(connection, "SELECT a FROM often")).containsExactly("1");
            long end = System.nanoTime() + 20_000_000_000L;
            while (rows(connection, "SELECT a FROM often").size() < 2 && System.nanoTime() < end) Thread.sleep(100);
            assertThat(rows(connection, "SELECT a FROM often ORDER BY a")).containsExactly("1", "2");
            assertThat(rows(connection, "SELECT a FROM once")).containsExactly("1");
            assertThat(rows(
                            connection,
                            "SELECT s.type, s.interval FROM mz_internal.mz_materialized_view_refresh_strategies s "
                                    + "JOIN mz_materialized_views v ON v.id = s.materialized_view_id ORDER BY v.name"))
                    .containsExactly("every|00:00:02", "at|null");
            refused(connection, "DROP TABLE base", "2BP01", "still depended upon by materialized view \"often\"");
            run(connection, "DROP TABLE base CASCADE");
            refused(connection, "SELECT * FROM often", "42P01", "unknown catalog item 'often'");
        }
    }

    @Test
    void queryWaitsForTheFirstRefresh() throws SQLException {
        try (Connection connection = SANDBOX.connect("preferQueryMode", "simple")) {
            run(connection, "CREATE TABLE later (a int)");
            run(
                    connection,
                    "CREATE MATERIALIZED VIEW waiting WITH (REFRESH AT mz_now()::text::int8 + 1500) AS SELECT a FROM later");
            run(connection, "INSERT INTO later VALUES (7)");
            assertThat(rows(connection, "SELECT a FROM waiting")).containsExactly("7");
            run(connection, "CREATE MATERIALIZED VIEW far WITH (REFRESH AT '3000-01-01 23:59') AS SELECT 2 AS two");
            refused(connection, "SELECT * FROM far", "55000", "sandbox: not refreshed before 3000-01-01 23:59");
        }
    }

    @Test
    void schedulesGoByAClockThatIsStoppedAndMovedOn() throws SQLException, InterruptedException {
        try (Connection connection = SANDBOX.connect()) {
            try {
                run(
                        connection,
                        "ALTER SYSTEM SET sandbox_clock = '2030-01-01 00:00:00Z'",
                        "CREATE TABLE ticked (a int)");
                run(
                        connection,
                        "CREATE MATERIALIZED VIEW daily WITH (REFRESH EVERY '1 day') AS SELECT a FROM ticked",
                        "CREATE MATERIALIZED VIEW noon WITH (REFRESH AT '2030-01-01 12:00:00Z') AS SELECT a FROM ticked",
                        "INSERT INTO ticked VALUES (1)");
                refused(connection, "SELECT * FROM noon", "55000", "sandbox: not refreshed before 2030-01-01 12:00");
                Thread.sleep(500);
                assertThat(rows(connection, "SELECT a FROM daily")).isEmpty();
                run(connection, "ALTER SYSTEM SET sandbox_clock = '2030-01-02 06:00:00Z'");
                long end = System.nanoTime() + 20_000_000_000L;
                while (rows(connection, "SELECT a FROM daily").isEmpty() && System.nanoTime() < end) Thread.sleep(100);
                assertThat(rows(connection, "SELECT a FROM daily")).containsExactly("1");
                assertThat(rows(connection, "SELECT a FROM noon")).containsExactly("1");
                assertThat(
                                rows(
                                        connection,
                                        "SELECT to_timestamp(r.next_refresh::text::numeric / 1000)::text FROM mz_internal.mz_materialized_view_refreshes r "
                                                + "JOIN mz_materialized_views v ON v.id = r.materialized_view_id WHERE v.name = 'daily'"))
                        .containsExactly("2030-01-03 00:00:00+00");
            } finally {
                run(connection, "ALTER SYSTEM RESET sandbox_clock");
            }
        }
    }

    @Test
    void failureOfARefreshIsToldToTheReader() throws SQLException {
        try (Connection connection = SANDBOX.connect()) {
            run(connection, "CREATE TABLE nulls (x int)", "INSERT INTO nulls VALUES (NULL)");
            run(
                    connection,
                    "CREATE MATERIALIZED VIEW asserted WITH (ASSERT NOT NULL x, REFRESH AT CREATION) AS SELECT x FROM nulls");
            refused(connection, "SELECT * FROM asserted", "22004", "column \"x\" must not be null");
            assertThat(rows(connection, "SHOW CREATE MATERIALIZED VIEW asserted")
                            .getFirst())
                    .contains("WITH (ASSERT NOT NULL = x, REFRESH = AT '");
        }
    }

    @Test
    void replacementTakesThePlaceAndDependentsStay() throws SQLException {
        try (Connection connection = SANDBOX.connect()) {
            run(connection, "CREATE TABLE replaced (a int)", "INSERT INTO replaced VALUES (1)");
            run(
                    connection,
                    "CREATE MATERIALIZED VIEW target AS SELECT a FROM replaced",
                    "CREATE VIEW above AS SELECT a FROM target");
            String id = rows(connection, "SELECT id FROM mz_materialized_views WHERE name = 'target'")
                    .getFirst();
            refused(
                    connection,
                    "CREATE REPLACEMENT MATERIALIZED VIEW other FOR target AS SELECT a AS b FROM replaced",
                    "0A000",
                    "replacement schema differs from target schema");
            run(connection, "CREATE REPLACEMENT MATERIALIZED VIEW other FOR target AS SELECT a + 1 AS a FROM replaced");
            assertThat(rows(connection, "SELECT a FROM above")).containsExactly("1");
            run(connection, "ALTER MATERIALIZED VIEW target APPLY REPLACEMENT other");
            assertThat(rows(connection, "SELECT a FROM above")).containsExactly("2");
            assertThat(rows(
                            connection,
                            "SELECT id || ' ' || name FROM mz_materialized_views WHERE name IN ('target', 'other')"))
                    .containsExactly(id + " target");
            assertThat(rows(connection, "SHOW CREATE MATERIALIZED VIEW target").getFirst())
                    .contains("CREATE MATERIALIZED VIEW materialize.public.target\n    IN CLUSTER")
                    .endsWith("AS SELECT a + 1 AS a FROM materialize.public.replaced;");
        }
    }

    @Test
    void retainedHistoryIsRecordedAndCanBeChanged() throws SQLException {
        try (Connection connection = SANDBOX.connect()) {
            run(
                    connection,
                    "CREATE MATERIALIZED VIEW kept WITH (ASSERT NOT NULL a, RETAIN HISTORY FOR '1h') AS SELECT 1 AS a");
            String with =
                    "SELECT substring(create_sql FROM 'WITH .*\\)') FROM mz_materialized_views WHERE name = 'kept'";
            assertThat(rows(connection, with))
                    .containsExactly("WITH (ASSERT NOT NULL = \"a\", RETAIN HISTORY = FOR '1h', REFRESH = ON COMMIT)");
            run(connection, "ALTER MATERIALIZED VIEW kept SET (RETAIN HISTORY = FOR '2h')");
            assertThat(rows(connection, with))
                    .containsExactly("WITH (ASSERT NOT NULL = \"a\", REFRESH = ON COMMIT, RETAIN HISTORY = FOR '2h')");
            run(connection, "ALTER MATERIALIZED VIEW kept RESET (RETAIN HISTORY)");
            assertThat(rows(connection, with)).containsExactly("WITH (ASSERT NOT NULL = \"a\", REFRESH = ON COMMIT)");
            refused(connection, "DROP VIEW kept", "42809", "Use DROP MATERIALIZED VIEW to remove a materialized view.");
            refused(
                    connection,
                    "SHOW CREATE VIEW kept",
                    "42809",
                    "Use SHOW CREATE MATERIALIZED VIEW to show a materialized view.");
        }
    }

    @Test
    void wrongSchedulesAreRefusedInMaterializesWords() throws SQLException {
        try (Connection connection = SANDBOX.connect()) {
            refuse(
                    connection,
                    "REFRESH ON COMMIT, REFRESH ON COMMIT",
                    "REFRESH ON COMMIT cannot be specified multiple times");
            refuse(
                    connection,
                    "REFRESH ON COMMIT, REFRESH EVERY '1 day'",
                    "REFRESH ON COMMIT is not compatible with any of the other REFRESH options");
            refuse(connection, "REFRESH EVERY '-1 minutes'", "REFRESH interval must be positive; got: -00:01:00");
            refuse(connection, "REFRESH EVERY '1 month'", "REFRESH interval must not involve units larger than days");
            refuse(connection, "REFRESH AT now()", "REFRESH AT argument must be an expression");
            refuse(connection, "REFRESH AT 'aaaa'", "REFRESH AT argument must be an expression");
            refuse(connection, "REFRESH AT (SELECT 1)", "REFRESH AT does not allow subqueries");
            refuse(
                    connection,
                    "REFRESH AT '2000-01-01 10:00'",
                    "REFRESH AT requested for a time where not all the inputs are readable");
            refuse(connection, "ASSERT NOT NULL a, ASSERT NOT NULL a", "duplicate column \"a\" in non-null assertions");
        }
    }

    private static void refuse(Connection connection, String options, String message) {
        refused(connection, "CREATE MATERIALIZED VIEW bad WITH (" + options + ") AS SELECT 1 AS a", "XX000", message);
    }
}
