package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.upstream.Export;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the relations of a source: its own, its progress, its subsources, and tables from it. */
final class SourceItems {
    private final SessionContext context;
    private final String sourceId;

    SourceItems(SessionContext context, String sourceId) {
        this.context = context;
        this.sourceId = sourceId;
    }

    /** Names of upstream columns that shall be text or left out. */
    record Adjusted(List<String> text, List<String> excluded) {
        static Adjusted none() {
            return new Adjusted(List.of(), List.of());
        }
    }

    /** The progress relation, under its own name or one derived from the source's; its id. */
    String progress(NewItem source, Optional<Name> name, String query, String columns) throws IOException {
        NewItem place = name.isPresent()
                ? NewItem.of(context, ObjectKind.SOURCE, inSchemaOf(source, name.get()))
                : free(source, source.name().item() + "_progress");
        requireFree(place);
        String id = NewEntry.nextId(context);
        create("CREATE VIEW " + place.physical() + " AS " + query, place.name().item());
        String sql = new CreateSql("CREATE SUBSOURCE ")
                .self(id)
                .add(" (" + columns + ") WITH (PROGRESS = true)")
                .text();
        new NewEntry(
                        id,
                        place.schema(),
                        place.name().item(),
                        true,
                        "source",
                        "progress",
                        Optional.of(sourceId),
                        Optional.empty(),
                        sql,
                        "NULL",
                        List.of())
                .save(context);
        return id;
    }

    private NewItem free(NewItem source, String wanted) throws IOException {
        NewItem place = source.sibling(ObjectKind.SOURCE, wanted);
        for (int i = 1; context.nameTaken(place.schema(), place.name().item()); i++) {
            place = source.sibling(ObjectKind.SOURCE, wanted + "_" + i);
        }
        return place;
    }

    /** A name without a schema is in that of the source. */
    Name inSchemaOf(NewItem source, Name name) {
        if (name.schema().isPresent()) return name;
        return source.sibling(ObjectKind.SOURCE, name.item()).name();
    }

    private void requireFree(NewItem place) throws IOException {
        if (context.nameTaken(place.schema(), place.name().item())) {
            throw SqlError.of("42710", "catalog item '" + place.name().item() + "' already exists");
        }
    }

    void source(NewItem place, String subtype, String cluster, String createSql, String tick, List<String> needs)
            throws IOException {
        new NewEntry(
                        sourceId,
                        place.schema(),
                        place.name().item(),
                        true,
                        "source",
                        subtype,
                        Optional.empty(),
                        Optional.of(cluster),
                        createSql,
                        tick,
                        needs)
                .save(context);
    }

    /** A relation without columns, for a source whose rows are in others. */
    void empty(NewItem place) throws IOException {
        create("CREATE VIEW " + place.physical() + " AS SELECT", place.name().item());
    }

    void subsource(NewItem place, Export export, Adjusted adjusted) throws IOException {
        requireFree(place);
        Shape shape = Shape.same(kept(export, adjusted));
        fill(place, export, shape);
        String id = NewEntry.nextId(context);
        String sql = new CreateSql("CREATE SUBSOURCE ")
                .self(id)
                .add(" (" + columnList(place, shape, export.key()) + ") OF SOURCE ")
                .item(sourceId)
                .add(" WITH (EXTERNAL REFERENCE = " + path(export) + ")")
                .text();
        save(id, place, "source", "subsource", sql, List.of(sourceId));
        exported(id, export, adjusted);
        facts(id, shape, export.key());
    }

    /** A table from the source; {@code definition} is what follows its columns. */
    void table(
            NewItem place,
            Export export,
            Shape shape,
            Adjusted adjusted,
            List<String> key,
            CreateSql definition,
            String id,
            List<String> needs)
            throws IOException {
        fill(place, export, shape);
        String sql = new CreateSql("CREATE TABLE ")
                .self(id)
                .add(" (" + columnList(place, shape, key) + ")" + definition.text())
                .text();
        var all = new ArrayList<String>(needs);
        all.add(sourceId);
        save(id, place, "table", "", sql, all);
        exported(id, export, adjusted);
        facts(id, shape, key);
    }

    private void save(String id, NewItem place, String type, String subtype, String sql, List<String> needs)
            throws IOException {
        new NewEntry(
                        id,
                        place.schema(),
                        place.name().item(),
                        true,
                        type,
                        subtype,
                        Optional.of(sourceId),
                        Optional.empty(),
                        sql,
                        "NULL",
                        needs)
                .save(context);
    }

    /** What the catalog knows of a relation beside PostgreSQL's: columns never null, its key. */
    void facts(String id, Shape shape, List<String> key) throws IOException {
        var never = new ArrayList<String>();
        for (Export.Column column : shape.relation()) if (!column.nullable()) never.add(column.name());
        context.backend()
                .execute("INSERT INTO _weir.never_null VALUES (" + Quoted.literal(id) + ", " + Quoted.array(never) + ")"
                        + (key.isEmpty()
                                ? ""
                                : "; INSERT INTO _weir.unique_key VALUES (" + Quoted.literal(id) + ", "
                                        + Quoted.array(key) + ")"));
    }

