package dev.weir.jinja;

import dev.weir.base.SourceText;
import java.math.BigInteger;

/**
 * Template text ⇒ tokens, one at a time. White space control, comments and raw blocks are settled here; Windows line ends in
 * data become {@code \n}; one line end at the end of the template is dropped, as Jinja drops it.
 */
final class Lexer {
    private final SourceText source;
    private final String text;
    private final int end;
    private int at;
    private boolean inTag;
    private boolean inOutput;
    private boolean stripNext;
    private final StringBuilder brackets = new StringBuilder();

    Lexer(SourceText source) {
        this(source, 0, trimmedEnd(source.text()));
    }

    /** Reads a stretch of the source only; {@code from} is in data. */
    Lexer(SourceText source, int from, int to) {
        this.source = source;
        this.text = source.text();
        this.at = from;
        this.end = to;
    }

    static int trimmedEnd(String text) {
        int end = text.length();
        if (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
            if (end > 0 && text.charAt(end - 1) == '\r') {
                end--;
            }
        }
        return end;
    }

    SourceText source() {
        return source;
    }

    Token next() {
        return inTag ? tagToken() : dataToken();
    }

    /** The next data, or what begins where data ends. */
    private Token dataToken() {
        StringBuilder data = new StringBuilder();
        int start = at;
        while (true) {
            if (stripNext) {
                skipWhiteSpace();
                stripNext = false;
                if (data.isEmpty()) {
                    start = at;
                }
            }
            int open = findOpen(at);
            if (open < 0) {
                data.append(text, at, end);
                at = end;
                return data.isEmpty() ? token(Token.Kind.END, "", end) : data(data, start);
            }
            data.append(text, at, open);
            char kind = text.charAt(open + 1);
            char sign = open + 2 < end ? text.charAt(open + 2) : ' ';
            if (sign == '-') {
                stripEnd(data);
            }
            int inside = open + (sign == '-' || sign == '+' ? 3 : 2);
            if (kind == '#') {
                at = skipComment(open, inside);
                continue;
            }
            if (kind == '%') {
                int raw = rawBegin(inside);
                if (raw >= 0) {
                    at = raw;
                    readRaw(open, data);
                    continue;
                }
            }
            if (!data.isEmpty()) {
                at = open;
                return data(data, start);
            }
            inTag = true;
            inOutput = kind == '{';
            brackets.setLength(0);
            at = inside;
            return new Token(
                    inOutput ? Token.Kind.OUTPUT_BEGIN : Token.Kind.BLOCK_BEGIN, "", "", open, inside);
        }
    }

    private Token data(StringBuilder data, int start) {
        String plain = data.toString();
        if (plain.indexOf('\r') >= 0) {
            plain = plain.replace("\r\n", "\n").replace('\r', '\n');
        }
        return new Token(Token.Kind.DATA, plain, plain, start, at);
    }

    private int findOpen(int from) {
        for (int open = text.indexOf('{', from); open >= 0 && open + 1 < end; open = text.indexOf('{', open + 1)) {
            switch (text.charAt(open + 1)) {
                case '{', '%', '#' -> {
                    return open;
                }
                default -> {}
            }
        }
        return -1;
    }

    private static void stripEnd(StringBuilder data) {
        int length = data.length();
        while (length > 0 && isSpace(data.charAt(length - 1))) {
            length--;
        }
        data.setLength(length);
    }

    private int skipComment(int open, int inside) {
        int close = text.indexOf("#}", inside);
        if (close < 0 || close + 2 > end) {
            throw TemplateErrors.syntax(source, open, "Missing end of comment tag");
        }
        stripNext = close > inside - 1 && text.charAt(close - 1) == '-';
        return close + 2;
    }

