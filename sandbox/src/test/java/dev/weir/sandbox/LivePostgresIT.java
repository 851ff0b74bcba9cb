package dev.weir.sandbox;

import static dev.weir.sandbox.SandboxUnderTest.refused;
import static dev.weir.sandbox.SandboxUnderTest.rows;
import static dev.weir.sandbox.SandboxUnderTest.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.EmbeddedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A source behind a real PostgreSQL server: an embedded one, which keeps no logical log, or that of the environment variable
 * {@code WEIR_LOGICAL_POSTGRES}, a pgjdbc URL without the user, who is {@code postgres} with the password {@code postgres}.
 */
class LivePostgresIT {
    @RegisterExtension
    static final SandboxUnderTest SANDBOX = new SandboxUnderTest();

    private static EmbeddedServer.@org.jspecify.annotations.Nullable Running upstream;

    private static Connection upstream() throws Exception {
        String external = System.getenv("WEIR_LOGICAL_POSTGRES");
        if (external != null) return DriverManager.getConnection(external, "postgres", "postgres");
        if (upstream == null) {
            Path folder = Files.createTempDirectory("upstream");
            upstream = new EmbeddedPostgresServer().start(new EmbeddedServer.Request(folder, OptionalInt.empty()));
        }
        EmbeddedServer.Running server = Objects.requireNonNull(upstream);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + server.database(),
                server.user(),
                server.password());
    }

    @AfterAll
    static void stop() {
        if (upstream != null) upstream.close();
    }

    private static void eventually(Connection connection, String sql, String... expected)
            throws SQLException, InterruptedException {
        List<String> seen = List.of();
        for (int i = 0; i < 100; i++) {
            seen = rows(connection, sql);
            if (seen.equals(List.of(expected))) return;
            Thread.sleep(100);
        }
        assertThat(seen).containsExactly(expected);
    }

    @Test
    void followsThePublicationOfARealServer() throws Exception {
        try (Connection server = upstream();
                Connection db = SANDBOX.connect()) {
            run(
                    server,
                    "DROP PUBLICATION IF EXISTS p",
                    "DROP SCHEMA IF EXISTS shop CASCADE",
                    "CREATE SCHEMA shop",
                    "CREATE TABLE shop.a (id int PRIMARY KEY, t text, at timestamptz, n numeric(10,2))",
                    "CREATE TABLE shop.b (id int PRIMARY KEY)",
                    "CREATE TABLE shop.c (id int PRIMARY KEY)",
                    "ALTER TABLE shop.a REPLICA IDENTITY FULL",
                    "ALTER TABLE shop.b REPLICA IDENTITY FULL",
                    "INSERT INTO shop.a VALUES (1, E'x\\ty', '2026-01-01 12:00+00', 1.50), (2, NULL, NULL, NULL)",
                    "CREATE PUBLICATION p FOR TABLE shop.a, shop.b, shop.c");
            var url = server.getMetaData().getURL();
            var address = java.net.URI.create(url.substring("jdbc:".length()));
            String password = System.getenv("WEIR_LOGICAL_POSTGRES") == null
                    ? Objects.requireNonNull(upstream).password()
                    : "postgres";
            run(
                    db,
                    "CREATE SECRET pw AS '" + password + "'",
                    "CREATE CONNECTION pg TO POSTGRES (HOST '" + address.getHost() + "', PORT " + address.getPort()
                            + ", USER '" + server.getMetaData().getUserName() + "', PASSWORD SECRET pw, DATABASE '"
                            + server.getCatalog() + "')");
            refused(
                    db,
                    "CREATE SOURCE s FROM POSTGRES CONNECTION pg (PUBLICATION 'nope') FOR ALL TABLES",
                    "XX000",
                    "publication \"nope\" does not exist");
            refused(
                    db,
                    "CREATE SOURCE s FROM POSTGRES CONNECTION pg (PUBLICATION 'p') FOR ALL TABLES",
                    "XX000",
                    "REPLICA IDENTITY FULL");
            run(db, "CREATE SOURCE s FROM POSTGRES CONNECTION pg (PUBLICATION 'p') FOR TABLES (shop.a)");
            assertThat(rows(db, "SELECT * FROM a ORDER BY id"))
                    .containsExactly("1|x\ty|2026-01-01 12:00:00+00|1.5", "2|null|null|null");
            run(
                    server,
                    "INSERT INTO shop.a VALUES (3, 'c', NULL, 3), (4, 'd', NULL, 4)",
                    "UPDATE shop.a SET t = 'it''s', n = 2.25 WHERE id = 2",
                    "DELETE FROM shop.a WHERE id = 1");
            eventually(db, "SELECT id, t, n FROM a ORDER BY id", "2|it's|2.25", "3|c|3", "4|d|4");
            run(server, "INSERT INTO shop.b VALUES (7)");
            run(db, "ALTER SOURCE s ADD SUBSOURCE b");
            assertThat(rows(db, "SELECT * FROM b")).containsExactly("7");
            run(server, "INSERT INTO shop.b VALUES (8)", "TRUNCATE shop.a");
            eventually(db, "SELECT * FROM b ORDER BY 1", "7", "8");
            eventually(db, "SELECT count(*) FROM a", "0");
            run(db, "CREATE TABLE again FROM SOURCE s (REFERENCE shop.b)");
            assertThat(rows(db, "SELECT * FROM again ORDER BY 1")).containsExactly("7", "8");
            assertThat(rows(db, "SELECT status, error FROM mz_internal.mz_source_statuses WHERE name = 's'"))
                    .containsExactly("running|null");
            refused(db, "INSERT INTO b VALUES (1)", "42809", "cannot insert into source");
            run(db, "DROP SOURCE s CASCADE");
            eventually(server, "SELECT count(*) FROM pg_replication_slots", "0");
        }
    }
}
