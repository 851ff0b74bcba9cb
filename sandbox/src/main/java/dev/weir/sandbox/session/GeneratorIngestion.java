package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.IntervalText;
import dev.weir.sandbox.dialect.Option;
import dev.weir.sandbox.dialect.SourceChange.CreateSource;
import dev.weir.sandbox.dialect.SourceChange.Encoding;
import dev.weir.sandbox.dialect.SourceChange.GeneratorKind;
import dev.weir.sandbox.dialect.SourceChange.Include;
import dev.weir.sandbox.dialect.SourceChange.Tables;
import dev.weir.sandbox.dialect.SourceChange.Upstream;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.upstream.Export;
import dev.weir.sandbox.upstream.LoadGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** LOAD GENERATOR …; its rows are a function of the ticks that have passed. Source: Materialize's test load-generator.td. */
final class GeneratorIngestion implements Ingestion, LoadGenerator.Settings {
    private static final String PREFIX = "LOAD GENERATOR source validation: ";
    private static final double LARGEST_SCALE = 0.1;
    private static final List<String> KEY_VALUE_OPTIONS = List.of(
            "TICK INTERVAL",
            "KEYS",
            "SNAPSHOT ROUNDS",
            "TRANSACTIONAL SNAPSHOT",
            "VALUE SIZE",
            "SEED",
            "PARTITIONS",
            "BATCH SIZE");

    private final SessionContext context;
    private final String generator;
    private final Map<String, String> settings;
    private final List<Option> options;

    private GeneratorIngestion(
            SessionContext context, String generator, Map<String, String> settings, List<Option> options) {
        this.context = context;
        this.generator = generator;
        this.settings = settings;
        this.options = options;
    }

    static GeneratorIngestion of(SessionContext context, CreateSource create, Upstream.Generator upstream) {
        GeneratorKind kind = upstream.kind();
        if (kind == GeneratorKind.DATUMS) {
            throw SqlError.unsupported("LOAD GENERATOR DATUMS", "Use another load generator, or a table.");
        }
        var settings = new LinkedHashMap<String, String>();
        for (Option option : upstream.options())
            settings.put(option.name(), option.text().orElse("true"));
        requireOwn(kind, settings);
        for (Include include : create.encoding().include()) {
            if (kind != GeneratorKind.KEY_VALUE
                    || !include.what().equals("KEY") && !include.what().equals("OFFSET")) {
                throw SqlError.of("XX000", "INCLUDE " + include.what() + " is not supported with load generators");
            }
            settings.put(include.what(), include.as().orElse(include.what().toLowerCase(java.util.Locale.ROOT)));
        }
        if (create.encoding().value().isPresent())
            throw SqlError.of("XX000", "FORMAT is not supported with load generators");
        if (KafkaShape.envelope(create.encoding()).equals("upsert")) {
            settings.put("UPSERT", "true");
            settings.putIfAbsent("KEY", "key");
        }
        var generator = new GeneratorIngestion(context, kind.sql(), settings, upstream.options());
        generator.check();
        return generator;
    }

    static GeneratorIngestion existing(SessionContext context, String sourceId) throws IOException {
        var settings = new LinkedHashMap<String, String>();
        for (List<@Nullable String> row : context.backend()
                .query(
                        "SELECT s.key, s.value FROM _weir.ingestion g, pg_catalog.jsonb_each_text(g.settings) s WHERE g.id = "
                                + Quoted.literal(sourceId))) {
            settings.put(Ingestion.text(row, 0), Ingestion.text(row, 1));
        }
        String kind = context.value("SELECT generator FROM _weir.ingestion WHERE id = " + Quoted.literal(sourceId))
                .orElseThrow();
        return new GeneratorIngestion(context, kind, settings, List.of());
    }

    private static void requireOwn(GeneratorKind kind, Map<String, String> settings) {
        var own = new ArrayList<String>(List.of("TICK INTERVAL", "AS OF", "UP TO"));
        switch (kind) {
            case COUNTER -> own.add("MAX CARDINALITY");
            case TPCH -> own.add("SCALE FACTOR");
            case KEY_VALUE -> {
                own.clear();
                own.addAll(KEY_VALUE_OPTIONS);
            }
            case AUCTION, MARKETING, CLOCK, DATUMS -> {}
        }
        var wrong = new ArrayList<String>(settings.keySet());
        wrong.removeAll(own);
        if (!wrong.isEmpty()) {
            throw SqlError.of(
                    "XX000", kind.sql() + " load generators do not support " + String.join(", ", wrong) + " values");
        }
    }

    private void check() {
        for (String name : List.of(
                "AS OF",
                "UP TO",
                "MAX CARDINALITY",
                "KEYS",
                "PARTITIONS",
                "SNAPSHOT ROUNDS",
                "VALUE SIZE",
                "SEED",
                "BATCH SIZE")) {
            String value = settings.get(name);
            if (value != null && !value.matches("\\d{1,18}")) {
                throw SqlError.of(
                        "XX000", "invalid " + name + ": invalid unsigned numeric value: invalid digit found in string");
            }
        }
        if (has("AS OF") && has("UP TO") && number("UP TO", 0) < number("AS OF", 0)) {
            throw SqlError.of("XX000", "UP TO cannot be less than AS OF");
        }
        if (generator.equals("TPCH") && number("SCALE FACTOR", 0.01) > LARGEST_SCALE) {
            throw SqlError.unsupported(
                    "SCALE FACTOR above " + LARGEST_SCALE, "The rows are all made at once; take fewer.");
        }
        if (generator.equals("KEY VALUE")) {
            for (String name : KEY_VALUE_OPTIONS) {
                if (!has(name) && !name.equals("TICK INTERVAL") && !name.equals("TRANSACTIONAL SNAPSHOT")) {
                    throw SqlError.of("XX000", "missing " + name + " option for LOAD GENERATOR KEY VALUE");
                }
            }
        }
        every();
    }

