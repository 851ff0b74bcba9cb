package dev.weir.adapter;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column of a relation as the catalog describes it. Immutable. Source: dbt docs, "Column"; recorded values.
 *
 * @param dtype the type's name without size
 * @param charSize longest text; null when there is no limit
 */
public record Column(
        String name,
        String dtype,
        @Nullable Long charSize,
        @Nullable Long numericPrecision,
        @Nullable Long numericScale) {

    public static Column of(String name, String dtype) {
        return new Column(name, dtype, null, null, null);
    }

    /** Reads {@code "character varying(12)"} or {@code "numeric(10,2)"}. */
    public static Column parse(String name, String rawType) {
        int open = rawType.indexOf('(');
        int close = rawType.indexOf(')', open + 1);
        if (open < 0 || close < 0) {
            return of(name, rawType);
        }
        String dtype = rawType.substring(0, open);
        String[] sizes = rawType.substring(open + 1, close).split(",", -1);
        if (sizes.length == 1) {
            return new Column(name, dtype, size(rawType, sizes[0]), null, null);
        }
        return new Column(name, dtype, null, size(rawType, sizes[0]), size(rawType, sizes[1]));
    }

    private static Long size(String rawType, String text) {
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException e) {
            String words = "Could not interpret data_type \"" + rawType + "\": could not convert \"" + text
                    + "\" to an integer";
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.ADP_002, "type \"" + rawType + "\" has a size that is no number")
                            .inWordsOfDbt(words),
                    e);
        }
    }

    private String lowered() {
        return dtype.toLowerCase(Locale.ROOT);
    }

    public boolean string() {
        return switch (lowered()) {
            case "text", "character varying", "character", "varchar" -> true;
            default -> false;
        };
    }

    public boolean number() {
        return numeric() || integer() || floating();
    }

    public boolean floating() {
        return switch (lowered()) {
            case "real", "float4", "float", "double precision", "float8", "double" -> true;
            default -> false;
        };
    }

    public boolean integer() {
        return switch (lowered()) {
            case "smallint",
                    "integer",
                    "bigint",
                    "smallserial",
                    "serial",
                    "bigserial",
                    "int2",
                    "int4",
                    "int8",
                    "serial2",
                    "serial4",
                    "serial8",
                    "int" -> true;
            default -> false;
        };
    }

    public boolean numeric() {
        return switch (lowered()) {
            case "numeric", "decimal" -> true;
            default -> false;
        };
    }

    /** Length of a text column; 256 when the catalog names none. */
    public long stringSize() {
        if (!string()) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.ADP_003, "column \"" + name + "\" is no text column and has no length")
                            .inWordsOfDbt("Called string_size() on non-string field!"));
        }
        return charSize == null ? 256 : charSize;
    }

    /** The type as DDL names it. */
    public String dataType() {
        if (charSize == null && (lowered().equals("text") || lowered().equals("character varying"))) {
            return dtype;
        }
        if (string()) {
            return stringType(stringSize());
        }
        return numeric() ? numericType(dtype, numericPrecision, numericScale) : dtype;
    }

    public static String stringType(long size) {
        return "character varying(" + size + ")";
    }

    public static String numericType(String dtype, @Nullable Object precision, @Nullable Object scale) {
        return precision == null || scale == null ? dtype : dtype + "(" + precision + "," + scale + ")";
    }

    /** Whether the other text column is wider than this one. */
    public boolean canExpandTo(Column other) {
        return string() && other.string() && other.stringSize() > stringSize();
    }

    /** dbt's generic type words: {@code STRING} is {@code TEXT}; others are kept. */
    public static String translateType(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "STRING" -> "TEXT";
            default -> word;
        };
    }
}
