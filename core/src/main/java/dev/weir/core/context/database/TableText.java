package dev.weir.core.context.database;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
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

    /** Columns between bars, all but texts to the right; long texts cut; a last line of dots when rows were left out. */
    public static String of(Table table, int mostRows) {
        int width = Math.min(table.columnNames().size(), MOST_COLUMNS);
        boolean columnsCut = table.columnNames().size() > MOST_COLUMNS;
        boolean rowsCut = table.rows().size() > mostRows;
        List<List<String>> lines = new ArrayList<>();
        List<String> header = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            header.add(cut(table.columnNames().get(column)));
        }
        if (columnsCut) {
            header.add("...");
        }
        int[] decimals = decimals(table, width, mostRows);
        for (int at = 0; at < table.rows().size() && at < mostRows; at++) {
            List<String> line = new ArrayList<>();
            for (int column = 0; column < width; column++) {
                line.add(cut(cell(table.rows().get(at).get(column), decimals[column])));
            }
            if (columnsCut) {
                line.add("...");
            }
            lines.add(line);
        }
        if (rowsCut) {
            List<String> dots = new ArrayList<>();
            header.forEach(_ -> dots.add("..."));
            lines.add(dots);
        }
        int[] widths = new int[header.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = header.get(column).length();
            for (List<String> line : lines) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        append(text, header, widths, table);
        text.append('|');
        for (int each : widths) {
            text.append(' ').repeat('-', each).append(" |");
        }
        text.append('\n');
        for (List<String> line : lines) {
            append(text, line, widths, table);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> line, int[] widths, Table table) {
        text.append('|');
        for (int column = 0; column < widths.length; column++) {
            int gap = widths[column] - line.get(column).length();
            boolean right = column < table.types().size()
                    && column < MOST_COLUMNS
                    && table.types().get(column) != CellType.TEXT;
            text.append(' ');
            if (right) {
                text.repeat(' ', gap).append(line.get(column));
            } else {
                text.append(line.get(column)).repeat(' ', gap);
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

    private static String cell(@Nullable Object value, int decimals) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number(number, decimals);
            case Long number -> grouped(BigDecimal.valueOf(number), 0);
            case BigInteger number -> grouped(new BigDecimal(number), 0);
            case LocalDateTime moment -> moment.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
            case OffsetDateTime moment -> CellText.of(moment).replace(' ', 'T');
            default -> CellText.of(value);
        };
    }

    private static String number(BigDecimal number, int decimals) {
        return decimals > MOST_DECIMALS ? grouped(number, MOST_DECIMALS) + ELLIPSIS : grouped(number, decimals);
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

    private static String cut(String text) {
        return text.length() > WIDEST ? text.substring(0, WIDEST - 3) + "..." : text;
    }

    /** What {@code str()} of a table shows: its columns and their types. */
    static String structure(Table table) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int at = 0; at < table.columnNames().size(); at++) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(table.columnNames().get(at));
            row.add(table.types().get(at).typeName());
            rows.add(row);
        }
        return of(new Table(List.of("column", "data_type"), List.of(CellType.TEXT, CellType.TEXT), rows), 1000);
    }

    static String csv(Table table) {
        StringBuilder text = new StringBuilder();
        csvLine(text, table.columnNames());
        for (List<@Nullable Object> row : table.rows()) {
            csvLine(
                    text,
                    row.stream()
                            .map(cell -> cell == null ? "" : CellText.of(cell))
                            .toList());
        }
        return text.toString();
    }

    private static void csvLine(StringBuilder text, List<String> cells) {
        String separator = "";
        for (String cell : cells) {
            boolean quote = cell.indexOf(',') >= 0 || cell.indexOf('"') >= 0 || cell.indexOf('\n') >= 0;
            text.append(separator).append(quote ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
            separator = ",";
        }
        text.append('\n');
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