    private Duration every() {
        String written = settings.getOrDefault("TICK INTERVAL", "1s");
        if (written.strip().startsWith("-")) {
            throw SqlError.of("XX000", "invalid TICK INTERVAL: cannot convert negative interval to duration");
        }
        Duration tick = IntervalText.duration(written);
        if (tick.compareTo(Duration.ofDays(365_000)) > 0) {
            throw SqlError.of("XX000", "invalid TICK INTERVAL: out of range integral type conversion attempted");
        }
        if (tick.toMillis() < 1) {
            throw SqlError.unsupported("tick intervals below one millisecond", "Choose at least '1ms'.");
        }
        return tick;
    }

    @Override
    public double number(String name, double otherwise) {
        String value = settings.get(name);
        if (value == null) return otherwise;
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw SqlError.of("XX000", "invalid " + name + ": invalid float literal");
        }
    }

    @Override
    public boolean has(String name) {
        return settings.containsKey(name);
    }

    // ---- Ingestion

    @Override
    public String type() {
        return "load-generator";
    }

    @Override
    public List<Export> exports(String sourceId) {
        return LoadGenerator.exports(generator, "_weir.ticks(" + Quoted.literal(sourceId) + ")", this);
    }

    @Override
    public boolean single() {
        return !LoadGenerator.several(generator);
    }

    @Override
    public void requireFitting(Tables tables) {
        switch (tables) {
            case Tables.None _ -> {}
            case Tables.All _ -> {
                if (single())
                    throw SqlError.of("XX000", PREFIX + "FOR ALL TABLES is only valid for multi-output sources");
            }
            case Tables.Schemas _ -> throw SqlError.of("XX000", PREFIX + "FOR SCHEMAS (..) unsupported");
            case Tables.Some _ -> {
                if (single()) throw SqlError.of("XX000", PREFIX + "FOR TABLES (..) unsupported");
            }
        }
    }

    @Override
    public Shape shape(Export export, Encoding encoding, List<String> columns, NewItem place) {
        Shape shape = Shape.same(export.columns());
        var names = new ArrayList<String>(columns);
        if (columns.isEmpty() && generator.equals("KEY VALUE")) {
            for (Export.Column column : export.columns()) {
                names.add(settings.getOrDefault(column.name().toUpperCase(java.util.Locale.ROOT), column.name()));
            }
        }
        return shape.named(place.name().item(), names);
    }

    @Override
    public List<String> key(Export export, Shape shape, Encoding encoding) {
        return export.key().isEmpty()
                ? List.of()
                : List.of(shape.relation().getFirst().name());
    }

    @Override
    public Map<String, SourceItems.Adjusted> adjusted(Collection<Export> wanted, List<Export> all) {
        return Map.of();
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public String tick() {
        return Quoted.literal(every().toMillis() + "ms") + "::interval";
    }

    @Override
    public String progressQuery(String sourceId) {
        return "SELECT coalesce(max(t.tick), 0)::mz_catalog.uint8 AS \"offset\" FROM _weir.ticks("
                + Quoted.literal(sourceId) + ") AS t";
    }

    @Override
    public String progressColumns() {
        return "\"offset\" mz_catalog.uint8";
    }

    @Override
    public void describe(CreateSql sql) throws IOException {
        sql.add("LOAD GENERATOR " + generator);
        if (!options.isEmpty()) sql.add(" (").options(context, options).add(")");
    }

    @Override
    public void save(String sourceId, Encoding encoding) throws IOException {
        context.backend()
                .execute("INSERT INTO _weir.ingestion (id, generator, as_of, up_to, envelope, settings) VALUES ("
                        + Quoted.literal(sourceId) + ", " + Quoted.literal(generator) + ", "
                        + settings.getOrDefault("AS OF", "NULL") + ", " + settings.getOrDefault("UP TO", "NULL") + ", "
                        + Quoted.literal(KafkaShape.envelope(encoding)) + ", " + json(settings) + ")");
    }

    static String json(Map<String, String> settings) {
        var sql = new StringBuilder("pg_catalog.jsonb_build_object(");
        for (var entry : settings.entrySet()) {
            sql.append(sql.charAt(sql.length() - 1) == '(' ? "" : ", ")
                    .append(Quoted.literal(entry.getKey()))
                    .append("::text, ")
                    .append(Quoted.literal(entry.getValue()))
                    .append("::text");
        }
        return sql.append(")").toString();
    }

    @Override
    public List<String> notices() {
        return generator.equals("TPCH") && has("TICK INTERVAL")
                ? List.of("sandbox: orders of LOAD GENERATOR TPCH do not change with its ticks")
                : List.of();
    }

    /** The path of a table's reference, when it leaves the reference out. */
    Optional<Export> only(String sourceId) {
        return single() ? Optional.of(exports(sourceId).getFirst()) : Optional.empty();
    }
}
