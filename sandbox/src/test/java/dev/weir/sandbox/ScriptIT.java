package dev.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;

/**
 * SQL scripts with their results, in {@code golden/sandbox/scripts}. {@code @role} goes on as that role, each on a connection of
 * its own; {@code > statement} (to the end of its line) is run through pgjdbc, and what comes of it stands below: rows, notices, an
 * error with its SQLSTATE, detail and hint; nothing when there is nothing to tell. {@code #} is a comment. With
 * {@code -Dweir.golden.write=true} the files are written anew.
 */
class ScriptIT {
    private static final Path FOLDER = Path.of("src/test/resources/golden/sandbox/scripts");

    @RegisterExtension
    static final SandboxUnderTest SANDBOX = new SandboxUnderTest();

    static List<Path> scripts() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void scriptsYieldWhatTheyRecord(Path script) throws IOException, SQLException {
        String recorded = Files.readString(script);
        String now = run(recorded);
        if (Boolean.getBoolean("weir.golden.write")) Files.writeString(script, now);
        else assertThat(now).isEqualTo(recorded);
    }

    private static String run(String script) throws SQLException {
        var told = new StringBuilder();
        Map<String, Connection> connections = new LinkedHashMap<>();
        String role = "materialize";
        try {
            for (String line : script.lines().toList()) {
                boolean kept = line.startsWith("#") || line.startsWith("@") || line.startsWith("> ") || line.isEmpty();
                if (!kept) continue;
                told.append(line).append('\n');
                if (line.startsWith("@")) role = line.substring(1).strip();
                if (!line.startsWith("> ")) continue;
                try {
                    Connection connection = connections.get(role);
                    if (connection == null) {
                        connection = SANDBOX.connect("user", role);
                        connections.put(role, connection);
                    }
                    for (String result : outcome(connection, line.substring(2)))
                        told.append(result).append('\n');
                } catch (SQLException e) {
                    told.append(error(e));
                }
            }
        } finally {
            for (Connection connection : connections.values()) connection.close();
        }
        return told.toString();
    }

    private static List<String> outcome(Connection connection, String sql) throws SQLException {
        var lines = new ArrayList<String>();
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            for (SQLWarning notice = statement.getWarnings(); notice != null; notice = notice.getNextWarning()) {
                lines.add("notice " + notice.getMessage());
            }
            if (!rows) return lines;
            ResultSet result = statement.getResultSet();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                var row = new StringBuilder();
                for (int i = 1; i <= columns; i++) row.append(i == 1 ? "" : "|").append(result.getString(i));
                lines.add(row.toString());
            }
        }
        return lines;
    }

    private static String error(SQLException thrown) {
        var text = new StringBuilder("error " + thrown.getSQLState() + ' ');
        if (!(thrown instanceof PSQLException e) || e.getServerErrorMessage() == null) {
            return text.append(thrown.getMessage()).append('\n').toString();
        }
        var told = java.util.Objects.requireNonNull(e.getServerErrorMessage());
        text.append(told.getMessage()).append('\n');
        if (told.getDetail() != null)
            text.append("  detail: ")
                    .append(told.getDetail().replace("\n", "\n          "))
                    .append('\n');
        if (told.getHint() != null)
            text.append("  hint: ").append(told.getHint()).append('\n');
        return text.toString();
    }
}
