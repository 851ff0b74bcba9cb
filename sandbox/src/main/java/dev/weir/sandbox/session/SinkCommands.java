package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.ConnectionChange.ConnectionKind;
import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.Option;
import dev.weir.sandbox.dialect.SinkChange;
import dev.weir.sandbox.dialect.SinkChange.CreateSink;
import dev.weir.sandbox.dialect.SinkChange.Target;
import dev.weir.sandbox.dialect.SourceChange.Format;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement.IfExists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sinks: checked and recorded; nothing is sent anywhere. Source: Materialize docs, "CREATE SINK", "ALTER SINK"; its tests
 * kafka-sinks.td, alter-sink.td.
 */
final class SinkCommands {
    private static final String KEY_HINT = "See: https://materialize.com/s/sink-key-selection";

    private final SessionContext context;

    SinkCommands(SessionContext context) {
        this.context = context;
    }

    void run(SinkChange change) throws IOException {
        switch (change) {
            case CreateSink create -> create(create);
            case SinkChange.SetFrom set -> setFrom(set);
        }
    }

    private void create(CreateSink create) throws IOException {
        Name name = create.name().orElseThrow(() -> SqlError.of("XX000", "unspecified name for sink"));
        NewItem place = NewItem.of(context, ObjectKind.SINK, name);
        String cluster = context.requireCluster(create.cluster());
        SessionContext.Item from = upstream(create.from());
        boolean kafka = create.target() instanceof Target.Kafka;
        String connection = Ingestion.connection(
                context,
                create.target().connection(),
                kafka ? ConnectionKind.KAFKA : ConnectionKind.ICEBERG_CATALOG,
                kafka ? "KAFKA sink validation: " : "ICEBERG sink validation: ");
        var needs = new ArrayList<String>(List.of(from.id(), connection));
        String envelope = envelope(create, kafka);
        checkOptions(create, kafka);
        for (Optional<Format> format : List.of(create.keyFormat(), create.valueFormat())) {
            if (format.isPresent() && format.get().registry().isPresent()) {
                needs.add(Ingestion.registry(context, format.get().registry().get()));
            }
        }
        if (create.target() instanceof Target.Iceberg iceberg) {
            needs.add(Ingestion.connection(context, iceberg.aws(), ConnectionKind.AWS, "ICEBERG sink validation: "));
        }
        checkKey(create, from, envelope);
        if (place.taken(create.ifExists(), false)) return;
        String id = NewEntry.nextId(context);
        NewEntry.plain(
                        id,
                        place,
                        kafka ? "kafka" : "iceberg",
                        Optional.of(cluster),
                        sql(create, id, cluster, from, connection),
                        needs)
                .save(context);
        save(create, id, from, connection, envelope);
        context.notice(
                "00000",
                "sandbox: sink \"" + name.item() + "\" is recorded; nothing is sent to "
                        + (kafka ? "Kafka" : "Iceberg"));
    }

    private SessionContext.Item upstream(Name name) throws IOException {
        SessionContext.Item item = context.requireItem(name);
        switch (item.type()) {
            case "table", "source", "materialized-view" -> {}
            default ->
                throw SqlError.of(
                                "XX000",
                                item.name() + " is a " + item.type().replace('-', ' ')
                                        + ", which cannot be exported as a sink")
                        .at(name.offset());
        }
        return item;
    }

    private static String envelope(CreateSink create, boolean kafka) {
        if (create.envelope().isPresent()) return create.envelope().get();
        throw SqlError.of("XX000", kafka ? "ENVELOPE clause is required" : "MODE clause is required");
    }

    private static void checkOptions(CreateSink create, boolean kafka) {
        for (Option option : create.with()) {
            if (option.name().equals("VERSION")) {
                throw SqlError.of("XX000", "CREATE SINK...WITH (VERSION..) is not allowed");
            }
        }
        if (!kafka) {
            List<Option> options = ((Target.Iceberg) create.target()).options();
            for (String name : List.of("NAMESPACE", "TABLE")) {
                if (text(options, name).isEmpty()) throw SqlError.of("XX000", name + " option is required");
            }
            if (text(create.with(), "COMMIT INTERVAL").isEmpty()) {
                throw SqlError.of("XX000", "COMMIT INTERVAL option is required");
            }
            return;
        }
        if (create.valueFormat().isEmpty()) throw SqlError.of("XX000", "sink without format not yet supported");
        List<Option> options = ((Target.Kafka) create.target()).options();
        if (text(options, "TOPIC").isEmpty()) throw SqlError.of("XX000", "KAFKA CONNECTION must specify TOPIC");
        text(options, "COMPRESSION TYPE").ifPresent(type -> {
            if (!List.of("none", "gzip", "snappy", "lz4", "zstd").contains(type.toLowerCase(Locale.ROOT))) {
                throw SqlError.of("XX000", "invalid COMPRESSION TYPE: unknown compression type: " + type);
            }
        });
        for (String name : List.of("TOPIC PARTITION COUNT", "TOPIC REPLICATION FACTOR")) {
            text(options, name).ifPresent(count -> {
                if (!count.matches("-1|[1-9]\\d*")) {
                    throw SqlError.of(
                            "XX000", "invalid " + name + ": must be a positive integer or -1 (broker default)");
                }
            });
        }
        for (Optional<Format> format : List.of(create.keyFormat(), create.valueFormat())) {
            if (format.isEmpty()) continue;
            switch (format.get().kind()) {
                case "AVRO", "JSON", "TEXT", "BYTES" -> {}
                default ->
                    throw SqlError.of("0A000", "sink format " + format.get().kind() + " not yet supported");
            }
        }
    }

