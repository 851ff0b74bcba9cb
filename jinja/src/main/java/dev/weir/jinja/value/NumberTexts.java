package dev.weir.jinja.value;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Numbers out of text, as Python's {@code int()} and {@code float()} read them. */
public final class NumberTexts {
    /** Python refuses to read longer numbers, as that takes time that grows with the square of their length. */
    private static final int MAX_DIGITS = 4_300;

    private NumberTexts() {}

    /** The int a text holds; null when it holds none. A base of 0 goes by the prefix. */
    public static @Nullable Object integer(String text, int base) {
        String body = StrMethods.strip(text, true, true);
        boolean negative = body.startsWith("-");
        int at = negative || body.startsWith("+") ? 1 : 0;
        int radix = base;
        int prefixed = prefix(body, at);
        if (prefixed != 0 && (base == 0 || base == prefixed)) {
            at += 2;
            radix = prefixed;
            at += at < body.length() && body.charAt(at) == '_' ? 1 : 0;
        } else if (base == 0) {
            radix = 10;
        }
        if (radix < 2 || radix > 36) {
            return null;
        }
        String digits = digits(body, at, radix);
        if (digits == null) {
            return null;
        }
        if (digits.length() < 18 && radix == 10) {
            long number = Long.parseLong(digits);
            return negative ? -number : number;
        }
        if (digits.length() > MAX_DIGITS && Integer.bitCount(radix) > 1) {
            return null;
        }
        var number = new BigInteger(digits, radix);
        return Numbers.narrow(negative ? number.negate() : number);
    }

    private static int prefix(String body, int at) {
        if (at + 1 >= body.length() || body.charAt(at) != '0') {
            return 0;
        }
        return switch (body.charAt(at + 1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 0;
        };
    }

    /** The digits without underscores; null when anything else is among them. */
    private static @Nullable String digits(String body, int from, int radix) {
        if (from >= body.length()) {
            return null;
        }
        var digits = new StringBuilder(body.length() - from);
        boolean afterDigit = false;
        for (int i = from; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '_') {
                if (!afterDigit || i + 1 == body.length()) {
                    return null;
                }
                afterDigit = false;
                continue;
            }
            if (Character.digit(c, radix) < 0) {
                return null;
            }
            digits.append(Character.forDigit(Character.digit(c, radix), radix));
            afterDigit = true;
        }
        return digits.toString();
    }

    /** The float a text holds; null when it holds none. */
    public static @Nullable Double real(String text) {
        String body = StrMethods.strip(text, true, true);
        int sign = body.startsWith("-") || body.startsWith("+") ? 1 : 0;
        String word = body.substring(sign).toLowerCase(java.util.Locale.ROOT);
        if (word.equals("inf") || word.equals("infinity")) {
            return body.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (word.equals("nan")) {
            return Double.NaN;
        }
        var plain = new StringBuilder(body.length());
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '_') {
                boolean between = i > 0
                        && i + 1 < body.length()
                        && Character.isDigit(body.charAt(i - 1))
                        && Character.isDigit(body.charAt(i + 1));
                if (!between) {
                    return null;
                }
                continue;
            }
            if (!(c >= '0' && c <= '9') && c != '.' && c != 'e' && c != 'E' && c != '+' && c != '-') {
                return null;
            }
            plain.append(c);
        }
        try {
            return plain.isEmpty() ? null : Double.valueOf(plain.toString());
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
