package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.SqlFragment.Edit;
import dev.weir.sandbox.dialect.SqlFragment.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code WITH MUTUALLY RECURSIVE …} ⇒ a WITH whose first table holds what {@code _weir.fixpoint} found (recursion.sql). */
final class RecursionWriter {
    private final List<Edit> edits;

    RecursionWriter(List<Edit> edits) {
        this.edits = edits;
    }

    /**
     * @param limit an SQL number and what to do then
     * @param columns those of the tables, in the order of {@code tables}
     * @param reached tables of outer recursions, with their columns
     */
    void write(
            int start,
            int end,
            List<String> limit,
            List<String> tables,
            Map<String, Part.Quoted> columns,
            List<Part.Quoted> queries,
            Map<String, Part.Quoted> reached) {
        var parts = new ArrayList<Part>();
        String found = "\"_weir_found_" + start + "\"";
        text(
                parts,
                "WITH " + found + " AS MATERIALIZED (SELECT _weir.fixpoint(" + String.join(", ", limit) + ", ARRAY[");
        text(parts, literals(tables) + "], ARRAY[");
        quoted(parts, List.copyOf(columns.values()));
        text(parts, "], ARRAY[");
        quoted(parts, queries);
        text(parts, "], ARRAY[" + literals(List.copyOf(reached.keySet())) + "]::text[], ARRAY[");
        quoted(parts, List.copyOf(reached.values()));
        text(parts, "]::text[], ");
        boolean first = true;
        for (String name : reached.keySet()) {
            String table = identifier(name);
            text(parts, (first ? "ARRAY[" : ", ") + "(SELECT jsonb_agg(to_jsonb(" + table + ")) FROM " + table + ")");
            first = false;
        }
        text(parts, (first ? "ARRAY[" : "") + "]::jsonb[]) AS found)");
        int place = 1;
        for (var table : columns.entrySet()) {
            text(
                    parts,
                    ", " + identifier(table.getKey()) + " AS (SELECT t.* FROM " + found
                            + ", pg_catalog.jsonb_to_recordset(" + found + ".found[" + place++ + "]) AS t(");
            parts.add(new Part.Range(table.getValue().from(), table.getValue().to()));
            text(parts, "))");
        }
        edits.add(new Edit(start, end, parts));
    }

    private static void quoted(List<Part> parts, List<Part.Quoted> each) {
        for (int i = 0; i < each.size(); i++) {
            if (i > 0) text(parts, ", ");
            parts.add(each.get(i));
        }
    }

    private static void text(List<Part> parts, String sql) {
        parts.add(new Part.Text(sql));
    }

    private static String literals(List<String> names) {
        var text = new StringBuilder();
        for (String name : names) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append('\'')
                    .append(name.replace("'", "''"))
                    .append('\'');
        }
        return text.toString();
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
