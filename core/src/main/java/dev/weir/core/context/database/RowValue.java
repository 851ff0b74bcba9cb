package dev.weir.core.context.database;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A named sequence as agate's rows and column lists are: items by place or by name, iteration over the items. Without names
 * it has places only.
 */
final class RowValue implements PyObject {
    private static final Signature GET = Signature.of("MappedSequence.get", "self", "key", "default=none");
    private static final int MOST_SHOWN = 5;

    private final String typeName;
    private final @Nullable List<?> names;
    private final PyTuple items;

    RowValue(String typeName, @Nullable List<?> names, PyTuple items) {
        this.typeName = typeName;
        this.names = names;
        this.items = items;
    }

    @Override
    public @Nullable Object item(Object key) {
        Object found = key instanceof Long || key instanceof Boolean ? Values.item(items, key) : null;
        if (found instanceof Undefined) {
            return null;
        }
        if (found == null && names != null) {
            int at = names.indexOf(key);
            return at < 0 ? null : items.get(at);
        }
        return found;
    }

    @Override
    public PyTuple sliceable() {
        return items;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "keys" -> (PyCallable) _ -> names == null ? None.NONE : PyTuple.copyOf(names);
            case "values" -> (PyCallable) _ -> items;
            case "items" -> (PyCallable) _ -> pairs();
            case "get" -> (PyCallable) this::get;
            case "dict" -> (PyCallable) _ -> dict();
            case "count" -> (PyCallable) arguments -> count(items, arguments);
            case "index" -> (PyCallable) arguments -> index(items, arguments);
            default -> null;
        };
    }

    static Object count(PyTuple items, Arguments arguments) {
        Object wanted = arguments.or(0, "value", None.NONE);
        long count = 0;
        for (Object item : items) {
            count += Values.equal(item, wanted) ? 1 : 0;
        }
        return count;
    }

    static Object index(PyTuple items, Arguments arguments) {
        int at = items.indexOf(arguments.or(0, "value", None.NONE));
        if (at < 0) {
            throw PyError.value("");
        }
        return (long) at;
    }

    private List<?> namesToWalk() {
        if (names == null) {
            throw PyError.type("'NoneType' object is not iterable");
        }
        return names;
    }

    private PyTuple pairs() {
        List<?> keys = namesToWalk();
        Object[] pairs = new Object[keys.size()];
        for (int at = 0; at < pairs.length; at++) {
            pairs[at] = PyTuple.of(keys.get(at), items.get(at));
        }
        return PyTuple.of(pairs);
    }

    private Object get(Arguments arguments) {
        Signature.Bound bound = GET.bind(arguments.prepend(this));
        int at = names == null ? -1 : names.indexOf(bound.value(1));
        return at >= 0 ? items.get(at) : bound.value(2);
    }

    private PyDict dict() {
        if (names == null) {
            throw new PyError("KeyError", "");
        }
        PyDict dict = new PyDict();
        for (int at = 0; at < items.size(); at++) {
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
    public String qualifiedTypeName() {
        return switch (typeName) {
            case "Row" -> "agate.rows.Row";
            case "MappedSequence" -> "agate.mapped_sequence.MappedSequence";
            default -> "agate." + typeName.toLowerCase(Locale.ROOT) + "." + typeName;
        };
    }

    @Override
    public String repr() {
        return shown(typeName, items);
    }

    /** The first items between the signs agate puts around its sequences. */
    static String shown(String typeName, PyTuple items) {
        StringBuilder text = new StringBuilder("<agate.").append(typeName).append(": (");
        for (int at = 0; at < items.size() && at < MOST_SHOWN; at++) {
            text.append(at == 0 ? "" : ", ").append(Values.repr(items.get(at)));
        }
        return text.append(items.size() > MOST_SHOWN ? ", ..." : "")
                .append(")>")
                .toString();
    }

    /** Equal to whatever sequence has the same items, as in agate. */
    @Override
    public boolean equals(@Nullable Object other) {
        return (other instanceof RowValue row && row.items.equals(items))
                || (other instanceof Collection<?> sequence && items.equals(PyTuple.copyOf(sequence)));
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }
}
