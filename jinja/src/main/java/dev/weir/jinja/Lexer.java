package dev.weir.jinja;

import dev.weir.base.SourceText;
import dev.weir.jinja.value.Values;

/**
 * Cuts a template into tokens, one at a time, so that a syntax error is reported where the parser meets it first. Comments
 * and raw markers are gone; white space control is done. Source: Jinja docs, "Template Designer Documentation".
 */
final class Lexer {
    private enum Mode {
        DATA,
        BLOCK,
        VARIABLE
    }

    private final SourceText source;
    private final String text;
    private final int end;
    private Mode mode;
    private int pos;
    private char[] open = new char[8];
    private int depth;

    /** The source must have {@code \n} line ends only; see {@link JinjaParser}. */
    Lexer(SourceText source) {
        this(source, 0, endOf(source.text()));
    }

    /** Reads a stretch of the source only. */
    Lexer(SourceText source, int from, int to) {
        this.source = source;
        text = source.text();
        pos = from;
        end = to;
        mode = Mode.DATA;
    }

    /** Where a template ends: one line end at the very end is not part of it. */
    static int endOf(String text) {
        int length = text.length();
        return length > 0 && text.charAt(length - 1) == '\n' ? length - 1 : length;
    }

    /** A lexer for the inside of one expression. */
    static Lexer expression(SourceText source) {
        Lexer lexer = new Lexer(source);
        lexer.mode = Mode.VARIABLE;
        return lexer;
    }

    Token next() {
        return mode == Mode.DATA ? data() : code();
    }

    // ---- text between the tags

    private Token data() {
        while (true) {
            int start = pos;
            int tag = nextTag(start);
            if (tag == start) {
                Token token = tag();
                if (token != null) {
                    return token;
                }
                continue;
            }
            if (tag < 0) {
                pos = end;
                return start >= end ? new Token(TokenKind.EOF, end, end, "") : textToken(start, end);
            }
            pos = tag;
            int stop = tag + 2 < end && text.charAt(tag + 2) == '-' ? stripBack(start, tag) : tag;
            if (stop > start) {
                return textToken(start, stop);
            }
        }
    }

    private Token textToken(int start, int stop) {
        return new Token(TokenKind.DATA, start, stop, text.substring(start, stop));
    }

