package dev.weir.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The names in a statement, each as its parts: {@code "db".schema.x} ⇒ {@code [db, schema, x]}. */
final class QualifiedNames {
    private final String sql;
    private int at;

    private QualifiedNames(String sql) {
        this.sql = sql;
    }

    /** In the order they stand; words count as names, what literals and comments hold does not. */
    static List<List<String>> in(String sql) {
        return new QualifiedNames(sql).all();
    }

    private List<List<String>> all() {
        List<List<String>> names = new ArrayList<>();
        while (at < sql.length()) {
            if (begins()) {
                names.add(name());
            } else {
                at = Statements.endOfToken(sql, at);
            }
        }
        return names;
    }

    private boolean begins() {
        return at < sql.length() && (sql.charAt(at) == '"' || begins(sql.charAt(at)));
    }

    private static boolean begins(char c) {
        return c == '_' || c >= 128 || Character.isLetter(c);
    }

    private List<String> name() {
        List<String> parts = new ArrayList<>();
        parts.add(part());
        while (followedByDot()) {
            at = sql.indexOf('.', at) + 1;
            skipBlanks();
            if (!begins()) {
                break;
            }
            parts.add(part());
        }
        return parts;
    }

    private boolean followedByDot() {
        int next = at;
        while (next < sql.length() && Character.isWhitespace(sql.charAt(next))) {
            next++;
        }
        return next < sql.length() && sql.charAt(next) == '.';
    }

    private void skipBlanks() {
        while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
            at++;
        }
    }

    private String part() {
        int from = at;
        if (sql.charAt(at) != '"') {
            while (at < sql.length()
                    && (begins(sql.charAt(at)) || Character.isDigit(sql.charAt(at)) || sql.charAt(at) == '$')) {
                at++;
            }
            return sql.substring(from, at).toLowerCase(Locale.ROOT);
        }
        do {
            at = Statements.endOfToken(sql, at);
        } while (at < sql.length() && sql.charAt(at) == '"');
        return sql.substring(from + 1, Math.max(from + 1, at - 1)).replace("\"\"", "\"");
    }
}
