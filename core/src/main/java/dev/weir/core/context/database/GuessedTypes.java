package dev.weir.core.context.database;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What agate takes a column for when it makes a table of values at hand: zeros and ones are booleans, other numbers and texts of
 * numbers are decimals, dates and moments are moments, and the rest is text.
 */
final class GuessedTypes {
    private GuessedTypes() {}

    /** The column's type; the values in {@code rows} are replaced by values of it. */
    static CellType settle(List<List<@Nullable Object>> rows, int column) {
        CellType type = CellType.BOOLEAN;
        for (CellType candidate :
                new CellType[] {CellType.BOOLEAN, CellType.NUMBER, CellType.DATE, CellType.DATETIME, CellType.TEXT}) {
            type = candidate;
            if (fits(rows, column, candidate)) {
                break;
            }
        }
        for (List<@Nullable Object> row : rows) {
            Object value = row.get(column);
            row.set(column, value == null ? null : convert(value, type));
        }
        return type;
    }

    private static boolean fits(List<List<@Nullable Object>> rows, int column, CellType type) {
        for (List<@Nullable Object> row : rows) {
            Object value = row.get(column);
            if (value != null && convert(value, type) == null) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Object convert(Object value, CellType type) {
        return switch (type) {
            case BOOLEAN -> truth(value);
            case NUMBER, INTEGER -> number(value);
            case DATE -> value instanceof LocalDate ? value : null;
            case DATETIME ->
                value instanceof LocalDate date
                        ? date.atStartOfDay()
                        : value instanceof LocalDateTime || value instanceof OffsetDateTime ? value : null;
            case TEXT -> CellText.of(value);
        };
    }

    private static @Nullable Object truth(Object value) {
        if (value instanceof Boolean) {
            return value;
        }
        return switch (CellText.of(value)) {
            case "1", "yes", "y", "true", "t" -> true;
            case "0", "no", "n", "false", "f" -> false;
            default -> null;
        };
    }

    private static @Nullable Object number(Object value) {
        return switch (value) {
            case Long number -> BigDecimal.valueOf(number);
            case BigInteger number -> new BigDecimal(number);
            case BigDecimal number -> number;
            case Double number -> number.isNaN() || number.isInfinite() ? number : CellText.decimal(number);
            case String text -> CellGuess.number(text) instanceof BigDecimal number ? number : null;
            default -> null;
        };
    }

    /** The same rows with decimals in the columns from one on. */
    static List<List<@Nullable Object>> decimals(List<List<@Nullable Object>> rows, int from) {
        List<List<@Nullable Object>> made = new ArrayList<>(rows.size());
        for (List<@Nullable Object> row : rows) {
            List<@Nullable Object> copy = new ArrayList<>(row);
            for (int at = from; at < copy.size(); at++) {
                Object value = copy.get(at);
                copy.set(
                        at,
                        value instanceof Boolean flag
                                ? (flag ? BigDecimal.ONE : BigDecimal.ZERO)
                                : value == null ? null : number(value));
            }
            made.add(copy);
        }
        return made;
    }
}