    private int stripBack(int start, int stop) {
        int i = stop;
        while (i > start && Characters.isSpace(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private int nextTag(int from) {
        for (int i = text.indexOf('{', from); i >= 0 && i + 1 < end; i = text.indexOf('{', i + 1)) {
            char c = text.charAt(i + 1);
            if (c == '{' || c == '%' || c == '#') {
                return i;
            }
        }
        return -1;
    }

    /** Enters the tag at the current place; null for one that yields no token of its own. */
    private @org.jspecify.annotations.Nullable Token tag() {
        int start = pos;
        char kind = text.charAt(start + 1);
        int inside = start + 2;
        char sign = inside < end ? text.charAt(inside) : ' ';
        if (sign == '-' || sign == '+') {
            inside++;
        }
        switch (kind) {
            case '#' -> {
                comment(start, inside);
                return null;
            }
            case '%' -> {
                int raw = rawBegin(inside);
                if (raw >= 0) {
                    return raw(raw);
                }
                mode = Mode.BLOCK;
            }
            default -> mode = Mode.VARIABLE;
        }
        pos = inside;
        return new Token(kind == '%' ? TokenKind.BLOCK_BEGIN : TokenKind.VARIABLE_BEGIN, start, inside, "");
    }

    private void comment(int start, int inside) {
        int close = text.indexOf("#}", inside);
        if (inside >= end) {
            pos = end;
            return;
        }
        if (close < 0 || close + 2 > end) {
            throw SyntaxErrors.at(source, start, inside, "Missing end of comment tag");
        }
        pos = close + 2;
        if (close > inside && text.charAt(close - 1) == '-') {
            pos = Characters.skipSpace(text, pos, end);
        }
    }

    /** Where the text after {@code {% raw %}} begins; negative when the tag is another one. */
    private int rawBegin(int inside) {
        int name = Characters.skipSpace(text, inside, end);
        if (!text.startsWith("raw", name)) {
            return -1;
        }
        int close = Characters.skipSpace(text, name + 3, end);
        if (text.startsWith("-%}", close)) {
            return Characters.skipSpace(text, close + 3, end);
        }
        return text.startsWith("%}", close) ? close + 2 : -1;
    }

    private @org.jspecify.annotations.Nullable Token raw(int from) {
        for (int i = text.indexOf("{%", from); i >= 0 && i < end; i = text.indexOf("{%", i + 2)) {
            int at = i + 2;
            boolean strip = at < end && text.charAt(at) == '-';
            if (strip || (at < end && text.charAt(at) == '+')) {
                at++;
            }
            at = Characters.skipSpace(text, at, end);
            if (!text.startsWith("endraw", at)) {
                continue;
            }
            at = Characters.skipSpace(text, at + 6, end);
            int after = afterBlockEnd(at);
            if (after < 0) {
                continue;
            }
            pos = after;
            int stop = strip ? stripBack(from, i) : i;
            return stop > from ? textToken(from, stop) : null;
        }
        if (from >= end) {
            pos = end;
            return null;
        }
        throw SyntaxErrors.at(source, from, from, "Missing end of raw directive");
    }

    // ---- the inside of tags

    private int afterBlockEnd(int at) {
        if (at + 1 >= end) {
            return -1;
        }
        return switch (text.charAt(at)) {
            case '%' -> text.charAt(at + 1) == '}' ? at + 2 : -1;
            case '+' -> text.startsWith("%}", at + 1) && at + 3 <= end ? at + 3 : -1;
            case '-' -> text.startsWith("%}", at + 1) && at + 3 <= end ? Characters.skipSpace(text, at + 3, end) : -1;
            default -> -1;
        };
    }

    private int afterVariableEnd(int at) {
        if (at + 1 >= end) {
            return -1;
        }
        return switch (text.charAt(at)) {
            case '}' -> text.charAt(at + 1) == '}' ? at + 2 : -1;
            case '-' -> text.startsWith("}}", at + 1) && at + 3 <= end ? Characters.skipSpace(text, at + 3, end) : -1;
            default -> -1;
        };
    }

    private Token code() {
        int at = Characters.skipSpace(text, pos, end);
        if (at >= end) {
            pos = at;
            return new Token(TokenKind.EOF, end, end, "");
        }
        if (depth == 0) {
            int after = mode == Mode.BLOCK ? afterBlockEnd(at) : afterVariableEnd(at);
            if (after >= 0) {
                TokenKind kind = mode == Mode.BLOCK ? TokenKind.BLOCK_END : TokenKind.VARIABLE_END;
                mode = Mode.DATA;
                pos = after;
                return new Token(kind, at, after, "");
            }
        }
        char c = text.charAt(at);
        if (Characters.isNameStart(c) && (!Character.isHighSurrogate(c) || Character.isLetter(text.codePointAt(at)))) {
            return name(at);
        }
        if (Characters.isDigit(c)) {
            return new NumberLexer(text, end).number(at, this);
        }
        if (c == '\'' || c == '"') {
            return string(at, c);
        }
        return operator(at, c);
    }

    /** Goes on behind a token made elsewhere. */
    Token token(TokenKind kind, int start, int stop, Object value) {
        pos = stop;
        return new Token(kind, start, stop, value);
    }

    private Token name(int at) {
        int i = at + 1;
        while (i < end
                && Characters.isNamePart(text.charAt(i))
                && (!Character.isHighSurrogate(text.charAt(i))
                        || Character.isUnicodeIdentifierPart(text.codePointAt(i)))) {
            i++;
        }
        return token(TokenKind.NAME, at, i, text.substring(at, i).intern());
    }

    private Token string(int at, char quote) {
        boolean escaped = false;
        for (int i = at + 1; i < end; i++) {
            char c = text.charAt(i);
            if (c == quote) {
                String value = text.substring(at + 1, i);
                return token(TokenKind.STRING, at, i + 1, escaped ? StringEscapes.decode(value, source, at) : value);
            }
            if (c == '\\') {
                escaped = true;
                i++;
            }
        }
        throw unexpected(at, quote);
    }

    private RuntimeException unexpected(int at, char c) {
        int point = Character.isSurrogate(c) ? text.codePointAt(at) : c;
        return SyntaxErrors.at(
                source,
                at,
                at + Character.charCount(point),
                "unexpected char " + Values.repr(Character.toString(point)) + " at " + text.codePointCount(0, at));
    }

    private Token operator(int at, char c) {
        char next = at + 1 < end ? text.charAt(at + 1) : '\0';
        return switch (c) {
            case '+' -> one(TokenKind.ADD, at);
            case '-' -> one(TokenKind.SUB, at);
            case '*' -> next == '*' ? two(TokenKind.POW, at) : one(TokenKind.MUL, at);
            case '/' -> next == '/' ? two(TokenKind.FLOORDIV, at) : one(TokenKind.DIV, at);
            case '%' -> one(TokenKind.MOD, at);
            case '~' -> one(TokenKind.TILDE, at);
            case '=' -> next == '=' ? two(TokenKind.EQ, at) : one(TokenKind.ASSIGN, at);
            case '>' -> next == '=' ? two(TokenKind.GTEQ, at) : one(TokenKind.GT, at);
            case '<' -> next == '=' ? two(TokenKind.LTEQ, at) : one(TokenKind.LT, at);
            case '.' -> one(TokenKind.DOT, at);
            case ':' -> one(TokenKind.COLON, at);
            case '|' -> one(TokenKind.PIPE, at);
            case ',' -> one(TokenKind.COMMA, at);
            case ';' -> one(TokenKind.SEMICOLON, at);
            case '(' -> push(TokenKind.LPAREN, at, ')');
            case '[' -> push(TokenKind.LBRACKET, at, ']');
            case '{' -> push(TokenKind.LBRACE, at, '}');
            case ')' -> pop(TokenKind.RPAREN, at, c);
            case ']' -> pop(TokenKind.RBRACKET, at, c);
            case '}' -> pop(TokenKind.RBRACE, at, c);
            case '!' -> {
                if (next == '=') {
                    yield two(TokenKind.NE, at);
                }
                throw unexpected(at, c);
            }
            default -> throw unexpected(at, c);
        };
    }

    private Token one(TokenKind kind, int at) {
        return token(kind, at, at + 1, "");
    }

    private Token two(TokenKind kind, int at) {
        return token(kind, at, at + 2, "");
    }

    private Token push(TokenKind kind, int at, char close) {
        if (depth == open.length) {
            open = java.util.Arrays.copyOf(open, depth * 2);
        }
        open[depth++] = close;
        return one(kind, at);
    }

    private Token pop(TokenKind kind, int at, char c) {
        if (depth == 0) {
            throw SyntaxErrors.at(source, at, at + 1, "unexpected '" + c + "'");
        }
        char expected = open[--depth];
        if (expected != c) {
            throw SyntaxErrors.at(source, at, at + 1, "unexpected '" + c + "', expected '" + expected + "'");
        }
        return one(kind, at);
    }
}
