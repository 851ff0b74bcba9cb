package dev.weir.jinja.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** The text of a number without sign in one of the presentations {@code e f g %}. */
final class RealText {
    private RealText() {}

    /**
     * @param value for {@code %} times a hundred already
     * @param precision negative when it was not given
     */
    static String of(BigDecimal value, boolean isZero, char type, int precision, boolean alternate) {
        int digits = precision < 0 ? 6 : precision;
        String text = switch (type) {
            case 'f', 'F' -> fixed(value, digits, alternate);
            case '%' -> fixed(value, digits, alternate) + "%";
            case 'e', 'E' -> exponent(value, isZero, digits, alternate);
            case FormatSpec.ABSENT -> general(value, isZero, Math.max(digits, 1), alternate, true);
            default -> general(value, isZero, Math.max(digits, 1), alternate, false);
        };
        return type == 'E' || type == 'F' || type == 'G' ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static String fixed(BigDecimal value, int digits, boolean alternate) {
        return value.setScale(digits, RoundingMode.HALF_EVEN).toPlainString() + (alternate && digits == 0 ? "." : "");
    }

    private static String exponent(BigDecimal value, boolean isZero, int digits, boolean alternate) {
        if (isZero) {
            return "0" + (digits > 0 ? "." + "0".repeat(digits) : alternate ? "." : "") + "e+00";
        }
        var rounded = value.round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        int power = rounded.precision() - rounded.scale() - 1;
        var all = new StringBuilder(rounded.unscaledValue().toString());
        while (all.length() < digits + 1) {
            all.append('0');
        }
        all.setLength(digits + 1);
        if (digits > 0 || alternate) {
            all.insert(1, '.');
        }
        return all + power(power);
    }

    private static String power(int power) {
        int size = Math.abs(power);
        return (power < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }

    private static String general(BigDecimal value, boolean isZero, int digits, boolean alternate, boolean pointed) {
        if (isZero) {
            return pointed ? "0.0" : alternate ? "0." + "0".repeat(digits - 1) : "0";
        }
        var rounded = value.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int power = rounded.precision() - rounded.scale() - 1;
        if (power < -4 || power >= (pointed ? Math.max(digits - 1, 1) : digits)) {
            String text = exponent(value, false, digits - 1, alternate);
            int e = text.indexOf('e');
            return alternate ? text : withoutZeros(text.substring(0, e)) + text.substring(e);
        }
        String text = rounded.setScale(Math.max(0, digits - 1 - power), RoundingMode.HALF_EVEN)
                .toPlainString();
        if (alternate) {
            return text.indexOf('.') < 0 ? text + "." : text;
        }
        String shown = withoutZeros(text);
        return pointed && shown.indexOf('.') < 0 ? shown + ".0" : shown;
    }

    private static String withoutZeros(String text) {
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
