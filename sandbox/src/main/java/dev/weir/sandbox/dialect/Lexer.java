package dev.weir.sandbox.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** SQL text ⇒ tokens, as Materialize's lexer reads it. Source: Materialize docs, "Identifiers" and "SQL syntax". */
public final class Lexer {
    private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`?";

    private final String sql;
    private int at;

    private Lexer(String sql) {
        this.sql = sql;
    }

    /** All tokens in order; the last is {@link Token.Kind#END}. Comments and white space yield nothing. */
    public static List<Token> tokenize(String sql) {
        var lexer = new Lexer(sql);
        var tokens = new ArrayList<Token>();
        while (true) {
            lexer.skipBlanks();
            Token token = lexer.next();
            tokens.add(token);
            if (token.kind() == Token.Kind.END) return tokens;
        }
    }

    private void skipBlanks() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c) || c == '\uFEFF') {
                at++;
            } else if (sql.startsWith("--", at)) {
                int line = sql.indexOf('\n', at);
                at = line < 0 ? sql.length() : line + 1;
            } else if (sql.startsWith("/*", at)) {
                skipBlockComment();
            } else {
                return;
            }
        }
    }

    private void skipBlockComment() {
        int start = at;
        int depth = 0;
        do {
            if (at >= sql.length()) throw SqlError.syntax("unterminated multiline comment", start);
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0);
    }

    private Token next() {
        int start = at;
        if (at >= sql.length()) return new Token(Token.Kind.END, "", start, start);
        char c = sql.charAt(at);
        if ((c == 'e' || c == 'E') && peek(1) == '\'') {
            at++;
            return escapedString(start);
        }
        if ((c == 'x' || c == 'X') && peek(1) == '\'') {
            throw SqlError.unsupported("hexadecimal string literals", "Write decode('…', 'hex').")
                    .at(start);
        }
        if (nameStart(c)) return word(start);
        if (c == '"') return quotedIdentifier(start);
        if (c == '\'') return string(start);
        if (digit(c) || (c == '.' && digit(peek(1)))) return number(start);
        if (c == '$') return digit(peek(1)) ? parameter(start) : dollarString(start);
        return symbol(c, start);
    }

    private Token word(int start) {
        while (at < sql.length() && namePart(sql.charAt(at))) at++;
        return new Token(Token.Kind.WORD, sql.substring(start, at).toLowerCase(Locale.ROOT), start, at);
    }

    private Token quotedIdentifier(int start) {
        String text = delimited('"', start, "unterminated quoted identifier");
        if (text.isEmpty()) throw SqlError.syntax("zero-length delimited identifier", start);
        return new Token(Token.Kind.QUOTED_IDENTIFIER, text, start, at);
    }

    private Token string(int start) {
        String text = delimited('\'', start, "unterminated quoted string");
        return new Token(Token.Kind.STRING, text, start, at);
    }

    private String delimited(char quote, int start, String unterminated) {
        var text = new StringBuilder();
        at++;
        while (true) {
            if (at >= sql.length()) throw SqlError.syntax(unterminated, start);
            char c = sql.charAt(at++);
            if (c == quote) {
                if (peek(0) != quote) return text.toString();
                at++;
            }
            text.append(c);
        }
    }

    private Token escapedString(int start) {
        var text = new StringBuilder();
        at++;
        while (true) {
            if (at >= sql.length()) throw SqlError.syntax("unterminated quoted string", start);
            char c = sql.charAt(at++);
            if (c == '\'') {
                if (peek(0) != '\'') return new Token(Token.Kind.STRING, text.toString(), start, at);
                at++;
                text.append('\'');
            } else if (c == '\\' && at < sql.length()) {
                char escaped = sql.charAt(at++);
                text.append(
                        switch (escaped) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case 'r' -> '\r';
                            case 'b' -> '\b';
                            case 'f' -> '\f';
                            default -> escaped;
                        });
            } else {
                text.append(c);
            }
        }
    }

    private Token dollarString(int start) {
        int tagEnd = sql.indexOf('$', at + 1);
        if (tagEnd < 0 || !tag(start + 1, tagEnd)) {
            throw SqlError.syntax("unexpected character in input: $", start);
        }
        String delimiter = sql.substring(start, tagEnd + 1);
        int close = sql.indexOf(delimiter, tagEnd + 1);
        if (close < 0) throw SqlError.syntax("unterminated dollar-quoted string", start);
        at = close + delimiter.length();
        return new Token(Token.Kind.STRING, sql.substring(tagEnd + 1, close), start, at);
    }

    private boolean tag(int from, int to) {
        for (int i = from; i < to; i++) {
            char c = sql.charAt(i);
            if (!(i == from ? nameStart(c) : (namePart(c) && c != '$'))) return false;
        }
        return true;
    }

    private Token number(int start) {
        while (digit(peek(0))) at++;
        if (peek(0) == '.' && peek(1) != '.') {
            at++;
            while (digit(peek(0))) at++;
        }
        if (peek(0) == 'e' || peek(0) == 'E') {
            int sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
            if (digit(peek(sign))) {
                at += sign;
                while (digit(peek(0))) at++;
            }
        }
        return new Token(Token.Kind.NUMBER, sql.substring(start, at), start, at);
    }

    private Token parameter(int start) {
        at++;
        while (digit(peek(0))) at++;
        return new Token(Token.Kind.PARAMETER, sql.substring(start, at), start, at);
    }

    private Token symbol(char c, int start) {
        if (sql.startsWith("::", at) || sql.startsWith("=>", at)) {
            at += 2;
            return new Token(Token.Kind.PUNCTUATION, sql.substring(start, at), start, at);
        }
        if ("(),;.[]:{}".indexOf(c) >= 0) {
            at++;
            return new Token(Token.Kind.PUNCTUATION, String.valueOf(c), start, at);
        }
        if (OPERATOR_CHARACTERS.indexOf(c) < 0) {
            throw SqlError.syntax("unexpected character in input: " + Character.toString(sql.codePointAt(at)), start);
        }
        while (at < sql.length()
                && OPERATOR_CHARACTERS.indexOf(sql.charAt(at)) >= 0
                && !(at > start && (sql.startsWith("--", at) || sql.startsWith("/*", at)))) {
            at++;
        }
        trimTrailingSign(start);
        return new Token(Token.Kind.OPERATOR, sql.substring(start, at), start, at);
    }

    /** As PostgreSQL: a longer operator ends in + or - only if it holds one of ~ ! @ # % ^ & | ` ?. */
    private void trimTrailingSign(int start) {
        boolean special = false;
        for (int i = start; i < at; i++) special |= "~!@#%^&|`?".indexOf(sql.charAt(i)) >= 0;
        while (!special && at - start > 1 && (sql.charAt(at - 1) == '+' || sql.charAt(at - 1) == '-')) at--;
    }

    private char peek(int ahead) {
        return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean nameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean namePart(char c) {
        return nameStart(c) || digit(c) || c == '$';
    }
}
