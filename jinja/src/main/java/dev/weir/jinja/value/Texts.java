package dev.weir.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Python's {@code str()} and {@code repr()} of any value. */
final class Texts {
    /** Above this many bits an int may have more digits than Python agrees to write. */
    private static final int MAX_BITS = 14_284;

    /** The containers around the value being written, innermost first; a value inside itself is written as dots. */
    private record Chain(@Nullable Chain outer, Object container) {
        @SuppressWarnings("ReferenceEquality") // the very same container, not an equal one
        static boolean holds(@Nullable Chain chain, Object value) {
            for (var link = chain; link != null; link = link.outer) {
                if (link.container == value) {
                    return true;
                }
            }
            return false;
        }
    }

    private Texts() {}

    static String str(Object value) {
        return switch (value) {
            case String text -> text;
            case Long number -> Long.toString(number);
            case Boolean flag -> flag ? "True" : "False";
            case BigDecimal number -> number.toString();
            case PyObject object -> object.str();
            default -> repr(value);
        };
    }

    static String repr(Object value) {
        return switch (value) {
            case None _ -> "None";
            case Long number -> Long.toString(number);
            case Boolean flag -> flag ? "True" : "False";
            case Double number -> FloatText.repr(number);
            case BigInteger number -> repr(number);
            default -> {
                var out = new StringBuilder();
                write(out, value, null);
                yield out.toString();
            }
        };
    }

    /** The repr with everything but ASCII escaped. */
    static String ascii(Object value) {
        String text = repr(value);
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c < 0x80) {
                out.append((char) c);
                return;
            }
            String digits = Integer.toHexString(c);
            int width = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
            out.append(c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U")
                    .repeat('0', width - digits.length())
                    .append(digits);
        });
        return out.toString();
    }

    private static String repr(BigInteger number) {
        if (number.bitLength() > MAX_BITS) {
            throw PyError.value("Exceeds the limit (4300 digits) for integer string conversion;"
                    + " use sys.set_int_max_str_digits() to increase the limit");
        }
        return number.toString();
    }

    private static void write(StringBuilder out, Object value, @Nullable Chain outer) {
        switch (value) {
            case String text -> quote(out, text);
            case BigDecimal number -> out.append("Decimal('").append(number).append("')");
            case PyList list -> writeItems(out, "[", list.iterator(), "]", new Chain(outer, list), outer);
            case NamedTuple tuple when tuple.telling() -> out.append(tuple.repr());
            case PyTuple tuple ->
                writeItems(out, "(", tuple.iterator(), tuple.size() == 1 ? ",)" : ")", new Chain(outer, tuple), outer);
            case PySet set -> {
                if (set.isEmpty()) {
                    out.append("set()");
                } else {
                    writeItems(out, "{", set.iterator(), "}", new Chain(outer, set), outer);
                }
            }
            case PyDict dict -> writeDict(out, dict, outer);
            case PyObject object -> out.append(object.repr());
            default -> out.append(repr(value));
        }
    }

    private static void writeItems(
            StringBuilder out, String open, Iterator<Object> items, String close, Chain chain, @Nullable Chain outer) {
        if (Chain.holds(outer, chain.container)) {
            out.append(open).append("...").append(close.charAt(close.length() - 1));
            return;
        }
        out.append(open);
        boolean first = true;
        while (items.hasNext()) {
            if (!first) {
                out.append(", ");
            }
            first = false;
            write(out, items.next(), chain);
        }
        out.append(close);
    }

    private static void writeDict(StringBuilder out, PyDict dict, @Nullable Chain outer) {
        if (Chain.holds(outer, dict)) {
            out.append("{...}");
            return;
        }
        var chain = new Chain(outer, dict);
        out.append('{');
        boolean first = true;
        for (var entry : dict.entrySet()) {
            if (!first) {
                out.append(", ");
            }
            first = false;
            write(out, entry.getKey(), chain);
            out.append(": ");
            write(out, entry.getValue(), chain);
        }
        out.append('}');
    }

    private static void quote(StringBuilder out, String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == quote || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c >= ' ' && c < 0x7f) {
                out.append((char) c);
            } else {
                escape(out, c);
            }
        }
        out.append(quote);
    }

    private static void escape(StringBuilder out, int c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (isPrintable(c)) {
                    out.appendCodePoint(c);
                } else if (c <= 0xff) {
                    hex(out.append("\\x"), c, 2);
                } else if (c <= 0xffff) {
                    hex(out.append("\\u"), c, 4);
                } else {
                    hex(out.append("\\U"), c, 8);
                }
            }
        }
    }

    private static void hex(StringBuilder out, int c, int width) {
        var digits = Integer.toHexString(c);
        out.append("0".repeat(width - digits.length())).append(digits);
    }

    static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
