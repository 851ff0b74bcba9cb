package dev.weir.jinja.value;

import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code keys()}, {@code values()} and {@code items()} of a dict yield: a window on it, without indexes. */
record DictView(PyDict dict, Part part) implements PyObject {
    enum Part {
        KEYS,
        VALUES,
        ITEMS
    }

    /** Whether a value is a set, or a view that compares as one. */
    static boolean isSet(Object value) {
        return value instanceof PySet || (value instanceof DictView view && view.part != Part.VALUES);
    }

    @Override
    public String typeName() {
        return "dict_" + part.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public int length() {
        return dict.size();
    }

    @Override
    public Iterator<Object> iterate() {
        return switch (part) {
            case KEYS -> dict.keyIterator();
            case VALUES -> dict.valueIterator();
            case ITEMS -> pairs(dict.entrySet().iterator());
        };
    }

    private static Iterator<Object> pairs(Iterator<Map.Entry<Object, Object>> entries) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public Object next() {
                var entry = entries.next();
                return PyTuple.of(entry.getKey(), entry.getValue());
            }
        };
    }

    @Override
    public @Nullable Boolean contains(Object value) {
        return switch (part) {
            case KEYS -> dict.containsKey(value);
            case VALUES -> null;
            case ITEMS ->
                value instanceof PyTuple pair
                        && pair.size() == 2
                        && dict.containsKey(pair.get(0))
                        && Equality.same(Values.item(dict, pair.get(0)), pair.get(1));
        };
    }

    @Override
    public @Nullable Object attribute(String name) {
        if (name.equals("isdisjoint") && part != Part.VALUES) {
            return (PyCallable) arguments -> SetMethods.call(PySet.from(this), "isdisjoint", arguments);
        }
        return null;
    }

    @Override
    public @Nullable Object operate(BinaryOperator operator, Object other, boolean reflected) {
        if (part == Part.VALUES || operator != BinaryOperator.SUBTRACT) {
            return null;
        }
        var left = PySet.from(reflected ? other : this);
        return SetMethods.operate(operator, left, PySet.from(reflected ? this : other));
    }

    @Override
    public String repr() {
        return typeName() + "(" + Values.repr(PyList.from(this)) + ")";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (other == null || part == Part.VALUES || !isSet(other)) {
            return other == this;
        }
        return Values.length(other) == length() && Ordering.within(this, other);
    }

    @Override
    public int hashCode() {
        if (part == Part.VALUES) {
            return System.identityHashCode(this);
        }
        throw PyError.type("unhashable type: '" + typeName() + "'");
    }
}
