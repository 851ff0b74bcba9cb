package dev.weir.core.context;

import java.util.List;

/** Rows as dbt prints them: {@code | a | b |}, header, dashes, cells padded to the widest of their column. */
public final class TextTable {
    private TextTable() {}

    /** Each row has as many cells as there are headers. Ends without a line end. */
    public static String format(List<String> headers, List<String[]> rows) {
        int[] widths = new int[headers.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = headers.get(column).length();
            for (String[] row : rows) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        StringBuilder text = new StringBuilder();
        line(text, headers.toArray(String[]::new), widths);
        text.append("\n|");
        for (int width : widths) {
            text.append(' ').append("-".repeat(width)).append(" |");
        }
        for (String[] row : rows) {
            text.append('\n');
            line(text, row, widths);
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String[] cells, int[] widths) {
        text.append('|');
        for (int column = 0; column < widths.length; column++) {
            text.append(' ')
                    .append(cells[column])
                    .append(" ".repeat(widths[column] - cells[column].length()))
                    .append(" |");
        }
    }
}
