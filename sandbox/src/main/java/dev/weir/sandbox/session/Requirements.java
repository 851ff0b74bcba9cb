package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SqlFragment.RelationUse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a session's role must have for a statement, asked of the catalog in one go and in Materialize's order: memberships,
 * ownership, privileges. What cannot be found needs nothing: the statement itself says that it is not there.
 */
final class Requirements {
    private final SessionContext context;
    private final List<String> needs = new ArrayList<>();

    Requirements(SessionContext context) {
        this.context = context;
    }

    /** Throws {@code 42501} for the first that is not met. */
    void check() throws IOException {
        if (needs.isEmpty()) return;
        String sql = "SELECT " + String.join(", ", needs);
        try {
            context.backend().query(sql);
        } catch (BackendException e) {
            throw ErrorTranslation.translated(e, Rewritten.ofOurs(sql));
        }
    }

    Requirements membership(List<String> roles) {
        needs.add("_weir.need_membership(" + Quoted.array(roles) + ")");
        return this;
    }

    Requirements superuser(String action) {
        needs.add("_weir.need_superuser(" + Quoted.literal(action) + ")");
        return this;
    }

    Requirements system(String privilege) {
        needs.add("_weir.need_privilege('system', '', '" + privilege + "')");
        return this;
    }

    Requirements cluster(Optional<String> wanted, String privilege) {
        return privilege("cluster", clusterId(wanted.orElse(context.variables().value("cluster"))), privilege);
    }

    Requirements database(String name, String privilege) {
        return privilege("database", databaseId(name), privilege);
    }

    /** On the schema that a new item goes to, or that an item by that name would be in. */
    Requirements schemaOf(Name item, String privilege) {
        String schema = item.schema()
                .orElseGet(() ->
                        context.variables().searchPath().stream().findFirst().orElse("public"));
        return privilege(
                "schema",
                schemaId(new Name(List.of(item.database().orElse(context.database()), schema), item.offset())),
                privilege);
    }

    /** On the schema that an item is in. */
    Requirements around(Name item, String privilege) {
        String schema = "(SELECT n.schema_id FROM _weir.named_item n WHERE n.id = " + itemId(item) + ")";
        return privilege("schema", schema, privilege);
    }

    Requirements item(Name name, String privilege) {
        return privilege("item", itemId(name), privilege);
    }

    Requirements privilege(String kind, String idExpression, String privilege) {
        needs.add("_weir.need_privilege('" + kind + "', " + idExpression + ", '" + privilege + "')");
        return this;
    }

    Requirements owner(ObjectKind kind, Name name) {
        needs.add("_weir.need_owner('" + securable(kind) + "', " + id(kind, name) + ")");
        return this;
    }

    Requirements ownerOf(String securable, String id) {
        needs.add("_weir.need_owner('" + securable + "', " + Quoted.literal(id) + ")");
        return this;
    }

    Requirements reading(Name relation) {
        needs.add("_weir.need_read(ARRAY[" + itemId(relation) + "]::text[])");
        return this;
    }

    /** To run a query on the session's cluster. */
    Requirements query(List<RelationUse> relations) {
        needs.add("_weir.need_query(" + ids(relations) + ", "
                + Quoted.literal(context.variables().value("cluster")) + ")");
        return this;
    }

    /** The relations that are items of users, as an SQL array of their ids, with nulls for others. */
    String ids(List<RelationUse> relations) {
        var ids = new ArrayList<String>();
        for (RelationUse use : relations) ids.add(itemId(use.name()));
        return "ARRAY[" + String.join(", ", ids) + "]::text[]";
    }

    static String securable(ObjectKind kind) {
        return switch (kind) {
            case DATABASE, SCHEMA, CLUSTER, CLUSTER_REPLICA, ROLE, NETWORK_POLICY -> kind.catalogName();
            case TABLE, VIEW, MATERIALIZED_VIEW, SOURCE, SINK, INDEX, CONNECTION, SECRET, TYPE, FUNCTION, COLUMN ->
                "item";
        };
    }

    /** An SQL expression for the id of what a name means; null when there is nothing. */
    String id(ObjectKind kind, Name name) {
        return switch (kind) {
            case DATABASE -> databaseId(name.item());
            case SCHEMA -> schemaId(name);
            case CLUSTER -> clusterId(name.item());
            case CLUSTER_REPLICA ->
                "(SELECT r.id FROM _weir.replica r JOIN _weir.cluster c ON c.id = r.cluster_id WHERE c.name = "
                        + Quoted.literal(name.schema().orElse("")) + " AND r.name = " + Quoted.literal(name.item())
                        + ")";
            case ROLE -> "(SELECT id FROM _weir.role WHERE name = " + Quoted.literal(name.item()) + ")";
            case COLUMN -> itemId(name.parent());
            case TABLE, VIEW, MATERIALIZED_VIEW, SOURCE, SINK, INDEX, CONNECTION, SECRET, TYPE, FUNCTION ->
                itemId(name);
            case NETWORK_POLICY -> "(SELECT id FROM _weir.policy WHERE name = " + Quoted.literal(name.item()) + ")";
        };
    }

    private static String databaseId(String name) {
        return "(SELECT id FROM _weir.database WHERE name = " + Quoted.literal(name) + ")";
    }

    private static String clusterId(String name) {
        return "(SELECT id FROM _weir.cluster WHERE name = " + Quoted.literal(name) + ")";
    }

    /** @param name {@code schema} or {@code database.schema} */
    private String schemaId(Name name) {
        try {
            return "(SELECT s.id FROM _weir.schema s JOIN pg_catalog.pg_namespace n ON n.oid = s.nsp WHERE n.nspname = "
                    + Quoted.literal(context.naming().schema(name.schema().orElse(context.database()), name.item()))
                    + ")";
        } catch (SqlError unknown) {
            return "NULL";
        }
    }

    private String itemId(Name name) {
        try {
            return ItemLookup.idExpression(context.naming(), context.variables(), name);
        } catch (SqlError unknown) {
            return "NULL";
        }
    }
}