    private static Optional<String> text(List<Option> options, String name) {
        return options.stream().filter(o -> o.name().equals(name)).findFirst().flatMap(Option::text);
    }

    // ---- keys

    private void checkKey(CreateSink create, SessionContext.Item from, String envelope) throws IOException {
        if (create.key().isEmpty()) {
            if (envelope.equals("UPSERT")) {
                throw SqlError.of("XX000", "upsert sinks must specify a key").withHint(KEY_HINT);
            }
            checkColumns(List.of(), create.headers(), from);
            return;
        }
        List<String> key = create.key().get().columns();
        checkColumns(key, create.headers(), from);
        if (create.key().get().notEnforced() || !envelope.equals("UPSERT")) return;
        List<List<String>> known = uniqueKeys(from);
        for (List<String> unique : known) if (key.containsAll(unique)) return;
        boolean derived = from.type().equals("materialized-view");
        if (!derived || repeats(from, key)) throw notUnique(from, key, known);
        context.notice(
                "00000",
                "sandbox: a real Materialize takes key (" + String.join(", ", key)
                        + ") only if it can prove from the query that it is unique; else say NOT ENFORCED");
    }

    private static SqlError notUnique(SessionContext.Item from, List<String> key, List<List<String>> known) {
        var lines = new StringBuilder();
        for (List<String> unique : known)
            lines.append("\n  (").append(quoted(unique)).append(')');
        return SqlError.of("XX000", "upsert key could not be validated as unique")
                .withDetail("Materialize could not prove that the specified upsert envelope key (" + quoted(key)
                        + ") was a unique key of the underlying relation \"" + from.fullName() + "\". "
                        + (known.isEmpty()
                                ? "There are no known valid unique keys for the underlying relation."
                                : "The following keys are known to be unique for the underlying relation:" + lines))
                .withHint(KEY_HINT);
    }

    private static String quoted(List<String> names) {
        return String.join(", ", names.stream().map(name -> '"' + name + '"').toList());
    }

    private void checkColumns(List<String> key, Optional<String> headers, SessionContext.Item from) throws IOException {
        var columns = new LinkedHashSet<String>();
        for (List<@Nullable String> row : context.backend()
                .query("SELECT name FROM mz_catalog.mz_columns WHERE id = " + Quoted.literal(from.id()))) {
            columns.add(SessionContext.text(row, 0));
        }
        var seen = new LinkedHashSet<String>();
        for (String column : key) {
            if (!columns.contains(column)) throw SqlError.of("XX000", "No such column: " + column);
            if (!seen.add(column)) throw SqlError.of("XX000", "Repeated column name in sink key: " + column);
        }
        headers.ifPresent(column -> {
            if (!columns.contains(column)) throw SqlError.of("XX000", "HEADERS column (" + column + ") is unknown");
        });
    }

    private List<List<String>> uniqueKeys(SessionContext.Item from) throws IOException {
        var keys = new ArrayList<List<String>>();
        var key = new ArrayList<String>();
        for (List<@Nullable String> row : context.backend()
                .query("SELECT unnest(columns) FROM _weir.unique_key WHERE id = " + Quoted.literal(from.id()))) {
            key.add(SessionContext.text(row, 0));
        }
        if (!key.isEmpty()) keys.add(key);
        return keys;
    }

    private boolean repeats(SessionContext.Item from, List<String> key) throws IOException {
        String columns = String.join(", ", key.stream().map(Quoted::identifier).toList());
        return context.value(
                        "SELECT 1 FROM " + from.physical() + " GROUP BY " + columns + " HAVING count(*) > 1 LIMIT 1")
                .isPresent();
    }

    // ---- what is kept

