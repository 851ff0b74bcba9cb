package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.IntervalText;
import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.Option;
import dev.weir.sandbox.dialect.SourceChange;
import dev.weir.sandbox.dialect.SourceChange.AddSubsources;
import dev.weir.sandbox.dialect.SourceChange.CreateSource;
import dev.weir.sandbox.dialect.SourceChange.Subsource;
import dev.weir.sandbox.dialect.SourceChange.Tables;
import dev.weir.sandbox.dialect.SourceChange.Upstream;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement.IfExists;
import dev.weir.sandbox.upstream.Export;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CREATE SOURCE and ALTER SOURCE. Source: Materialize docs, "CREATE SOURCE", "ALTER SOURCE". */
final class SourceCommands {
    private final SessionContext context;

    SourceCommands(SessionContext context) {
        this.context = context;
    }

    void run(SourceChange change) throws IOException {
        switch (change) {
            case CreateSource create -> create(create);
            case AddSubsources add -> add(add);
            case SourceChange.AlterTimestampInterval alter -> {
                SessionContext.Item item = context.requireItem(alter.source());
                requireSource(item);
                alter.interval().ifPresent(IntervalText::duration);
                context.notice("00000", "sandbox: TIMESTAMP INTERVAL has no effect here");
            }
        }
    }

    private void create(CreateSource create) throws IOException {
        NewItem place = NewItem.of(context, ObjectKind.SOURCE, create.name());
        String cluster = context.requireCluster(create.cluster());
        if (create.upstream() instanceof Upstream.Webhook webhook) {
            new WebhookCommands(context).create(create, webhook, place, cluster);
            return;
        }
        Ingestion ingestion = Ingestion.of(context, create);
        if (place.taken(create.ifExists(), false)) return;
        String id = NewEntry.nextId(context);
        var items = new SourceItems(context, id);
        List<Export> exports = ingestion.exports(id);
        Map<Name, Export> wanted = wanted(create.tables(), exports, ingestion);
        Map<String, SourceItems.Adjusted> adjusted = ingestion.adjusted(wanted.values(), exports);
        boolean single = ingestion.single();
        Optional<Shape> shape = single
                ? Optional.of(ingestion.shape(exports.getFirst(), create.encoding(), create.columns(), place))
                : Optional.empty();
        String progress =
                items.progress(place, create.progress(), ingestion.progressQuery(id), ingestion.progressColumns());
        if (shape.isPresent()) items.fill(place, exports.getFirst(), shape.get());
        else items.empty(place);
        var needs = new ArrayList<String>(ingestion.needs());
        needs.add(progress);
        items.source(
                place,
                ingestion.type(),
                cluster,
                createSql(create, ingestion, id, cluster, progress, !wanted.isEmpty()),
                ingestion.tick(),
                needs);
        ingestion.save(id, create.encoding());
        if (shape.isPresent())
            items.facts(id, shape.get(), ingestion.key(exports.getFirst(), shape.get(), create.encoding()));
        items.references(exports);
        subsources(items, place, wanted, adjusted);
        for (Option option : create.with()) {
            context.notice("00000", "sandbox: " + option.name() + " has no effect here");
        }
        ingestion.notices().forEach(notice -> context.notice("00000", notice));
        ingestion.created(id);
    }

    private void subsources(
            SourceItems items, NewItem source, Map<Name, Export> wanted, Map<String, SourceItems.Adjusted> adjusted)
            throws IOException {
        for (var one : wanted.entrySet()) {
            NewItem place = NewItem.of(context, ObjectKind.SOURCE, items.inSchemaOf(source, one.getKey()));
            items.subsource(
                    place,
                    one.getValue(),
                    adjusted.getOrDefault(String.join(".", one.getValue().path()), SourceItems.Adjusted.none()));
        }
    }

