package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.ObjectChange;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.RoleChange;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement.IfExists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ALTER … OWNER TO, REASSIGN OWNED, DROP OWNED. A new owner takes over the privileges of the old one and becomes who granted
 * those of others. Source: Materialize docs, pages of these names; test/sqllogictest/privilege_grants.slt there.
 */
final class OwnerCommands {
    private static final List<String> TABLES =
            List.of("_weir.database", "_weir.schema", "_weir.cluster", "_weir.item", "_weir.policy");

    private final SessionContext context;

    OwnerCommands(SessionContext context) {
        this.context = context;
    }

    void alter(ObjectChange.AlterOwner alter) throws IOException {
        Name name = alter.name();
        String role = RoleCommands.requireRole(context, alter.role());
        RoleCommands.refuseReserved(alter.role());
        Optional<String> found = context.value("SELECT " + new Requirements(context).id(alter.kind(), name));
        if (found.isEmpty()) {
            if (alter.ifExists() == IfExists.REQUIRED) throw unknown(alter.kind(), name);
            context.notice("42704", alter.kind().words() + " \"" + name + "\" does not exist, skipping");
            return;
        }
        String id = Quoted.literal(found.get());
        String to = Quoted.literal(role);
        switch (alter.kind()) {
            case DATABASE -> handOver("_weir.database", "id = " + id, to);
            case SCHEMA -> handOver("_weir.schema", "id = " + id, to);
            case CLUSTER -> {
                if (found.get().startsWith("s")) throw SqlError.of("42501", "must be owner of CLUSTER " + name.item());
                handOver("_weir.cluster", "id = " + id, to);
                context.backend().execute("UPDATE _weir.replica SET owner_id = " + to + " WHERE cluster_id = " + id);
            }
            case CLUSTER_REPLICA ->
                context.backend().execute("UPDATE _weir.replica SET owner_id = " + to + " WHERE id = " + id);
            case INDEX ->
                context.notice(
                        "01000",
                        "cannot change owner of \"" + name.item()
                                + "\": change the ownership of the index's relation, instead");
            case TABLE, VIEW, MATERIALIZED_VIEW, SOURCE, SINK, CONNECTION, SECRET, TYPE, FUNCTION -> {
                SessionContext.Item item = context.requireItem(name);
                item.require(alter.kind(), "ALTER MATERIALIZED VIEW to change the owner of");
                handOver(
                        "_weir.item",
                        "id = " + id + " OR on_id = " + id + " OR parent_id = " + id + " AND type = 'source'",
                        to);
            }
            case NETWORK_POLICY -> handOver("_weir.policy", "id = " + id, to);
            case ROLE, COLUMN ->
                throw SqlError.unsupported("ALTER " + alter.kind().sql() + " OWNER", "Such a thing has no owner here.");
        }
    }

    private void handOver(String table, String which, String to) throws IOException {
        context.backend()
                .execute("UPDATE " + table + " SET privileges = CASE WHEN privileges IS NOT NULL "
                        + "THEN _weir.acl_handed_over(privileges, owner_id, " + to + ") END, owner_id = " + to
                        + " WHERE "
                        + which);
    }

    private static SqlError unknown(ObjectKind kind, Name name) {
        return switch (kind) {
            case DATABASE -> SqlError.of("3D000", "unknown database '" + name + "'");
            case SCHEMA -> Naming.unknownSchema(name.dotted());
            case CLUSTER -> SessionContext.unknownCluster(name.item());
            case NETWORK_POLICY -> PolicyCommands.unknown(name.item());
            case CLUSTER_REPLICA -> ReplicaCommands.unknownReplica(name);
            default -> SessionContext.unknownItem(name);
        };
    }

    // ---- REASSIGN OWNED

    void reassign(RoleChange.ReassignOwned reassign) throws IOException {
        String owners = ids(reassign.from());
        String to = Quoted.literal(RoleCommands.requireRole(context, reassign.to()));
        RoleCommands.refuseReserved(reassign.to());
        var members = new ArrayList<>(reassign.from());
        members.add(reassign.to());
        new Requirements(context).membership(members).check();
        for (String table : TABLES) handOver(table, "owner_id IN (" + owners + ")", to);
        context.backend().execute("UPDATE _weir.replica SET owner_id = " + to + " WHERE owner_id IN (" + owners + ")");
    }

