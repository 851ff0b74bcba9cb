package dev.weir.sandbox.session;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The one place where names and values become SQL text for PostgreSQL. */
final class Quoted {
    private Quoted() {}

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String identifier(String schema, String name) {
        return identifier(schema) + '.' + identifier(name);
    }

    static String literal(String text) {
        String doubled = text.replace("'", "''");
        return doubled.indexOf('\\') < 0 ? "'" + doubled + "'" : " E'" + doubled.replace("\\", "\\\\") + "'";
    }

    static String array(List<String> values) {
        var text = new StringBuilder("ARRAY[");
        for (int i = 0; i < values.size(); i++) text.append(i == 0 ? "" : ", ").append(literal(values.get(i)));
        return text.append("]::text[]").toString();
    }

    /** A JSON object of texts. */
    static String json(Map<String, String> members) {
        var text = new StringBuilder("{");
        members.forEach((name, value) -> {
            if (text.length() > 1) text.append(',');
            jsonString(name, text);
            jsonString(value, text.append(':'));
        });
        return text.append('}').toString();
    }

    private static void jsonString(String value, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') json.append('\\').append(c);
            else if (c < ' ') json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            else json.append(c);
        }
        json.append('"');
    }

    static String columns(List<String> names) {
        if (names.isEmpty()) return "";
        var text = new StringBuilder(" (");
        for (int i = 0; i < names.size(); i++) text.append(i == 0 ? "" : ", ").append(identifier(names.get(i)));
        return text.append(')').toString();
    }
}
