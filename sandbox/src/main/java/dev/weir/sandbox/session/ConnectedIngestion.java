package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.ConnectionChange.CreateConnection;
import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.Option;
import dev.weir.sandbox.dialect.Option.Value;
import dev.weir.sandbox.dialect.SourceChange.Encoding;
import dev.weir.sandbox.dialect.SourceChange.Kind;
import dev.weir.sandbox.dialect.SourceChange.Tables;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.upstream.Export;
import dev.weir.sandbox.upstream.SandboxFile;
import dev.weir.sandbox.upstream.UpstreamTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source behind a connection: what {@code sandbox.yml} says stands there, or a PostgreSQL server that can be reached.
 * Source: Materialize docs, "CREATE SOURCE: Kafka", "PostgreSQL", "MySQL", "SQL Server".
 */
final class ConnectedIngestion implements Ingestion {
    private final SessionContext context;
    private final Kind kind;
    private final SessionContext.Item connection;
    private final CreateConnection definition;
    private final List<Option> options;
    private final boolean single;
    private final List<Option> columnOptions;
    private @Nullable String publication;
    private @Nullable String topic;
    private List<String> wantedTables = List.of();
    private Encoding encoding = new Encoding(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    private ConnectedIngestion(
            SessionContext context,
            Kind kind,
            SessionContext.Item connection,
            CreateConnection definition,
            List<Option> options,
            List<Option> columnOptions,
            boolean single) {
        this.context = context;
        this.kind = kind;
        this.connection = connection;
        this.definition = definition;
        this.options = options;
        this.columnOptions = columnOptions;
        this.single = single;
    }

    static ConnectedIngestion of(
            SessionContext context, Kind kind, Name connection, List<Option> options, Tables tables, Encoding encoding)
            throws IOException {
        Ingestion.connection(context, connection, kind.connection(), prefix(kind));
        SessionContext.Item item = context.requireItem(connection);
        var plain = new ArrayList<Option>();
        var columns = new ArrayList<Option>();
        for (Option option : options) {
            switch (option.name()) {
                case "TEXT COLUMNS", "EXCLUDE COLUMNS", "IGNORE COLUMNS" -> columns.add(option);
                case "DETAILS" ->
                    throw SqlError.of("XX000", prefix(kind) + "CREATE SOURCE specifies DETAILS option")
                            .withHint("If trying to use the output of SHOW CREATE SOURCE, remove the DETAILS option.");
                default -> plain.add(option);
            }
        }
        boolean format = encoding.value().isPresent();
        var ingestion = new ConnectedIngestion(
                context,
                kind,
                item,
                ConnectionCommands.definition(context, item.id()),
                plain,
                columns,
                kind == Kind.KAFKA && format);
        ingestion.encoding = encoding;
        ingestion.publication = ingestion.required(Kind.POSTGRES, "PUBLICATION", "CONNECTION must specify PUBLICATION");
        ingestion.topic = ingestion.required(Kind.KAFKA, "TOPIC", "KAFKA CONNECTION without TOPIC");
        if (kind != Kind.KAFKA
                && (format
                        || !encoding.include().isEmpty()
                        || encoding.envelope().isPresent())) {
            throw SqlError.of(
                    "XX000", "FORMAT, INCLUDE and ENVELOPE are not supported with " + kind.sql() + " sources");
        }
        if (tables instanceof Tables.None && !columns.isEmpty()) {
            String name = columns.getFirst().name();
            throw SqlError.of("XX000", prefix(kind) + name + " option is unnecessary when no tables are added")
                    .withHint("Remove the " + name + " option, as no tables are being added.");
        }
        if (tables instanceof Tables.Some some) {
            ingestion.wantedTables =
                    some.tables().stream().map(t -> t.reference().dotted()).toList();
        }
        return ingestion;
    }

    static ConnectedIngestion existing(SessionContext context, Kind kind, String sourceId, List<Option> with)
            throws IOException {
        List<@Nullable String> row = context.backend()
                .query(
                        "SELECT g.connection_id, coalesce(g.publication, ''), coalesce(g.topic, ''), n.name, p.nspname, d.name, g.value_format IS NOT NULL "
                                + "FROM _weir.ingestion g JOIN _weir.named_item n ON n.id = g.connection_id "
                                + "JOIN pg_catalog.pg_namespace p ON p.oid = n.nsp JOIN _weir.database d ON d.id = n.database_id WHERE g.id = "
                                + Quoted.literal(sourceId))
                .getFirst();
        String id = Ingestion.text(row, 0);
        var item = new SessionContext.Item(
                id, "connection", "", Ingestion.text(row, 4), Ingestion.text(row, 3), Ingestion.text(row, 5));
        var ingestion = new ConnectedIngestion(
                context,
                kind,
                item,
                ConnectionCommands.definition(context, id),
                List.of(),
                with,
                Ingestion.text(row, 6).equals("t"));
        ingestion.publication = Ingestion.text(row, 1);
        ingestion.topic = Ingestion.text(row, 2);
        return ingestion;
    }

    private @Nullable String required(Kind by, String option, String message) {
        if (kind != by) return null;
        for (Option one : options) {
            if (one.name().equals(option) && one.text().isPresent())
                return one.text().get();
        }
        throw SqlError.of("XX000", prefix(kind) + message);
    }

    private static String prefix(Kind kind) {
        return kind.sql() + " source validation: ";
    }

    private Optional<String> connectionOption(String name) {
        return definition.options().stream()
                .filter(option -> option.name().equals(name))
                .findFirst()
                .flatMap(Option::text);
    }

    // ---- what stands behind the connection

    @Override
    public String type() {
        return kind.catalogName();
    }

    private Optional<List<UpstreamTable>> written() {
        try {
            return context.outside().file().behind(connection.database(), connection.shownSchema(), connection.name());
        } catch (SandboxFile.Fault e) {
            throw SqlError.of("F0000", "sandbox: " + e.getMessage());
        }
    }

    @Override
    public List<Export> exports(String sourceId) throws IOException {
        Optional<List<UpstreamTable>> tables = written();
        if (tables.isPresent()) return written(tables.get());
        if (kind != Kind.POSTGRES) throw nothingBehind("");
        try {
            return new LivePostgres(context, connection.id()).exports(publication());
        } catch (IOException e) {
            throw nothingBehind(" The server it names cannot be read: " + e.getMessage() + ".");
        }
    }

    private String publication() {
        return publication == null ? "" : publication;
    }

    private List<Export> written(List<UpstreamTable> tables) {
        var exports = new ArrayList<Export>();
        if (kind == Kind.KAFKA) {
            for (UpstreamTable table : tables) {
                if (table.name().equals(topic)) exports.add(export(table, List.of(table.name())));
            }
            if (exports.isEmpty()) {
                throw SqlError.unsupported(
                                "topic \"" + topic + "\" is not in " + SandboxFile.NAME,
                                "Write into " + context.outside().file().path() + ":\n" + entry())
                        .withDetail("The entry of connection \"" + connection.name() + "\" has other topics.");
            }
            return exports;
        }
        for (UpstreamTable table : tables) {
            if (table.columns().isEmpty()) {
                throw SqlError.of(
                        "F0000",
                        "sandbox: " + table.span().location() + ": table \"" + table.name() + "\" has no \"columns\"");
            }
            exports.add(export(table, path(table.name())));
        }
        return exports;
    }

    private static Export export(UpstreamTable table, List<String> path) {
        return new Export(path, table.columns(), table.key(), new Export.Filling.Written(table));
    }

    private List<String> path(String written) {
        String[] parts = written.split("\\.");
        String table = parts[parts.length - 1];
        String schema = parts.length > 1
                ? parts[parts.length - 2]
                : switch (kind) {
                    case POSTGRES, KAFKA -> "public";
                    case SQL_SERVER -> "dbo";
                    case MYSQL -> connection.name();
                };
        String database =
                kind == Kind.MYSQL ? "mysql" : connectionOption("DATABASE").orElse("database");
        return List.of(database, schema, table);
    }

    private SqlError nothingBehind(String why) {
        return SqlError.unsupported(
                        "there is nothing behind connection \"" + connection.name() + "\"",
                        "Say in " + context.outside().file().path() + " what stands there, with your columns:\n"
                                + entry())
                .withDetail("The sandbox reads " + kind.sql() + " sources from " + SandboxFile.NAME
                        + ", which has no entry for this connection." + why);
    }

    /** What to write into the file, ready to paste. */
    private String entry() {
        var tables = new ArrayList<String>();
        for (String wanted : wantedTables) {
            tables.add(wanted.contains(".") ? wanted : (kind == Kind.SQL_SERVER ? "dbo." : "public.") + wanted);
        }
        if (kind == Kind.KAFKA) tables.add(String.valueOf(topic));
        if (tables.isEmpty()) tables.add(kind == Kind.SQL_SERVER ? "dbo.orders" : "public.orders");
        var text = new StringBuilder("connections:\n  " + yaml(connection.name()) + ":");
        for (String table : tables) {
            text.append("\n    ")
                    .append(yaml(table))
                    .append(":\n      columns:\n        id: bigint not null\n        name: text");
            text.append("\n      key: [id]\n      rows:\n        - [1, first]");
        }
        return text.toString();
    }

    private static String yaml(String key) {
        return key.matches("[A-Za-z_][A-Za-z0-9_.-]*") ? key : "'" + key.replace("'", "''") + "'";
    }

    // ---- columns

    @Override
    public boolean single() {
        return single;
    }

    @Override
    public void requireFitting(Tables tables) {
        if (kind != Kind.KAFKA) return;
        String clause = switch (tables) {
            case Tables.None _ -> "";
            case Tables.All _ -> "FOR ALL TABLES";
            case Tables.Schemas schemas -> "FOR SCHEMAS (" + String.join(", ", schemas.schemas()) + ")";
            case Tables.Some some ->
                "FOR TABLES ("
                        + String.join(
                                ", ",
                                some.tables().stream()
                                        .map(t -> t.reference().dotted())
                                        .toList())
                        + ")";
        };
        if (!clause.isEmpty()) {
            throw SqlError.of("XX000", prefix(kind) + clause + " is only valid for multi-output sources");
        }
    }

    @Override
    public Shape shape(Export export, Encoding given, List<String> columns, NewItem place) {
        if (!(export.filling() instanceof Export.Filling.Written written)) {
            throw new IllegalStateException("only a topic has a shape");
        }
        Shape shape = KafkaShape.of(written.table(), given);
        if (shape.relation().stream().anyMatch(column -> column.type().startsWith("_weir_record."))) {
            context.naming().collections().keepRecords();
        }
        return shape.named(place.name().item(), columns);
    }

    @Override
    public List<String> key(Export export, Shape shape, Encoding given) {
        if (!KafkaShape.envelope(given).equals("upsert")) return List.of();
        var key = new ArrayList<String>();
        for (int i = 0; i < Math.min(export.key().size(), shape.columns().size()); i++) {
            key.add(shape.relation().get(i).name());
        }
        return key;
    }

    @Override
    public Map<String, SourceItems.Adjusted> adjusted(Collection<Export> wanted, List<Export> all) {
        var adjusted = new LinkedHashMap<String, SourceItems.Adjusted>();
        for (Option option : columnOptions) {
            String name = option.name().equals("IGNORE COLUMNS") ? "EXCLUDE COLUMNS" : option.name();
            boolean text = name.equals("TEXT COLUMNS");
            if (!text && !name.equals("EXCLUDE COLUMNS")) continue;
            var seen = new LinkedHashSet<String>();
            var dangling = new LinkedHashSet<String>();
            for (Name column : names(option.value())) {
                Export export = table(column, all, name);
                if (export.columns().stream().noneMatch(c -> c.name().equals(column.item()))) {
                    throw SqlError.of(
                            "XX000",
                            "invalid " + name + " option value: column " + column.dotted() + " not found in source");
                }
                String full = String.join(".", export.path());
                if (!seen.add(full + "." + column.item())) {
                    throw SqlError.of(
                            "XX000",
                            "invalid " + name + " option value: unexpected multiple references to " + full + "."
                                    + column.item());
                }
                if (!wanted.contains(export)) {
                    dangling.add(export.path().get(export.path().size() - 2) + "." + export.name());
                    continue;
                }
                SourceItems.Adjusted before = adjusted.getOrDefault(full, SourceItems.Adjusted.none());
                adjusted.put(
                        full,
                        new SourceItems.Adjusted(
                                text ? with(before.text(), column.item()) : before.text(),
                                text ? before.excluded() : with(before.excluded(), column.item())));
            }
            if (!dangling.isEmpty()) {
                throw SqlError.of("XX000", prefix(kind) + name + " refers to table not currently being added")
                        .withDetail(
                                "the following tables are referenced but not added: " + String.join(", ", dangling));
            }
        }
        return adjusted;
    }

    private static List<String> with(List<String> list, String one) {
        var longer = new ArrayList<String>(list);
        longer.add(one);
        return longer;
    }

    private static Export table(Name column, List<Export> all, String option) {
        if (column.parts().size() < 2) {
            throw SqlError.of(
                    "XX000",
                    "invalid " + option + " option value: column name '" + column.dotted()
                            + "' must have at least a table qualification");
        }
        for (Export export : all) if (export.answersTo(column.parent().parts())) return export;
        throw SqlError.of(
                "XX000",
                "invalid " + option + " option value: table " + column.parent().dotted() + " not found in source");
    }

    static List<Name> names(Value value) {
        return switch (value) {
            case Value.Item item -> List.of(item.name());
            case Value.Text text -> List.of(new Name(List.of(text.text()), -1));
            case Value.Several several -> {
                var names = new ArrayList<Name>();
                for (Value one : several.values()) names.addAll(names(one));
                yield names;
            }
            case Value.None _, Value.Secret _, Value.Nested _ -> List.of();
        };
    }

    // ---- what is kept and shown

    @Override
    public List<String> needs() throws IOException {
        var needs = new ArrayList<String>();
        needs.add(connection.id());
        needs.addAll(registries(context, encoding));
        return needs;
    }

    static List<String> registries(SessionContext context, Encoding encoding) throws IOException {
        var ids = new ArrayList<String>();
        if (encoding.key().isPresent() && encoding.key().get().registry().isPresent()) {
            ids.add(Ingestion.registry(context, encoding.key().get().registry().get()));
        }
        if (encoding.value().isPresent() && encoding.value().get().registry().isPresent()) {
            ids.add(Ingestion.registry(
                    context, encoding.value().get().registry().get()));
        }
        return ids;
    }

    @Override
    public String tick() {
        return "NULL";
    }

    @Override
    public String progressQuery(String sourceId) {
        return switch (kind) {
            case KAFKA -> "SELECT '[0,0]'::numrange AS partition, 0::bigint::mz_catalog.uint8 AS \"offset\"";
            case POSTGRES ->
                "SELECT coalesce((SELECT (g.confirmed_lsn::pg_lsn - '0/0')::bigint FROM _weir.ingestion g WHERE g.id = "
                        + Quoted.literal(sourceId) + "), 0)::mz_catalog.uint8 AS lsn";
            case MYSQL ->
                "SELECT '00000000-0000-0000-0000-000000000000'::uuid AS source_id_lower, "
                        + "'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid AS source_id_upper, 0::bigint::mz_catalog.uint8 AS transaction_id";
            case SQL_SERVER -> "SELECT '\\x00000000000000000000'::bytea AS lsn";
        };
    }

    @Override
    public String progressColumns() {
        return switch (kind) {
            case KAFKA -> "partition pg_catalog.numrange NOT NULL, \"offset\" mz_catalog.uint8";
            case POSTGRES -> "lsn mz_catalog.uint8";
            case MYSQL ->
                "source_id_lower pg_catalog.uuid NOT NULL, source_id_upper pg_catalog.uuid NOT NULL, transaction_id mz_catalog.uint8";
            case SQL_SERVER -> "lsn pg_catalog.bytea";
        };
    }

    @Override
    public void describe(CreateSql sql) throws IOException {
        sql.add(kind.sql() + " CONNECTION ").item(connection.id());
        var shown = new ArrayList<Option>(options);
        shown.addAll(columnOptions);
        if (!shown.isEmpty()) sql.add(" (").options(context, shown).add(")");
    }

    @Override
    public void save(String sourceId, Encoding given) throws IOException {
        Optional<String> group = options.stream()
                .filter(option -> option.name().equals("GROUP ID PREFIX"))
                .findFirst()
                .flatMap(Option::text);
        boolean live = kind == Kind.POSTGRES && written().isEmpty();
        context.backend()
                .execute(
                        "INSERT INTO _weir.ingestion (id, connection_id, topic, group_id_prefix, publication, replication_slot, envelope, key_format, value_format) VALUES ("
                                + Quoted.literal(sourceId) + ", " + Quoted.literal(connection.id()) + ", "
                                + ConnectionCommands.orNull(Optional.ofNullable(kind == Kind.KAFKA ? topic : null))
                                + ", "
                                + ConnectionCommands.orNull(group) + ", "
                                + ConnectionCommands.orNull(Optional.ofNullable(publication)) + ", "
                                + (live ? Quoted.literal(LivePostgres.slot(context, sourceId)) : "NULL") + ", "
                                + (single ? Quoted.literal(KafkaShape.envelope(given)) : "NULL") + ", "
                                + ConnectionCommands.orNull(KafkaShape.keyFormat(given)) + ", "
                                + ConnectionCommands.orNull(KafkaShape.valueFormat(given)) + ")");
    }

    @Override
    public List<String> notices() {
        return written().isPresent()
                ? List.of("sandbox: rows come from " + SandboxFile.NAME + ", as it is now")
                : List.of();
    }

    @Override
    public void created(String sourceId) throws IOException {
        if (kind != Kind.POSTGRES || written().isPresent()) return;
        try {
            new LivePostgres(context, connection.id()).snapshot(sourceId);
        } catch (IOException e) {
            throw SqlError.of("XX000", "failed to connect to PostgreSQL database")
                    .withDetail(String.valueOf(e.getMessage()));
        }
        context.outside().follow(sourceId);
    }
}
