package dev.weir.cli;

import dev.weir.adapter.Adapter;
import dev.weir.adapter.Connection;
import dev.weir.adapter.EmbeddedServer;
import dev.weir.adapter.ProfileSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** An embedded PostgreSQL that projects reach as they reach any server. */
final class ServerForTests implements AutoCloseable {
    private final EmbeddedServer.Running server;

    private ServerForTests(EmbeddedServer.Running server) {
        this.server = server;
    }

    static ServerForTests start(Path data) {
        return new ServerForTests(ServiceLoader.load(EmbeddedServer.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.adapterType().equals("postgres"))
                .findFirst()
                .orElseThrow()
                .start(new EmbeddedServer.Request(data, OptionalInt.empty())));
    }

    String host() {
        return server.host();
    }

    int port() {
        return server.port();
    }

    String user() {
        return server.user();
    }

    String password() {
        return server.password();
    }

    String database() {
        return server.database();
    }

    /** A profile {@code test} that leads here, over any port, as any user. */
    String profile(int port, String user, String password, String schema) {
        return """
                test:
                  target: default
                  outputs:
                    default: {type: postgres, host: "%s", port: %d, user: "%s", password: "%s", dbname: "%s",
                              schema: %s, threads: 1, retries: 0}
                """.formatted(host(), port, user, password, database(), schema);
    }

    /** Runs statements in a database, each outside of a transaction. */
    void executeIn(String database, String... statements) {
        try (Connection connection = connect(database)) {
            connection.execute("commit", false, OptionalInt.empty());
            for (String statement : statements) {
                connection.execute(statement, false, OptionalInt.empty());
            }
        }
    }

    void execute(String... statements) {
        executeIn(server.database(), statements);
    }

    Connection connect(String database) {
        Adapter adapter = ServiceLoader.load(Adapter.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.type().equals("postgres"))
                .findFirst()
                .orElseThrow();
        Map<String, @Nullable Object> target = new LinkedHashMap<>();
        target.put("host", server.host());
        target.put("port", (long) server.port());
        target.put("user", server.user());
        target.put("password", server.password());
        target.put("dbname", database);
        target.put("schema", "public");
        return adapter.connect(
                ((ProfileSpec.Outcome.Valid) adapter.profileSpec().check(target)).credentials(), "test");
    }

    @Override
    public void close() {
        server.close();
    }
}
