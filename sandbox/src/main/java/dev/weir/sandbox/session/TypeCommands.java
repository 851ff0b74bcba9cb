package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.Statement.IfExists;
import dev.weir.sandbox.dialect.TypeChange;
import dev.weir.sandbox.dialect.TypeChange.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CREATE TYPE: lists and maps are domains over their structure, composite types PostgreSQL's own. Source: Materialize docs,
 * "CREATE TYPE"; errors as test/sqllogictest/map.slt records them.
 */
final class TypeCommands {
    private final SessionContext context;

    TypeCommands(SessionContext context) {
        this.context = context;
    }

    void run(TypeChange change) throws IOException {
        switch (change) {
            case TypeChange.CreateType create -> create(create);
        }
    }

    /**
     * A type that another is made of.
     *
     * @param structure what lists and maps of it are made from, in Materialize's words
     * @param shown as {@code create_sql} has it
     * @param id in {@code mz_types}
     * @param item id of the item to depend on; empty for a type of the system
     */
    private record Part(String structure, String shown, String id, Optional<String> item) {}

    private void create(TypeChange.CreateType create) throws IOException {
        NewItem type = NewItem.of(context, ObjectKind.TYPE, create.name());
        if (type.taken(IfExists.REQUIRED, false)) return;
        switch (create.shape()) {
            case Shape.ListOf list -> {
                Part element = part(list.element(), "LIST option ELEMENT TYPE");
                String sql = " AS LIST (ELEMENT TYPE = " + element.shown() + ")";
                domain(type, "list", element.structure() + " list", sql, List.of(element));
            }
            case Shape.MapOf map -> {
                Part key = part(map.key(), "MAP option KEY TYPE");
                Part value = part(map.value(), "MAP option VALUE TYPE");
                if (!key.structure().equals("text")) {
                    throw SqlError.of("42804", "map key type must be text, got " + key.structure());
                }
                String sql = " AS MAP (KEY TYPE = " + key.shown() + ", VALUE TYPE = " + value.shown() + ")";
                domain(type, "map", "map[text=>" + value.structure() + "]", sql, List.of(key, value));
            }
            case Shape.Composite composite -> composite(type, composite);
        }
    }

    private void domain(NewItem type, String category, String structure, String sql, List<Part> parts)
            throws IOException {
        context.naming().collections().require(Set.of(structure));
        context.backend()
                .execute("CREATE DOMAIN " + type.physical() + " AS mz_catalog." + Quoted.identifier(structure));
        enter(type, category, structure, sql, parts);
    }

    private void composite(NewItem type, Shape.Composite composite) throws IOException {
        var made = context.sql().add("CREATE TYPE " + type.physical() + " AS (");
        var shown = new StringBuilder(" AS (");
        var parts = new ArrayList<Part>();
        for (int i = 0; i < composite.fields().size(); i++) {
            TypeChange.Field field = composite.fields().get(i);
            Part part = part(field.type(), "record type");
            parts.add(part);
            made.add(i == 0 ? "" : ", ")
                    .add(Quoted.identifier(field.name()) + " ")
                    .add(field.type());
            shown.append(i == 0 ? "" : ", ")
                    .append(new CreateSql("").identifier(field.name()).text())
                    .append(' ')
                    .append(part.shown());
        }
        context.execute(made.add(")").build());
        context.naming().collections().keepRecords();
        enter(type, "composite", "", shown.append(')').toString(), parts);
    }

    private void enter(NewItem type, String category, String structure, String sql, List<Part> parts)
            throws IOException {
        String id = NewEntry.nextId(context);
        var needs = new ArrayList<String>();
        for (Part part : parts) part.item().ifPresent(needs::add);
        NewEntry.plain(
                        id,
                        type,
                        "",
                        Optional.empty(),
                        new CreateSql("CREATE TYPE ").self(id).text() + sql,
                        needs)
                .save(context);
        boolean map = category.equals("map");
        String element = category.equals("composite")
                ? "NULL"
                : Quoted.literal(parts.getLast().id());
        context.backend()
                .execute("INSERT INTO _weir.user_type (id, type_oid, category, element, key, structure) VALUES ("
                        + Quoted.literal(id) + ", pg_catalog.to_regtype(" + Quoted.literal(type.physical()) + ")::oid, "
                        + Quoted.literal(category) + ", " + element + ", "
                        + (map ? Quoted.literal(parts.getFirst().id()) : "NULL") + ", " + Quoted.literal(structure)
                        + "); UPDATE _weir.item SET oid = pg_catalog.to_regtype(" + Quoted.literal(type.physical())
                        + ")::oid WHERE id = " + Quoted.literal(id));
    }

    private Part part(SqlFragment type, String role) throws IOException {
        String written = type.written();
        String sql = context.sql().add(type).build().sql();
        if (!type.collections().isEmpty()) {
            throw SqlError.of(
                            "42601",
                            "CREATE TYPE ... AS " + role
                                    + " can only use named data types, but found unnamed data type " + written
                                    + ". Use CREATE TYPE to create a named type first")
                    .at(type.start());
        }
        List<List<@Nullable String>> rows = context.backend()
                .query(
                        "SELECT replace(pg_catalog.format_type(t.oid, NULL), 'mz_catalog.', ''), n.nspname, t.typname, t.oid, u.id, u.structure "
                                + "FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace "
                                + "LEFT JOIN _weir.user_type u ON u.type_oid = t.oid "
                                + "WHERE t.oid = pg_catalog.to_regtype("
                                + Quoted.literal(sql.replaceAll("\\(.*\\)", ""))
                                + ")");
        if (rows.isEmpty()) {
            throw SqlError.of("42704", "type \"" + written + "\" does not exist")
                    .at(type.start());
        }
        List<@Nullable String> row = rows.getFirst();
        String qualified = SessionContext.text(row, 1) + "." + SessionContext.text(row, 2);
        if (written.indexOf('(') >= 0 && !role.equals("record type")) {
            throw SqlError.of(
                            "42601",
                            "CREATE TYPE ... AS " + role + " cannot accept type modifier on " + qualified
                                    + ", you must use the default type")
                    .at(type.start());
        }
        String id = SessionContext.text(row, 4);
        if (id.isEmpty()) {
            String shown = new CreateSql("")
                    .identifier(SessionContext.text(row, 1))
                    .add(".")
                    .identifier(SessionContext.text(row, 2))
                    .text();
            return new Part(SessionContext.text(row, 0), shown, "s" + SessionContext.text(row, 3), Optional.empty());
        }
        String structure = SessionContext.text(row, 5);
        if (structure.isEmpty() && !role.equals("record type")) {
            throw SqlError.unsupported("a list or map of a composite type", "Lists and maps hold plain types here.")
                    .at(type.start());
        }
        return new Part(structure, new CreateSql("").item(id).text(), id, Optional.of(id));
    }
}