    private String ids(List<String> roles) throws IOException {
        var ids = new ArrayList<String>();
        for (String role : roles) {
            ids.add(Quoted.literal(RoleCommands.requireRole(context, role)));
            RoleCommands.refuseReserved(role);
        }
        return String.join(", ", ids);
    }

    // ---- DROP OWNED

    void drop(RoleChange.DropOwned drop) throws IOException {
        String owners = ids(drop.roles());
        new Requirements(context).membership(drop.roles()).check();
        List<List<@Nullable String>> owned = owned(owners);
        if (!drop.cascade()) refuseDependents(owners);
        for (List<@Nullable String> row : owned) {
            ObjectKind kind = ObjectKind.valueOf(SessionContext.text(row, 0));
            var parts = new ArrayList<String>();
            for (int i = 1; i < row.size(); i++) {
                String part = row.get(i);
                if (part != null) parts.add(part);
            }
            new DropCommands(context)
                    .drop(
                            new ObjectChange.Drop(kind, List.of(new Name(parts, -1)), IfExists.TOLERATED, true, false),
                            true);
        }
        for (String table : List.of(
                "_weir.database", "_weir.schema", "_weir.cluster", "_weir.item", "_weir.policy", "_weir.system_acl")) {
            for (String owner : owners.split(", ", -1)) {
                context.backend()
                        .execute("UPDATE " + table + " SET privileges = _weir.acl_revoke(privileges, " + owner
                                + ", 'arwdUCRBNP') WHERE privileges IS NOT NULL");
            }
        }
        context.backend()
                .execute("DELETE FROM _weir.default_privilege WHERE role_id IN (" + owners + ") OR grantee IN ("
                        + owners + ")");
    }

    /** What roles own: its {@link ObjectKind} and the parts of its name; what is inside others first. */
    private List<List<@Nullable String>> owned(String owners) throws IOException {
        return context.backend()
                .query(
                        "SELECT upper(replace(n.type, '-', '_')), d.name, n.schema_name, n.name FROM _weir.named_item n JOIN _weir.database d ON d.id = n.database_id "
                                + "WHERE n.parent_id IS NULL AND n.owner_id IN (" + owners + ")"
                                + " UNION ALL SELECT 'SCHEMA', d.name, _weir.schema_name(p.nspname, s.database_id), NULL FROM _weir.schema s "
                                + "JOIN pg_catalog.pg_namespace p ON p.oid = s.nsp JOIN _weir.database d ON d.id = s.database_id WHERE s.owner_id IN ("
                                + owners
                                + ") UNION ALL SELECT 'DATABASE', name, NULL, NULL FROM _weir.database WHERE owner_id IN ("
                                + owners
                                + ") UNION ALL SELECT 'CLUSTER', name, NULL, NULL FROM _weir.cluster WHERE owner_id IN ("
                                + owners
                                + ") UNION ALL SELECT 'NETWORK_POLICY', name, NULL, NULL FROM _weir.policy WHERE owner_id IN ("
                                + owners
                                + ")");
    }

    private void refuseDependents(String owners) throws IOException {
        List<List<@Nullable String>> others = context.backend()
                .query(
                        "SELECT o.type, o.name, n.type, n.name FROM _weir.named_item o JOIN _weir.need d ON d.on_id = o.id JOIN _weir.named_item n ON n.id = d.id "
                                + "WHERE n.type <> 'index' AND n.parent_id IS DISTINCT FROM o.id AND o.owner_id IN ("
                                + owners
                                + ") AND n.owner_id NOT IN (" + owners + ") ORDER BY 2, 4");
        if (others.isEmpty()) return;
        List<@Nullable String> first = others.getFirst();
        throw SqlError.of(
                        "2BP01",
                        "cannot drop " + SessionContext.text(first, 0).replace('-', ' ') + " \""
                                + SessionContext.text(first, 1) + "\": still depended upon by "
                                + SessionContext.text(first, 2).replace('-', ' ') + " \""
                                + SessionContext.text(first, 3) + '"')
                .withHint("Use DROP ... CASCADE to drop the dependent objects too.");
    }
}
