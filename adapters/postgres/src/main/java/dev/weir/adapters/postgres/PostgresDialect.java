package dev.weir.adapters.postgres;

import dev.weir.adapter.Dialect;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's quoting. Values are written as psycopg2 writes parameters. */
public final class PostgresDialect implements Dialect {
    @Override
    public String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String text(String value) {
        String escaped = value.replace("'", "''");
        return value.indexOf('\\') < 0 ? "'" + escaped + "'" : "E'" + escaped.replace("\\", "\\\\") + "'";
    }

    @Override
    public String literal(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case Boolean flag -> flag ? "true" : "false";
            case Double number ->
                number.isNaN() ? "'NaN'::float" : number.isInfinite() ? "'" + number + "'::float" : number.toString();
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            case java.time.LocalDate date -> "'" + date + "'::date";
            case java.time.LocalTime time -> "'" + time + "'::time";
            case java.time.LocalDateTime moment -> "'" + moment + "'::timestamp";
            case java.time.OffsetDateTime moment -> "'" + moment + "'::timestamptz";
            case List<?> items ->
                items.isEmpty()
                        ? "'{}'"
                        : items.stream().map(this::literal).collect(Collectors.joining(", ", "ARRAY[", "]"));
            default -> text(value.toString());
        };
    }
}