    /** Where the contents of a raw block begin; -1 when the tag is another one. */
    private int rawBegin(int inside) {
        int word = skipSpaceFrom(inside);
        if (!text.startsWith("raw", word)) {
            return -1;
        }
        int close = skipSpaceFrom(word + 3);
        if (text.startsWith("-%}", close)) {
            stripNext = true;
            return close + 3;
        }
        return text.startsWith("%}", close) ? close + 2 : -1;
    }

    private void readRaw(int open, StringBuilder data) {
        if (stripNext) {
            skipWhiteSpace();
            stripNext = false;
        }
        for (int tag = text.indexOf("{%", at); tag >= 0 && tag < end; tag = text.indexOf("{%", tag + 2)) {
            int inside = tag + 2;
            boolean strip = inside < end && text.charAt(inside) == '-';
            if (strip || (inside < end && text.charAt(inside) == '+')) {
                inside++;
            }
            int word = skipSpaceFrom(inside);
            if (!text.startsWith("endraw", word)) {
                continue;
            }
            int close = skipSpaceFrom(word + 6);
            boolean stripAfter = text.startsWith("-%}", close);
            if (!stripAfter && !text.startsWith("%}", close)) {
                continue;
            }
            StringBuilder contents = new StringBuilder(text.substring(at, tag));
            if (strip) {
                stripEnd(contents);
            }
            data.append(contents);
            at = close + (stripAfter ? 3 : 2);
            stripNext = stripAfter;
            return;
        }
        throw TemplateErrors.syntax(source, open, "Missing end of raw directive");
    }

    private int skipSpaceFrom(int from) {
        int here = from;
        while (here < end && isSpace(text.charAt(here))) {
            here++;
        }
        return here;
    }

    private void skipWhiteSpace() {
        at = skipSpaceFrom(at);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\u000b';
    }

    private Token tagToken() {
        skipWhiteSpace();
        if (at >= end) {
            return token(Token.Kind.END, "", end);
        }
        int start = at;
        char c = text.charAt(start);
        if (brackets.isEmpty()) {
            int close = tagEnd(start, c);
            if (close > 0) {
                at = close;
                inTag = false;
                return new Token(inOutput ? Token.Kind.OUTPUT_END : Token.Kind.BLOCK_END, "", "", start, close);
            }
        }
        if (isNameStart(c)) {
            return name(start);
        }
        if (c >= '0' && c <= '9') {
            return number(start);
        }
        if (c == '"' || c == '\'') {
            return string(start, c);
        }
        return operator(start, c);
    }

