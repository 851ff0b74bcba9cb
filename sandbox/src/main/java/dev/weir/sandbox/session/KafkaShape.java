package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Option;
import dev.weir.sandbox.dialect.SourceChange.Encoding;
import dev.weir.sandbox.dialect.SourceChange.Format;
import dev.weir.sandbox.dialect.SourceChange.Include;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.upstream.Export.Column;
import dev.weir.sandbox.upstream.UpstreamTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The columns that a topic has under FORMAT, INCLUDE and ENVELOPE. Source: Materialize docs, "CREATE SOURCE: Kafka",
 * "Output", "Exposing source metadata", "Envelopes".
 */
final class KafkaShape {
    /** What a header is, and what went wrong with a value: records, as their shapes say. */
    private static final String HEADER = "_weir_record.header";

    private static final String ERROR = "_weir_record.decoding_error";

    private final UpstreamTable topic;
    private final Encoding encoding;
    private final LinkedHashMap<String, Shape.Made> made = new LinkedHashMap<>();
    /** The column for values that cannot be decoded. */
    private final Optional<String> inlineErrors;

    private KafkaShape(UpstreamTable topic, Encoding encoding) {
        this.topic = topic;
        this.encoding = encoding;
        this.inlineErrors = encoding.envelope()
                .flatMap(e -> e.options().stream().findFirst())
                .flatMap(Option::text);
    }

    static Shape of(UpstreamTable topic, Encoding encoding) {
        return new KafkaShape(topic, encoding).shape();
    }

    static String envelope(Encoding encoding) {
        return encoding.envelope()
                .map(e -> e.kind().toLowerCase(java.util.Locale.ROOT))
                .orElse("none");
    }

    static Optional<String> keyFormat(Encoding encoding) {
        return encoding.key().map(format -> format.kind().toLowerCase(java.util.Locale.ROOT));
    }

    static Optional<String> valueFormat(Encoding encoding) {
        return encoding.value().map(format -> format.kind().toLowerCase(java.util.Locale.ROOT));
    }

    private Shape shape() {
        Format value = encoding.value().orElseThrow(() -> SqlError.of("XX000", "Source format must be specified"));
        boolean upsert = envelope(encoding).equals("upsert");
        boolean debezium = envelope(encoding).equals("debezium");
        Optional<Format> key = encoding.key();
        if (key.isEmpty() && value.kind().equals("AVRO") && !topic.key().isEmpty()) key = Optional.of(value);
        Optional<Include> includedKey =
                encoding.include().stream().filter(i -> i.what().equals("KEY")).findFirst();
        if (includedKey.isPresent() && key.isEmpty()) {
            throw SqlError.of("XX000", "INCLUDE KEY requires specifying KEY FORMAT .. VALUE FORMAT, got bare FORMAT");
        }
        if (upsert && key.isEmpty()) {
            throw SqlError.of("XX000", "ENVELOPE UPSERT requires that KEY FORMAT be specified");
        }
        if (debezium && !value.kind().equals("AVRO")) {
            throw SqlError.of("XX000", "ENVELOPE DEBEZIUM requires that VALUE FORMAT is set to AVRO");
        }
        if ((upsert || includedKey.isPresent()) && topic.key().isEmpty()) {
            throw SqlError.unsupported(
                    "topic \"" + topic.name() + "\" has no key",
                    "Name the columns that make its key in sandbox.yml: key: [id]");
        }
        var lastOf = new ArrayList<String>();
        if (upsert) for (String column : topic.key()) lastOf.add(Shape.staged(column));
        if (key.isPresent() && (upsert || includedKey.isPresent())) key(key.get(), includedKey);
        value(value);
        for (Include include : encoding.include()) if (!include.what().equals("KEY")) include(include);
        inlineErrors.ifPresent(name -> decodingErrors(name, value));
        return new Shape(List.copyOf(made.values()), lastOf);
    }

    private void add(String name, String type, boolean nullable, String expression) {
        made.putIfAbsent(name, new Shape.Made(new Column(name, type, nullable), expression));
    }

    private void key(Format format, Optional<Include> include) {
        String first = Shape.staged(topic.key().getFirst());
        String name = include.isPresent() ? include.get().as().orElse("key") : "key0";
        switch (format.kind()) {
            case "TEXT" -> add(name, "text", false, first + "::text");
            case "BYTES" -> add(name, "bytea", false, "convert_to(" + first + "::text, 'UTF8')");
            case "JSON" -> add(name, "jsonb", false, "to_jsonb(" + first + ")");
            case "AVRO", "PROTOBUF" -> {
                for (Column column : topic.columns()) {
                    if (!topic.key().contains(column.name())) continue;
                    String shown = topic.key().size() == 1
                            ? include.flatMap(Include::as).orElse(column.name())
                            : column.name();
                    add(shown, column.type(), false, Shape.staged(column.name()));
                }
            }
            default -> throw SqlError.unsupported("KEY FORMAT " + format.kind(), "Use AVRO, TEXT, BYTES or JSON.");
        }
    }

