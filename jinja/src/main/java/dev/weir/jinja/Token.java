package dev.weir.jinja;

/**
 * One token: its kind, the offsets it covers, and its value: a {@code String} for names, text and data, a number for
 * numbers, else the empty text.
 */
record Token(TokenKind kind, int start, int end, Object value) {
    String text() {
        return value instanceof String text ? text : "";
    }

    boolean names(String name) {
        return kind == TokenKind.NAME && value.equals(name);
    }

    /** As error messages call it. */
    String words() {
        return kind == TokenKind.NAME ? text() : kind.words();
    }
}
