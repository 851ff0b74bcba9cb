package dev.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.adapter.EmbeddedServer;
import dev.weir.base.WeirException;
import dev.weir.sandbox.backend.BackendAddress;
import dev.weir.sandbox.backend.BackendConnection;
import dev.weir.sandbox.backend.PostgresBinaries;
import dev.weir.sandbox.backend.PostgresServer;
import dev.weir.sandbox.backend.UpstreamTls;
import dev.weir.sandbox.catalog.CatalogStore;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ssl.NonValidatingFactory;
import org.postgresql.util.PSQLException;

/** Starting, stopping, being killed, and who may come in. */
class LifeIT {
    private static final MaterializeSandbox SANDBOX = new MaterializeSandbox();

    @TempDir
    Path folder;

    private static Connection connect(int port, String password, String more) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/materialize?user=materialize&password=" + password + more);
    }

    private Process apart() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SandboxProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static int port(Process process) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = String.valueOf(lines.readLine());
        assertThat(line).startsWith("port ");
        return Integer.parseInt(line.substring(5));
    }

    @Test
    void dataSurviveKillAndRestart() throws Exception {
        Process killed = apart();
        try (Connection connection = connect(port(killed), "any", "")) {
            SandboxUnderTest.run(
                    connection,
                    "create schema kept",
                    "create table kept.t (a int)",
                    "insert into kept.t select generate_series(1, 1000)",
                    "create materialized view kept.m as select count(*) as n from kept.t");
        }
        assertThat(SANDBOX.find(folder).orElseThrow().purpose()).isEqualTo(EmbeddedServer.Purpose.APART);
        killed.destroyForcibly().waitFor();
        assertThat(SANDBOX.find(folder)).isEmpty();
        Process stopped = apart();
        try (Connection connection = connect(port(stopped), "any", "")) {
            assertThat(SandboxUnderTest.rows(connection, "select n from kept.m"))
                    .containsExactly("1000");
            SandboxUnderTest.run(connection, "insert into kept.t values (0)");
        }
        assertThat(SANDBOX.stop(folder)).isTrue();
        assertThat(stopped.waitFor()).isEqualTo(143);
        try (var again = SANDBOX.start(new EmbeddedServer.Request(folder, OptionalInt.empty()));
                Connection connection = connect(again.port(), "any", "")) {
            assertThat(SandboxUnderTest.rows(connection, "select n from kept.m"))
                    .containsExactly("1001");
            assertThat(SANDBOX.find(folder).orElseThrow().purpose()).isEqualTo(EmbeddedServer.Purpose.RUN);
        }
        List<String> log = Files.readAllLines(SANDBOX.statementLog(folder));
        assertThat(log)
                .anySatisfy(line -> assertThat(line).contains("\"text\":\"create schema kept\"", "\"outcome\":\"ok\""))
                .anySatisfy(line -> assertThat(line).contains("\"tag\":\"INSERT 0 1000\",\"rows\":1000"));
    }

    /** The catalog of the folder is given a view of another shape, as a former version had it, and a user builds on it. */
    @Test
    void viewsOnTheCatalogSurviveAnUpgrade() throws Exception {
        var request = new EmbeddedServer.Request(folder, OptionalInt.empty());
        SANDBOX.start(request).close();
        behind(
                "drop view mz_catalog.mz_base_types",
                "create view mz_catalog.mz_base_types as select 1 as former, id::varchar as id from mz_catalog.mz_types where category = 'base'",
                "grant select on mz_catalog.mz_base_types to public");
        try (var server = SANDBOX.start(request);
                Connection connection = connect(server.port(), "any", "")) {
            SandboxUnderTest.run(
                    connection,
                    "create schema kept",
                    "create role reader",
                    "create view kept.bases as select count(*) as n, min(length(id)) as shortest from mz_base_types",
                    "create index bases_idx on kept.bases (n)",
                    "grant select on kept.bases to reader",
                    "comment on view kept.bases is 'of the catalog'",
                    "create view kept.ids as select id from mz_base_types",
                    "create view kept.above as select b.n, o.name from kept.bases b join mz_objects o on true",
                    "create materialized view kept.m with (refresh at creation) as select count(*) as n from kept.ids",
                    "create materialized view kept.names as select name, type from mz_objects");
        }
        behind("comment on schema _weir is 'former'");
        for (int start = 1; start <= 2; start++) {
            try (var server = SANDBOX.start(request);
                    Connection connection = connect(server.port(), "any", "")) {
                String bases = SandboxUnderTest.rows(connection, "select count(*) from mz_base_types")
                        .getFirst();
                assertThat(SandboxUnderTest.rows(connection, "select n, shortest > 1 from kept.bases"))
                        .containsExactly(bases + "|t");
                assertThat(SandboxUnderTest.rows(connection, "select count(*) from kept.ids"))
                        .containsExactly(bases);
                assertThat(SandboxUnderTest.rows(connection, "select n from kept.m"))
                        .containsExactly(bases);
                assertThat(SandboxUnderTest.rows(connection, "select n from kept.above where name = 'bases_idx'"))
                        .containsExactly(bases);
                assertThat(SandboxUnderTest.rows(connection, "select type from kept.names where name = 'above'"))
                        .containsExactly("view");
                assertThat(
                                SandboxUnderTest.rows(
                                        connection,
                                        "select c.name, c.type_oid from mz_columns c join mz_objects o using (id) where o.name = 'mz_base_types'"))
                        .containsExactly("id|25");
                assertThat(SandboxUnderTest.rows(connection, "show indexes from kept.bases"))
                        .hasSize(1);
                assertThat(
                                SandboxUnderTest.rows(
                                        connection,
                                        "select comment from mz_internal.mz_comments join mz_views using (id) where name = 'bases'"))
                        .containsExactly("of the catalog");
                assertThat(
                                SandboxUnderTest.rows(
                                        connection,
                                        "select count(*) from (select unnest(privileges) from mz_views where name = 'bases') p"))
                        .containsExactly("2");
                SandboxUnderTest.run(connection, "create view kept.later" + start + " as select id from mz_base_types");
            }
        }
        try (var postgres = postgresAlone();
                var connection = BackendConnection.open(postgres.address(), Map.of())) {
            String former = String.valueOf(connection
                    .query(
                            "select string_agg(relname, ' ' order by relname) from pg_class c "
                                    + "join pg_namespace n on n.oid = relnamespace where nspname like '\\_weir\\_former%' and relkind = 'v'")
                    .getFirst()
                    .getFirst());
            assertThat(former.split(" ")).contains("mz_base_types").doesNotContain("mz_objects");
        }
    }

    /** Runs statements in the folder's PostgreSQL while no sandbox does. */
    private void behind(String... statements) throws IOException {
        try (var postgres = postgresAlone();
                var connection = BackendConnection.open(postgres.address(), Map.of())) {
            for (String statement : statements) connection.execute(statement);
        }
    }

    private PostgresServer postgresAlone() {
        return PostgresServer.start(
                PostgresBinaries.unpacked(System.getenv()), folder, OptionalInt.empty(), CatalogStore.setup());
    }

    @Test
    void twoFoldersRunSideBySide() throws Exception {
        try (var one = SANDBOX.start(new EmbeddedServer.Request(folder.resolve("one"), OptionalInt.empty()));
                var two = SANDBOX.start(new EmbeddedServer.Request(folder.resolve("two"), OptionalInt.empty()));
                Connection first = connect(one.port(), "any", "");
                Connection second = connect(two.port(), "any", "")) {
            SandboxUnderTest.run(first, "create table only_here (a int)");
            assertThatThrownBy(() -> SandboxUnderTest.rows(second, "select * from only_here"))
                    .hasMessageContaining("unknown catalog item 'only_here'");
            try (var taken = new ServerSocket(0)) {
                var request = new EmbeddedServer.Request(folder.resolve("three"), OptionalInt.of(taken.getLocalPort()));
                assertThatThrownBy(() -> SANDBOX.start(request))
                        .isInstanceOf(WeirException.class)
                        .hasMessageContaining("taken");
            }
            // the one that could not listen has left nothing running
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().equals("sandbox-clock"))
                    .hasSize(2);
        }
    }

    @Test
    void passwordIsAskedForByScramAndTlsIsThereForWhoWantsIt() throws Exception {
        var request = new EmbeddedServer.Request(
                folder,
                OptionalInt.empty(),
                EmbeddedServer.LOOPBACK,
                Optional.of("hunter2"),
                EmbeddedServer.Purpose.RUN);
        try (var server = SANDBOX.start(request)) {
            for (String mode : List.of("&sslmode=disable", "&sslmode=require")) {
                try (Connection connection = connect(server.port(), "hunter2", mode)) {
                    assertThat(SandboxUnderTest.rows(connection, "select 1")).containsExactly("1");
                }
                assertThatThrownBy(() -> connect(server.port(), "wrong", mode))
                        .isInstanceOfSatisfying(
                                PSQLException.class,
                                error -> assertThat(error.getSQLState()).isEqualTo("28P01"));
            }
            String trusted = "&sslmode=verify-full&sslrootcert=" + folder.resolve("tls.crt");
            try (Connection connection = connect(server.port(), "hunter2", trusted)) {
                assertThat(SandboxUnderTest.rows(connection, "select 2")).containsExactly("2");
            }
            assertThat(Files.getPosixFilePermissions(folder.resolve("tls.key"))).hasSize(2);
            assertThat(server.password()).isEqualTo("hunter2");
        }
    }

    @Test
    void connectionsToOtherServersAreEncryptedAsAsked() throws Exception {
        try (var server = SANDBOX.start(new EmbeddedServer.Request(folder, OptionalInt.empty()))) {
            connect(server.port(), "any", "&sslmode=require").close();
            String certificate = Files.readString(folder.resolve("tls.crt"));
            for (UpstreamTls.Mode mode : UpstreamTls.Mode.values()) {
                assertThat(answer(server.port(), new UpstreamTls(mode, Optional.of(certificate))))
                        .isEqualTo("1");
            }
            assertThat(answer(server.port(), new UpstreamTls(UpstreamTls.Mode.REQUIRE, Optional.empty())))
                    .isEqualTo("1");
            var unknown = new UpstreamTls(UpstreamTls.Mode.VERIFY_CA, Optional.empty());
            assertThatThrownBy(() -> answer(server.port(), unknown)).isInstanceOf(SSLException.class);
        }
    }

    /** Without the goodbye of TLS, libpq says "unexpected eof" when it asks for a cancellation. */
    @Test
    void theEndOfAnEncryptedConnectionIsSaid() throws Exception {
        try (var server = SANDBOX.start(new EmbeddedServer.Request(folder, OptionalInt.empty()));
                var plain = new Socket("127.0.0.1", server.port())) {
            var ask = new DataOutputStream(plain.getOutputStream());
            ask.writeLong(8L << 32 | 80877103);
            assertThat(plain.getInputStream().read()).isEqualTo('S');
            try (Socket encrypted =
                    new NonValidatingFactory(null).createSocket(plain, "localhost", server.port(), true)) {
                var cancel = new DataOutputStream(encrypted.getOutputStream());
                cancel.writeLong(16L << 32 | 80877102);
                cancel.writeLong(0);
                byte[] records = plain.getInputStream().readAllBytes(); // as they come: Java's own client forgives
                int last = 0;
                for (int at = 0; at < records.length; at += 5 + last) {
                    last = Byte.toUnsignedInt(records[at + 3]) << 8 | Byte.toUnsignedInt(records[at + 4]);
                }
                assertThat(last)
                        .describedAs("an alert, not a ticket for the next session")
                        .isLessThan(64);
            }
        }
    }

    private static String answer(int port, UpstreamTls tls) throws IOException {
        var address = new BackendAddress("127.0.0.1", port, "materialize", "any", "materialize", Optional.of(tls));
        try (var connection = BackendConnection.open(address, Map.of())) {
            return String.valueOf(connection.query("select 1").getFirst().getFirst());
        }
    }

    @Test
    void oneLoginAfterAnotherIsCheapAndLeavesNothingToTheNext() throws Exception {
        try (var server = SANDBOX.start(new EmbeddedServer.Request(folder, OptionalInt.empty()))) {
            try (Connection first = connect(server.port(), "any", "&sslmode=disable&options=-c%20cluster=other")) {
                SandboxUnderTest.run(
                        first,
                        "set search_path = elsewhere",
                        "set timezone = 'Europe/Rome'",
                        "create temporary table left_over (a int)",
                        "create temporary view left_view as select * from left_over",
                        "prepare left_statement as select 1");
            }
            for (int i = 0; i < 30; i++) {
                try (Connection next = connect(server.port(), "any", "&sslmode=disable")) {
                    assertThat(SandboxUnderTest.rows(next, "show search_path")).containsExactly("public");
                    assertThat(SandboxUnderTest.rows(next, "show cluster")).containsExactly("quickstart");
                    assertThatThrownBy(() -> SandboxUnderTest.rows(next, "select * from left_over"))
                            .hasMessageContaining("unknown catalog item 'left_over'");
                    assertThatThrownBy(() -> SandboxUnderTest.run(next, "execute left_statement"))
                            .hasMessageContaining("does not exist");
                    assertThat(SandboxUnderTest.rows(next, "select count(*) from mz_objects where name like 'left%'"))
                            .containsExactly("0");
                    assertThat(
                                    SandboxUnderTest.rows(
                                            next,
                                            "select count(*) from mz_internal.mz_sessions where connection_id = pg_backend_pid()"))
                            .containsExactly("1");
                }
            }
        }
    }
}