    private String createSql(
            CreateSource create, Ingestion ingestion, String id, String cluster, String progress, boolean tables)
            throws IOException {
        CreateSql sql = new CreateSql("CREATE SOURCE ").self(id);
        if (!create.columns().isEmpty())
            sql.add(" (").identifiers(create.columns()).add(")");
        sql.line("IN CLUSTER ").cluster(context, cluster).line("FROM ");
        ingestion.describe(sql);
        encoding(context, sql, create.encoding());
        if (create.tables() instanceof Tables.All && create.upstream() instanceof Upstream.Generator) {
            sql.line("FOR ALL TABLES");
        } else if (tables) {
            sql.line("FOR TABLES (").tablesOf(id).add(")");
        }
        sql.line("EXPOSE PROGRESS AS ").item(progress);
        if (!create.with().isEmpty()) {
            sql.line("WITH (");
            for (int i = 0; i < create.with().size(); i++) {
                Option option = create.with().get(i);
                sql.add(i == 0 ? "" : ", ")
                        .add(option.name() + " = " + (option.name().startsWith("RETAIN") ? "FOR " : "") + "'"
                                + option.text().orElse("").replace("'", "''") + "'");
            }
            sql.add(")");
        }
        return sql.text();
    }

    /** FORMAT, INCLUDE, ENVELOPE. */
    static void encoding(SessionContext context, CreateSql sql, SourceChange.Encoding encoding) throws IOException {
        if (encoding.key().isPresent()) {
            format(context, sql.line("KEY FORMAT "), encoding.key().get());
            format(context, sql.line("VALUE FORMAT "), encoding.value().orElseThrow());
        } else if (encoding.value().isPresent()) {
            format(context, sql.line("FORMAT "), encoding.value().get());
        }
        for (int i = 0; i < encoding.include().size(); i++) {
            SourceChange.Include include = encoding.include().get(i);
            if (i == 0) sql.line("INCLUDE ");
            else sql.add(", ");
            sql.add(include.what());
            include.header().ifPresent(header -> sql.add(" '" + header.replace("'", "''") + "'"));
            if (include.as().isPresent())
                sql.add(" AS ").identifier(include.as().get());
            if (include.bytes()) sql.add(" BYTES");
        }
        encoding.envelope().ifPresent(envelope -> sql.line("ENVELOPE " + envelope.kind()));
    }

    static void format(SessionContext context, CreateSql sql, SourceChange.Format format) throws IOException {
        if (format.registry().isEmpty()) {
            sql.add(format.written());
            return;
        }
        sql.add(format.kind() + " USING CONFLUENT SCHEMA REGISTRY CONNECTION ")
                .item(Ingestion.registry(context, format.registry().get()));
        if (!format.options().isEmpty())
            sql.add(" (").options(context, format.options()).add(")");
    }

    // ---- which tables

    /** The exports asked for, by the name each gets. */
    private Map<Name, Export> wanted(Tables tables, List<Export> exports, Ingestion ingestion) {
        ingestion.requireFitting(tables);
        var wanted = new LinkedHashMap<Name, Export>();
        switch (tables) {
            case Tables.None _ -> {}
            case Tables.All _ -> {
                for (Export export : exports) put(wanted, new Name(List.of(export.name()), -1), export);
            }
            case Tables.Schemas schemas -> {
                var missing = new ArrayList<String>();
                for (String schema : schemas.schemas()) {
                    boolean found = false;
                    for (Export export : exports) {
                        if (!export.path().get(export.path().size() - 2).equals(schema)) continue;
                        found = true;
                        put(wanted, new Name(List.of(export.name()), -1), export);
                    }
                    if (!found) missing.add(schema);
                }
                if (!missing.isEmpty()) {
                    throw SqlError.of(
                                    "XX000",
                                    "no tables found in referenced schemas: " + String.join(", ", quoted(missing)))
                            .withDetail("missing schemas: " + String.join(", ", quoted(missing)));
                }
            }
            case Tables.Some some -> named(some.tables(), exports, wanted);
        }
        return wanted;
    }

    private static List<String> quoted(List<String> names) {
        return names.stream().map(name -> '"' + name + '"').toList();
    }

