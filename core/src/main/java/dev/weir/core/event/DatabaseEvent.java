package dev.weir.core.event;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What passes between us and the database; at debug level but for what is worth a line. */
// intended: COMPATIBILITY #136
public sealed interface DatabaseEvent extends Event {
    @Override
    default Level level() {
        return Level.DEBUG;
    }

    record ConnectionUsed(String adapterType, String connection) implements DatabaseEvent {
        @Override
        public String code() {
            return "E015";
        }

        @Override
        public String message(Palette palette) {
            return "Using " + adapterType + " connection \"" + connection + "\"";
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("conn_name", connection, "conn_type", adapterType);
        }
    }

    /** A statement as sent, with its query comment. */
    record SQLQuery(String connection, String sql, Optional<NodeInfo> nodeInfo) implements DatabaseEvent {
        @Override
        public String code() {
            return "E016";
        }

        @Override
        public String message(Palette palette) {
            return "On " + connection + ": " + sql;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("conn_name", connection, "sql", sql);
        }
    }

    record SQLQueryStatus(String status, double seconds, Optional<NodeInfo> nodeInfo) implements DatabaseEvent {
        @Override
        public String code() {
            return "E017";
        }

        @Override
        public String message(Palette palette) {
            return "SQL status: " + status + " in " + Seconds.of(seconds, 3) + " seconds";
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("elapsed", seconds, "query_id", "", "status", status);
        }
    }

    record SchemaCreation(@Nullable String database, String schema) implements DatabaseEvent {
        @Override
        public String code() {
            return "E020";
        }

        @Override
        public String message(Palette palette) {
            return "Creating schema \"" + (database == null ? "" : database + ".") + schema + "\"";
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("relation", Fields.of("database", database, "identifier", "", "schema", schema));
        }
    }

    /**
     * What the server said when a session began: of settings it does not take, of a database or cluster that is not there. libpq writes
     * it on the error output.
     */
    record ServerNotice(String adapter, String text) implements DatabaseEvent {
        @Override
        public String code() {
            return "W915";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            return text;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("adapter", adapter, "text", text);
        }
    }

    /** What an adapter does that is worth a line. */
    record AdapterEventInfo(String adapter, String text) implements DatabaseEvent {
        @Override
        public String code() {
            return "E002";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            return adapter + " adapter: " + text;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("args", java.util.List.of(), "base_msg", text, "name", adapter);
        }
    }

    /** An error the database gave, before it is worded for the user. */
    record AdapterEventDebug(String adapter, String text) implements DatabaseEvent {
        @Override
        public String code() {
            return "E001";
        }

        @Override
        public String message(Palette palette) {
            return adapter + " adapter: " + text;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("args", java.util.List.of(), "base_msg", text, "name", adapter);
        }
    }
}
