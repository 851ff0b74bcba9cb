package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.IndexChange;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.Statement.IfExists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** CREATE INDEX: an entry of the catalog; queries here need none. */
final class IndexCommands {
    private final SessionContext context;

    IndexCommands(SessionContext context) {
        this.context = context;
    }

    /** One key: a column by position, or an expression. */
    private record Key(Optional<Integer> position, String text) {}

    void create(IndexChange.CreateIndex create) throws IOException {
        SessionContext.Item on = context.requireItem(create.on());
        switch (on.type()) {
            case "view", "materialized-view", "source", "table" -> {}
            default ->
                throw SqlError.of("42809", "index cannot be created on " + on.name() + " because it is a " + on.type());
        }
        String cluster = context.requireCluster(create.cluster());
        var items = new ReadItems(context);
        var materialized = new Unmaterializable(context, items, false);
        for (SqlFragment key : create.keys()) materialized.refuse(key);
        new Unmaterializable(context, items, true).refuse(on);
        List<String> columns = columns(on);
        boolean ofDefault = create.keys().isEmpty();
        List<Key> keys = new ArrayList<>();
        if (ofDefault) {
            for (int i = 0; i < columns.size(); i++) keys.add(new Key(Optional.of(i + 1), columns.get(i)));
        } else {
            for (SqlFragment key : create.keys()) keys.add(key(on, columns, key));
        }
        String name = create.name().orElse("");
        if (name.isEmpty()) {
            name = free(on, automaticName(on, keys, ofDefault));
        } else if (taken(on, name)) {
            if (create.ifExists() == IfExists.TOLERATED) {
                context.notice("42710", "index \"" + name + "\" already exists, skipping");
                return;
            }
            throw SqlError.of("42710", "catalog item '" + name + "' already exists");
        }
        insert(on, name, cluster, keys);
    }

    private void insert(SessionContext.Item on, String name, String cluster, List<Key> keys) throws IOException {
        var createSql = new CreateSql("CREATE INDEX ")
                .identifier(name)
                .add(" IN CLUSTER ")
                .cluster(context, cluster)
                .add(" ON ")
                .item(on.id())
                .add(" (");
        var rows = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            if (i > 0) createSql.add(", ");
            if (key.position().isPresent()) createSql.identifier(key.text());
            else createSql.add(key.text());
            rows.append(i == 0 ? "" : ", ")
                    .append("((SELECT id FROM made), ")
                    .append(i + 1)
                    .append(", ");
            rows.append(key.position().map(String::valueOf).orElse("NULL")).append("::bigint, ");
            rows.append(key.position().isPresent() ? "NULL" : "_weir.rendered_text(" + Quoted.literal(key.text()) + ")")
                    .append("::text)");
        }
        context.backend()
                .execute(
                        "WITH made AS (INSERT INTO _weir.item (id, oid, relation, name, type, on_id, nsp, cluster_id, owner_id, create_sql) "
                                + "VALUES (_weir.next_id('item'), _weir.next_oid(), false, " + Quoted.literal(name)
                                + ", 'index', " + Quoted.literal(on.id())
                                + ", (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = "
                                + Quoted.literal(on.schema()) + "), (SELECT id FROM _weir.cluster WHERE name = "
                                + Quoted.literal(cluster) + "), _weir.me(), "
                                + Quoted.literal(createSql.add(")").text())
                                + ") RETURNING id) "
                                + (keys.isEmpty()
                                        ? "SELECT id FROM made"
                                        : "INSERT INTO _weir.index_column SELECT * FROM (VALUES " + rows + ") AS k"));
    }

    private List<String> columns(SessionContext.Item on) throws IOException {
        var columns = new ArrayList<String>();
        for (List<@Nullable String> row : context.backend()
                .query("SELECT attname FROM pg_catalog.pg_attribute WHERE attrelid = " + Quoted.literal(on.physical())
                        + "::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum")) {
            columns.add(SessionContext.text(row, 0));
        }
        return columns;
    }

    private Key key(SessionContext.Item on, List<String> columns, SqlFragment key) throws IOException {
        String written = key.written().strip();
        String name = written.startsWith("\"") && written.endsWith("\"") && written.length() > 2
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written.toLowerCase(java.util.Locale.ROOT);
        int column = columns.indexOf(name);
        if (column >= 0) return new Key(Optional.of(column + 1), name);
        if (written.matches("\\d{1,4}")) return at(columns, Integer.parseInt(written), key);
        Rewritten check = context.sql()
                .add("SELECT (")
                .add(key)
                .add(") FROM " + on.physical() + " LIMIT 0")
                .build();
        context.execute(check);
        return new Key(Optional.empty(), QueryText.expression(context, key));
    }

    /** A key by the place of its column, as in ORDER BY. */
    private static Key at(List<String> columns, int place, SqlFragment key) {
        if (place < 1 || place > columns.size()) {
            throw SqlError.of(
                            "42P10",
                            "column reference " + place + " in CREATE INDEX is out of range (1 - " + columns.size()
                                    + ")")
                    .at(key.start());
        }
        return new Key(Optional.of(place), columns.get(place - 1));
    }

    /** Source: Materialize docs, "CREATE INDEX": what an index is called when no name is given. */
    private static String automaticName(SessionContext.Item on, List<Key> keys, boolean ofDefault) {
        if (ofDefault) return on.name() + "_primary_idx";
        var name = new StringBuilder(on.name());
        for (Key key : keys) name.append('_').append(key.position().isPresent() ? key.text() : "expr");
        return name.append("_idx").toString();
    }

    private String free(SessionContext.Item on, String name) throws IOException {
        String candidate = name;
        for (int i = 1; taken(on, candidate); i++) candidate = name + i;
        return candidate;
    }

    private boolean taken(SessionContext.Item on, String name) throws IOException {
        return context.nameTaken(on.schema(), name);
    }
}
