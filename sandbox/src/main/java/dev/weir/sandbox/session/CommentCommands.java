package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.ObjectChange;
import dev.weir.sandbox.dialect.SqlError;
import java.io.IOException;
import java.util.Optional;

/** COMMENT ON. */
final class CommentCommands {
    private final SessionContext context;

    CommentCommands(SessionContext context) {
        this.context = context;
    }

    void comment(ObjectChange.Comment comment) throws IOException {
        Name name = comment.name();
        switch (comment.kind()) {
            case COLUMN -> column(comment);
            case SCHEMA -> {
                String physical = context.naming().schema(name.schema().orElse(context.database()), name.item());
                String id = context.value(
                                "SELECT s.id FROM _weir.schema s JOIN pg_catalog.pg_namespace n ON n.oid = s.nsp "
                                        + "WHERE n.nspname = " + Quoted.literal(physical))
                        .orElseThrow(() -> Naming.unknownSchema(name.dotted()));
                put(id, "schema", 0, comment.text());
            }
            case DATABASE ->
                put(
                        context.value("SELECT id FROM _weir.database WHERE name = " + Quoted.literal(name.item()))
                                .orElseThrow(() -> SqlError.of("3D000", "unknown database '" + name + "'")),
                        "database",
                        0,
                        comment.text());
            case CLUSTER ->
                put(
                        context.value("SELECT id FROM _weir.cluster WHERE name = " + Quoted.literal(name.item()))
                                .orElseThrow(() -> SessionContext.unknownCluster(name.item())),
                        "cluster",
                        0,
                        comment.text());
            case ROLE ->
                put(
                        context.value("SELECT id FROM _weir.role WHERE name = " + Quoted.literal(name.item()))
                                .orElseThrow(() -> SqlError.of("42704", "unknown role '" + name + "'")),
                        "role",
                        0,
                        comment.text());
            case TABLE, VIEW, MATERIALIZED_VIEW, SOURCE, SINK, INDEX, CONNECTION, SECRET, TYPE, FUNCTION -> {
                SessionContext.Item item = context.requireItem(name);
                item.require(comment.kind(), "COMMENT ON MATERIALIZED VIEW to describe");
                put(item.id(), item.type(), 0, comment.text());
            }
            case CLUSTER_REPLICA ->
                put(new ReplicaCommands(context).require(name), "cluster-replica", 0, comment.text());
            case NETWORK_POLICY ->
                put(new PolicyCommands(context).require(name.item()), "network-policy", 0, comment.text());
        }
    }

    private void column(ObjectChange.Comment comment) throws IOException {
        Name name = comment.name();
        if (name.parts().size() < 2) {
            throw SqlError.of("42601", "must specify relation name for column comment")
                    .at(name.offset());
        }
        SessionContext.Item item = context.requireItem(name.parent());
        String columns = item.type().equals("type")
                ? "SELECT u.id, a.attname::text AS name, a.attnum::bigint AS position FROM _weir.user_type u "
                        + "JOIN pg_catalog.pg_type t ON t.oid = u.type_oid JOIN pg_catalog.pg_attribute a ON a.attrelid = t.typrelid"
                : "SELECT id, name, position::bigint FROM mz_catalog.mz_columns";
        String position = context.value("SELECT c.position FROM (" + columns + ") AS c WHERE c.id = "
                        + Quoted.literal(item.id()) + " AND c.name = " + Quoted.literal(name.item()))
                .orElseThrow(() ->
                        SqlError.of("42703", "column \"" + name.parent() + "." + name.item() + "\" does not exist"));
        put(item.id(), item.type(), Integer.parseInt(position), comment.text());
    }

    private void put(String id, String type, int column, Optional<String> text) throws IOException {
        String key = Quoted.literal(id) + ", " + Quoted.literal(type) + ", " + column;
        if (text.isPresent()) {
            context.backend()
                    .execute("INSERT INTO _weir.comment VALUES (" + key + ", " + Quoted.literal(text.get())
                            + ") ON CONFLICT (id, object_type, sub_id) DO UPDATE SET comment = excluded.comment");
        } else {
            context.backend().execute("DELETE FROM _weir.comment WHERE (id, object_type, sub_id) = (" + key + ")");
        }
    }
}
