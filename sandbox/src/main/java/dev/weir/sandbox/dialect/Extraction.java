package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.SqlFragment.Edit;
import dev.weir.sandbox.dialect.SqlFragment.Part;
import java.util.ArrayList;
import java.util.List;

/** {@code regexp_extract} and {@code csv_extract} ⇒ subqueries with a column for each group or field. */
final class Extraction {
    private Extraction() {}

    /** @param first what tells the columns: a regular expression, or how many there are */
    static Edit of(Token function, Token first, Part.Range value, int end) {
        boolean regex = function.word("regexp_extract");
        List<String> columns = regex ? groups(first) : numbered(first);
        var listed = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            listed.append(i == 0 ? "" : ", ")
                    .append("r.r[")
                    .append(i + 1)
                    .append("] AS \"")
                    .append(columns.get(i).replace("\"", "\"\""))
                    .append('"');
        }
        String rows = regex ? "(SELECT pg_catalog.regexp_match(" : "(SELECT _weir.csv_rows(";
        String pattern = regex ? ", " + literal(plainGroups(first.text())) : "";
        String kept = regex ? "r.r IS NOT NULL" : "pg_catalog.cardinality(r.r) = " + columns.size();
        return new Edit(
                function.start(),
                end,
                List.of(
                        new Part.Text("LATERAL (SELECT " + listed + " FROM " + rows),
                        value,
                        new Part.Text(pattern + ") AS r) AS r WHERE " + kept + ")")));
    }

    private static List<String> numbered(Token count) {
        var columns = new ArrayList<String>();
        int most = count.text().length() < 4 ? Integer.parseInt(count.text()) : 0;
        for (int i = 1; i <= most; i++) columns.add("column" + i);
        return columns;
    }

    /** A group has the name that the expression gives it, or else one by its place. */
    private static List<String> groups(Token regex) {
        String text = regex.text();
        var columns = new ArrayList<String>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') i++;
            if (c != '(') continue;
            int name = text.startsWith("(?P<", i) ? i + 4 : text.startsWith("(?<", i) ? i + 3 : -1;
            if (name > 0 && text.indexOf('>', name) > 0) columns.add(text.substring(name, text.indexOf('>', name)));
            else if (!text.startsWith("(?", i)) columns.add("column" + (columns.size() + 1));
        }
        if (columns.isEmpty()) {
            throw SqlError.of("22023", "regexp_extract must specify at least one capture group")
                    .at(regex.start());
        }
        return columns;
    }

    private static String plainGroups(String regex) {
        return regex.replaceAll("\\(\\?P?<[A-Za-z_][A-Za-z0-9_]*>", "(");
    }

    private static String literal(String text) {
        return " E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
