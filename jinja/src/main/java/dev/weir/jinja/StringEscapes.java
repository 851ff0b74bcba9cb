package dev.weir.jinja;

/** Escapes in string literals, as Python's {@code unicode-escape} reads them; an unknown one stays as written. */
final class StringEscapes {
    private StringEscapes() {}

    static String resolve(String text) {
        StringBuilder resolved = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\\' || at == text.length()) {
                resolved.append(c);
                continue;
            }
            char escape = text.charAt(at++);
            switch (escape) {
                case 'n' -> resolved.append('\n');
                case 't' -> resolved.append('\t');
                case 'r' -> resolved.append('\r');
                case 'a' -> resolved.append('\u0007');
                case 'b' -> resolved.append('\b');
                case 'f' -> resolved.append('\f');
                case 'v' -> resolved.append('\u000b');
                case '\\', '\'', '"' -> resolved.append(escape);
                case '\n' -> {}
                case 'x' -> at = code(text, at, 2, 'x', resolved);
                case 'u' -> at = code(text, at, 4, 'u', resolved);
                case 'U' -> at = code(text, at, 8, 'U', resolved);
                default -> {
                    if (escape >= '0' && escape <= '7') {
                        at = octal(text, at - 1, resolved);
                    } else {
                        resolved.append('\\').append(escape);
                    }
                }
            }
        }
        return resolved.toString();
    }

    private static int code(String text, int from, int digits, char kind, StringBuilder into) {
        int to = from + digits;
        if (to <= text.length() && isHex(text, from, to)) {
            into.appendCodePoint(Integer.parseUnsignedInt(text, from, to, 16));
            return to;
        }
        into.append('\\').append(kind);
        return from;
    }

    private static boolean isHex(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (Character.digit(text.charAt(at), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int octal(String text, int from, StringBuilder into) {
        int at = from;
        int value = 0;
        while (at < text.length() && at < from + 3 && text.charAt(at) >= '0' && text.charAt(at) <= '7') {
            value = value * 8 + text.charAt(at++) - '0';
        }
        into.append((char) value);
        return at;
    }
}
