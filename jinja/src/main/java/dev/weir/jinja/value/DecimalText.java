package dev.weir.jinja.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How Python's Decimal writes its size under a format. Source: Python docs, "Format Specification Mini-Language". */
final class DecimalText {
    private DecimalText() {}

    /** @param precision negative when none was asked for */
    static String of(BigDecimal size, char type, int precision) {
        return switch (type) {
            case 'e', 'E' -> scientific(size, type, precision);
            case 'f', 'F' -> fixed(size, precision);
            case '%' -> fixed(size.movePointRight(2).setScale(size.scale() - 2), precision) + "%";
            default -> general(size, type, precision);
        };
    }

    private static String fixed(BigDecimal size, int precision) {
        BigDecimal rounded = precision < 0 ? size : size.setScale(precision, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 && rounded.scale() < 0 ? "0" : rounded.toPlainString();
    }

    private static String scientific(BigDecimal size, char type, int precision) {
        if (size.signum() == 0) {
            int places = Math.max(precision, 0);
            return pointed("0".repeat(places + 1), 1, type, places - size.scale(), true);
        }
        BigDecimal rounded = rounded(size, precision + 1);
        String digits = rounded.unscaledValue().toString();
        int exponent = digits.length() - 1 - rounded.scale();
        return pointed(digits + "0".repeat(Math.max(0, precision + 1 - digits.length())), 1, type, exponent, true);
    }

    private static String general(BigDecimal size, char type, int precision) {
        BigDecimal rounded = precision < 0 ? size : rounded(size, Math.max(precision, 1));
        String digits = rounded.unscaledValue().toString();
        int left = digits.length() - rounded.scale();
        int point = rounded.scale() >= 0 && left > -6 ? left : 1;
        return pointed(digits, point, type == 'G' ? 'E' : 'e', left - point, false);
    }

    private static BigDecimal rounded(BigDecimal size, int digits) {
        return digits > 0 && size.precision() > digits
                ? size.round(new MathContext(digits, RoundingMode.HALF_EVEN))
                : size;
    }

    private static String pointed(String digits, int point, char letter, int exponent, boolean always) {
        String padded = point <= 0 ? "0".repeat(1 - point) + digits : digits;
        int whole = Math.max(point, 1);
        String text = padded.length() > whole
                ? padded.substring(0, whole) + "." + padded.substring(whole)
                : padded + "0".repeat(whole - padded.length());
        return exponent == 0 && !always ? text : text + letter + (exponent < 0 ? "" : "+") + exponent;
    }
}
