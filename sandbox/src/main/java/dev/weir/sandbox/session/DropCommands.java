package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendConnection;
import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.ObjectChange;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement.IfExists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** DROP: refuses while others depend on it, or takes them along. */
final class DropCommands {
    private static final Pattern DEPENDENT = Pattern.compile("(?:column \\S+ of )?(view|table) (\\S+) depends on");

    private final SessionContext context;
    private boolean silent;

    DropCommands(SessionContext context) {
        this.context = context;
    }

    void drop(ObjectChange.Drop drop) throws IOException {
        drop(drop, false);
    }

    /** @param silent without the notices of what is gone already and what goes along */
    void drop(ObjectChange.Drop drop, boolean silent) throws IOException {
        this.silent = silent;
        int others = 0;
        var done = new HashSet<List<String>>();
        for (Name name : drop.names()) {
            if (!done.add(name.parts())) continue;
            others += switch (drop.kind()) {
                case DATABASE -> database(drop, name.item());
                case SCHEMA -> schema(drop, name);
                case CLUSTER -> cluster(drop, name.item());
                case CLUSTER_REPLICA -> {
                    new ReplicaCommands(context).drop(name, drop.ifExists());
                    yield 0;
                }
                case ROLE -> {
                    new RoleCommands(context).drop(name.item(), drop.ifExists());
                    yield 0;
                }
                case NETWORK_POLICY -> {
                    new PolicyCommands(context).drop(name.item(), drop.ifExists());
                    yield 0;
                }
                default -> item(drop, name);
            };
        }
        if (others > 0 && !silent) {
            context.notice("00000", "drop cascades to " + others + (others == 1 ? " other object" : " other objects"));
        }
    }

    private void skipped(ObjectKind kind, String name) {
        if (silent) return;
        context.notice("42704", kind.words() + " \"" + name + "\" does not exist, skipping");
    }

    // ---- items

    private int item(ObjectChange.Drop drop, Name name) throws IOException {
        Optional<SessionContext.Item> found = lookUp(drop, name);
        if (found.isEmpty()) return 0;
        SessionContext.Item item = found.get();
        item.require(drop.kind(), "DROP MATERIALIZED VIEW to remove");
        if (!drop.cascade()) {
            List<List<@Nullable String>> obstacles = context.backend()
                    .query("SELECT type, name FROM _weir.obstacles(" + Quoted.literal(item.id()) + ")");
            if (!obstacles.isEmpty()) throw dependedUpon(drop.kind(), item.name(), obstacles);
        }
        try {
            return remove(List.of(item.id()));
        } catch (BackendException e) {
            throw neededType(e, drop.kind(), item.name());
        }
    }

    /** Removes items with all that needs them; the number of others gone. */
    private int remove(List<String> ids) throws IOException {
        return Integer.parseInt(
                context.value("SELECT _weir.remove(" + Quoted.array(ids) + ")").orElse("0"));
    }

    private Optional<SessionContext.Item> lookUp(ObjectChange.Drop drop, Name name) throws IOException {
        Optional<SessionContext.Item> found;
        try {
            found = context.item(name);
        } catch (SqlError unknownDatabase) {
            if (drop.ifExists() == IfExists.REQUIRED) throw unknownDatabase;
            found = Optional.empty();
        }
        if (found.isPresent()) return found;
        if (drop.ifExists() == IfExists.REQUIRED) throw SessionContext.unknownItem(name);
        skipped(drop.kind(), name.item());
        return found;
    }

    /** PostgreSQL knows which expressions need a type, and says so in the detail. */
    private RuntimeException neededType(BackendException e, ObjectKind kind, String name) throws IOException {
        if (!e.error().sqlState().equals("2BP01")) return e;
        var dependents = new java.util.LinkedHashSet<List<@Nullable String>>();
        Matcher found = DEPENDENT.matcher(e.error().field('D').orElse(""));
        while (found.find()) {
            String dependent = found.group(2).replace("\"", "");
            String item = dependent.substring(dependent.lastIndexOf('.') + 1);
            dependents.add(List.of(kindOf(item).orElse(found.group(1)), item));
        }
        return dependents.isEmpty() ? e : dependedUpon(kind, name, List.copyOf(dependents));
    }

    /** A materialized view is a view to PostgreSQL, whose transaction has failed. */
    private Optional<String> kindOf(String item) throws IOException {
        try (BackendConnection connection = context.another()) {
            return connection
                    .query("SELECT n.type FROM _weir.named_item n WHERE n.name = " + Quoted.literal(item)
                            + " AND n.type IN ('view', 'materialized-view', 'table') LIMIT 1")
                    .stream()
                    .findFirst()
                    .map(row -> SessionContext.text(row, 0));
        }
    }

    private static SqlError dependedUpon(ObjectKind kind, String name, List<List<@Nullable String>> dependents) {
        var named = new ArrayList<String>();
        for (List<@Nullable String> row : dependents) {
            named.add(SessionContext.text(row, 0).replace('-', ' ') + " \"" + SessionContext.text(row, 1) + '"');
        }
        return SqlError.of(
                        "2BP01",
                        "cannot drop " + kind.words() + " \"" + name + "\": still depended upon by "
                                + String.join(", ", named))
                .withHint("Use DROP ... CASCADE to drop the dependent objects too.");
    }

    // ---- schemas and databases

