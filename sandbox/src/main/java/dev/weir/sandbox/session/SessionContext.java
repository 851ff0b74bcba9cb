package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendAddress;
import dev.weir.sandbox.backend.BackendConnection;
import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.backend.ServerMessage;
import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SqlFragment;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the commands of a session work with: PostgreSQL, names, variables, and the client's ear for notices. */
record SessionContext(
        BackendConnection backend,
        BackendAddress address,
        Naming naming,
        SessionVariables variables,
        Lock catalogLock,
        Consumer<ServerMessage> notices,
        LoggedIn loggedIn,
        LiveSettings live,
        Outside outside) {
    /** An item as the catalog knows it; {@code schema} and {@code name} are PostgreSQL's. */
    record Item(String id, String type, String sourceType, String schema, String name, String database) {
        /** Whether PostgreSQL has a relation for it. */
        boolean relation() {
            return switch (type) {
                case "table", "source", "view", "materialized-view" -> true;
                default -> false;
            };
        }

        /** As Materialize shows it in full. */
        String fullName() {
            return database + "." + shownSchema() + "." + name;
        }

        String shownSchema() {
            int dot = schema.indexOf('.');
            return dot > 0 && schema.startsWith("u") ? schema.substring(dot + 1) : schema;
        }

        /**
         * Fails unless it is of a kind. {@code doing} is said in the hint for a materialized view taken for a view: {@code "DROP
         * MATERIALIZED VIEW to remove"}. Source: Materialize's test/sqllogictest/materialized_views.slt.
         */
        void require(ObjectKind kind, String doing) {
            if (type.equals(kind.catalogName())) return;
            SqlError wrong = SqlError.of("42809", type.replace('-', ' ') + " " + name + " is not a " + kind.words());
            throw kind == ObjectKind.VIEW && type.equals("materialized-view")
                    ? wrong.withHint("Use " + doing + " a materialized view.")
                    : wrong;
        }

        /** In full, quoted, as {@code create_sql} has it. */
        String shownQuoted() {
            return Quoted.identifier(database) + "." + Quoted.identifier(shownSchema(), name);
        }

        String physical() {
            return Quoted.identifier(schema, name);
        }
    }

    String database() {
        return variables.value("database");
    }

    /** Another connection to PostgreSQL that sees what this session sees, but for its transaction and temporary items. */
    BackendConnection another() throws IOException {
        return BackendConnection.open(
                address,
                Map.of(
                        "search_path", physicalSearchPath(),
                        "weir.database", database(),
                        "weir.role", loggedIn.id(),
                        "weir.clock", live.clock(),
                        "weir.variables", Quoted.json(variables.all()),
                        "TimeZone", variables.value("TimeZone"),
                        "extra_float_digits", variables.value("extra_float_digits"),
                        "client_encoding", "UTF8",
                        "enable_nestloop", "off"));
    }

    /** SQL to be made of the client's. */
    Rewritten.Builder sql() {
        return new Rewritten.Builder(naming, variables);
    }

    /** Runs SQL made from the client's; errors come back in Materialize's words, at places of the client's text. */
    void execute(Rewritten sql) throws IOException {
        try {
            backend.settle(); // so that positions in errors are those of this text
            backend.execute(sql.sql());
        } catch (BackendException e) {
            throw ErrorTranslation.translated(e, sql);
        }
    }

    /** A query for the milliseconds since 1970 that an expression of the client's means. */
    Rewritten moment(SqlFragment time) {
        return sql().add("SELECT ((")
                .add(time)
                .add(")::mz_catalog.mz_timestamp)::bigint")
                .build();
    }

    /** Milliseconds since 1970, by the clock that the sandbox goes by. */
    long nowMillis() throws IOException {
        if (live.clock().isEmpty()) return System.currentTimeMillis();
        return Long.parseLong(value("SELECT (mz_catalog.mz_now())::bigint").orElseThrow());
    }

    /** The first column of the first row. */
    Optional<String> value(String sql) throws IOException {
        List<List<@Nullable String>> rows = backend.query(sql);
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(rows.getFirst().getFirst());
    }

    void notice(String sqlState, String message) {
        notices.accept(ServerMessage.of("NOTICE", sqlState, message));
    }

    Optional<Item> item(Name name) throws IOException {
        List<List<@Nullable String>> rows = backend.query("SELECT id, type, source_type, nspname, name, database FROM "
                + ItemLookup.found(naming, variables, name));
        if (rows.isEmpty()) return Optional.empty();
        List<@Nullable String> row = rows.getFirst();
        return Optional.of(
                new Item(text(row, 0), text(row, 1), text(row, 2), text(row, 3), text(row, 4), text(row, 5)));
    }

    /** The one of that name, which a user may change; throws for one of the server's own. */
    Optional<Item> changeable(Name name) throws IOException {
        Optional<Item> found = item(name);
        if (found.isPresent()) return found;
        Optional<String> system = value("SELECT " + ItemLookup.systemNameExpression(name));
        if (system.isEmpty()) return found;
        String schema = system.get().substring(0, system.get().indexOf('.'));
        throw SqlError.of("42501", "system schema '" + schema + "' cannot be modified");
    }

    Item requireItem(Name name) throws IOException {
        return item(name).orElseThrow(() -> unknownItem(name));
    }

    /** Where a new item will be: PostgreSQL's schema, and whether its name is taken there. */
    record Place(String schema, boolean taken) {}

    Place place(Name name) throws IOException {
        String database = name.database().orElse(database());
        String schema = name.schema().isPresent()
                ? name.schema().get()
                : firstSchema(database)
                        .orElseThrow(() -> SqlError.of("3F000", "no schema has been selected to create in"));
        if (Naming.SYSTEM_SCHEMAS.contains(schema)) {
            throw SqlError.of("42501", "system schema '" + schema + "' cannot be modified");
        }
        String physical = naming.schema(database, schema);
        String quoted = Quoted.literal(physical);
        List<@Nullable String> found = backend.query("SELECT _weir.schema_there(" + quoted + "), _weir.name_taken("
                        + quoted + ", " + Quoted.literal(name.item()) + ")")
                .getFirst();
        if (!text(found, 0).equals("t")) {
            throw Naming.unknownSchema(schema);
        }
        return new Place(physical, text(found, 1).equals("t"));
    }

    /** The first schema of the search path that is there. */
    private Optional<String> firstSchema(String database) throws IOException {
        for (String schema : variables.searchPath()) {
            if (Naming.SYSTEM_SCHEMAS.contains(schema)) return Optional.of(schema);
            if (!naming.knowsDatabase(database) || schema.startsWith("_weir")) continue;
            String there = value("SELECT _weir.schema_there(" + Quoted.literal(naming.schema(database, schema)) + ")")
                    .orElse("");
            if (there.equals("t")) return Optional.of(schema);
        }
        return Optional.empty();
    }

    /** Whether an item of that name is in one of PostgreSQL's schemas; {@code pg_temp} is the session's own. */
    boolean nameTaken(String schema, String name) throws IOException {
        return value("SELECT _weir.name_taken(" + Quoted.literal(schema) + ", " + Quoted.literal(name) + ")")
                .filter("t"::equals)
                .isPresent();
    }

    String requireCluster(Optional<String> wanted) throws IOException {
        String name = wanted.orElse(variables.value("cluster"));
        if (value("SELECT id FROM _weir.cluster WHERE name = " + Quoted.literal(name))
                .isEmpty()) {
            throw unknownCluster(name);
        }
        return name;
    }

    /** Reads the databases anew after one was made, dropped or renamed. */
    void refreshDatabases() throws IOException {
        Map<String, String> databases = new LinkedHashMap<>();
        for (List<@Nullable String> row : backend.query("SELECT name, id FROM _weir.database")) {
            databases.put(text(row, 0), text(row, 1));
        }
        naming.databases(databases);
    }

    /** Makes PostgreSQL search where the session's database and search_path say. */
    void applySearchPath() throws IOException {
        backend.execute(searchPathSql());
    }

    String searchPathSql() {
        return "SET search_path = " + physicalSearchPath() + "; SET weir.database = " + Quoted.literal(database());
    }

    /** Tells PostgreSQL the values of all variables, for {@code current_setting}. */
    String variablesSql() {
        return "SET weir.variables = " + Quoted.literal(Quoted.json(variables.all()));
    }

    String physicalSearchPath() {
        var path = new StringBuilder(Naming.IMPLICIT_PATH);
        for (String schema : variables.searchPath()) {
            if (!naming.knowsDatabase(database()) || schema.startsWith("_weir")) continue;
            path.append(", ").append(Quoted.identifier(naming.schema(database(), schema)));
        }
        return path.toString();
    }

    static String text(List<@Nullable String> row, int column) {
        String value = row.get(column);
        return value == null ? "" : value;
    }

    static SqlError unknownItem(Name name) {
        return SqlError.of("42P01", "unknown catalog item '" + name.dotted() + "'")
                .at(name.offset());
    }

    static SqlError unknownCluster(String name) {
        return SqlError.of("42704", "unknown cluster '" + name + "'");
    }
}
