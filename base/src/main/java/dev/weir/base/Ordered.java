package dev.weir.base;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Immutable copies that keep the order of the original; {@code null} values are kept too. */
public final class Ordered {
    private Ordered() {}

    /** A map that is such a copy is not copied again. */
    @SuppressWarnings("unchecked") // nothing can be put into it
    public static <K, V> Map<K, V> copyOf(Map<? extends K, ? extends V> map) {
        if (map instanceof OrderedMap<?, ?>) {
            return (Map<K, V>) map;
        }
        if (map.size() > OrderedMap.MOST) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(map));
        }
        return map.isEmpty() ? Map.of() : new OrderedMap<>(map);
    }

    public static <T> Set<T> setOf(Collection<? extends T> items) {
        return items.isEmpty() ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(items));
    }
}
