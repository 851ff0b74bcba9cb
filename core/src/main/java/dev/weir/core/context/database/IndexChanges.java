package dev.weir.core.context.database;

import dev.weir.adapter.Relation;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the indexes of a materialized view differ from its config. */
final class IndexChanges {
    private IndexChanges() {}

    /** One index; its name counts for nothing. */
    private record Index(String name, List<String> columns, boolean unique, String method) {
        boolean same(Index other) {
            return columns.equals(other.columns) && unique == other.unique && method.equals(other.method);
        }

        PyDict asValue() {
            // intended: COMPATIBILITY #147
            PyDict config = PyDict.of("columns", PyList.of(columns.toArray()), "unique", unique, "type", method);
            return PyDict.of("name", name, "as_node_config", config);
        }
    }

    /** None when nothing differs; else drops before creates. */
    static Object between(Object described, Object model, Relation relation) {
        List<Index> existing = existing(described);
        List<Index> wanted = wanted(model);
        PyList changes = new PyList();
        for (Index index : existing) {
            if (wanted.stream().noneMatch(index::same)) {
                changes.add(PyDict.of("action", "drop", "context", index.asValue()));
            }
        }
        for (Index index : wanted) {
            if (existing.stream().noneMatch(index::same)) {
                changes.add(PyDict.of("action", "create", "context", index.asValue()));
            }
        }
        return changes.isEmpty()
                ? None.NONE
                : PyDict.of("requires_full_refresh", false, "has_changes", true, "indexes", changes);
    }

    private static List<Index> existing(Object described) {
        List<Index> found = new ArrayList<>();
        if (Values.item(described, "indexes") instanceof TableValue table) {
            for (List<@Nullable Object> row : table.table().rows()) {
                String columns = CellText.of(row.get(3));
                found.add(new Index(
                        CellText.of(row.get(0)),
                        List.of(columns.split(",", -1)),
                        Boolean.TRUE.equals(row.get(2)),
                        CellText.of(row.get(1))));
            }
        }
        return found;
    }

    private static List<Index> wanted(Object model) {
        List<Index> found = new ArrayList<>();
        Object indexes = Values.item(Values.item(model, "config"), "indexes");
        if (!Values.iterable(indexes)) {
            return found;
        }
        for (Iterator<Object> each = Values.iterate(indexes); each.hasNext(); ) {
            if (each.next() instanceof PyDict dict) {
                List<String> columns = new ArrayList<>();
                if (dict.get("columns") instanceof PyList list) {
                    list.forEach(column -> columns.add(Values.str(column)));
                }
                Object method = dict.get("type");
                found.add(new Index(
                        "",
                        columns,
                        Boolean.TRUE.equals(dict.get("unique")),
                        method == null || method == None.NONE
                                ? "btree"
                                : Values.str(method).toLowerCase(Locale.ROOT)));
            }
        }
        return found;
    }
}
