package dev.weir.sandbox.dialect;

import java.util.List;
import java.util.Optional;

/** One statement, understood. Text that PostgreSQL will run is kept as checked {@link SqlFragment}s. */
public sealed interface Statement {
    /** SELECT, VALUES, WITH, TABLE: yields rows. */
    record Query(SqlFragment text) implements Statement {}

    /** INSERT, UPDATE, DELETE. */
    record Write(SqlFragment text) implements Statement {
        /** The relation whose rows change. */
        public Name target() {
            return text.relations().getFirst().name();
        }
    }

    record Copy(SqlFragment text) implements Statement {}

    /** DECLARE c CURSOR FOR query. */
    record Declare(String cursor, SqlFragment query) implements Statement {}

    /** FETCH and CLOSE: the text holds no names but the cursor's. */
    record Cursor(String verb, SqlFragment text) implements Statement {}

    record CreateDatabase(String name, IfExists ifExists) implements Statement {}

    record CreateSchema(Name name, IfExists ifExists) implements Statement {}

    record CreateCluster(String name, ClusterOptions options) implements Statement {}

    record CreateView(ViewHead head, SqlFragment query, boolean temporary) implements Statement {}

    record CreateMaterializedView(
            ViewHead head, Optional<String> cluster, MaterializedViewOptions options, SqlFragment query)
            implements Statement {}

    record CreateTable(Name name, IfExists ifExists, boolean temporary, SqlFragment columns) implements Statement {}

    /**
     * CREATE INDEX.
     *
     * @param name empty when the server shall name it
     * @param keys empty for a default index
     */
    record CreateIndex(
            Optional<String> name, IfExists ifExists, Optional<String> cluster, Name on, List<SqlFragment> keys)
            implements Statement {}

    record CreateLoadGenerator(
            Name name, IfExists ifExists, Optional<String> cluster, LoadGenerator generator, boolean allTables)
            implements Statement {}

    record Drop(ObjectKind kind, List<Name> names, IfExists ifExists, boolean cascade) implements Statement {}

    record Rename(ObjectKind kind, Name name, IfExists ifExists, String newName) implements Statement {}

    record Swap(ObjectKind kind, Name name, String other) implements Statement {}

    record AlterCluster(String name, ClusterOptions set, List<String> reset) implements Statement {}

    /** GRANT privileges on things to roles. */
    record Grant(ObjectKind kind, List<Name> names, List<String> roles) implements Statement {}

    /** The text is empty for IS NULL. */
    record Comment(ObjectKind kind, Name name, Optional<String> text) implements Statement {}

    /** A value list of several elements is joined by commas; no value means DEFAULT. */
    record SetVariable(String name, Optional<String> value, boolean local) implements Statement {}

    record ShowVariable(String name) implements Statement {}

    /** SHOW objects. */
    record ShowObjects(ShowWhat what) implements Statement {}

    record ShowCreate(ObjectKind kind, Name name) implements Statement {}

    record Begin(boolean readOnly) implements Statement {}

    record Commit() implements Statement {}

    record Rollback() implements Statement {}

    record Discard(boolean all) implements Statement {}

    /** DEALLOCATE; empty for ALL. */
    record Deallocate(Optional<String> name) implements Statement {}

    /** Valid for Materialize, refused here. */
    record Unsupported(SqlError reason) implements Statement {}

    /** The command tag, which also names the statement in errors. */
    default String tag() {
        return switch (this) {
            case Query _ -> "SELECT";
            case Write w -> w.text().written().strip().split("\\s", 2)[0].toUpperCase(java.util.Locale.ROOT);
            case Copy _ -> "COPY";
            case Declare _ -> "DECLARE CURSOR";
            case Cursor c -> c.verb();
            case CreateDatabase _ -> "CREATE DATABASE";
            case CreateSchema _ -> "CREATE SCHEMA";
            case CreateCluster _ -> "CREATE CLUSTER";
            case CreateView _ -> "CREATE VIEW";
            case CreateMaterializedView _ -> "CREATE MATERIALIZED VIEW";
            case CreateTable _ -> "CREATE TABLE";
            case CreateIndex _ -> "CREATE INDEX";
            case CreateLoadGenerator _ -> "CREATE SOURCE";
            case Drop d -> "DROP " + d.kind().sql();
            case Rename r -> "ALTER " + r.kind().sql();
            case Swap s -> "ALTER " + s.kind().sql();
            case AlterCluster _ -> "ALTER CLUSTER";
            case Grant _ -> "GRANT";
            case Comment _ -> "COMMENT";
            case SetVariable s -> s.value().isPresent() ? "SET" : "RESET";
            case ShowVariable _, ShowObjects _, ShowCreate _ -> "SHOW";
            case Begin _ -> "BEGIN";
            case Commit _ -> "COMMIT";
            case Rollback _ -> "ROLLBACK";
            case Discard _ -> "DISCARD";
            case Deallocate _ -> "DEALLOCATE";
            case Unsupported _ -> "";
        };
    }

    /** Whether the name in an IF [NOT] EXISTS statement may already be there (or gone). */
    enum IfExists {
        REQUIRED,
        TOLERATED
    }

    /** What CREATE VIEW and CREATE MATERIALIZED VIEW share. */
    record ViewHead(Name name, IfExists ifExists, boolean orReplace, List<String> columns) {}

    /**
     * What WITH says.
     *
     * @param assertedNotNull columns of ASSERT NOT NULL, in order
     * @param recorded options that change no result here (RETAIN HISTORY, PARTITION BY), as written
     */
    record MaterializedViewOptions(List<String> assertedNotNull, List<String> recorded) {}

    /** SIZE, REPLICATION FACTOR and so on, in the order written; the key in lower case, words joined by a space. */
    record ClusterOptions(java.util.Map<String, String> values, List<Replica> replicas) {
        public ClusterOptions {
            values = dev.weir.base.Ordered.copyOf(values);
            replicas = List.copyOf(replicas);
        }
    }

    /** A replica of an unmanaged cluster. */
    record Replica(String name, String size, Optional<String> availabilityZone) {}

    /**
     * What makes rows.
     *
     * @param tick time between two ticks
     */
    record LoadGenerator(Kind kind, java.time.Duration tick) {
        /** The generators the sandbox can run. */
        public enum Kind {
            AUCTION,
            COUNTER
        }
    }

    /**
     * What SHOW lists.
     *
     * @param plural what is listed: {@code "tables"}, {@code "materialized views"}, …
     * @param from the schema, database or object after FROM or ON
     * @param condition a boolean expression over the listed columns
     */
    record ShowWhat(
            String plural,
            Optional<Name> from,
            Optional<String> cluster,
            Optional<String> like,
            Optional<SqlFragment> condition) {}
}
