package dev.weir.core.context.database;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Values;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A named sequence as agate's rows and column lists are: items by place or by name, iteration over the items. */
final class RowValue implements PyObject {
    private final String typeName;
    private final List<String> names;
    private final PyTuple items;

    RowValue(String typeName, List<String> names, PyTuple items) {
        this.typeName = typeName;
        this.names = names;
        this.items = items;
    }

    @Override
    public @Nullable Object item(Object key) {
        if (key instanceof String name) {
            int at = names.indexOf(name);
            return at < 0 ? null : items.get(at);
        }
        return Values.item(items, key);
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "keys" -> (PyCallable) _ -> keys();
            case "values" -> (PyCallable) _ -> items;
            case "items" -> (PyCallable) _ -> pairs();
            case "get" -> (PyCallable) this::get;
            case "dict" -> (PyCallable) _ -> dict();
            default -> null;
        };
    }

    private PyTuple keys() {
        return PyTuple.copyOf(names);
    }

    private PyList pairs() {
        PyList pairs = new PyList(names.size());
        for (int at = 0; at < names.size(); at++) {
            pairs.add(PyTuple.of(names.get(at), items.get(at)));
        }
        return pairs;
    }

    private Object get(Arguments arguments) {
        Object found = item(arguments.positional(0));
        return found != null ? found : arguments.or(1, "default", None.NONE);
    }

    private PyDict dict() {
        PyDict dict = new PyDict();
        for (int at = 0; at < names.size(); at++) {
            dict.put(names.get(at), items.get(at));
        }
        return dict;
    }

    @Override
    public Iterator<Object> iterate() {
        return items.iterator();
    }

    @Override
    public int length() {
        return items.size();
    }

    @Override
    public String typeName() {
        return typeName;
    }

    @Override
    public String repr() {
        StringBuilder text = new StringBuilder("<agate.").append(typeName).append(": (");
        for (int at = 0; at < items.size() && at < 5; at++) {
            text.append(at == 0 ? "" : ", ").append(Values.repr(items.get(at)));
        }
        return text.append(items.size() > 5 ? ", ..." : "").append(")>").toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowValue row && row.items.equals(items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }
}
