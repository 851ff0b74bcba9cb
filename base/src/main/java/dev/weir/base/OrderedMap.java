package dev.weir.base;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map in the order of what it was copied from. Ours, because a project of some size has a hundred thousand of
 * them, most with a handful of entries: it takes a fifth of the memory of a {@link java.util.LinkedHashMap}.
 */
final class OrderedMap<K, V extends @Nullable Object> extends AbstractMap<K, V> {
    /** More entries than this are for another kind of map. */
    static final int MOST = Short.MAX_VALUE - 1;

    /** Up to here keys are looked for one by one. */
    private static final int SHORT = 8;

    private static final short[] NONE = {};

    /** Key, value, key, value, … */
    private final @Nullable Object[] entries;

    /** By hash: one more than the number of the entry, 0 for none; the next place is tried when another key has it. */
    private final short[] places;

    OrderedMap(Map<? extends K, ? extends V> map) {
        int size = map.size();
        @Nullable Object[] copied = new @Nullable Object[size * 2];
        int at = 0;
        for (Map.Entry<? extends K, ? extends V> entry : map.entrySet()) {
            copied[at++] = entry.getKey();
            copied[at++] = entry.getValue();
        }
        entries = copied;
        places = size <= SHORT ? NONE : new short[Integer.highestOneBit(size) * 4];
        for (int number = 0; number < size && places.length > 0; number++) {
            int place = place(entries[number * 2]);
            while (places[place] != 0) {
                place = place + 1 & places.length - 1;
            }
            places[place] = (short) (number + 1);
        }
    }

    private int place(@Nullable Object key) {
        int hash = Objects.hashCode(key);
        return (hash ^ hash >>> 16) & places.length - 1;
    }

    /** Where the key stands in {@link #entries}; negative when it does not. */
    private int find(@Nullable Object key) {
        if (places.length == 0) {
            for (int at = 0; at < entries.length; at += 2) {
                if (Objects.equals(key, entries[at])) {
                    return at;
                }
            }
            return -1;
        }
        int place = place(key);
        while (places[place] != 0) {
            int at = (places[place] - 1) * 2;
            if (Objects.equals(key, entries[at])) {
                return at;
            }
            place = place + 1 & places.length - 1;
        }
        return -1;
    }

    @Override
    public int size() {
        return entries.length / 2;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return find(key) >= 0;
    }

    @Override
    @SuppressWarnings("unchecked") // an entry's value
    public @Nullable V get(@Nullable Object key) {
        int at = find(key);
        return at < 0 ? null : (V) entries[at + 1];
    }

    @Override
    @SuppressWarnings("unchecked") // entries are of keys and values
    public void forEach(BiConsumer<? super K, ? super V> action) {
        for (int at = 0; at < entries.length; at += 2) {
            action.accept((K) entries[at], (V) entries[at + 1]);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a key
    public Set<K> keySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return OrderedMap.this.size();
            }

            @Override
            public boolean contains(@Nullable Object key) {
                return containsKey(key);
            }

            @Override
            public Iterator<K> iterator() {
                return new Walk<>(at -> (K) entries[at]);
            }
        };
    }

    @Override
    @SuppressWarnings("unchecked") // a value
    public Collection<V> values() {
        return new AbstractCollection<>() {
            @Override
            public int size() {
                return OrderedMap.this.size();
            }

            @Override
            public Iterator<V> iterator() {
                return new Walk<>(at -> (V) entries[at + 1]);
            }
        };
    }

    @Override
    @SuppressWarnings("unchecked") // entries are of keys and values
    public Set<Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return OrderedMap.this.size();
            }

            @Override
            public Iterator<Entry<K, V>> iterator() {
                return new Walk<>(at -> new SimpleImmutableEntry<>((K) entries[at], (V) entries[at + 1]));
            }
        };
    }

    private final class Walk<T extends @Nullable Object> implements Iterator<T> {
        private final IntFunction<T> read;
        private int next;

        /** @param read what there is of the entry that begins at a place */
        Walk(IntFunction<T> read) {
            this.read = read;
        }

        @Override
        public boolean hasNext() {
            return next < entries.length;
        }

        @Override
        public T next() {
            if (next >= entries.length) {
                throw new NoSuchElementException();
            }
            next += 2;
            return read.apply(next - 2);
        }
    }
}
