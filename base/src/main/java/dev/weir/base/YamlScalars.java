package dev.weir.base;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML 1.1 plain scalars ⇒ values, as PyYAML's safe loader reads them. */
final class YamlScalars {
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(?:[0-9][0-9_]*)\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
                    + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    private static final Pattern TIMESTAMP =
            Pattern.compile("(\\d{4})-(\\d\\d?)-(\\d\\d?)(?:(?:[Tt]|[ \\t]+)(\\d\\d?):(\\d\\d):(\\d\\d)(?:\\.(\\d*))?"
                    + "(?:[ \\t]*(Z|([-+])(\\d\\d?)(?::(\\d\\d))?))?)?");

    private YamlScalars() {}

    static @Nullable Object resolve(Tag tag, String text) {
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "yes", "true", "on" -> Boolean.TRUE;
                default -> Boolean.FALSE;
            };
        }
        if (tag.equals(Tag.INT)) {
            return integer(text);
        }
        if (tag.equals(Tag.FLOAT)) {
            return FLOAT.matcher(text).matches() ? floating(text) : text; // PyYAML: 1e3 is text
        }
        if (tag.equals(Tag.TIMESTAMP)) {
            return timestamp(text);
        }
        return text;
    }

    private static Object integer(String text) {
        String digits = text.replace("_", "");
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        BigInteger value;
        if (digits.equals("0")) {
            value = BigInteger.ZERO;
        } else if (digits.startsWith("0b")) {
            value = new BigInteger(digits.substring(2), 2);
        } else if (digits.startsWith("0x")) {
            value = new BigInteger(digits.substring(2), 16);
        } else if (digits.indexOf(':') >= 0) {
            value = sexagesimal(digits);
        } else if (digits.startsWith("0")) {
            value = new BigInteger(digits, 8);
        } else {
            value = new BigInteger(digits);
        }
        BigInteger signed = negative ? value.negate() : value;
        return signed.bitLength() < 64 ? (Object) signed.longValue() : signed;
    }

    private static BigInteger sexagesimal(String digits) {
        BigInteger value = BigInteger.ZERO;
        for (String part : digits.split(":", -1)) {
            value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
        }
        return value;
    }

    private static Object floating(String text) {
        String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
        if (digits.endsWith(".inf")) {
            return digits.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (digits.equals(".nan")) {
            return Double.NaN;
        }
        if (digits.indexOf(':') < 0) {
            return Double.parseDouble(digits);
        }
        boolean negative = digits.startsWith("-");
        double value = 0;
        for (String part : digits.replaceFirst("^[-+]", "").split(":", -1)) {
            value = value * 60 + Double.parseDouble(part);
        }
        return negative ? -value : value;
    }

    private static Object timestamp(String text) {
        Matcher at = TIMESTAMP.matcher(text);
        if (!at.matches()) {
            return text;
        }
        LocalDate date = LocalDate.of(number(at, 1), number(at, 2), number(at, 3));
        if (at.group(4) == null) {
            return date;
        }
        LocalDateTime local = date.atTime(number(at, 4), number(at, 5), number(at, 6), nanos(at.group(7)));
        if (at.group(8) == null) {
            return local;
        }
        int minutes = at.group(9) == null
                ? 0
                : (number(at, 10) * 60 + (at.group(11) == null ? 0 : number(at, 11)))
                        * ("-".equals(at.group(9)) ? -1 : 1);
        return OffsetDateTime.of(local, ZoneOffset.ofTotalSeconds(minutes * 60));
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null || fraction.isEmpty()
                ? 0
                : Integer.parseInt((fraction + "000000").substring(0, 6)) * 1000;
    }

    private static int number(Matcher at, int group) {
        return Integer.parseInt(at.group(group));
    }
}
