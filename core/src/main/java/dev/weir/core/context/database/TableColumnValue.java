package dev.weir.core.context.database;

import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One column of a table of results: its name and its values from top to bottom. */
final class TableColumnValue implements PyObject {
    private final Table table;
    private final int place;

    TableColumnValue(Table table, int place) {
        this.table = table;
        this.place = place;
    }

    private PyTuple values() {
        Object[] values = new Object[table.rows().size()];
        for (int at = 0; at < values.length; at++) {
            values[at] = CellValues.toTemplate(table.rows().get(at).get(place));
        }
        return PyTuple.of(values);
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "name" -> table.columnNames().get(place);
            case "index" -> (long) place;
            case "values" -> (PyCallable) _ -> values();
            case "values_distinct" -> (PyCallable) _ -> PyTuple.copyOf(new LinkedHashSet<>(values()));
            case "values_without_nulls" -> (PyCallable) _ -> PyTuple.copyOf(withoutNulls());
            default -> null;
        };
    }

    private List<Object> withoutNulls() {
        List<Object> kept = new ArrayList<>();
        for (Object value : values()) {
            if (value != None.NONE) {
                kept.add(value);
            }
        }
        return kept;
    }

    /** By place only: a name such as {@code map(attribute='name')} asks for is an attribute. */
    @Override
    public @Nullable Object item(Object key) {
        return key instanceof String ? null : Values.item(values(), key);
    }

    @Override
    public Iterator<Object> iterate() {
        return values().iterator();
    }

    @Override
    public int length() {
        return table.rows().size();
    }

    @Override
    public String typeName() {
        return "Column";
    }
}