    private int schema(ObjectChange.Drop drop, Name name) throws IOException {
        if (Naming.SYSTEM_SCHEMAS.contains(name.item())) {
            throw SqlError.of(
                    "42501", "cannot drop schema " + name.item() + " because it is required by the database system");
        }
        String database = name.schema().orElse(context.database());
        if (drop.ifExists() == IfExists.TOLERATED && !context.naming().knowsDatabase(database)) {
            skipped(ObjectKind.SCHEMA, name.item());
            return 0;
        }
        String physical = context.naming().schema(database, name.item());
        Optional<String> id =
                context.value("SELECT s.id FROM _weir.schema s JOIN pg_catalog.pg_namespace n ON n.oid = s.nsp "
                        + "WHERE n.nspname = " + Quoted.literal(physical));
        if (id.isEmpty()) {
            if (drop.ifExists() == IfExists.REQUIRED) throw Naming.unknownSchema(name.dotted());
            skipped(ObjectKind.SCHEMA, name.item());
            return 0;
        }
        return dropSchemas(drop, name.item(), "s.id = " + Quoted.literal(id.get()), List.of(physical));
    }

    private int dropSchemas(ObjectChange.Drop drop, String name, String which, List<String> physical)
            throws IOException {
        long items = Long.parseLong(
                context.value("SELECT count(*) FROM _weir.named_item n JOIN _weir.schema s ON s.id = n.schema_id WHERE "
                                + which)
                        .orElse("0"));
        if (items > 0 && !drop.cascade() && drop.kind() == ObjectKind.SCHEMA) {
            throw SqlError.of(
                    "2BP01",
                    drop.kind().words() + " '" + name
                            + "' cannot be dropped without CASCADE while it contains objects");
        }
        long before = count();
        var ids = new ArrayList<String>();
        for (List<@Nullable String> row : context.backend()
                .query("SELECT n.id FROM _weir.named_item n JOIN _weir.schema s ON s.id = n.schema_id WHERE "
                        + which)) {
            ids.add(SessionContext.text(row, 0));
        }
        remove(ids);
        for (String schema : physical) {
            context.backend().execute("DROP SCHEMA " + Quoted.identifier(schema) + " CASCADE");
        }
        context.backend().execute("SELECT _weir.sweep()");
        return (int) (before - count());
    }

    private long count() throws IOException {
        return Long.parseLong(context.value("SELECT count(*) FROM _weir.item").orElse("0"));
    }

    private int database(ObjectChange.Drop drop, String name) throws IOException {
        if (!context.naming().knowsDatabase(name)) {
            if (drop.ifExists() == IfExists.REQUIRED) throw SqlError.of("3D000", "unknown database '" + name + "'");
            skipped(ObjectKind.DATABASE, name);
            return 0;
        }
        var schemas = new ArrayList<String>();
        String of = "s.database_id = (SELECT id FROM _weir.database WHERE name = " + Quoted.literal(name) + ")";
        for (List<@Nullable String> row : context.backend()
                .query("SELECT n.nspname FROM _weir.schema s JOIN pg_catalog.pg_namespace n ON n.oid = s.nsp WHERE "
                        + of)) {
            schemas.add(SessionContext.text(row, 0));
        }
        if (drop.restrict() && !schemas.isEmpty()) {
            throw SqlError.of(
                    "2BP01", "database '" + name + "' cannot be dropped with RESTRICT while it contains schemas");
        }
        int gone = dropSchemas(drop, name, of, schemas);
        context.backend()
                .execute(
                        "DELETE FROM _weir.comment WHERE object_type = 'database' AND id = (SELECT id FROM _weir.database WHERE name = "
                                + Quoted.literal(name) + "); DELETE FROM _weir.database WHERE name = "
                                + Quoted.literal(name)
                                + "; DELETE FROM _weir.default_privilege p WHERE p.database_id NOT IN (SELECT d.id FROM _weir.database d)");
        context.refreshDatabases();
        return gone;
    }

    // ---- clusters

    private int cluster(ObjectChange.Drop drop, String name) throws IOException {
        Optional<String> id = context.value("SELECT id FROM _weir.cluster WHERE name = " + Quoted.literal(name));
        if (id.isEmpty()) {
            if (drop.ifExists() == IfExists.REQUIRED) throw SessionContext.unknownCluster(name);
            skipped(ObjectKind.CLUSTER, name);
            return 0;
        }
        if (id.get().startsWith("s")) throw SqlError.of("42501", "must be owner of CLUSTER " + name);
        List<List<@Nullable String>> users = context.backend()
                .query("SELECT n.type, n.name, n.id FROM _weir.named_item n "
                        + "WHERE n.cluster_id = " + Quoted.literal(id.get())
                        + " AND n.parent_id IS NULL ORDER BY n.type, n.name");
        if (!users.isEmpty() && !drop.cascade()) {
            // test/sqllogictest/cluster.slt
            throw SqlError.of("2BP01", "cannot drop cluster \"" + name + "\" because other objects depend on it")
                    .withHint("Use DROP ... CASCADE to drop the dependent objects too.");
        }
        long before = count();
        var ids = new ArrayList<String>();
        for (List<@Nullable String> user : users) ids.add(SessionContext.text(user, 2));
        remove(ids);
        context.backend()
                .execute(
                        "SELECT _weir.sweep(); DELETE FROM _weir.replica WHERE cluster_id = " + Quoted.literal(id.get())
                                + "; DELETE FROM _weir.comment WHERE object_type = 'cluster' AND id = "
                                + Quoted.literal(id.get())
                                + "; DELETE FROM _weir.cluster WHERE id = " + Quoted.literal(id.get()));
        return (int) (before - count());
    }
}
