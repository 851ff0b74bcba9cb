package dev.weir.jinja.value;

import java.util.AbstractList;
import java.util.Collection;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Python's tuple. Immutable; equality and hash are Python's. */
public class PyTuple extends AbstractList<Object> implements RandomAccess {
    public static final PyTuple EMPTY = new PyTuple(new Object[0]);

    private final Object[] items;

    /** Keeps the array, which nobody may change afterwards. */
    protected PyTuple(Object[] items) {
        this.items = items;
    }

    public static PyTuple of(Object... items) {
        return items.length == 0 ? EMPTY : new PyTuple(items);
    }

    public static PyTuple copyOf(Collection<?> items) {
        return of(items.toArray());
    }

    /** A tuple of everything the value yields. */
    public static PyTuple from(Object iterable) {
        return iterable instanceof PyTuple tuple ? tuple : copyOf(PyList.from(iterable));
    }

    @Override
    public Object get(int index) {
        return items[index];
    }

    @Override
    public int size() {
        return items.length;
    }

    @Override
    public Object[] toArray() {
        return items.clone();
    }

    @Override
    public boolean contains(@Nullable Object value) {
        return indexOf(value) >= 0;
    }

    @Override
    public int indexOf(@Nullable Object value) {
        for (int i = 0; value != null && i < items.length; i++) {
            if (Equality.same(items[i], value)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || (other instanceof PyTuple tuple && Equality.sameItems(this, tuple));
    }

    @Override
    public int hashCode() {
        int hash = 7;
        for (var item : items) {
            hash = 31 * hash + Equality.hash(item);
        }
        return hash;
    }

    @Override
    public String toString() {
        return Values.repr(this);
    }
}
