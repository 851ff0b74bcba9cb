package dev.weir.core.context.database;

import dev.weir.adapter.QueryResult;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows with named and typed columns: a query's result or a seed's contents. Immutable. A column's values are null, or all
 * of its type: Long or BigInteger; BigDecimal (or Double for not-a-number and the infinities); LocalDate; LocalDateTime or
 * OffsetDateTime; Boolean; String.
 */
public record Table(List<String> columnNames, List<CellType> types, List<List<@Nullable Object>> rows) {
    public static final Table EMPTY = new Table(List.of(), List.of(), List.of());

    public Table {
        columnNames = List.copyOf(columnNames);
        types = List.copyOf(types);
    }

    /** A query's result as dbt hands it to templates: integers stay integers, other numbers become decimals, the rest text. */
    public static Table of(QueryResult result) {
        List<String> names = uniqueNames(result);
        int width = names.size();
        List<CellType> types = new ArrayList<>(width);
        for (int column = 0; column < width; column++) {
            types.add(typeOf(result.rows(), column));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>(result.rows().size());
        for (List<@Nullable Object> row : result.rows()) {
            List<@Nullable Object> converted = new ArrayList<>(width);
            for (int column = 0; column < width; column++) {
                converted.add(convert(row.get(column), types.get(column)));
            }
            rows.add(converted);
        }
        return new Table(names, types, rows);
    }

    private static List<String> uniqueNames(QueryResult result) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> names = new ArrayList<>(result.columns().size());
        for (QueryResult.ResultColumn column : result.columns()) {
            int count = seen.merge(column.name(), 1, Integer::sum);
            names.add(count == 1 ? column.name() : column.name() + "_" + count);
        }
        return names;
    }

    /** The names, with a number behind each that came before. */
    static List<String> unique(List<String> names) {
        List<String> unique = new ArrayList<>(names.size());
        for (String name : names) {
            String free = name;
            for (int number = 2; unique.contains(free); number++) {
                free = name + "_" + number;
            }
            unique.add(free);
        }
        return unique;
    }

    private static CellType typeOf(List<List<@Nullable Object>> rows, int column) {
        CellType type = CellType.INTEGER;
        boolean first = true;
        for (List<@Nullable Object> row : rows) {
            Object value = row.get(column);
            if (value == null) {
                continue;
            }
            CellType own = switch (value) {
                case Long _, BigInteger _ -> CellType.INTEGER;
                case BigDecimal _, Double _ -> CellType.NUMBER;
                case Boolean _ -> CellType.BOOLEAN;
                case LocalDate _ -> CellType.DATE;
                case LocalDateTime _, OffsetDateTime _ -> CellType.DATETIME;
                default -> CellType.TEXT;
            };
            if (first) {
                type = own;
                first = false;
            } else if (type != own) {
                boolean numbers = numeric(type) && numeric(own);
                type = numbers ? CellType.NUMBER : CellType.TEXT;
            }
            if (type == CellType.TEXT) {
                return type;
            }
        }
        return type;
    }

    private static boolean numeric(CellType type) {
        return type == CellType.INTEGER || type == CellType.NUMBER;
    }

    private static @Nullable Object convert(@Nullable Object value, CellType type) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case NUMBER ->
                switch (value) {
                    case Long number -> BigDecimal.valueOf(number);
                    case BigInteger number -> new BigDecimal(number);
                    case Double number when !number.isNaN() && !number.isInfinite() -> CellText.decimal(number);
                    default -> value;
                };
            case TEXT -> CellText.of(value);
            case INTEGER, BOOLEAN, DATE, DATETIME -> value;
        };
    }

    /** A column's place by name; -1 when there is none. */
    public int indexOf(String name) {
        return columnNames.indexOf(name);
    }

    /** The same rows with some of the columns, as {@code select} in agate. */
    public Table withRows(List<List<@Nullable Object>> newRows) {
        return new Table(columnNames, types, newRows);
    }
}