    private void value(Format format) {
        List<Column> columns = topic.values();
        boolean nullable = inlineErrors.isPresent();
        String first = columns.isEmpty()
                ? "staged.value"
                : Shape.staged(columns.getFirst().name());
        switch (format.kind()) {
            case "AVRO", "PROTOBUF" -> {
                if (columns.isEmpty()) throw noColumns(format);
                for (Column column : columns) {
                    add(column.name(), column.type(), nullable || column.nullable(), Shape.staged(column.name()));
                }
            }
            case "JSON" -> add("data", "jsonb", nullable, columns.isEmpty() ? json(nullable) : object());
            case "TEXT" -> add("text", "text", nullable, first + "::text");
            case "BYTES" -> add("data", "bytea", nullable, "convert_to(" + first + "::text, 'UTF8')");
            case "CSV" -> {
                if (columns.isEmpty()) throw noColumns(format);
                int count = format.columnCount() > 0 ? format.columnCount() : columns.size();
                if (count > columns.size()) {
                    throw SqlError.unsupported(
                            "topic \"" + topic.name() + "\" has " + columns.size() + " columns in sandbox.yml, not "
                                    + count,
                            "Make them as many.");
                }
                for (int i = 0; i < count; i++) {
                    String name = format.columnCount() > 0
                            ? "column" + (i + 1)
                            : i < format.columns().size()
                                    ? format.columns().get(i)
                                    : columns.get(i).name();
                    add(name, "text", false, Shape.staged(columns.get(i).name()) + "::text");
                }
            }
            default ->
                throw SqlError.unsupported("FORMAT " + format.kind(), "Use AVRO, PROTOBUF, JSON, CSV, TEXT or BYTES.");
        }
    }

    private static String json(boolean tolerant) {
        return tolerant ? "CASE WHEN staged.value IS JSON THEN staged.value::jsonb END" : "staged.value::jsonb";
    }

    private String object() {
        var without = new ArrayList<String>(List.of("_weir_n"));
        without.addAll(topic.headers());
        return "to_jsonb(staged) - " + Quoted.array(without);
    }

    /** Source: Materialize docs, "CREATE SOURCE: Kafka", "Value decoding errors". */
    private void decodingErrors(String name, Format format) {
        boolean messages = format.kind().equals("JSON") && topic.columns().isEmpty();
        String error = messages
                ? "CASE WHEN NOT staged.value IS JSON THEN ROW('sandbox: no JSON: ' || staged.value)::" + ERROR + " END"
                : "NULL";
        add(name, ERROR, true, error);
    }

    private SqlError noColumns(Format format) {
        return SqlError.unsupported(
                "topic \"" + topic.name() + "\" has no columns for FORMAT " + format.kind(),
                "Give \"columns\" in sandbox.yml.");
    }

    private void include(Include include) {
        String name = include.as().orElse(include.what().toLowerCase(java.util.Locale.ROOT));
        if (made.containsKey(name)) {
            throw SqlError.of("42701", "column \"" + name + "\" specified more than once");
        }
        switch (include.what()) {
            case "PARTITION" -> add(name, "integer", false, "0");
            case "OFFSET" -> add(name, "mz_catalog.uint8", false, "(staged._weir_n - 1)::mz_catalog.uint8");
            case "TIMESTAMP" -> add(name, "timestamp", false, "(now() AT TIME ZONE 'UTC')");
            case "HEADER" -> {
                String header = include.header().orElse("");
                boolean sent = topic.headers().contains(header);
                String value = sent ? Shape.staged(header) + "::text" : "NULL";
                if (include.bytes()) add(name, "bytea", true, "convert_to(" + value + ", 'UTF8')");
                else add(name, "text", true, value);
            }
            case "HEADERS" -> add(name, HEADER + "[]", false, headers());
            default -> throw new IllegalStateException("INCLUDE " + include.what());
        }
    }

    /** Those that have a value, in the order of the file. */
    private String headers() {
        if (topic.headers().isEmpty()) return "'{}'";
        var values = new ArrayList<String>();
        for (String header : topic.headers()) {
            values.add("(" + values.size() + ", " + Quoted.literal(header) + ", " + Shape.staged(header) + "::text)");
        }
        return "ARRAY(SELECT ROW(h.key, convert_to(h.value, 'UTF8'))::" + HEADER + " FROM (VALUES "
                + String.join(", ", values) + ") AS h(n, key, value) WHERE h.value IS NOT NULL ORDER BY h.n)";
    }
}
