package dev.weir.jinja.value;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Python's set, in the order its items were added (Python's own order depends on hashes that differ from run to run).
 * Not for several threads.
 */
public final class PySet extends AbstractSet<Object> {
    private final PyDict items = new PyDict();

    public PySet() {}

    public PySet(Collection<?> values) {
        for (var value : values) {
            items.put(value, None.NONE);
        }
    }

    public static PySet of(Object... values) {
        var set = new PySet();
        for (var value : values) {
            set.add(value);
        }
        return set;
    }

    /** A set of everything the value yields. */
    public static PySet from(Object iterable) {
        var set = new PySet();
        for (var values = Values.iterate(iterable); values.hasNext(); ) {
            set.add(values.next());
        }
        return set;
    }

    @Override
    public boolean add(Object value) {
        if (items.containsKey(value)) {
            return false;
        }
        items.put(value, None.NONE);
        return true;
    }

    @Override
    public boolean remove(@Nullable Object value) {
        return items.remove(value) != null;
    }

    @Override
    public boolean contains(@Nullable Object value) {
        return items.containsKey(value);
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public void clear() {
        items.clear();
    }

    @Override
    public Iterator<Object> iterator() {
        return items.keyIterator();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || (other instanceof PySet set && set.size() == size() && containsAll(set));
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }

    @Override
    public String toString() {
        return Values.repr(this);
    }
}
