package dev.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.adapter.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.util.PSQLException;

/** A sandbox that runs while a test class does, and short ways to talk to it through pgjdbc. */
final class SandboxUnderTest implements BeforeAllCallback, AfterAllCallback {
    /** Stands where no connection is open yet. */
    static final Connection NONE = (Connection) java.lang.reflect.Proxy.newProxyInstance(
            SandboxUnderTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, _) -> {
                throw new IllegalStateException("not connected: " + method.getName());
            });

    private EmbeddedServer.@org.jspecify.annotations.Nullable Running running;
    private @org.jspecify.annotations.Nullable Path folder;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path made = Files.createTempDirectory("sandbox");
        folder = made;
        running = new MaterializeSandbox().start(new EmbeddedServer.Request(made, OptionalInt.empty()));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        running().close();
        try (var files = Files.walk(folder())) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }

    EmbeddedServer.Running running() {
        return java.util.Objects.requireNonNull(running);
    }

    Path folder() {
        return java.util.Objects.requireNonNull(folder);
    }

    int port() {
        return running().port();
    }

    /** @param properties names and values for pgjdbc, beside user and password */
    Connection connect(String... properties) throws SQLException {
        var settings = new Properties();
        settings.setProperty("user", "materialize");
        settings.setProperty("password", "anything");
        for (int i = 0; i < properties.length; i += 2) settings.setProperty(properties[i], properties[i + 1]);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port() + "/materialize", settings);
    }

    /** Values of a row are joined by {@code |}; null is {@code null}. */
    static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                var row = new StringBuilder();
                for (int i = 1; i <= columns; i++) row.append(i == 1 ? "" : "|").append(result.getString(i));
                rows.add(row.toString());
            }
            return rows;
        }
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        }
    }

    /** The message is looked for in message, detail and hint. */
    static void refused(Connection connection, String sql, String sqlState, String message) {
        assertThatThrownBy(() -> run(connection, sql)).isInstanceOfSatisfying(PSQLException.class, error -> {
            assertThat(error.getSQLState()).isEqualTo(sqlState);
            assertThat(String.valueOf(error.getServerErrorMessage())).contains(message);
        });
    }
}
