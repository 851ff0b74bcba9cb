package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendConnection;
import dev.weir.sandbox.backend.Frame;
import dev.weir.sandbox.backend.FrameWriter;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Queries that yield records. PostgreSQL sends a record as text without saying what its fields are, so such a query is asked to put
 * the text together itself, in Materialize's forms; and it keeps none in columns without a type by name, so views get one.
 */
final class Records {
    /** As Parse has the types of no parameters. */
    static final byte[] NO_PARAMETERS = {0, 0};

    private static final int RECORD = 2249;
    private static final int RECORDS = 2287;
    /** What shows a value that stands for {@code $1}. */
    private static final String RECORD_SHOWN = "_weir_final.shown_record($1)";

    private static final String LIST_SHOWN =
            "_weir_final.shown_list(textin(pg_catalog.array_out($1)), pg_catalog.array_send($1))";
    /** Of types that PostgreSQL does not bring along; composite ones are among them. */
    private static final int FIRST_OWN = 16384;

    private final SessionContext context;

    Records(SessionContext context) {
        this.context = context;
    }

    /** SQL to be put around a query. */
    record Around(String before, String after) {
        static final Around NOTHING = new Around("", "");
    }

    private record Column(String name, int type, int modifier) {}

    /** Whether a query may yield records. */
    boolean mentioned(SqlFragment query) {
        boolean kept = context.naming().collections().recordsKept()
                && !query.relations().isEmpty();
        return query.mentionsRecords() || kept;
    }

    /** Whether a statement may yield records of a query that PostgreSQL runs. */
    boolean mentioned(Statement statement) {
        return switch (statement) {
            case Statement.Query query -> mentioned(query.text());
            case Statement.Declare declare -> mentioned(declare.of());
            default -> false;
        };
    }

