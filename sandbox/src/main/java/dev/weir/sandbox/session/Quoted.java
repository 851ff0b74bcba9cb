package dev.weir.sandbox.session;

import java.util.List;

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

    static String columns(List<String> names) {
        if (names.isEmpty()) return "";
        var text = new StringBuilder(" (");
        for (int i = 0; i < names.size(); i++) text.append(i == 0 ? "" : ", ").append(identifier(names.get(i)));
        return text.append(')').toString();
    }
}
