package dev.weir.jinja.value;

/** Python's text for a float: the fewest digits that read back as the same number. */
final class FloatText {
    private FloatText() {}

    static String repr(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            long whole = (long) value;
            return whole == 0 && 1 / value < 0 ? "-0.0" : whole + ".0";
        }
        // Double.toString has had the shortest digits since JDK 19; only its layout differs from Python's.
        var java = Double.toString(value);
        var result = new StringBuilder();
        int at = 0;
        if (java.charAt(0) == '-') {
            result.append('-');
            at = 1;
        }
        int e = java.indexOf('E');
        String mantissa = e < 0 ? java.substring(at) : java.substring(at, e);
        int dot = mantissa.indexOf('.');
        int point = dot + (e < 0 ? 0 : Integer.parseInt(java.substring(e + 1)));
        String digits = mantissa.substring(0, dot) + mantissa.substring(dot + 1);
        int lead = 0;
        while (lead < digits.length() - 1 && digits.charAt(lead) == '0') {
            lead++;
            point--;
        }
        int end = digits.length();
        while (end > lead + 1 && digits.charAt(end - 1) == '0') {
            end--;
        }
        String shortest = digits.substring(lead, end);
        if (shortest.length() == 2 && Math.abs(value) < Double.MIN_NORMAL) {
            // Double.toString never stops at one digit, which is enough for some of the smallest numbers.
            String one = oneDigit(shortest, point, value);
            point += one.length() > 1 ? 1 : 0;
            shortest = one.isEmpty() ? shortest : one.substring(0, 1);
        }
        layOut(result, shortest, point);
        return result.toString();
    }

    /** The one digit that will do, with a zero behind it when it carried over; empty when one will not do. */
    private static String oneDigit(String two, int point, double value) {
        int rounded = (Integer.parseInt(two) + 5) / 10;
        double read = Double.parseDouble(rounded + "e" + (point - 1));
        return read == Math.abs(value) ? Integer.toString(rounded) : "";
    }

    /** Digits with the decimal point after the first {@code point} of them. */
    private static void layOut(StringBuilder out, String digits, int point) {
        if (point <= -4 || point > 16) {
            out.append(digits.charAt(0));
            if (digits.length() > 1) {
                out.append('.').append(digits, 1, digits.length());
            }
            int exponent = point - 1;
            out.append('e').append(exponent < 0 ? '-' : '+');
            exponent = Math.abs(exponent);
            if (exponent < 10) {
                out.append('0');
            }
            out.append(exponent);
        } else if (point <= 0) {
            out.append("0.").append("0".repeat(-point)).append(digits);
        } else if (point >= digits.length()) {
            out.append(digits).append("0".repeat(point - digits.length())).append(".0");
        } else {
            out.append(digits, 0, point).append('.').append(digits, point, digits.length());
        }
    }
}
