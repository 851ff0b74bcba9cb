package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.ObjectChange;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement.IfExists;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** ALTER … RENAME TO and SWAP WITH: ids, comments and dependents stay with the object, only names move. */
final class RenameCommands {
    private final SessionContext context;

    RenameCommands(SessionContext context) {
        this.context = context;
    }

    void rename(ObjectChange.Rename rename) throws IOException {
        switch (rename.kind()) {
            case SCHEMA -> renameSchema(rename.name(), rename.newName());
            case CLUSTER -> renameCluster(rename);
            case CLUSTER_REPLICA ->
                new ReplicaCommands(context).rename(rename.name(), rename.ifExists(), rename.newName());
            case DATABASE -> renameDatabase(rename.name().item(), rename.newName());
            default -> renameItem(rename);
        }
    }

    void swap(ObjectChange.Swap swap) throws IOException {
        if (swap.kind() == ObjectKind.SCHEMA) {
            Name other = new Name(
                    swap.name().schema().isPresent()
                            ? List.of(swap.name().schema().get(), swap.other())
                            : List.of(swap.other()),
                    swap.name().offset());
            String first = requireSchema(swap.name());
            String second = requireSchema(other);
            String between = "_weir_swap_" + context.backend().processId();
            context.backend()
                    .execute(schemaRename(first, between)
                            + schemaRename(second, first)
                            + schemaRename(between, second)
                            + renamed(second)
                            + renamed(first));
        } else {
            String first = requireOwnCluster(swap.name().item());
            String second = requireOwnCluster(swap.other());
            context.backend()
                    .execute(clusterRename(first, "_weir_swap")
                            + clusterRename(second, swap.name().item())
                            + clusterRename(first, swap.other())
                            + "SELECT _weir.audit('alter', 'cluster', pg_catalog.jsonb_build_object('id', "
                            + Quoted.literal(first) + ", 'old_name', "
                            + Quoted.literal(swap.name().item()) + ", 'new_name', " + Quoted.literal(swap.other())
                            + "))");
        }
    }

    private void renameSchema(Name name, String newName) throws IOException {
        if (Naming.SYSTEM_SCHEMAS.contains(name.item())) {
            throw SqlError.of("0A000", "renaming the " + name.item() + " schema is not supported");
        }
        if (name.item().equals("mz_temp")) {
            throw SqlError.of("42501", "cannot rename schemas in the ambient database: \"mz_temp\"");
        }
        String from = requireSchema(name);
        NamespaceCommands.refuseReserved(newName);
        String to = context.naming().schema(name.schema().orElse(context.database()), newName);
        if (schemaExists(to)) throw SqlError.of("42P06", "schema '" + newName + "' already exists");
        context.backend().execute(schemaRename(from, to) + renamed(to));
    }

    private String requireSchema(Name name) throws IOException {
        if (Naming.SYSTEM_SCHEMAS.contains(name.item())) {
            throw SqlError.of("42501", "cannot swap schemas that are in the ambient database");
        }
        String physical = context.naming().schema(name.schema().orElse(context.database()), name.item());
        if (!schemaExists(physical)) throw Naming.unknownSchema(name.dotted());
        return physical;
    }

    private boolean schemaExists(String physical) throws IOException {
        return context.value(
                        "SELECT 1 FROM _weir.schema s JOIN pg_catalog.pg_namespace n ON n.oid = s.nsp WHERE n.nspname = "
                                + Quoted.literal(physical))
                .isPresent();
    }

    private static String schemaRename(String from, String to) {
        return "ALTER SCHEMA " + Quoted.identifier(from) + " RENAME TO " + Quoted.identifier(to) + ";";
    }

    /** Writes down that a schema is now called so. */
    private static String renamed(String schema) {
        return "SELECT _weir.schema_renamed(" + Quoted.literal(schema) + ");";
    }

    private void renameCluster(ObjectChange.Rename rename) throws IOException {
        String name = rename.name().item();
        if (rename.ifExists() == IfExists.TOLERATED && !ClusterCommands.exists(context, name)) {
            context.notice("42704", "cluster \"" + name + "\" does not exist, skipping");
            return;
        }
        String id = requireOwnCluster(name);
        ClusterCommands.refuseReserved(rename.newName());
        if (ClusterCommands.exists(context, rename.newName())) {
            throw SqlError.of("42710", "cluster '" + rename.newName() + "' already exists");
        }
        context.backend().execute(clusterRename(id, rename.newName()));
    }

    private void renameDatabase(String name, String newName) throws IOException {
        if (!context.naming().knowsDatabase(name)) throw SqlError.of("3D000", "unknown database '" + name + "'");
        if (context.naming().knowsDatabase(newName)) {
            throw SqlError.of("42P04", "database '" + newName + "' already exists");
        }
        context.backend()
                .execute("UPDATE _weir.database SET name = " + Quoted.literal(newName) + " WHERE name = "
                        + Quoted.literal(name));
        context.refreshDatabases();
    }

    private String requireOwnCluster(String name) throws IOException {
        String id = context.value("SELECT id FROM _weir.cluster WHERE name = " + Quoted.literal(name))
                .orElseThrow(() -> SessionContext.unknownCluster(name));
        if (id.startsWith("s")) throw SqlError.of("42501", "must be owner of CLUSTER " + name);
        return id;
    }

    private static String clusterRename(String id, String newName) {
        return "UPDATE _weir.cluster SET name = " + Quoted.literal(newName) + " WHERE id = " + Quoted.literal(id) + ";";
    }

    private void renameItem(ObjectChange.Rename rename) throws IOException {
        Optional<SessionContext.Item> found = context.changeable(rename.name());
        if (found.isEmpty()) {
            if (rename.ifExists() == IfExists.TOLERATED) {
                context.notice("42704", rename.kind().words() + " \"" + rename.name() + "\" does not exist, skipping");
                return;
            }
            throw SessionContext.unknownItem(rename.name());
        }
        SessionContext.Item item = found.get();
        item.require(rename.kind(), "ALTER MATERIALIZED VIEW to rename");
        if (context.nameTaken(item.schema(), rename.newName()))
            throw SqlError.of("42710", "catalog item '" + rename.newName() + "' already exists");
        context.backend()
                .execute(
                        !item.relation()
                                ? "UPDATE _weir.item SET name = " + Quoted.literal(rename.newName()) + " WHERE id = "
                                        + Quoted.literal(item.id())
                                : "ALTER TABLE " + item.physical() + " RENAME TO "
                                        + Quoted.identifier(rename.newName()) + "; SELECT _weir.item_renamed("
                                        + Quoted.literal(item.id()) + ", " + Quoted.literal(rename.newName()) + ")");
    }
}
