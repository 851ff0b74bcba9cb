package dev.weir.jinja.value;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Python's list. Equality is Python's. Items may be added and removed by several threads. */
public final class PyList extends AbstractList<Object> implements RandomAccess {
    private static final Object[] EMPTY = {};

    private Object[] items;
    private int size;

    public PyList() {
        this.items = EMPTY;
    }

    public PyList(int capacity) {
        Limits.checkItems(capacity);
        this.items = capacity == 0 ? EMPTY : new Object[capacity];
    }

    public PyList(Collection<?> values) {
        this(values.size());
        for (var value : values) {
            add(value);
        }
    }

    public static PyList of(Object... values) {
        var list = new PyList(values.length);
        System.arraycopy(values, 0, list.items, 0, values.length);
        list.size = values.length;
        return list;
    }

    /** A list of everything the value yields. */
    public static PyList from(Object iterable) {
        if (iterable instanceof Collection<?> collection && !(iterable instanceof PyDict)) {
            return new PyList(collection);
        }
        if (iterable instanceof String text) {
            Limits.checkItems(text.length() / 2); // at least so many characters
        }
        var list = new PyList();
        for (var items = Values.iterate(iterable); items.hasNext(); ) {
            list.add(items.next());
        }
        return list;
    }

    /** Walks the list as it is at each step: a loop may append to what it walks through. */
    @Override
    public Iterator<Object> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public Object next() {
                if (next >= size) {
                    throw new NoSuchElementException();
                }
                return items[next++];
            }
        };
    }

    @Override
    public Object get(int index) {
        return items[Objects.checkIndex(index, size)];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public synchronized boolean add(Object value) {
        modCount++;
        grow();
        items[size++] = value;
        return true;
    }

    @Override
    public synchronized void add(int index, Object value) {
        Objects.checkIndex(index, size + 1);
        modCount++;
        grow();
        System.arraycopy(items, index, items, index + 1, size - index);
        items[index] = value;
        size++;
    }

    private void grow() {
        if (size == items.length) {
            Limits.checkItems(size);
            items = Arrays.copyOf(items, Math.max(8, size + (size >> 1)));
        }
    }

    @Override
    public Object set(int index, Object value) {
        var old = items[Objects.checkIndex(index, size)];
        items[index] = value;
        return old;
    }

    @Override
    public synchronized Object remove(int index) {
        var old = items[Objects.checkIndex(index, size)];
        modCount++;
        System.arraycopy(items, index + 1, items, index, size - index - 1);
        items[--size] = None.NONE;
        return old;
    }

    @Override
    public void clear() {
        modCount++;
        items = EMPTY;
        size = 0;
    }

    @Override
    public Object[] toArray() {
        return Arrays.copyOf(items, size, Object[].class);
    }

    @Override
    public boolean contains(@Nullable Object value) {
        return indexOf(value) >= 0;
    }

    @Override
    public int indexOf(@Nullable Object value) {
        for (int i = 0; value != null && i < size; i++) {
            if (Equality.same(items[i], value)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || (other instanceof PyList list && Equality.sameItems(this, list));
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + items[i].hashCode();
        }
        return hash;
    }

    @Override
    public String toString() {
        return Values.repr(this);
    }
}
