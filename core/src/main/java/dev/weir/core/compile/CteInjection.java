package dev.weir.core.compile;

import java.util.List;

/**
 * Puts common table expressions in front of a query: before its own {@code with} list when it has one, else before the
 * query and its leading comments. Source: recorded cases of dbt 1.11.16.
 */
final class CteInjection {
    private CteInjection() {}

    static String inject(String sql, List<CompiledNode.ExtraCte> ctes) {
        if (ctes.isEmpty()) {
            return sql;
        }
        StringBuilder joined = new StringBuilder();
        for (CompiledNode.ExtraCte cte : ctes) {
            joined.append(joined.isEmpty() ? "" : ", ").append(cte.sql());
        }
        int start = skipBlank(sql, 0);
        if (startsWith(sql, start, "with")) {
            int after = skipBlank(sql, start + 4);
            if (startsWith(sql, after, "recursive")) {
                return sql.substring(0, after + 9) + " " + joined + ", " + sql.substring(skipBlank(sql, after + 9));
            }
            return sql.substring(0, start + 4) + " " + joined + ", " + sql.substring(after);
        }
        int first = 0;
        while (first < sql.length() && Character.isWhitespace(sql.charAt(first))) {
            first++;
        }
        return sql.substring(0, first) + "with " + joined + " " + sql.substring(first);
    }

    private static boolean startsWith(String sql, int at, String word) {
        int end = at + word.length();
        return sql.regionMatches(true, at, word, 0, word.length())
                && (end == sql.length() || !isWordPart(sql.charAt(end)));
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    /** The first place at or after {@code from} that is neither white space nor comment. */
    private static int skipBlank(String sql, int from) {
        int at = from;
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else if (sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else if (sql.startsWith("/*", at)) {
                int end = sql.indexOf("*/", at + 2);
                at = end < 0 ? sql.length() : end + 2;
            } else {
                return at;
            }
        }
        return at;
    }
}
