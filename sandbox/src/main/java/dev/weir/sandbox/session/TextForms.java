package dev.weir.sandbox.session;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;

/**
 * Values as PostgreSQL prints them ⇒ as Materialize does: numbers without trailing zeros, jsonb without blanks and with its keys
 * in order, an exponent only where a float is very large or small, months in full. Source: Materialize's test/sqllogictest/numeric.slt,
 * jsonb.slt, float.slt, interval.slt.
 */
final class TextForms {
    private TextForms() {}

    /** A numeric; without trailing zeros behind the point. */
    static String numeric(String text) {
        if (text.indexOf('.') < 0) return text;
        int end = text.length();
        while (text.charAt(end - 1) == '0') end--;
        if (text.charAt(end - 1) == '.') end--;
        return text.substring(0, end);
    }

    /** Months in full. Source: test/sqllogictest/interval.slt. */
    static String interval(String text) {
        int at = text.indexOf(" mon");
        return at < 0 ? text : text.substring(0, at) + " month" + text.substring(at + 4);
    }

    static String float8(String text) {
        return floating(text, 16);
    }

    static String float4(String text) {
        return floating(text, 13);
    }

    /** @param places how many digits stand before the point at most */
    private static String floating(String text, int places) {
        int e = text.indexOf('e');
        if (e < 0) return text;
        int exponent = Integer.parseInt(text, text.charAt(e + 1) == '+' ? e + 2 : e + 1, text.length(), 10);
        if (exponent < -5 || exponent >= places) {
            return text.substring(0, e) + (exponent < 0 ? "e" : "e+") + exponent;
        }
        return new BigDecimal(text).toPlainString();
    }

    static String jsonb(String text) {
        boolean scalar = !text.startsWith("{") && !text.startsWith("[");
        if (scalar) return text.startsWith("\"") ? text : numeric(text);
        var json = new Json(text);
        var out = new StringBuilder(text.length());
        json.value(out);
        return out.toString();
    }

    /** An array's text, element by element. */
    static String array(String text, java.util.function.UnaryOperator<String> element) {
        var out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '{' || c == '}' || c == ',') {
                out.append(c);
                at++;
            } else if (c == '"') {
                var value = new StringBuilder();
                at++;
                while (text.charAt(at) != '"') {
                    if (text.charAt(at) == '\\') at++;
                    value.append(text.charAt(at++));
                }
                at++;
                quote(element.apply(value.toString()), out);
            } else {
                int end = at;
                while (end < text.length() && text.charAt(end) != ',' && text.charAt(end) != '}') end++;
                String value = text.substring(at, end);
                if (value.equals("NULL")) out.append(value);
                else quote(element.apply(value), out);
                at = end;
            }
        }
        return out.toString();
    }

    private static void quote(String value, StringBuilder out) {
        boolean plain = !value.isEmpty() && !value.equalsIgnoreCase("null");
        for (int i = 0; plain && i < value.length(); i++) {
            char c = value.charAt(i);
            plain = c != '{' && c != '}' && c != ',' && c != '"' && c != '\\' && !Character.isWhitespace(c);
        }
        if (plain) {
            out.append(value);
            return;
        }
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') out.append('\\');
            out.append(c);
        }
        out.append('"');
    }

    /** A reader of jsonb's text, which is well-formed. */
    private static final class Json {
        private final String text;
        private int at;

        Json(String text) {
            this.text = text;
        }

        private record Member(String key, String value) {}

        void value(StringBuilder out) {
            char c = text.charAt(at);
            switch (c) {
                case '{' -> object(out);
                case '[' -> array(out);
                case '"' -> out.append(string());
                default -> {
                    int from = at;
                    while (at < text.length() && ",]} ".indexOf(text.charAt(at)) < 0) at++;
                    out.append(numeric(text.substring(from, at)));
                }
            }
        }

        private void object(StringBuilder out) {
            var members = new ArrayList<Member>();
            at++;
            while (text.charAt(at) != '}') {
                if (text.charAt(at) == ',' || text.charAt(at) == ' ') {
                    at++;
                    continue;
                }
                String key = string();
                at += 2; // a colon and a blank
                var value = new StringBuilder();
                value(value);
                members.add(new Member(key, value.toString()));
            }
            at++;
            members.sort(Comparator.comparing(
                    member -> member.key().substring(1, member.key().length() - 1)));
            out.append('{');
            for (int i = 0; i < members.size(); i++) {
                if (i > 0) out.append(',');
                out.append(members.get(i).key())
                        .append(':')
                        .append(members.get(i).value());
            }
            out.append('}');
        }

        private void array(StringBuilder out) {
            out.append('[');
            at++;
            while (text.charAt(at) != ']') {
                char c = text.charAt(at);
                if (c == ',') {
                    out.append(',');
                    at++;
                } else if (c == ' ') {
                    at++;
                } else {
                    value(out);
                }
            }
            at++;
            out.append(']');
        }

        /** With its quotes. */
        private String string() {
            int from = at++;
            while (text.charAt(at) != '"') at += text.charAt(at) == '\\' ? 2 : 1;
            return text.substring(from, ++at);
        }
    }
}
