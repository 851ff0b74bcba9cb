package dev.weir.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What kind of statement a text is: changes are planned and checked, questions and settings are not. */
final class Statements {
    /** Words that begin a statement which changes nothing that others see. */
    private static final Set<String> HARMLESS = Set.of(
            "select",
            "with",
            "values",
            "table",
            "show",
            "explain",
            "set",
            "reset",
            "begin",
            "start",
            "commit",
            "rollback",
            "end",
            "declare",
            "fetch",
            "close",
            "discard",
            "prepare",
            "execute",
            "deallocate",
            "subscribe",
            "");

    /** Views of the session, as the adapter makes and drops them to learn the columns of a query. */
    private static final Pattern TEMPORARY =
            Pattern.compile("(?is)create\\s+temp(orary)?\\s.*|drop\\s+view\\s+(if\\s+exists\\s+)?\"?__dbt_sbq.*");

    /** When a schema was tagged is part of the text that tags it. */
    private static final Pattern TAG_TIME = Pattern.compile("( IS 'Deployment by .*? on )[^|']*");

    private Statements() {}

    /** Whether one of the statements of a text changes something that others see. */
    static boolean change(String sql) {
        return split(sql).stream()
                .anyMatch(statement -> !HARMLESS.contains(firstWord(statement))
                        && !TEMPORARY.matcher(statement).matches());
    }

    static String firstWord(String statement) {
        int end = 0;
        while (end < statement.length() && Character.isLetter(statement.charAt(end))) {
            end++;
        }
        return statement.substring(0, end).toLowerCase(Locale.ROOT);
    }

    /** A text without the query comment before or behind it, and the same however its end is written. */
    static String plain(String sql) {
        String text = sql.strip();
        if (text.startsWith("/*") && text.contains("*/")) {
            text = text.substring(text.indexOf("*/") + 2).strip();
        }
        while (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).strip();
        }
        if (text.endsWith("*/") && text.lastIndexOf("/*") > 0) {
            text = text.substring(0, text.lastIndexOf("/*")).strip();
        }
        while (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).strip();
        }
        return TAG_TIME.matcher(text).replaceAll("$1<time>");
    }

    /** The statements of a text without comments, each stripped; empty ones left out. */
    static List<String> split(String sql) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        int at = 0;
        while (at < sql.length()) {
            int end = endOfToken(sql, at);
            String token = sql.substring(at, end);
            if (token.equals(";")) {
                add(statement, statements);
            } else {
                statement.append(token.startsWith("--") || token.startsWith("/*") ? " " : token);
            }
            at = end;
        }
        add(statement, statements);
        return statements;
    }

    private static void add(StringBuilder statement, List<String> statements) {
        String text = statement.toString().strip();
        if (!text.isEmpty()) {
            statements.add(text);
        }
        statement.setLength(0);
    }

    /** Where a literal, a quoted name, a comment or one character ends. */
    static int endOfToken(String sql, int at) {
        char c = sql.charAt(at);
        if (c == '\'' || c == '"') {
            return closing(sql, at + 1, String.valueOf(c));
        }
        if (sql.startsWith("--", at)) {
            return closing(sql, at, "\n");
        }
        if (sql.startsWith("/*", at)) {
            return closing(sql, at + 2, "*/");
        }
        if (c == '$') {
            int tag = sql.indexOf('$', at + 1);
            if (tag > 0 && sql.substring(at + 1, tag).matches("[A-Za-z_]?\\w*")) {
                return closing(sql, tag + 1, sql.substring(at, tag + 1));
            }
        }
        return at + 1;
    }

    private static int closing(String sql, int from, String mark) {
        int found = sql.indexOf(mark, from);
        return found < 0 ? sql.length() : found + mark.length();
    }
}