    /** Where data goes on when the tag ends here; 0 when it does not. */
    private int tagEnd(int start, char c) {
        String close = inOutput ? "}}" : "%}";
        if (text.startsWith(close, start)) {
            return start + 2;
        }
        if ((c == '-' || (c == '+' && !inOutput)) && text.startsWith(close, start + 1)) {
            stripNext = c == '-';
            return start + 3;
        }
        return 0;
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c > 127 && Character.isLetter(c));
    }

    private Token name(int start) {
        int here = start + 1;
        while (here < end && (isNameStart(text.charAt(here)) || Character.isDigit(text.charAt(here)))) {
            here++;
        }
        return token(Token.Kind.NAME, text.substring(start, here).intern(), here);
    }

    private Token number(int start) {
        char second = start + 1 < end ? Character.toLowerCase(text.charAt(start + 1)) : ' ';
        if (text.charAt(start) == '0' && (second == 'x' || second == 'b' || second == 'o')) {
            int radix = second == 'x' ? 16 : second == 'b' ? 2 : 8;
            int here = start + 2;
            while (here < end && (text.charAt(here) == '_' || Character.digit(text.charAt(here), radix) >= 0)) {
                here++;
            }
            return integer(start, here, text.substring(start + 2, here), radix);
        }
        int here = digits(start);
        boolean whole = true;
        if (here + 1 < end && text.charAt(here) == '.' && isDigit(text.charAt(here + 1))) {
            here = digits(here + 1);
            whole = false;
        }
        int exponent = exponentEnd(here);
        if (exponent > 0) {
            here = exponent;
            whole = false;
        }
        String digits = text.substring(start, here).replace("_", "");
        if (whole) {
            return integer(start, here, digits, 10);
        }
        at = here;
        return new Token(Token.Kind.FLOAT, digits, Double.valueOf(digits), start, here);
    }

    private int exponentEnd(int from) {
        if (from >= end || Character.toLowerCase(text.charAt(from)) != 'e') {
            return 0;
        }
        int here = from + 1;
        if (here < end && (text.charAt(here) == '+' || text.charAt(here) == '-')) {
            here++;
        }
        return here < end && isDigit(text.charAt(here)) ? digits(here) : 0;
    }

    private Token integer(int start, int here, String digits, int radix) {
        BigInteger number = new BigInteger(digits.replace("_", ""), radix);
        at = here;
        Object value = number.bitLength() < 64 ? (Object) number.longValue() : number;
        return new Token(Token.Kind.INTEGER, digits, value, start, here);
    }

    private int digits(int from) {
        int here = from;
        while (here < end && (isDigit(text.charAt(here)) || (text.charAt(here) == '_' && here + 1 < end && isDigit(text.charAt(here + 1))))) {
            here++;
        }
        return here;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private Token string(int start, char quote) {
        int here = start + 1;
        boolean escaped = false;
        while (here < end && text.charAt(here) != quote) {
            if (text.charAt(here) == '\\') {
                escaped = true;
                here++;
            }
            here++;
        }
        if (here >= end) {
            throw TemplateErrors.syntax(source, start, "unexpected char " + (quote == '"' ? "'\"'" : "\"'\"") + " at " + start);
        }
        String contents = text.substring(start + 1, here);
        if (contents.indexOf('\r') >= 0) {
            contents = contents.replace("\r\n", "\n");
        }
        at = here + 1;
        String value = escaped ? StringEscapes.resolve(contents) : contents;
        return new Token(Token.Kind.STRING, value, value, start, at);
    }

    private Token operator(int start, char c) {
        char next = start + 1 < end ? text.charAt(start + 1) : ' ';
        String found =
                switch (c) {
                    case '+' -> "+";
                    case '-' -> "-";
                    case '/' -> next == '/' ? "//" : "/";
                    case '*' -> next == '*' ? "**" : "*";
                    case '%' -> "%";
                    case '~' -> "~";
                    case '=' -> next == '=' ? "==" : "=";
                    case '!' -> next == '=' ? "!=" : "";
                    case '<' -> next == '=' ? "<=" : "<";
                    case '>' -> next == '=' ? ">=" : ">";
                    case '.' -> ".";
                    case ':' -> ":";
                    case '|' -> "|";
                    case ',' -> ",";
                    case ';' -> ";";
                    case '(', '[', '{' -> open(c);
                    case ')', ']', '}' -> close(start, c);
                    default -> "";
                };
        if (found.isEmpty()) {
            String shown = c == '\'' ? "\"'\"" : "'" + c + "'";
            throw TemplateErrors.syntax(source, start, "unexpected char " + shown + " at " + start);
        }
        return token(Token.Kind.OPERATOR, found, start + found.length());
    }

    private String open(char c) {
        brackets.append(c == '(' ? ')' : c == '[' ? ']' : '}');
        return c == '(' ? "(" : c == '[' ? "[" : "{";
    }

    private String close(int start, char c) {
        int last = brackets.length() - 1;
        if (last < 0) {
            throw TemplateErrors.syntax(source, start, "unexpected '" + c + "'");
        }
        if (brackets.charAt(last) != c) {
            throw TemplateErrors.syntax(source, start, "unexpected '" + c + "', expected '" + brackets.charAt(last) + "'");
        }
        brackets.setLength(last);
        return c == ')' ? ")" : c == ']' ? "]" : "}";
    }

    private Token token(Token.Kind kind, String name, int to) {
        int from = at;
        at = to;
        return new Token(kind, name, name, from, to);
    }
}
