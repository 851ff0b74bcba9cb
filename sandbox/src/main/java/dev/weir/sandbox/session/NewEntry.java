package dev.weir.sandbox.session;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An item on its way into the catalog, relation or not.
 *
 * @param relation whether PostgreSQL has a relation of this name already
 * @param type as in {@code mz_objects.type}
 * @param subtype as in {@code mz_sources.type} and its like; empty for none
 * @param needs ids of the items it needs
 */
record NewEntry(
        String id,
        String schema,
        String name,
        boolean relation,
        String type,
        String subtype,
        Optional<String> parent,
        Optional<String> cluster,
        String createSql,
        String tick,
        List<String> needs) {
    NewEntry {
        needs = List.copyOf(needs);
    }

    static NewEntry plain(
            String id, NewItem place, String subtype, Optional<String> cluster, String createSql, List<String> needs) {
        return new NewEntry(
                id,
                place.schema(),
                place.name().item(),
                false,
                place.kind().catalogName(),
                subtype,
                Optional.empty(),
                cluster,
                createSql,
                "NULL",
                needs);
    }

    static String nextId(SessionContext context) throws IOException {
        return context.value("SELECT _weir.next_id('item')").orElseThrow();
    }

    void save(SessionContext context) throws IOException {
        context.backend()
                .execute("SELECT _weir.enter(" + Quoted.literal(id) + ", "
                        + (relation ? Quoted.literal(Quoted.identifier(schema, name)) + "::regclass" : "NULL") + ", "
                        + Quoted.literal(schema) + ", " + Quoted.literal(name) + ", " + Quoted.literal(type) + ", "
                        + (subtype.isEmpty() ? "NULL" : Quoted.literal(subtype)) + ", "
                        + parent.map(Quoted::literal).orElse("NULL") + ", "
                        + cluster.map(Quoted::literal).orElse("NULL") + ", " + Quoted.literal(createSql) + ", " + tick
                        + ", " + Quoted.array(needs) + ")");
    }
}
