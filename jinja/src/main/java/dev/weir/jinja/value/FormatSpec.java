package dev.weir.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A format spec, {@code [[fill]align][sign][z][#][0][width][grouping][.precision][type]}, and the text of a value in it.
 * Source: Python docs, "Format Specification Mini-Language".
 */
record FormatSpec(
        String fill,
        char align,
        char sign,
        boolean alternate,
        boolean zero,
        int width,
        char grouping,
        int precision,
        char type) {
    /** Stands for a part that was not written. */
    static final char ABSENT = 0;

    private static final int WIDEST = 1 << 24;

    /** What {@code format(value, spec)} yields. */
    static String format(Object value, String spec) {
        if (value instanceof PyObject object) {
            var own = object.format(spec);
            if (own != null) {
                return own;
            }
        }
        if (spec.isEmpty()) {
            return Values.str(value);
        }
        if (value instanceof String text) {
            return parse(spec, "str").text(text);
        }
        if (Numbers.isNumber(value)) {
            return parse(spec, value instanceof BigDecimal ? "decimal.Decimal" : Values.typeName(value))
                    .number(value);
        }
        throw PyError.type("unsupported format string passed to " + Values.typeName(value) + ".__format__");
    }

    static FormatSpec parse(String spec, String typeName) {
        String fill = " ";
        char align = ABSENT;
        boolean filled = false;
        int at = 0;
        int first = spec.offsetByCodePoints(0, 1);
        if (first < spec.length() && isAlign(spec.charAt(first))) {
            fill = spec.substring(0, first);
            align = spec.charAt(first);
            at = first + 1;
            filled = true;
        } else if (isAlign(spec.charAt(0))) {
            align = spec.charAt(0);
            at = 1;
        }
        char sign = ABSENT;
        if (at < spec.length() && (spec.charAt(at) == '+' || spec.charAt(at) == '-' || spec.charAt(at) == ' ')) {
            sign = spec.charAt(at++);
        }
        if (at < spec.length() && spec.charAt(at) == 'z') {
            if (!typeName.equals("float") && !typeName.equals("decimal.Decimal")) {
                throw PyError.value("Negative zero coercion (z) not allowed in "
                        + (typeName.equals("str") ? "string" : "integer") + " format specifier");
            }
            at++;
        }
        boolean alternate = at < spec.length() && spec.charAt(at) == '#';
        at += alternate ? 1 : 0;
        boolean zero = !filled && at < spec.length() && spec.charAt(at) == '0';
        if (zero) {
            fill = "0";
            at++;
            if (align == ABSENT && !typeName.equals("str")) {
                align = '=';
            }
        }
        int digits = at;
        while (at < spec.length() && isDigit(spec.charAt(at))) {
            at++;
        }
        int width = number(spec, digits, at);
        char grouping = ABSENT;
        if (at < spec.length() && (spec.charAt(at) == ',' || spec.charAt(at) == '_')) {
            grouping = spec.charAt(at++);
            if (at < spec.length() && (spec.charAt(at) == ',' || spec.charAt(at) == '_')) {
                throw PyError.value(
                        spec.charAt(at) == grouping
                                ? "Cannot specify '" + grouping + "' with '" + grouping + "'."
                                : "Cannot specify both ',' and '_'.");
            }
        }
        int precision = -1;
        if (at < spec.length() && spec.charAt(at) == '.') {
            digits = ++at;
            while (at < spec.length() && isDigit(spec.charAt(at))) {
                at++;
            }
            if (at == digits) {
                throw PyError.value("Format specifier missing precision");
            }
            precision = number(spec, digits, at);
        }
        if (spec.length() - at > 1) {
            throw PyError.value(
                    typeName.equals("decimal.Decimal")
                            ? "invalid format string"
                            : "Invalid format specifier '" + spec + "' for object of type '" + typeName + "'");
        }
        char type = at < spec.length() ? spec.charAt(at) : ABSENT;
        return new FormatSpec(fill, align, sign, alternate, zero, Math.max(width, 0), grouping, precision, type);
    }

    private static boolean isAlign(char c) {
        return c == '<' || c == '>' || c == '=' || c == '^';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(String spec, int from, int to) {
        if (from == to) {
            return -1;
        }
        if (to - from > 8) {
            throw PyError.value("Too many decimal digits in format string");
        }
        int number = Integer.parseInt(spec, from, to, 10);
        if (number > WIDEST) {
            throw new PyError("MemoryError", "the width of the format is too large");
        }
        return number;
    }

    private PyError unknownType(String typeName) {
        return PyError.value("Unknown format code '" + type + "' for object of type '" + typeName + "'");
    }

    String text(String value) {
        if (type != ABSENT && type != 's') {
            throw unknownType("str");
        }
        if (sign != ABSENT) {
            throw PyError.value(
                    sign == ' '
                            ? "Space not allowed in string format specifier"
                            : "Sign not allowed in string format specifier");
        }
        if (alternate) {
            throw PyError.value("Alternate form (#) not allowed in string format specifier");
        }
        if (align == '=') {
            throw PyError.value("'=' alignment not allowed in string format specifier");
        }
        if (grouping != ABSENT) {
            throw PyError.value("Cannot specify '" + grouping + "' with 's'.");
        }
        String shown = precision >= 0 && precision < Strings.length(value)
                ? value.substring(0, Strings.offset(value, precision))
                : value;
        return padded("", shown, align == ABSENT ? '<' : align);
    }

    String number(Object value) {
        if (Numbers.isInteger(value)) {
            if (type == 'c') {
                long point = Numbers.clampedLong(value);
                if (point < 0 || point > Character.MAX_CODE_POINT) {
                    throw PyError.overflow("%c arg not in range(0x110000)");
                }
                return padded("", Character.toString((int) Numbers.index(value)), align == ABSENT ? '<' : align);
            }
            if (type == ABSENT || "bdoxXn".indexOf(type) >= 0) {
                return integer(Numbers.toBig(value));
            }
            if ("eEfFgG%".indexOf(type) < 0) {
                throw unknownType(Values.typeName(value));
            }
            return real(Numbers.toDouble(value));
        }
        if (value instanceof BigDecimal decimal) {
            return decimal(decimal);
        }
        if (type != ABSENT && "eEfFgG%n".indexOf(type) < 0) {
            throw unknownType("float");
        }
        return real((Double) value);
    }

    private String integer(BigInteger value) {
        if (precision >= 0) {
            throw PyError.value("Precision not allowed in integer format specifier");
        }
        int radix = switch (type) {
            case 'b' -> 2;
            case 'o' -> 8;
            case 'x', 'X' -> 16;
            default -> 10;
        };
        if (grouping == ',' && radix != 10) {
            throw PyError.value("Cannot specify ',' with '" + type + "'.");
        }
        String digits = value.abs().toString(radix);
        String prefix = alternate && radix != 10 ? "0" + type : "";
        return laidOut(
                signOf(value.signum() < 0) + prefix,
                type == 'X' ? digits.toUpperCase(java.util.Locale.ROOT) : digits,
                "",
                radix == 10 ? 3 : 4);
    }

    private String real(double number) {
        double value = type == '%' ? number * 100 : number;
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            String word = Double.isNaN(value) ? "nan" : "inf";
            boolean upper = type == 'E' || type == 'F' || type == 'G';
            return laidOut(
                    signOf(value < 0),
                    "",
                    (upper ? word.toUpperCase(java.util.Locale.ROOT) : word) + (type == '%' ? "%" : ""),
                    3);
        }
        boolean negative = value < 0 || (value == 0 && 1 / value < 0);
        double size = Math.abs(value);
        if (type == ABSENT && precision < 0) {
            return split(negative, FloatText.repr(size));
        }
        return split(negative, RealText.of(new BigDecimal(size), size == 0, type, precision, alternate));
    }

    /** As Python's Decimal does it: the digits there are, unless a precision was asked for. */
    private String decimal(BigDecimal value) {
        if ((type != ABSENT && "eEfFgG%n".indexOf(type) < 0) || alternate || grouping == '_') {
            throw PyError.value("invalid format string");
        }
        return split(NegativeZero.signed(value), DecimalText.of(value.abs(), type == ABSENT ? 'G' : type, precision));
    }

    private String split(boolean negative, String text) {
        int end = 0;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return laidOut(signOf(negative), text.substring(0, end), text.substring(end), 3);
    }

    private String signOf(boolean negative) {
        return negative ? "-" : sign == '+' ? "+" : sign == ' ' ? " " : "";
    }

    /** Puts the parts of a number together: sign and prefix, whole digits, and what comes after them. */
    private String laidOut(String front, String digits, String rest, int group) {
        if (grouping == ABSENT) {
            return padded(front, digits + rest, align == ABSENT ? '>' : align);
        }
        String grouped = grouped(digits, group);
        if (fill.equals("0") && align == '=') {
            int room = width - front.length() - rest.length();
            String zeros = digits;
            while (grouped.length() < room) {
                zeros = "0" + zeros;
                grouped = grouped(zeros, group);
            }
        }
        return padded(front, grouped + rest, align == ABSENT ? '>' : align);
    }

    private String grouped(String digits, int group) {
        var result = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % group == 0) {
                result.append(grouping);
            }
            result.append(digits.charAt(i));
        }
        return result.toString();
    }

    private String padded(String front, String body, char how) {
        int missing = width - front.length() - Strings.length(body);
        if (missing <= 0) {
            return front + body;
        }
        return switch (how) {
            case '<' -> front + body + fill.repeat(missing);
            case '>' -> fill.repeat(missing) + front + body;
            case '=' -> front + fill.repeat(missing) + body;
            default -> fill.repeat(missing / 2) + front + body + fill.repeat(missing - missing / 2);
        };
    }
}
