package dev.weir.adapters.materialize;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query with a moment in place of {@code mz_now()}; strings, comments and quoted names stay as they are. Not thread-safe. */
final class FrozenTime {
    private static final Pattern DOLLARS = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$");

    private final String sql;

    private FrozenTime(String sql) {
        this.sql = sql;
    }

    /** @param moment an SQL expression */
    static String in(String sql, String moment) {
        return new FrozenTime(sql).with(moment);
    }

    private record Token(int start, int end) {}

    private String with(String moment) {
        List<Token> tokens = tokens();
        StringBuilder text = new StringBuilder();
        int copied = 0;
        for (int at = 0; at + 2 < tokens.size(); at++) {
            if (names(tokens.get(at), "mz_now")
                    && is(tokens.get(at + 1), "(")
                    && is(tokens.get(at + 2), ")")
                    && (at == 0 || !is(tokens.get(at - 1), ".") || ofCatalog(tokens, at))) {
                int start = tokens.get(ofCatalog(tokens, at) ? at - 2 : at).start();
                text.append(sql, copied, start).append(moment);
                copied = tokens.get(at + 2).end();
            }
        }
        return text.append(sql, copied, sql.length()).toString();
    }

    private boolean ofCatalog(List<Token> tokens, int at) {
        return at >= 2 && is(tokens.get(at - 1), ".") && names(tokens.get(at - 2), "mz_catalog");
    }

    private boolean is(Token token, String text) {
        return token.end() - token.start() == text.length() && sql.startsWith(text, token.start());
    }

    private boolean names(Token token, String name) {
        return sql.substring(token.start(), token.end()).equalsIgnoreCase(name) || is(token, '"' + name + '"');
    }

    /** All tokens but comments. */
    private List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < sql.length()) {
            int end = end(at);
            boolean said =
                    !Character.isWhitespace(sql.charAt(at)) && !sql.startsWith("--", at) && !sql.startsWith("/*", at);
            if (said) {
                tokens.add(new Token(at, end));
            }
            at = end;
        }
        return tokens;
    }

    /** Where the token, comment or blank that starts at {@code at} ends. */
    private int end(int at) {
        char first = sql.charAt(at);
        if (sql.startsWith("--", at)) {
            return upTo(sql.indexOf('\n', at), 0);
        }
        if (sql.startsWith("/*", at)) {
            return endOfComment(at);
        }
        if (first == '\'' || first == '"') {
            return endOfQuoted(at, first, false);
        }
        if ((first == 'e' || first == 'E') && sql.startsWith("'", at + 1)) {
            return endOfQuoted(at + 1, '\'', true);
        }
        Matcher dollars = DOLLARS.matcher(sql).region(at, sql.length());
        if (first == '$' && dollars.lookingAt()) {
            return upTo(
                    sql.indexOf(dollars.group(), dollars.end()), dollars.group().length());
        }
        int end = at + 1;
        while (inWord(first) && end < sql.length() && inWord(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private int upTo(int found, int length) {
        return found < 0 ? sql.length() : found + length;
    }

    private static boolean inWord(char each) {
        return Character.isLetterOrDigit(each) || each == '_' || each == '$' || Character.isSurrogate(each);
    }

    /** Comments nest. */
    private int endOfComment(int at) {
        int depth = 0;
        int end = at;
        do {
            int opens = sql.indexOf("/*", end);
            int closes = sql.indexOf("*/", end);
            if (closes < 0) {
                return sql.length();
            }
            boolean deeper = opens >= 0 && opens < closes;
            depth += deeper ? 1 : -1;
            end = (deeper ? opens : closes) + 2;
        } while (depth > 0);
        return end;
    }

    private int endOfQuoted(int open, char quote, boolean escapes) {
        for (int end = open + 1; end < sql.length(); end++) {
            boolean doubled = sql.charAt(end) == quote && sql.startsWith(String.valueOf(quote), end + 1);
            if (doubled || escapes && sql.charAt(end) == '\\') {
                end++;
            } else if (sql.charAt(end) == quote) {
                return end + 1;
            }
        }
        return sql.length();
    }
}