    private void exported(String id, Export export, Adjusted adjusted) throws IOException {
        context.backend()
                .execute(
                        "INSERT INTO _weir.export (id, source_id, path, text_columns, exclude_columns, upstream_columns) VALUES ("
                                + Quoted.literal(id) + ", " + Quoted.literal(sourceId) + ", "
                                + Quoted.array(export.path())
                                + ", " + Quoted.array(adjusted.text()) + ", " + Quoted.array(adjusted.excluded()) + ", "
                                + Quoted.array(export.columns().stream()
                                        .map(Export.Column::name)
                                        .filter(name -> !adjusted.excluded().contains(name))
                                        .toList())
                                + ")");
    }

    static List<Export.Column> kept(Export export, Adjusted adjusted) {
        var columns = new ArrayList<Export.Column>();
        for (Export.Column column : export.columns()) {
            if (adjusted.excluded().contains(column.name())) continue;
            if (column.type().startsWith("?") && !adjusted.text().contains(column.name())) {
                throw SqlError.of("XX000", "POSTGRES source validation: referenced tables use unsupported types")
                        .withDetail("the following columns contain unsupported types:\n"
                                + String.join(
                                        ".",
                                        export.path().subList(1, export.path().size())) + "." + column.name()
                                + " (OID " + column.type().substring(1) + ")")
                        .withHint(
                                "Use the TEXT COLUMNS option naming the listed columns, and Materialize can ingest their values as text.");
            }
            columns.add(
                    adjusted.text().contains(column.name())
                            ? new Export.Column(column.name(), "text", column.nullable())
                            : column);
        }
        return columns;
    }

    /** Makes the relation and its rows. */
    void fill(NewItem place, Export export, Shape shape) throws IOException {
        String item = place.name().item();
        switch (export.filling()) {
            case Export.Filling.Computed computed ->
                create(
                        "CREATE VIEW " + place.physical() + Quoted.columns(names(shape)) + " AS " + computed.query(),
                        item);
            case Export.Filling.Once once -> {
                create(table(place, shape), item);
                context.backend().execute("INSERT INTO " + place.physical() + " " + once.query());
            }
            case Export.Filling.Written written -> {
                create(table(place, shape), item);
                new Staging(context.backend()).fill(place.physical(), written.table(), shape);
            }
            case Export.Filling.Live _ -> create(table(place, shape), item);
        }
    }

    private static List<String> names(Shape shape) {
        return shape.relation().stream().map(Export.Column::name).toList();
    }

    private static String table(NewItem place, Shape shape) {
        var columns = new ArrayList<String>();
        for (Export.Column column : shape.relation()) {
            columns.add(
                    Quoted.identifier(column.name()) + " " + column.type() + (column.nullable() ? "" : " NOT NULL"));
        }
        return "CREATE TABLE " + place.physical() + " (" + String.join(", ", columns) + ")";
    }

    private void create(String sql, String name) throws IOException {
        try {
            context.backend().execute(sql);
        } catch (BackendException e) {
            if (e.error().sqlState().equals("42P07")) {
                throw SqlError.of("42710", "catalog item '" + name + "' already exists");
            }
            throw e;
        }
    }

    /** {@code id pg_catalog.int8 NOT NULL, …, UNIQUE (id)}. */
    private String columnList(NewItem place, Shape shape, List<String> key) throws IOException {
        var never = new ArrayList<String>();
        for (Export.Column column : shape.relation()) if (!column.nullable()) never.add(column.name());
        String columns = context.value(
                        "SELECT coalesce(string_agg(quote_ident(a.attname) || ' ' || n.nspname || '.' || t.typname "
                                + "|| CASE WHEN a.attname = ANY (" + Quoted.array(never)
                                + ") THEN ' NOT NULL' ELSE '' END, ', ' ORDER BY a.attnum), '') "
                                + "FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace "
                                + "WHERE a.attrelid = " + Quoted.literal(place.physical())
                                + "::regclass AND a.attnum > 0 AND NOT a.attisdropped")
                .orElse("");
        return key.isEmpty() ? columns : columns + ", UNIQUE (" + String.join(", ", key) + ")";
    }

    private String path(Export export) throws IOException {
        return context.value("SELECT _weir.path_name(" + Quoted.array(export.path()) + ")")
                .orElse("");
    }

    /** What the source could give, for {@code mz_source_references}. */
    void references(List<Export> exports) throws IOException {
        context.backend().execute("DELETE FROM _weir.source_reference WHERE source_id = " + Quoted.literal(sourceId));
        for (Export export : exports) {
            String namespace = export.path().size() > 1
                    ? Quoted.literal(export.path().get(export.path().size() - 2))
                    : "NULL";
            context.backend()
                    .execute("INSERT INTO _weir.source_reference (source_id, namespace, name, columns) VALUES ("
                            + Quoted.literal(sourceId) + ", " + namespace + ", " + Quoted.literal(export.name()) + ", "
                            + Quoted.array(export.columns().stream()
                                    .map(Export.Column::name)
                                    .toList())
                            + ")");
        }
    }
}
