package dev.weir.jinja;

/** Which characters Python takes for white space and for parts of names. */
final class Characters {
    private Characters() {}

    static boolean isSpace(char c) {
        if (c <= ' ') {
            return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
        }
        return c >= 0x85 && (c == 0x85 || Character.isSpaceChar(c));
    }

    static boolean isNameStart(char c) {
        return c < 0x80
                ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'
                : Character.isLetter(c) || Character.isSurrogate(c);
    }

    static boolean isNamePart(char c) {
        return c < 0x80
                ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9')
                : Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c)
                        || Character.isSurrogate(c);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The first offset from {@code at} that holds no white space, at most {@code end}. */
    static int skipSpace(String text, int at, int end) {
        int i = at;
        while (i < end && isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
