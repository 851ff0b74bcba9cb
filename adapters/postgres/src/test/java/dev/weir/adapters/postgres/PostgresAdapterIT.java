package dev.weir.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.adapter.Connection;
import dev.weir.adapter.Credentials;
import dev.weir.adapter.DatabaseException;
import dev.weir.adapter.EmbeddedServer;
import dev.weir.adapter.ProfileSpec;
import dev.weir.adapter.QueryResult;
import dev.weir.base.WeirException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol against a real server. */
class PostgresAdapterIT {
    @TempDir
    static Path folder;

    private static EmbeddedServer.Running server;

    private final PostgresAdapter adapter = new PostgresAdapter();

    @BeforeAll
    static void start() {
        server = ServiceLoader.load(EmbeddedServer.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.adapterType().equals("postgres"))
                .findFirst()
                .orElseThrow()
                .start(new EmbeddedServer.Request(folder.resolve("data"), OptionalInt.empty()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Credentials credentials(Object... changes) {
        Map<String, @Nullable Object> target = new LinkedHashMap<>();
        target.put("host", server.host());
        target.put("port", (long) server.port());
        target.put("user", server.user());
        target.put("password", server.password());
        target.put("dbname", server.database());
        target.put("schema", "public");
        target.put("retries", 0L);
        for (int at = 0; at < changes.length; at += 2) {
            target.put(String.valueOf(changes[at]), changes[at + 1]);
        }
        return ((ProfileSpec.Outcome.Valid) adapter.profileSpec().check(target)).credentials();
    }

    private Connection connect(Object... changes) {
        return adapter.connect(credentials(changes), "test");
    }

    private static QueryResult run(Connection connection, String sql) {
        return connection.execute(sql, true, OptionalInt.empty());
    }

    private static Object value(Connection connection, String sql) {
        Object value = run(connection, sql).rows().getFirst().getFirst();
        return value == null ? "null" : value;
    }

    @Test
    void valuesComeBackWithTheirTypes() {
        try (Connection connection = connect()) {
            QueryResult result = run(connection, "select 1, 2.50, 'x', null, true, array[1, 2], date '2026-01-02'");
            assertThat(result.message()).isEqualTo("SELECT 1");
            assertThat(result.rows().getFirst().toString()).isEqualTo("[1, 2.50, x, null, true, [1, 2], 2026-01-02]");
        }
    }

    @Test
    void sessionKeepsTheServersTimeZoneAndTakesTheProfilesSettings() {
        try (Connection connection = connect("search_path", "a, public", "application_name", "me")) {
            assertThat(value(connection, "select current_setting('search_path')"))
                    .isEqualTo("a, public");
            assertThat(value(connection, "select current_setting('application_name')"))
                    .isEqualTo("me");
            assertThat(value(connection, "select source from pg_settings where name = 'TimeZone'"))
                    .isNotEqualTo("client");
        }
    }

    @Test
    void firstStatementOpensATransactionAndRollbackUndoesIt() {
        try (Connection connection = connect()) {
            run(connection, "create table undone(a int)");
            connection.rollback();
            assertThat(value(connection, "select to_regclass('undone')")).isEqualTo("null");
        }
    }

    @Test
    void afterACommitStatementsStandAlone() {
        try (Connection connection = connect();
                Connection other = connect()) {
            run(connection, "create table kept(a int)");
            connection.commit();
            run(connection, "insert into kept values (1)");
            assertThat(value(other, "select count(*) from kept")).isEqualTo(1L);
        }
    }

    @Test
    void severalStatementsInOneTextGiveTheLastOnesResult() {
        try (Connection connection = connect()) {
            QueryResult result = run(connection, "create temp table t(a int); insert into t values (1), (2)");
            assertThat(result.message()).isEqualTo("INSERT 0 2");
            assertThat(result.rowsAffected()).isEqualTo(2);
            assertThat(run(connection, "insert into t values (3); select a from t")
                            .rows())
                    .hasSize(3);
        }
    }

    @Test
    void bindingsAreWrittenAsLiterals() {
        try (Connection connection = connect()) {
            run(connection, "create temp table t(a int, b text)");
            connection.execute("insert into t values (%s,%s),(%s,%s)", Arrays.asList(1L, "o'x\\y %s", null, "50%"));
            assertThat(run(connection, "select b from t order by a nulls last")
                            .rows()
                            .toString())
                    .isEqualTo("[[o'x\\y %s], [50%]]");
        }
    }

    @Test
    void errorsAreInTheServersWords() {
        try (Connection connection = connect()) {
            assertThatThrownBy(() -> run(connection, "select nope"))
                    .isInstanceOfSatisfying(DatabaseException.class, e -> {
                        assertThat(e.sqlState()).isEqualTo("42703");
                        assertThat(e.words())
                                .isEqualTo("column \"nope\" does not exist\nLINE 1: select nope\n               ^\n");
                    });
            connection.rollback();
            assertThat(value(connection, "select 1")).isEqualTo(1L);
        }
    }

    @Test
    void wrongPasswordIsTold() {
        assertThatThrownBy(() -> connect("user", "nobody", "password", "wrong"))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("FATAL:  ");
    }

    @Test
    void serverThatIsDownIsTold() {
        assertThatThrownBy(() -> connect("port", 1L))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("Is the server running on that host and accepting TCP/IP connections?");
    }

    @Test
    void cancelStopsWhatRuns() throws InterruptedException {
        try (Connection connection = connect()) {
            run(connection, "select 1");
            Thread canceller = Thread.ofVirtual().start(() -> {
                for (int attempt = 0; attempt < 50; attempt++) {
                    connection.cancel();
                    try {
                        Thread.sleep(100);
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            });
            assertThatThrownBy(() -> run(connection, "select pg_sleep(30)"))
                    .hasMessageContaining("canceling statement due to user request");
            canceller.interrupt();
            canceller.join();
        }
    }

    @Test
    void relationsOfSeveralSchemasComeWithOneQuery() {
        try (Connection connection = connect()) {
            run(
                    connection,
                    "create schema s1; create schema s2; create table s1.t(a int); create view s2.v as select * from s1.t");
            String relations = adapter.relationsQuery(server.database(), List.of("S1", "s2"))
                    .orElseThrow();
            assertThat(run(connection, relations).rows().toString())
                    .isEqualTo("[[" + server.database() + ", s1, t, table], [" + server.database() + ", s2, v, view]]");
            String links = adapter.dependenciesQuery(List.of("s1")).orElseThrow();
            assertThat(run(connection, links).rows().toString()).isEqualTo("[[s2, v, s1, t]]");
        }
    }
}
