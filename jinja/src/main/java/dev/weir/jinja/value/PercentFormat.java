package dev.weir.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** The {@code %} operator of str. Source: Python docs, "printf-style String Formatting". */
final class PercentFormat {
    private static final int WIDEST = 1 << 24;

    private final String text;
    private final Object values;
    private final boolean several;
    private int at;
    private int next;
    private boolean usedAsMapping;

    private PercentFormat(String text, Object values) {
        this.text = text;
        this.values = values;
        this.several = values instanceof PyTuple;
    }

    static String format(String text, Object values) {
        return new PercentFormat(text, values).run();
    }

    private String run() {
        var out = new StringBuilder(text.length() + 16);
        while (at < text.length()) {
            int percent = text.indexOf('%', at);
            if (percent < 0) {
                out.append(text, at, text.length());
                break;
            }
            out.append(text, at, percent);
            at = percent + 1;
            conversion(out);
        }
        boolean mapping = values instanceof PyDict
                || values instanceof PyMapping
                || values instanceof PyList
                || values instanceof PyRange
                || values instanceof Undefined;
        boolean unused = several ? next < ((PyTuple) values).size() : next == 0 && !mapping && !usedAsMapping;
        if (unused) {
            throw PyError.type("not all arguments converted during string formatting");
        }
        return out.toString();
    }

    private void conversion(StringBuilder out) {
        Object value = null;
        if (peek() == '(') {
            value = mapped();
        }
        boolean bare = peek() == '%';
        boolean left = false;
        boolean zero = false;
        boolean alternate = false;
        char sign = FormatSpec.ABSENT;
        for (boolean flags = true; flags; ) {
            switch (peek()) {
                case '-' -> left = true;
                case '0' -> zero = true;
                case '#' -> alternate = true;
                case '+' -> sign = '+';
                case ' ' -> sign = sign == '+' ? '+' : ' ';
                default -> flags = false;
            }
            at += flags ? 1 : 0;
        }
        int width = count();
        if (width < 0) {
            left = true;
            width = -width;
        }
        int precision = -1;
        if (peek() == '.') {
            at++;
            precision = Math.max(0, count());
        }
        while (peek() == 'l' || peek() == 'h' || peek() == 'L') {
            at++;
        }
        char type = peek();
        at++;
        if (bare) {
            out.append('%');
            return;
        }
        if (value == null) {
            value = take();
        }
        var spec = new FormatSpec(
                zero && !left && "diouxXeEfFgG".indexOf(type) >= 0 ? "0" : " ",
                left ? '<' : zero && "diouxXeEfFgG".indexOf(type) >= 0 ? '=' : '>',
                sign,
                alternate,
                zero,
                width,
                FormatSpec.ABSENT,
                precision,
                type);
        out.append(converted(spec, value));
    }

    private char peek() {
        if (at >= text.length()) {
            throw PyError.value("incomplete format");
        }
        return text.charAt(at);
    }