    private static void named(List<Subsource> subsources, List<Export> exports, Map<Name, Export> wanted) {
        for (Subsource subsource : subsources) {
            Export export = resolve(exports, subsource.reference());
            if (wanted.containsValue(export)) {
                throw SqlError.of("XX000", "multiple subsources refer to table " + String.join(".", export.path()));
            }
            put(
                    wanted,
                    subsource
                            .as()
                            .orElseGet(
                                    () -> new Name(List.of(subsource.reference().item()), -1)),
                    export);
        }
    }

    private static void put(Map<Name, Export> wanted, Name name, Export export) {
        for (var one : wanted.entrySet()) {
            if (one.getKey().parts().equals(name.parts())) {
                throw SqlError.of("XX000", "multiple subsources would be named " + name.dotted())
                        .withDetail("referenced tables with duplicate name: "
                                + String.join(".", one.getValue().path()) + ", " + String.join(".", export.path()));
            }
        }
        wanted.put(name, export);
    }

    /** The export a reference means. Source: Materialize's tests subsource-resolution-*.td. */
    static Export resolve(List<Export> exports, Name reference) {
        var found = new ArrayList<Export>();
        for (Export export : exports) if (export.answersTo(reference.parts())) found.add(export);
        if (found.isEmpty()) {
            throw SqlError.of("XX000", "reference to " + reference.dotted() + " not found in source");
        }
        if (found.size() > 1) {
            throw SqlError.of(
                    "XX000",
                    "reference " + reference.dotted()
                            + " is ambiguous, consider specifying an additional layer of qualification");
        }
        return found.getFirst();
    }

    // ---- ALTER SOURCE … ADD SUBSOURCE

    private void requireSource(SessionContext.Item item) {
        if (!item.type().equals("source")) throw SqlError.of("42809", item.fullName() + " is not a source");
    }

    private void add(AddSubsources add) throws IOException {
        Optional<SessionContext.Item> found = context.item(add.source());
        if (found.isEmpty()) {
            if (add.ifExists() == IfExists.REQUIRED) throw SessionContext.unknownItem(add.source());
            context.notice("42704", "source \"" + add.source().item() + "\" does not exist, skipping");
            return;
        }
        SessionContext.Item source = found.get();
        requireSource(source);
        switch (source.sourceType()) {
            case "postgres", "mysql", "sql-server" -> {}
            default ->
                throw SqlError.of(
                        "XX000",
                        "ALTER SOURCE ... ADD SUBSOURCE is not supported for "
                                + source.sourceType().replace('-', ' ') + " sources");
        }
        Ingestion ingestion = Ingestion.existing(context, source, add.with());
        List<Export> exports = ingestion.exports(source.id());
        var wanted = new LinkedHashMap<Name, Export>();
        named(add.subsources(), exports, wanted);
        for (Export export : wanted.values()) {
            if (context.value(
                            "SELECT 1 FROM _weir.export e JOIN _weir.item i ON i.id = e.id AND i.source_type = 'subsource' WHERE e.source_id = "
                                    + Quoted.literal(source.id()) + " AND e.path = " + Quoted.array(export.path()))
                    .isPresent()) {
                throw SqlError.of("XX000", "another subsource already refers to " + String.join(".", export.path()));
            }
        }
        var items = new SourceItems(context, source.id());
        var place = new NewItem(
                context,
                ObjectKind.SOURCE,
                new Name(List.of(source.database(), source.shownSchema(), source.name()), -1),
                source.schema());
        subsources(items, place, wanted, ingestion.adjusted(wanted.values(), exports));
        items.references(exports);
        String sql = context.value("SELECT create_sql FROM _weir.item WHERE id = " + Quoted.literal(source.id()))
                .orElseThrow();
        if (!sql.contains("\u0003FOR TABLES (")) {
            int at = sql.indexOf("\u0003EXPOSE PROGRESS");
            String tables = new CreateSql("")
                    .line("FOR TABLES (")
                    .tablesOf(source.id())
                    .add(")")
                    .text();
            context.backend()
                    .execute("UPDATE _weir.item SET create_sql = "
                            + Quoted.literal(sql.substring(0, at) + tables + sql.substring(at)) + " WHERE id = "
                            + Quoted.literal(source.id()));
        }
        ingestion.created(source.id());
    }
}
