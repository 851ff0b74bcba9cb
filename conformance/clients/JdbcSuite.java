import java.io.StringReader;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** pgjdbc: what programs do, and what database tools such as DBeaver ask of its DatabaseMetaData. */
public final class JdbcSuite {
    private interface Question {
        ResultSet ask(DatabaseMetaData data) throws SQLException;
    }

    private static final List<String> FAILED = new ArrayList<>();

    public static void main(String[] words) throws Exception {
        String url = "jdbc:postgresql://" + words[0].replaceAll("^postgres://[^@]*@", "");
        for (String mode : List.of("extended", "simple", "extendedForPrepared", "extendedCacheEverything")) {
            Properties properties = new Properties();
            properties.setProperty("user", "materialize");
            properties.setProperty("password", "any");
            properties.setProperty("preferQueryMode", mode);
            try (Connection connection = DriverManager.getConnection(url, properties)) {
                statements(connection);
                if (mode.equals("extended")) metadata(connection);
            }
        }
        FAILED.forEach(System.err::println);
        if (!FAILED.isEmpty()) System.exit(1);
    }

    private static void statements(Connection connection) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS by_jdbc CASCADE");
            statement.execute("CREATE SCHEMA by_jdbc");
            statement.execute("CREATE TABLE by_jdbc.t (a int NOT NULL, b text, c timestamp, d numeric(10, 2))");
            statement.execute("CREATE VIEW by_jdbc.v AS SELECT a FROM by_jdbc.t");
            statement.execute("CREATE MATERIALIZED VIEW by_jdbc.m AS SELECT count(*) AS n FROM by_jdbc.t");
            statement.execute("CREATE INDEX i ON by_jdbc.t (a)");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO by_jdbc.t (a, b) VALUES (?, ?)")) {
            for (int i = 0; i < 100; i++) {
                insert.setInt(1, i);
                insert.setString(2, i % 2 == 0 ? null : "row " + i);
                insert.addBatch();
            }
            same(insert.executeBatch().length, 100);
        }
        connection.setAutoCommit(false);
        try (PreparedStatement select = connection.prepareStatement("SELECT a, b FROM by_jdbc.t ORDER BY a")) {
            select.setFetchSize(7);
            int rows = 0;
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) same(result.getInt(1), rows++);
            }
            same(rows, 100);
        }
        connection.commit();
        connection.setAutoCommit(true);
        var copy = connection.unwrap(org.postgresql.PGConnection.class).getCopyAPI();
        same(copy.copyIn("COPY by_jdbc.t (a, b) FROM STDIN WITH (FORMAT csv)", new StringReader("200,x\n201,y\n")), 2L);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT n FROM by_jdbc.m")) {
            result.next();
            same(result.getLong(1), 102L);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT nope");
            FAILED.add("no error for a column that is not there");
        } catch (SQLException error) {
            same(error.getSQLState(), "42703");
        }
    }

    private static void metadata(Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        rows(data, "getCatalogs", DatabaseMetaData::getCatalogs, 1);
        rows(data, "getSchemas", DatabaseMetaData::getSchemas, 1);
        rows(data, "getTableTypes", DatabaseMetaData::getTableTypes, 1);
        rows(data, "getTables", d -> d.getTables(null, "by_jdbc", "%", null), 3);
        rows(data, "getTables of kinds", d -> d.getTables(null, "by_jdbc", "t", new String[] {"TABLE"}), 1);
        rows(data, "getColumns", d -> d.getColumns(null, "by_jdbc", "t", "%"), 4);
        rows(data, "getPrimaryKeys", d -> d.getPrimaryKeys(null, "by_jdbc", "t"), 0);
        rows(data, "getIndexInfo", d -> d.getIndexInfo(null, "by_jdbc", "t", false, false), 0);
        rows(data, "getImportedKeys", d -> d.getImportedKeys(null, "by_jdbc", "t"), 0);
        rows(data, "getExportedKeys", d -> d.getExportedKeys(null, "by_jdbc", "t"), 0);
        rows(data, "getCrossReference", d -> d.getCrossReference(null, "by_jdbc", "t", null, "by_jdbc", "v"), 0);
        rows(data, "getTypeInfo", DatabaseMetaData::getTypeInfo, 1);
        rows(data, "getFunctions", d -> d.getFunctions(null, null, "abs"), 0);
        rows(data, "getFunctionColumns", d -> d.getFunctionColumns(null, null, "abs", null), 0);
        rows(data, "getProcedures", d -> d.getProcedures(null, null, "%"), 0);
        rows(data, "getUDTs", d -> d.getUDTs(null, null, "%", null), 0);
        rows(data, "getTablePrivileges", d -> d.getTablePrivileges(null, "by_jdbc", "t"), 0);
        rows(data, "getColumnPrivileges", d -> d.getColumnPrivileges(null, "by_jdbc", "t", "%"), 0);
        rows(data, "getBestRowIdentifier", d -> d.getBestRowIdentifier(null, "by_jdbc", "t", 0, true), 0);
        rows(data, "getVersionColumns", d -> d.getVersionColumns(null, "by_jdbc", "t"), 0);
        rows(data, "getClientInfoProperties", DatabaseMetaData::getClientInfoProperties, 1);
        try {
            same(data.getDatabaseProductVersion(), "9.5.0");
            data.getSQLKeywords();
            data.getMaxColumnNameLength();
        } catch (SQLException failed) {
            FAILED.add("keywords or lengths: " + failed.getMessage());
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM by_jdbc.t")) {
            same(result.getMetaData().getColumnTypeName(4), "numeric");
            same(result.getMetaData().isNullable(1) != 1, true);
        } catch (SQLException failed) {
            FAILED.add("ResultSetMetaData: " + failed.getMessage());
        }
    }

    private static void rows(DatabaseMetaData data, String name, Question question, int atLeast) {
        try (ResultSet result = question.ask(data)) {
            int rows = 0;
            while (result.next()) rows++;
            if (rows < atLeast) FAILED.add(name + ": " + rows + " rows");
        } catch (SQLException failed) {
            FAILED.add(name + ": " + failed.getMessage().lines().findFirst().orElse(""));
        }
    }

    private static void same(Object is, Object expected) {
        if (!is.equals(expected)) throw new AssertionError("expected " + expected + ", is " + is);
    }
}
