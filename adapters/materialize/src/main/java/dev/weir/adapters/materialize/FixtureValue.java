package dev.weir.adapters.materialize;

import dev.weir.adapter.Dialect;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value of a unit test's row as an SQL expression of its column's type. Lists and mappings become lists, arrays, maps and records.
 * Types are as {@code pg_typeof} tells them: {@code map[text=>integer list]}, {@code record(f1: integer,f2: text?)}.
 */
final class FixtureValue {
    private static final String LIST = " list";
    private static final String ARRAY = "[]";
    private static final String MAP = "map[text=>";
    private static final String RECORD = "record";

    private final Dialect dialect;

    FixtureValue(Dialect dialect) {
        this.dialect = dialect;
    }

    String in(@Nullable Object value, String type) {
        if (type.equals(RECORD) || type.startsWith(RECORD + "(")) {
            return record(value, type);
        }
        return switch (value) {
            case Map<?, ?> map
            when type.startsWith(MAP) && !map.isEmpty() -> {
                String values = type.substring(MAP.length(), type.length() - 1);
                yield map.entrySet().stream()
                        .map(each -> dialect.text(String.valueOf(each.getKey())) + " => " + in(each.getValue(), values))
                        .collect(Collectors.joining(", ", "map[", "]"));
            }
            case List<?> list
            when type.endsWith(LIST) && !list.isEmpty() ->
                joined("list[", list, each -> in(each, type.substring(0, type.length() - LIST.length())), "]");
            case List<?> list
            when type.endsWith(ARRAY) && !list.isEmpty() ->
                joined("array[", list, each -> in(each, type.substring(0, type.length() - ARRAY.length())), "]");
            case Map<?, ?> map when map.isEmpty() -> cast("'{}'", type);
            case List<?> list when list.isEmpty() -> cast("'{}'", type);
            // what is left for a list is a record with a name
            case List<?> list -> cast(joined("row(", list, dialect::literal, ")"), type);
            case null, default -> cast(dialect.literal(value), type);
        };
    }

    private static String cast(String expression, String type) {
        return "cast(" + expression + " as " + type + ")";
    }

    private static String joined(String open, List<?> items, Function<@Nullable Object, String> item, String close) {
        return items.stream().map(item).collect(Collectors.joining(", ", open, close));
    }

    /** A record has no form as text, and null of its type is no literal. */
    private String record(@Nullable Object value, String type) {
        List<String> fields = fields(type);
        return switch (value) {
            case null ->
                "(select " + joined("row(", fields, each -> in(null, String.valueOf(each)), ")") + " where false)";
            case List<?> list when type.equals(RECORD) -> joined("row(", list, dialect::literal, ")");
            case List<?> list
            when list.size() == fields.size() -> {
                List<String> values = new ArrayList<>();
                for (int at = 0; at < fields.size(); at++) {
                    values.add(in(list.get(at), fields.get(at)));
                }
                yield "row(" + String.join(", ", values) + ")";
            }
            default ->
                throw new WeirException(Diagnostic.of(
                                DiagnosticCode.MZS_016, "a row of a unit test has no list for a column of records")
                        .inWordsOfDbt("A column of type " + type + " is given as " + ConfigFaults.shown(value)
                                + ": write a list with a value for each field, or the rows as SQL (format: sql)."));
        };
    }

    /** The types of a record's fields. Source: how Materialize prints record types; a question mark says that a field may be null. */
    private static List<String> fields(String type) {
        List<String> fields = new ArrayList<>();
        int depth = 0;
        int start = RECORD.length() + 1;
        for (int at = start; at < type.length(); at++) {
            char each = type.charAt(at);
            if (depth == 0 && (each == ',' || at == type.length() - 1)) {
                String field = type.substring(start, at);
                String written = field.substring(field.indexOf(": ") + 2);
                fields.add(written.endsWith("?") ? written.substring(0, written.length() - 1) : written);
                start = at + 1;
            }
            depth += each == '(' || each == '[' ? 1 : each == ')' || each == ']' ? -1 : 0;
        }
        return fields;
    }
}
