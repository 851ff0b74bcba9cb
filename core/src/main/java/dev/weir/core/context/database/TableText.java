package dev.weir.core.context.database;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables as text, in agate's forms. */
public final class TableText {
    private static final int MOST_DECIMALS = 3;
    private static final int MOST_COLUMNS = 6;
    private static final int WIDEST = 20;
    private static final String ELLIPSIS = "…";

    private TableText() {}

    /** How much of a table is shown. */
    record Limits(int rows, int columns, int width, int decimals) {
        static final Limits USUAL = new Limits(20, MOST_COLUMNS, WIDEST, MOST_DECIMALS);
    }

    /** Columns between bars, all but texts to the right; long texts cut; a last line of dots when rows were left out. */
    public static String of(Table table, int mostRows) {
        return of(table, new Limits(mostRows, MOST_COLUMNS, WIDEST, MOST_DECIMALS));
    }

    /** As {@link #of}, with all columns. */
    public static String whole(Table table, int mostRows) {
        return of(table, new Limits(mostRows, Integer.MAX_VALUE, WIDEST, MOST_DECIMALS));
    }

    static String of(Table table, Limits limits) {
        int mostRows = limits.rows();
        int width = Math.min(table.columnNames().size(), limits.columns());
        boolean columnsCut = table.columnNames().size() > limits.columns();
        boolean rowsCut = table.rows().size() > mostRows;
        List<List<String>> lines = new ArrayList<>();
        List<String> header = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            header.add(cut(table.columnNames().get(column), limits.width()));
        }
        if (columnsCut) {
            header.add("...");
        }
        int[] decimals = decimals(table, width, mostRows);
        for (int at = 0; at < table.rows().size() && at < mostRows; at++) {
            List<String> line = new ArrayList<>();
            for (int column = 0; column < width; column++) {
                line.add(cut(
                        cell(table.rows().get(at).get(column), decimals[column], limits.decimals()), limits.width()));
            }
            if (columnsCut) {
                line.add("...");
            }
            lines.add(line);
        }
        int[] widths = new int[header.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = header.get(column).length();
            for (List<String> line : lines) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        // The dots do not widen a narrow column, as in agate
        if (rowsCut) {
            List<String> dots = new ArrayList<>();
            header.forEach(_ -> dots.add("..."));
            lines.add(dots);
        }
        StringBuilder text = new StringBuilder();
        if (header.isEmpty()) {
            return "||\n|  |\n"; // as agate
        }
        append(text, header, widths, table, width);
        text.append('|');
        for (int each : widths) {
            text.append(' ').repeat('-', each).append(" |");
        }
        text.append('\n');
        for (List<String> line : lines) {
            append(text, line, widths, table, width);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> line, int[] widths, Table table, int columns) {
        text.append('|');
        for (int column = 0; column < widths.length; column++) {
            int gap = widths[column] - line.get(column).length();
            boolean right = column < table.types().size()
                    && column < columns
                    && table.types().get(column) != CellType.TEXT;
            text.append(' ');
            if (right && gap > 0) {
                text.repeat(' ', gap).append(line.get(column));
            } else {
                text.append(line.get(column)).repeat(' ', Math.max(0, gap));
            }
            text.append(" |");
        }
        text.append('\n');
    }

    /** The most decimals a number of each column needs, up to the limit; one more means "cut". */
    private static int[] decimals(Table table, int width, int mostRows) {
        int[] most = new int[width];
        for (int column = 0; column < width; column++) {
            for (int at = 0; at < table.rows().size() && at < mostRows; at++) {
                if (table.rows().get(at).get(column) instanceof BigDecimal number) {
                    most[column] = Math.max(
                            most[column],
                            Math.max(0, number.stripTrailingZeros().scale()));
                }
            }
        }
        return most;
    }

    private static String cell(@Nullable Object value, int decimals, int most) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number(number, decimals, most);
            default -> CellText.of(value);
        };
    }

    private static String number(BigDecimal number, int decimals, int most) {
        return decimals > most ? grouped(number, most) + ELLIPSIS : grouped(number, decimals);
    }

    private static String grouped(BigDecimal number, int decimals) {
        String plain = number.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        int start = whole.startsWith("-") ? 1 : 0;
        StringBuilder text = new StringBuilder(whole);
        for (int at = whole.length() - 3; at > start; at -= 3) {
            text.insert(at, ',');
        }
        return point < 0
                ? text.toString()
                : text.append(plain, point, plain.length()).toString();
    }

    private static String cut(String text, int width) {
        return text.length() > width ? text.substring(0, Math.max(0, width - 3)) + "..." : text;
    }

    /** What {@code str()} of a table shows: its columns and their types. */
    static String structure(Table table) {
        return structure(table, Integer.MAX_VALUE);
    }

    static String structure(Table table, int mostRows) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int at = 0; at < table.columnNames().size(); at++) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(table.columnNames().get(at));
            row.add(table.types().get(at).typeName());
            rows.add(row);
        }
        Table columns = new Table(List.of("column", "data_type"), List.of(CellType.TEXT, CellType.TEXT), rows);
        return of(columns, new Limits(mostRows, MOST_COLUMNS, Integer.MAX_VALUE, MOST_DECIMALS));
    }

    /** Comma-separated values, dates and moments in ISO's form; quotes where they are needed, or always. */
    static String csv(Table table, String delimiter, boolean quoteAll) {
        StringBuilder text = new StringBuilder();
        csvLine(text, table.columnNames(), delimiter, quoteAll);
        for (List<@Nullable Object> row : table.rows()) {
            List<String> cells = new ArrayList<>(row.size());
            for (Object cell : row) {
                cells.add(cell == null ? "" : isoText(cell));
            }
            csvLine(text, cells, delimiter, quoteAll);
        }
        return text.toString();
    }

    private static String isoText(Object cell) {
        String text = CellText.of(cell);
        return cell instanceof LocalDateTime || cell instanceof OffsetDateTime ? text.replace(' ', 'T') : text;
    }

    private static void csvLine(StringBuilder text, List<String> cells, String delimiter, boolean quoteAll) {
        String separator = "";
        for (String cell : cells) {
            boolean quote = quoteAll || cell.contains(delimiter) || cell.indexOf('"') >= 0 || cell.indexOf('\n') >= 0;
            text.append(separator).append(quote ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
            separator = delimiter;
        }
        text.append('\n');
    }

    /** A cell as agate puts it into JSON: decimals as floats, dates and moments in ISO's form. */
    static @Nullable Object jsonValue(@Nullable Object cell) {
        return switch (cell) {
            case null -> null;
            case BigDecimal number -> number.doubleValue();
            case LocalDateTime _, OffsetDateTime _ -> isoText(cell);
            default -> cell;
        };
    }

    /** JSON as Python's {@code json.dumps} writes it; on one line when the indent is negative. */
    static String json(@Nullable Object value, int indent) {
        if (indent < 0) {
            return CellText.of(value);
        }
        StringBuilder text = new StringBuilder();
        json(value, indent, 0, text);
        return text.toString();
    }

    private static void json(@Nullable Object value, int indent, int depth, StringBuilder text) {
        switch (value) {
            case List<?> list
            when !list.isEmpty() -> {
                String separator = "[\n";
                for (Object item : list) {
                    text.append(separator).repeat(' ', indent * (depth + 1));
                    json(item, indent, depth + 1, text);
                    separator = ",\n";
                }
                text.append('\n').repeat(' ', indent * depth).append(']');
            }
            case java.util.Map<?, ?> map
            when !map.isEmpty() -> {
                String separator = "{\n";
                for (java.util.Map.Entry<?, ?> entry : map.entrySet()) {
                    text.append(separator).repeat(' ', indent * (depth + 1));
                    text.append(CellText.quoted(String.valueOf(entry.getKey()))).append(": ");
                    json(entry.getValue(), indent, depth + 1, text);
                    separator = ",\n";
                }
                text.append('\n').repeat(' ', indent * depth).append('}');
            }
            case null -> text.append("null");
            case String words -> text.append(CellText.quoted(words));
            default -> {
                String listed = CellText.of(java.util.Arrays.asList(value));
                text.append(listed, 1, listed.length() - 1);
            }
        }
    }

    /** The rows as a JSON list of objects; decimals as numbers, dates as texts. */
    public static String json(Table table) {
        List<Object> rows = new ArrayList<>();
        for (List<@Nullable Object> row : table.rows()) {
            java.util.Map<String, @Nullable Object> object = new java.util.LinkedHashMap<>();
            for (int at = 0; at < row.size(); at++) {
                object.put(table.columnNames().get(at), row.get(at));
            }
            rows.add(object);
        }
        return CellText.of(rows);
    }
}