    private Object mapped() {
        int open = 1;
        int from = ++at;
        while (at < text.length() && open > 0) {
            char c = text.charAt(at++);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        if (open > 0) {
            throw PyError.value("incomplete format key");
        }
        var key = text.substring(from, at - 1);
        usedAsMapping = true;
        if (values instanceof PyDict dict) {
            var value = dict.get(key);
            if (value == null) {
                throw PyError.key(key);
            }
            return value;
        }
        if (values instanceof PyMapping mapping) {
            var value = mapping.item(key);
            if (value == null) {
                throw PyError.key(key);
            }
            return value;
        }
        if (values instanceof Undefined undefined) {
            throw undefined.error();
        }
        if (values instanceof PyList list) {
            throw PyError.type(Values.typeName(list) + " indices must be integers or slices, not str");
        }
        throw PyError.type("format requires a mapping");
    }

    private int count() {
        if (peek() == '*') {
            at++;
            var value = take();
            if (!Numbers.isInteger(value)) {
                throw PyError.type("* wants int");
            }
            return Math.clamp(Numbers.clampedLong(value), -WIDEST, WIDEST);
        }
        long number = 0;
        while (peek() >= '0' && peek() <= '9') {
            number = number * 10 + text.charAt(at++) - '0';
            if (number > WIDEST) {
                throw PyError.value("width too big");
            }
        }
        return (int) number;
    }

    private Object take() {
        if (!several) {
            if (next++ > 0) {
                throw PyError.type("not enough arguments for format string");
            }
            return values;
        }
        var all = (PyTuple) values;
        if (next >= all.size()) {
            throw PyError.type("not enough arguments for format string");
        }
        return all.get(next++);
    }

    private String converted(FormatSpec spec, Object value) {
        return switch (spec.type()) {
            case 's' -> text(spec, Values.str(value));
            case 'r' -> text(spec, Values.repr(value));
            case 'a' -> text(spec, Texts.ascii(value));
            case 'c' -> text(spec, character(value));
            case 'd', 'i', 'u' -> integer(spec, whole(value, spec.type()), 10);
            case 'o' -> integer(spec, exact(value, spec.type()), 8);
            case 'x', 'X' -> integer(spec, exact(value, spec.type()), 16);
            case 'e', 'E', 'f', 'F', 'g', 'G' -> real(spec, value);
            default ->
                throw PyError.value("unsupported format character '" + spec.type() + "' (0x"
                        + Integer.toHexString(spec.type()) + ") at index " + (at - 1));
        };
    }

    private static String text(FormatSpec spec, String value) {
        String shown = spec.precision() >= 0 && spec.precision() < Strings.length(value)
                ? value.substring(0, Strings.offset(value, spec.precision()))
                : value;
        return padded(spec, "", shown);
    }

    private static String padded(FormatSpec spec, String sign, String body) {
        int missing = spec.width() - sign.length() - Strings.length(body);
        if (missing <= 0) {
            return sign + body;
        }
        return switch (spec.align()) {
            case '<' -> sign + body + " ".repeat(missing);
            case '=' -> sign + "0".repeat(missing) + body;
            default -> " ".repeat(missing) + sign + body;
        };
    }

    private static String character(Object value) {
        if (value instanceof String text && Strings.length(text) == 1) {
            return text;
        }
        if (!Numbers.isInteger(value)) {
            throw PyError.type("%c requires int or char");
        }
        long point = Numbers.clampedLong(value);
        if (point < 0 || point > 0x10ffff) {
            throw PyError.overflow("%c arg not in range(0x110000)");
        }
        return Character.toString((int) point);
    }

    private static BigInteger whole(Object value, char type) {
        if (value instanceof Undefined undefined) {
            throw undefined.error();
        }
        if (!Numbers.isNumber(value)) {
            throw PyError.type("%" + type + " format: a real number is required, not " + Values.typeName(value));
        }
        return Numbers.toBig(Numbers.truncate(value));
    }

    private static BigInteger exact(Object value, char type) {
        if (!Numbers.isInteger(value)) {
            throw PyError.type("%" + type + " format: an integer is required, not " + Values.typeName(value));
        }
        return Numbers.toBig(value);
    }

    private static String integer(FormatSpec spec, BigInteger value, int radix) {
        String digits = value.abs().toString(radix);
        if (spec.precision() > digits.length()) {
            digits = "0".repeat(spec.precision() - digits.length()) + digits;
        }
        if (spec.type() == 'X') {
            digits = digits.toUpperCase(Locale.ROOT);
        }
        String prefix = spec.alternate() && radix != 10 ? "0" + spec.type() : "";
        return padded(spec, sign(spec, value.signum() < 0) + prefix, digits);
    }

    private static String sign(FormatSpec spec, boolean negative) {
        return negative ? "-" : spec.sign() == FormatSpec.ABSENT ? "" : String.valueOf(spec.sign());
    }

    private static String real(FormatSpec spec, Object value) {
        double number = Numbers.toDouble(value);
        boolean negative = number < 0 || (number == 0 && 1 / number < 0);
        String body;
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            body = Double.isNaN(number) ? "nan" : "inf";
            body = Character.isUpperCase(spec.type()) ? body.toUpperCase(Locale.ROOT) : body;
        } else {
            double size = Math.abs(number);
            body = RealText.of(new BigDecimal(size), size == 0, spec.type(), spec.precision(), spec.alternate());
        }
        return padded(spec, sign(spec, negative), body);
    }
}
