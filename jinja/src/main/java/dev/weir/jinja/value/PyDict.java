package dev.weir.jinja.value;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Python's dict: insertion order, and Python's equality of keys ({@code 1}, {@code 1.0} and {@code True} are one key).
 * Entries stand in two arrays in order; from nine entries on an index of hashes finds them. Changes may come from several
 * threads (a dict in {@code graph} is one for all nodes that run), looking up and walking at the same time may not.
 */
public final class PyDict extends AbstractMap<Object, Object> {
    private static final int SCANNED = 8;
    private static final @Nullable Object[] EMPTY = {};

    private @Nullable Object[] keys = EMPTY;
    private @Nullable Object[] values = EMPTY;
    private int[] hashes = new int[0];
    private int used;
    private int live;
    private int @Nullable [] index;
    private int changes;

    public PyDict() {}

    public PyDict(Map<?, ?> entries) {
        for (var entry : entries.entrySet()) {
            put(entry.getKey(), entry.getValue());
        }
    }

    /** A dict of alternating keys and values. */
    public static PyDict of(Object... keysAndValues) {
        var dict = new PyDict();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            dict.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return dict;
    }

    @Override
    public int size() {
        return live;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        int at = find(key);
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return find(key) >= 0;
    }

    @Override
    public synchronized @Nullable Object put(Object key, Object value) {
        int hash = Equality.hash(key);
        int at = find(key, hash);
        if (at >= 0) {
            var old = values[at];
            values[at] = value;
            return old;
        }
        if (used == keys.length) {
            makeRoom();
        }
        keys[used] = key;
        values[used] = value;
        hashes[used] = hash;
        if (index != null) {
            insert(index, hash, used);
        }
        used++;
        live++;
        changes++;
        return null;
    }

    @Override
    public synchronized @Nullable Object remove(@Nullable Object key) {
        int at = find(key);
        if (at < 0) {
            return null;
        }
        var old = values[at];
        keys[at] = null;
        values[at] = null;
        live--;
        changes++;
        if (at == used - 1 && index == null) {
            used--;
        }
        return old;
    }

    @Override
    public synchronized void clear() {
        keys = EMPTY;
        values = EMPTY;
        hashes = new int[0];
        used = 0;
        live = 0;
        index = null;
        changes++;
    }

    /** The key and value added last; null when the dict is empty. */
    @Nullable
    PyTuple last() {
        for (int i = used - 1; i >= 0; i--) {
            var key = keys[i];
            var value = values[i];
            if (key != null && value != null) {
                return PyTuple.of(key, value);
            }
        }
        return null;
    }

    private int find(@Nullable Object key) {
        return key == null ? -1 : find(key, Equality.hash(key));
    }

    private int find(Object key, int hash) {
        if (index == null) {
            for (int i = 0; i < used; i++) {
                var candidate = keys[i];
                if (hashes[i] == hash && candidate != null && Equality.same(candidate, key)) {
                    return i;
                }
            }
            return -1;
        }
        int mask = index.length - 1;
        for (int slot = spread(hash) & mask; index[slot] != 0; slot = (slot + 1) & mask) {
            int i = index[slot] - 1;
            var candidate = keys[i];
            if (hashes[i] == hash && candidate != null && Equality.same(candidate, key)) {
                return i;
            }
        }
        return -1;
    }

    private void makeRoom() {
        int to = 0;
        int capacity = live < SCANNED ? SCANNED : live * 2;
        @Nullable Object[] newKeys = new @Nullable Object[capacity];
        @Nullable Object[] newValues = new @Nullable Object[capacity];
        var newHashes = Arrays.copyOf(hashes, capacity);
        for (int i = 0; i < used; i++) {
            if (keys[i] != null) {
                newKeys[to] = keys[i];
                newValues[to] = values[i];
                newHashes[to++] = hashes[i];
            }
        }
        keys = newKeys;
        values = newValues;
        hashes = newHashes;
        used = to;
        if (capacity > SCANNED) {
            int[] table = new int[Integer.highestOneBit(capacity * 2 - 1) * 2];
            for (int i = 0; i < used; i++) {
                insert(table, hashes[i], i);
            }
            index = table;
        } else {
            index = null;
        }
    }

    private static void insert(int[] table, int hash, int entry) {
        int mask = table.length - 1;
        int slot = spread(hash) & mask;
        while (table[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        table[slot] = entry + 1;
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 16);
    }

    /** The keys in order; a change of the dict's size on the way is Python's error. */
    public Iterator<Object> keyIterator() {
        return new Walk<>() {
            @Override
            Object entry(Object key, Object value, int at) {
                return key;
            }
        };
    }

    /** The values in the order of their keys. */
    public Iterator<Object> valueIterator() {
        return new Walk<>() {
            @Override
            Object entry(Object key, Object value, int at) {
                return value;
            }
        };
    }

    @Override
    public Set<Map.Entry<Object, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return live;
            }

            @Override
            public Iterator<Map.Entry<Object, Object>> iterator() {
                return new Walk<>() {
                    @Override
                    Map.Entry<Object, Object> entry(Object key, Object value, int at) {
                        return new AbstractMap.SimpleImmutableEntry<>(key, value);
                    }
                };
            }
        };
    }

    private abstract class Walk<T> implements Iterator<T> {
        private final int size = live;
        private final int state = changes;
        private int next;
        private int seen;

        abstract T entry(Object key, Object value, int at);

        @Override
        public boolean hasNext() {
            if (live != size) {
                throw new PyError("RuntimeError", "dictionary changed size during iteration");
            }
            if (state != changes) {
                throw new PyError("RuntimeError", "dictionary keys changed during iteration");
            }
            return seen < size;
        }

        @Override
        public T next() {
            if (hasNext()) {
                while (next < used) {
                    int at = next++;
                    var key = keys[at];
                    var value = values[at];
                    if (key != null && value != null) {
                        seen++;
                        return entry(key, value, at);
                    }
                }
            }
            throw new NoSuchElementException();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (other == this) {
            return true;
        }
        if (!(other instanceof PyDict dict) || dict.live != live) {
            return false;
        }
        for (int i = 0; i < used; i++) {
            var key = keys[i];
            var value = values[i];
            if (key == null || value == null) {
                continue;
            }
            var theirs = dict.get(key);
            if (theirs == null || !Equality.same(value, theirs)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int sum = 0;
        for (int i = 0; i < used; i++) {
            if (keys[i] != null) {
                sum += hashes[i];
            }
        }
        return sum;
    }

    @Override
    public String toString() {
        return Values.repr(this);
    }
}
