package dev.weir.core.context.database;

import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Signature;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One column of a table of results: its name and its values from top to bottom. */
final class TableColumnValue implements PyObject {
    private static final Signature VALUES = Signature.of("Column.values", "self");
    private static final Signature GET = Signature.of("MappedSequence.get", "self", "key", "default=none");

    private final Table table;
    private final int place;
    private final @Nullable PyTuple rowNames;
    private @Nullable PyTuple values;

    TableColumnValue(Table table, int place, @Nullable PyTuple rowNames) {
        this.table = table;
        this.place = place;
        this.rowNames = rowNames;
    }

    private PyTuple values() {
        PyTuple known = values;
        if (known == null) {
            Object[] cells = new Object[table.rows().size()];
            for (int at = 0; at < cells.length; at++) {
                cells[at] = CellValues.toTemplate(table.rows().get(at).get(place));
            }
            known = PyTuple.of(cells);
            values = known;
        }
        return known;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "name" -> table.columnNames().get(place);
            case "index" -> (long) place;
            case "data_type" -> new CellTypeValue(table.types().get(place));
            case "values" ->
                (PyCallable) arguments -> {
                    VALUES.bind(arguments.prepend(this));
                    return values();
                };
            case "values_distinct" -> (PyCallable) _ -> PyTuple.copyOf(new LinkedHashSet<>(values()));
            case "values_without_nulls" -> (PyCallable) _ -> PyTuple.copyOf(withoutNulls());
            case "values_sorted" -> (PyCallable) _ -> sorted(values());
            case "values_without_nulls_sorted" -> (PyCallable) _ -> sorted(withoutNulls());
            case "count" -> (PyCallable) arguments -> RowValue.count(values(), arguments);
            case "keys", "items", "dict" -> named().attribute(name);
            case "get" ->
                (PyCallable) arguments -> {
                    Signature.Bound bound = GET.bind(arguments.prepend(this));
                    int at = rowNames == null ? -1 : rowNames.indexOf(bound.value(1));
                    return at >= 0 ? values().get(at) : bound.value(2);
                };
            default -> null;
        };
    }

    private RowValue named() {
        return new RowValue("Column", rowNames, values());
    }

    private static PyList sorted(List<Object> values) {
        List<Object> sorted = new ArrayList<>(values);
        sorted.sort(TableRows::nullsLast);
        return PyList.of(sorted.toArray());
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

    @Override
    public @Nullable Object item(Object key) {
        return named().item(key);
    }

    @Override
    public PyTuple sliceable() {
        return values();
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

    @Override
    public String qualifiedTypeName() {
        return "agate.columns.Column";
    }

    @Override
    public String repr() {
        return RowValue.shown("Column", values());
    }
}