    /** A query as clients shall see its rows: as it is when {@link #mentioned} says so. Nothing may be under way. */
    Rewritten shown(SqlFragment mentioning, Rewritten query, byte[] parameterTypes) throws IOException {
        if (!mentioned(mentioning)) return query;
        List<Column> columns = columns(description(query.sql(), parameterTypes));
        Map<Integer, String> calls = calls(columns);
        if (columns.stream().noneMatch(column -> calls.containsKey(column.type()))) return query;
        var values = new ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) {
            String call = calls.get(columns.get(i).type());
            values.add(call == null ? "c" + i : call.replace("$1", "c" + i));
        }
        Around around = around(columns, values);
        return query.within(around.before(), around.after());
    }

    /** What makes a view's query yield records of types by name. Nothing may be under way. */
    Around stored(SqlFragment mentioning) throws IOException {
        if (!mentioning.mentionsRecords()) return Around.NOTHING;
        String query = context.sql().add(mentioning).build().sql();
        List<Column> columns = columns(description(query, NO_PARAMETERS));
        if (columns.stream().noneMatch(column -> column.type() == RECORD || column.type() == RECORDS)) {
            return Around.NOTHING;
        }
        var values = new ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) {
            boolean record = columns.get(i).type() == RECORD || columns.get(i).type() == RECORDS;
            values.add(record ? named(query, columns, i) : "c" + i);
        }
        return around(columns, values);
    }

    /** A column whose records get the type of their shape. */
    private String named(String query, List<Column> columns, int place) throws IOException {
        String column = "c" + place;
        List<Column> fields = columns(description(
                "SELECT (_weir_rows." + column + ").* FROM (" + query + ") AS _weir_rows (" + names(columns) + ")",
                NO_PARAMETERS));
        boolean known = !fields.isEmpty()
                && fields.stream().noneMatch(field -> field.type() == RECORD || field.type() == RECORDS);
        if (columns.get(place).type() == RECORDS || !known) {
            throw SqlError.unsupported(
                    "a view with " + (columns.get(place).type() == RECORDS ? "a list of records" : "such a record")
                            + " in column \"" + columns.get(place).name() + '"',
                    "Cast it to a type made with CREATE TYPE … AS (…), or to jsonb.");
        }
        String type = context.value("SELECT _weir.record_type("
                        + Quoted.array(fields.stream().map(Column::name).toList()) + ", ARRAY["
                        + fields.stream()
                                .map(field -> field.type() + "::pg_catalog.oid")
                                .collect(Collectors.joining(", "))
                        + "], ARRAY["
                        + fields.stream().map(field -> "" + field.modifier()).collect(Collectors.joining(", ")) + "])")
                .orElseThrow();
        context.naming().collections().keepRecords();
        String rebuilt = fields.stream()
                .map(field -> "(" + column + ")." + Quoted.identifier(field.name()))
                .collect(Collectors.joining(", ", "ROW(", ")::"));
        return "CASE WHEN pg_catalog.num_nulls(" + column + ") = 0 THEN " + rebuilt + type + " END";
    }

    private static Around around(List<Column> columns, List<String> values) {
        var before = new StringBuilder("SELECT ");
        for (int i = 0; i < columns.size(); i++) {
            before.append(i == 0 ? "" : ", ").append(values.get(i)).append(" AS ");
            before.append(Quoted.identifier(columns.get(i).name()));
        }
        return new Around(before.append(" FROM (").toString(), ") AS _weir_rows (" + names(columns) + ")");
    }

    private static String names(List<Column> columns) {
        var names = new StringBuilder();
        for (int i = 0; i < columns.size(); i++)
            names.append(i == 0 ? "c" : ", c").append(i);
        return names.toString();
    }

    /** What shows records and arrays of them, by their types. */
    private Map<Integer, String> calls(List<Column> columns) throws IOException {
        var calls = new HashMap<Integer, String>();
        calls.put(RECORD, RECORD_SHOWN);
        calls.put(RECORDS, LIST_SHOWN);
        String asked = columns.stream()
                .filter(column -> column.type() >= FIRST_OWN)
                .map(column -> String.valueOf(column.type()))
                .collect(Collectors.joining(", "));
        if (asked.isEmpty()) return calls;
        for (List<@Nullable String> row : context.backend()
                .query(
                        "SELECT t.oid, t.typtype FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND t.typcategory = 'A' "
                                + "WHERE 'c' IN (t.typtype, e.typtype) AND t.oid IN (" + asked + ")")) {
            boolean record = SessionContext.text(row, 1).equals("c");
            calls.put(Integer.parseInt(SessionContext.text(row, 0)), record ? RECORD_SHOWN : LIST_SHOWN);
        }
        return calls;
    }

    /** Of a RowDescription; none where there is no such. */
    private static List<Column> columns(Frame description) {
        var columns = new ArrayList<Column>();
        if (description.type() != 'T') return columns;
        int at = 2;
        for (int i = 0; i < description.int16(0); i++) {
            String name = description.text(at);
            at += name.getBytes(StandardCharsets.UTF_8).length + 1;
            columns.add(new Column(name, description.int32(at + 6), description.int32(at + 12)));
            at += 18;
        }
        return columns;
    }

    /** Its RowDescription; what is wrong with the query is told when it runs. */
    private Frame description(String query, byte[] parameterTypes) throws IOException {
        BackendConnection backend = context.backend();
        boolean inBlock = backend.status() == 'T';
        // An error here must not abort the block.
        if (inBlock) backend.execute("SAVEPOINT _weir_described");
        FrameWriter writer = backend.writer();
        writer.begin('P').text("").text(query).bytes(parameterTypes).end();
        writer.begin('D').int8('S').text("").end();
        writer.begin('S').end();
        writer.flush();
        Frame description = new Frame('n', new byte[0]);
        while (true) {
            Frame frame = backend.read();
            if (frame.type() == 'T') description = frame;
            if (frame.type() == 'Z') break;
        }
        if (inBlock) backend.execute("ROLLBACK TO _weir_described; RELEASE _weir_described");
        return description;
    }
}
