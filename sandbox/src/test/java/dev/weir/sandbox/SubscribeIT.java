package dev.weir.sandbox;

import static dev.weir.sandbox.SandboxUnderTest.refused;
import static dev.weir.sandbox.SandboxUnderTest.rows;
import static dev.weir.sandbox.SandboxUnderTest.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;

/** SUBSCRIBE through a cursor, as rows and through COPY. Source: Materialize docs, "SUBSCRIBE". */
class SubscribeIT {
    @RegisterExtension
    static final SandboxUnderTest SANDBOX = new SandboxUnderTest();

    /** The rows without their time. */
    private static List<String> fetched(Connection connection, String fetch) throws SQLException {
        return rows(connection, fetch).stream()
                .map(row -> row.substring(row.indexOf('|') + 1))
                .toList();
    }

    @Test
    void cursorTellsTheSnapshotAndThenWhatChanges() throws SQLException {
        try (Connection writer = SANDBOX.connect();
                Connection reader = SANDBOX.connect()) {
            run(writer, "CREATE TABLE moved (a int, b text)", "INSERT INTO moved VALUES (1, 'x'), (1, 'x'), (2, NULL)");
            run(reader, "BEGIN", "DECLARE c CURSOR FOR SUBSCRIBE moved");
            assertThat(fetched(reader, "FETCH ALL c WITH (TIMEOUT = '100ms')"))
                    .containsExactlyInAnyOrder("2|1|x", "1|2|null");

            run(writer, "UPDATE moved SET b = 'y' WHERE a = 2", "DELETE FROM moved WHERE a = 1");
            assertThat(fetched(reader, "FETCH 3 c WITH (TIMEOUT = '10s')"))
                    .containsExactlyInAnyOrder("-2|1|x", "-1|2|null", "1|2|y");
            assertThat(rows(reader, "FETCH ALL c WITH (TIMEOUT = '0s')")).isEmpty();
            run(reader, "CLOSE c", "COMMIT");
            refused(reader, "FETCH c", "34000", "cursor \"c\" does not exist");
        }
    }

    @Test
    void timesNeverGoBackAndProgressIsSaid() throws SQLException {
        try (Connection connection = SANDBOX.connect()) {
            run(connection, "CREATE TABLE timed (a int)", "INSERT INTO timed VALUES (1)", "BEGIN");
            run(connection, "DECLARE c CURSOR FOR SUBSCRIBE timed WITH (PROGRESS)");
            List<String> rows = rows(connection, "FETCH ALL c WITH (TIMEOUT = '1500ms')");
            assertThat(rows.get(0)).endsWith("|t|null|null");
            assertThat(rows.get(1)).endsWith("|f|1|1");
            assertThat(rows.size()).isGreaterThan(2);
            assertThat(rows.get(2)).endsWith("|t|null|null");
            assertThat(rows)
                    .extracting(row -> Long.parseLong(row.substring(0, row.indexOf('|'))))
                    .isSorted();
        }
    }

    @Test
    void timesAreThoseOfAStoppedClock() throws SQLException {
        try (Connection writer = SANDBOX.connect();
                Connection reader = SANDBOX.connect()) {
            run(
                    writer,
                    "CREATE TABLE due (a timestamp)",
                    "INSERT INTO due VALUES ('2030-01-01 00:00:00'), ('2030-01-03 00:00:00')",
                    "ALTER SYSTEM SET sandbox_clock = '2030-01-02 00:00:00Z'");
            try {
                run(reader, "BEGIN");
                run(reader, "DECLARE c CURSOR FOR SUBSCRIBE (SELECT a FROM due WHERE mz_now() > a)");
                assertThat(rows(reader, "FETCH 1 c WITH (TIMEOUT = '10s')"))
                        .containsExactly("1893542400000|1|2030-01-01 00:00:00");
                assertThat(rows(reader, "FETCH ALL c WITH (TIMEOUT = '300ms')")).isEmpty();
                run(writer, "INSERT INTO due VALUES ('2030-01-01 12:00:00')");
                assertThat(rows(reader, "FETCH 1 c WITH (TIMEOUT = '10s')"))
                        .containsExactly("1893542400001|1|2030-01-01 12:00:00");
                run(writer, "ALTER SYSTEM SET sandbox_clock = '2030-01-04 00:00:00Z'");
                assertThat(rows(reader, "FETCH 1 c WITH (TIMEOUT = '10s')"))
                        .containsExactly("1893715200000|1|2030-01-03 00:00:00");
            } finally {
                run(writer, "ALTER SYSTEM RESET sandbox_clock");
            }
        }
    }

    @Test
    void withoutSnapshotOnlyChangesAreTold() throws SQLException {
        try (Connection writer = SANDBOX.connect();
                Connection reader = SANDBOX.connect()) {
            run(writer, "CREATE TABLE later (a int)", "INSERT INTO later VALUES (1)");
            run(
                    reader,
                    "BEGIN",
                    "DECLARE c CURSOR FOR SUBSCRIBE (SELECT a * 10 AS ten FROM later) WITH (SNAPSHOT = false)");
            assertThat(rows(reader, "FETCH ALL c WITH (TIMEOUT = '100ms')")).isEmpty();
            run(writer, "INSERT INTO later VALUES (2)");
            assertThat(fetched(reader, "FETCH c")).containsExactly("1|20");
        }
    }

