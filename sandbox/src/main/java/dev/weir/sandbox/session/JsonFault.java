package dev.weir.sandbox.session;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Why a text is no JSON, and where, as Materialize tells it. Its sentences are those of the reader that it uses. Source:
 * Materialize's test/sqllogictest/jsonb.slt; docs.rs, "serde_json", "Error".
 */
final class JsonFault {
    private static final int DEEPEST = 128;

    private final byte[] text;
    private int at;
    private int depth;

    private JsonFault(String text) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
    }

    /** Ends the reading. */
    private static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Found(String fault) {
            super(fault, null, false, false);
        }
    }

    /** What is wrong with a text; empty when it is JSON. */
    static Optional<String> of(String text) {
        var reader = new JsonFault(text);
        try {
            reader.value();
            if (reader.blanks() >= 0) throw reader.before("trailing characters");
            return Optional.empty();
        } catch (Found found) {
            return Optional.ofNullable(found.getMessage());
        }
    }

    /** A fault of what was read last. */
    private Found read(String fault) {
        return found(fault, at);
    }

    /** A fault of what comes next. */
    private Found before(String fault) {
        return found(fault, Math.min(text.length, at + 1));
    }

    private Found found(String fault, int index) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < index; i++) {
            if (text[i] != '\n') continue;
            line++;
            start = i + 1;
        }
        return new Found(fault + " at line " + line + " column " + (index - start));
    }

    private int peek() {
        return at < text.length ? text[at] & 0xff : -1;
    }

    private int next() {
        return at < text.length ? text[at++] & 0xff : -1;
    }

    /** Past blanks; what comes then, -1 at the end. */
    private int blanks() {
        while (at < text.length && " \n\t\r".indexOf(text[at]) >= 0) at++;
        return peek();
    }

    private void value() {
        int first = blanks();
        switch (first) {
            case -1 -> throw before("EOF while parsing a value");
            case 'n' -> word("null");
            case 't' -> word("true");
            case 'f' -> word("false");
            case '"' -> string();
            case '[' -> list();
            case '{' -> object();
            default -> {
                if (first != '-' && !digit(first)) throw before("expected value");
                number();
            }
        }
    }

    private void word(String word) {
        at++;
        for (int i = 1; i < word.length(); i++) {
            int c = next();
            if (c < 0) throw read("EOF while parsing a value");
            if (c != word.charAt(i)) throw read("expected ident");
        }
    }

    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    private void number() {
        if (peek() == '-') at++;
        int first = next();
        if (first < 0) throw read("EOF while parsing a value");
        if (!digit(first)) throw read("invalid number");
        if (first == '0' && digit(peek())) throw before("invalid number");
        digits();
        if (peek() == '.') {
            at++;
            if (!digit(peek())) throw before(peek() < 0 ? "EOF while parsing a value" : "invalid number");
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') at++;
            int c = next();
            if (!digit(c)) throw read(c < 0 ? "EOF while parsing a value" : "invalid number");
            digits();
        }
    }

    private void digits() {
        while (digit(peek())) at++;
    }

    private void string() {
        at++;
        while (true) {
            int c = next();
            if (c < 0) throw read("EOF while parsing a string");
            if (c == '"') return;
            if (c == '\\') escape();
            else if (c < 0x20) throw read("control character (\\u0000-\\u001F) found while parsing a string");
        }
    }

    private void escape() {
        int c = next();
        if (c < 0) throw read("EOF while parsing a string");
        if ("\"\\/bfnrt".indexOf(c) >= 0) return;
        if (c != 'u') throw read("invalid escape");
        if (at + 4 > text.length) {
            at = text.length;
            throw read("EOF while parsing a string");
        }
        int from = at;
        at += 4;
        for (int i = from; i < at; i++) {
            if (Character.digit(text[i], 16) < 0) throw read("invalid escape");
        }
    }

    private void list() {
        deeper();
        for (boolean first = true; ; first = false) {
            int c = blanks();
            if (c == ']') break;
            if (c < 0) throw before("EOF while parsing a list");
            if (!first) {
                if (c != ',') throw before("expected `,` or `]`");
                at++;
                c = blanks();
                if (c == ']') throw before("trailing comma");
                if (c < 0) throw before("EOF while parsing a value");
            }
            value();
        }
        at++;
        depth--;
    }

    private void object() {
        deeper();
        for (boolean first = true; ; first = false) {
            int c = blanks();
            if (c == '}') break;
            if (c < 0) throw before("EOF while parsing an object");
            if (!first) {
                if (c != ',') throw before("expected `,` or `}`");
                at++;
                c = blanks();
                if (c == '}') throw before("trailing comma");
                if (c < 0) throw before("EOF while parsing a value");
            }
            if (c != '"') throw before("key must be a string");
            string();
            c = blanks();
            if (c < 0) throw before("EOF while parsing an object");
            if (c != ':') throw before("expected `:`");
            at++;
            value();
        }
        at++;
        depth--;
    }

    private void deeper() {
        at++;
        if (++depth >= DEEPEST) throw before("recursion limit exceeded");
    }
}
