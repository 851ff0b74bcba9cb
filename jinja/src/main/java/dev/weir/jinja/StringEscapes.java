package dev.weir.jinja;

import dev.weir.base.SourceText;

/** Decodes the backslash escapes of a text literal as Python does; an unknown escape stays as written. */
final class StringEscapes {
    private StringEscapes() {}

    static String decode(String raw, SourceText source, int at) {
        StringBuilder out = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i++);
            if (c != '\\' || i == raw.length()) {
                out.append(c);
                continue;
            }
            char escape = raw.charAt(i++);
            switch (escape) {
                case '\n' -> {}
                case '\\', '\'', '"' -> out.append(escape);
                case 'a' -> out.append('\u0007');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'v' -> out.append('\u000b');
                case 'x' -> i = hexadecimal(raw, i, 2, "truncated \\xXX escape", out, source, at);
                case 'u' -> i = hexadecimal(raw, i, 4, "truncated \\uXXXX escape", out, source, at);
                case 'U' -> i = hexadecimal(raw, i, 8, "truncated \\UXXXXXXXX escape", out, source, at);
                case 'N' -> i = named(raw, i, out, source, at);
                default -> {
                    if (escape >= '0' && escape <= '7') {
                        i = octal(raw, i - 1, out);
                    } else {
                        out.append('\\').append(escape);
                    }
                }
            }
        }
        return out.toString();
    }

    private static int octal(String raw, int from, StringBuilder out) {
        int value = 0;
        int i = from;
        while (i < raw.length() && i < from + 3 && raw.charAt(i) >= '0' && raw.charAt(i) <= '7') {
            value = value * 8 + raw.charAt(i++) - '0';
        }
        out.append((char) value);
        return i;
    }

    private static int hexadecimal(
            String raw, int from, int digits, String error, StringBuilder out, SourceText source, int at) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = i < raw.length() ? Character.digit(raw.charAt(i), 16) : -1;
            if (digit < 0) {
                throw SyntaxErrors.at(source, at, at + raw.length() + 2, error);
            }
            value = value * 16 + digit;
        }
        if (!Character.isValidCodePoint(value)) {
            throw SyntaxErrors.at(source, at, at + raw.length() + 2, "illegal Unicode character");
        }
        out.appendCodePoint(value);
        return from + digits;
    }

    private static int named(String raw, int from, StringBuilder out, SourceText source, int at) {
        int close = raw.indexOf('}', from);
        if (from >= raw.length() || raw.charAt(from) != '{' || close < 0) {
            throw SyntaxErrors.at(source, at, at + raw.length() + 2, "malformed \\N character escape");
        }
        try {
            out.appendCodePoint(Character.codePointOf(raw.substring(from + 1, close)));
        } catch (IllegalArgumentException _) {
            throw SyntaxErrors.at(source, at, at + raw.length() + 2, "unknown Unicode character name");
        }
        return close + 1;
    }
}