    private String sql(CreateSink create, String id, String cluster, SessionContext.Item from, String connection)
            throws IOException {
        CreateSql sql = new CreateSql("CREATE SINK ")
                .self(id)
                .line("IN CLUSTER ")
                .cluster(context, cluster)
                .line("FROM ")
                .item(from.id())
                .line("INTO ");
        switch (create.target()) {
            case Target.Kafka kafka ->
                sql.add("KAFKA CONNECTION ")
                        .item(connection)
                        .add(" (")
                        .options(context, kafka.options())
                        .add(")");
            case Target.Iceberg iceberg ->
                sql.add("ICEBERG CATALOG CONNECTION ")
                        .item(connection)
                        .add(" (")
                        .options(context, iceberg.options())
                        .add(") USING AWS CONNECTION ")
                        .item(context.requireItem(iceberg.aws()).id());
        }
        if (create.key().isPresent()) {
            sql.line("KEY (").identifiers(create.key().get().columns()).add(")");
            if (create.key().get().notEnforced()) sql.add(" NOT ENFORCED");
        }
        if (create.headers().isPresent())
            sql.line("HEADERS ").identifier(create.headers().get());
        if (create.keyFormat().isPresent()) {
            SourceCommands.format(
                    context, sql.line("KEY FORMAT "), create.keyFormat().get());
            SourceCommands.format(
                    context, sql.line("VALUE FORMAT "), create.valueFormat().orElseThrow());
        } else if (create.valueFormat().isPresent()) {
            SourceCommands.format(
                    context, sql.line("FORMAT "), create.valueFormat().get());
        }
        boolean kafka = create.target() instanceof Target.Kafka;
        create.envelope().ifPresent(envelope -> sql.line((kafka ? "ENVELOPE " : "MODE ") + envelope));
        if (!create.with().isEmpty()) {
            sql.line("WITH (").options(context, create.with()).add(")");
        }
        return sql.text();
    }

    private void save(CreateSink create, String id, SessionContext.Item from, String connection, String envelope)
            throws IOException {
        List<Option> options = switch (create.target()) {
            case Target.Kafka kafka -> kafka.options();
            case Target.Iceberg iceberg -> iceberg.options();
        };
        Optional<String> value = create.valueFormat().map(f -> f.kind().toLowerCase(Locale.ROOT));
        Optional<String> key = create.key().isEmpty()
                ? Optional.empty()
                : create.keyFormat().map(f -> f.kind().toLowerCase(Locale.ROOT)).or(() -> value);
        context.backend()
                .execute("INSERT INTO _weir.sink VALUES (" + Quoted.literal(id) + ", " + Quoted.literal(from.id())
                        + ", "
                        + Quoted.literal(connection) + ", " + ConnectionCommands.orNull(text(options, "TOPIC")) + ", "
                        + ConnectionCommands.orNull(text(options, "NAMESPACE")) + ", "
                        + ConnectionCommands.orNull(text(options, "TABLE")) + ", "
                        + Quoted.literal(envelope.toLowerCase(Locale.ROOT)) + ", " + ConnectionCommands.orNull(key)
                        + ", " + ConnectionCommands.orNull(value) + ")");
    }

    // ---- ALTER SINK … SET FROM

    private void setFrom(SinkChange.SetFrom set) throws IOException {
        Optional<SessionContext.Item> found = context.item(set.sink());
        if (found.isEmpty()) {
            if (set.ifExists() == IfExists.REQUIRED) throw SessionContext.unknownItem(set.sink());
            context.notice("42704", "sink \"" + set.sink().item() + "\" does not exist, skipping");
            return;
        }
        SessionContext.Item sink = found.get();
        if (!sink.type().equals("sink")) throw SqlError.of("42809", sink.fullName() + " is not a sink");
        SessionContext.Item from = upstream(set.from());
        String old = context.value("SELECT from_id FROM _weir.sink WHERE id = " + Quoted.literal(sink.id()))
                .orElseThrow();
        checkColumns(key(sink), Optional.empty(), from);
        String id = Quoted.literal(sink.id());
        String next = Quoted.literal(from.id());
        context.backend()
                .execute("UPDATE _weir.item SET create_sql = regexp_replace(create_sql, chr(1) || "
                        + Quoted.literal(old) + " || chr(2), chr(1) || " + next + " || chr(2)) WHERE id = " + id
                        + "; UPDATE _weir.sink SET from_id = " + next + " WHERE id = " + id
                        + "; DELETE FROM _weir.dependency WHERE id = " + id + " AND on_id = " + Quoted.literal(old)
                        + "; INSERT INTO _weir.dependency VALUES (" + id + ", " + next + ") ON CONFLICT DO NOTHING");
    }

    /** The columns of KEY, as create_sql has them. */
    private List<String> key(SessionContext.Item sink) throws IOException {
        String sql = context.value("SELECT create_sql FROM _weir.item WHERE id = " + Quoted.literal(sink.id()))
                .orElse("");
        int start = sql.indexOf("\u0003KEY (");
        if (start < 0) return List.of();
        var key = new ArrayList<String>();
        for (String part : sql.substring(start, sql.indexOf(')', start)).split("\u0001")) {
            if (part.startsWith("\"")) key.add(part.substring(1, part.indexOf('\u0002')));
        }
        return key;
    }
}