    @Test
    void envelopesFollowKeys() throws SQLException {
        try (Connection writer = SANDBOX.connect();
                Connection reader = SANDBOX.connect();
                Connection debezium = SANDBOX.connect()) {
            run(writer, "CREATE TABLE keyed (k int, v text)", "INSERT INTO keyed VALUES (1, 'a'), (2, 'b')");
            run(reader, "BEGIN", "DECLARE c CURSOR FOR SUBSCRIBE keyed ENVELOPE UPSERT (KEY (k))");
            run(debezium, "BEGIN", "DECLARE c CURSOR FOR SUBSCRIBE keyed ENVELOPE DEBEZIUM (KEY (k))");
            assertThat(fetched(reader, "FETCH 2 c")).containsExactlyInAnyOrder("upsert|1|a", "upsert|2|b");
            assertThat(fetched(debezium, "FETCH 2 c")).containsExactlyInAnyOrder("insert|1|null|a", "insert|2|null|b");
            run(writer, "UPDATE keyed SET v = 'A' WHERE k = 1");
            assertThat(fetched(reader, "FETCH c")).containsExactly("upsert|1|A");
            assertThat(fetched(debezium, "FETCH c")).containsExactly("upsert|1|a|A");
            run(writer, "DELETE FROM keyed WHERE k = 2");
            assertThat(fetched(reader, "FETCH c")).containsExactly("delete|2|null");
            assertThat(fetched(debezium, "FETCH c")).containsExactly("delete|2|b|null");
            run(writer, "INSERT INTO keyed VALUES (1, 'twice')");
            assertThat(fetched(reader, "FETCH c")).containsExactly("key_violation|1|null");
        }
    }

    @Test
    void rowsOfOneMomentComeInTheOrderAskedFor() throws SQLException {
        try (Connection connection = SANDBOX.connect()) {
            run(
                    connection,
                    "CREATE TABLE ordered (a int)",
                    "INSERT INTO ordered VALUES (2), (10), (NULL), (1)",
                    "BEGIN");
            run(connection, "DECLARE c CURSOR FOR SUBSCRIBE ordered WITHIN TIMESTAMP ORDER BY a DESC NULLS LAST");
            assertThat(fetched(connection, "FETCH 4 c")).containsExactly("1|10", "1|2", "1|1", "1|null");
        }
    }

    @Test
    void boundedSubscriptionEndsByItselfAndConstantsEndAtOnce() throws Exception {
        try (Connection connection = SANDBOX.connect("preferQueryMode", "simple")) {
            assertThat(fetched(connection, "SUBSCRIBE (SELECT 1 AS one)")).containsExactly("1|1");
            run(connection, "CREATE TABLE bounded (a int)", "INSERT INTO bounded VALUES (7)");
            assertThat(fetched(connection, "SUBSCRIBE bounded UP TO mz_now()::text::bigint + 300"))
                    .containsExactly("1|7");
            refused(
                    connection,
                    "SUBSCRIBE bounded AS OF 99999999999999 UP TO 9",
                    "22000",
                    "subscription lower bound (`AS OF`) is greater than its upper bound (`UP TO`): 99999999999999 > 9");
            refused(connection, "SUBSCRIBE bounded AS OF 5", "0A000", "sandbox: ");
            refused(connection, "SUBSCRIBE nothing_there", "42P01", "unknown catalog item 'nothing_there'");
            var copied = new java.io.ByteArrayOutputStream();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SUBSCRIBE (SELECT 'a' || chr(9) AS tab, NULL AS none)) TO STDOUT", copied);
            assertThat(copied.toString(java.nio.charset.StandardCharsets.UTF_8)).endsWith("\t1\ta\\t\t\\N\n");
        }
    }

    @Test
    void extendedProtocolAnswersAsWell() throws SQLException {
        try (Connection connection = SANDBOX.connect("binaryTransfer", "true", "prepareThreshold", "-1")) {
            run(connection, "CREATE TABLE extended (a bigint)", "INSERT INTO extended VALUES (5)");
            List<String> rows = rows(
                    connection, "SUBSCRIBE (SELECT a, a::text AS t FROM extended) UP TO mz_now()::text::bigint + 300");
            assertThat(rows).hasSize(1);
            assertThat(rows.getFirst()).matches("\\d{13}\\|1\\|5\\|5");
        }
    }

    @Test
    void runningSubscriptionCanBeCancelled() throws Exception {
        try (Connection connection = SANDBOX.connect();
                var pool = Executors.newSingleThreadExecutor()) {
            run(connection, "CREATE TABLE endless (a int)");
            try (Statement statement = connection.createStatement()) {
                var refusal = pool.submit(() -> {
                    try {
                        statement.execute("SUBSCRIBE endless");
                        return "ended";
                    } catch (SQLException e) {
                        return String.valueOf(e.getSQLState());
                    }
                });
                Thread.sleep(400);
                statement.cancel();
                assertThat(refusal.get(5, TimeUnit.SECONDS)).isEqualTo("57014");
            }
            assertThat(rows(connection, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void cursorNeedsATransaction() throws SQLException {
        try (Connection connection = SANDBOX.connect()) {
            refused(
                    connection,
                    "DECLARE c CURSOR FOR SUBSCRIBE (SELECT 1)",
                    "25P01",
                    "DECLARE CURSOR can only be used in transaction blocks");
        }
    }
}
