package dev.weir.jinja.module;

import dev.weir.jinja.value.PyMapping;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A module: names and what they stand for, made on first use. Thread-safe. */
final class PyModule implements PyMapping {
    private final String name;
    private final List<Object> names;
    private final Function<String, Object> make;
    private final Map<String, Object> made = new ConcurrentHashMap<>();

    PyModule(String name, String[] names, Function<String, Object> make) {
        this.name = name;
        this.names = List.copyOf(Arrays.asList((Object[]) names));
        this.make = make;
    }

    @Override
    public Iterable<Object> keys() {
        return names;
    }

    @Override
    public int length() {
        return names.size();
    }

    @Override
    public @Nullable Object item(Object key) {
        return key instanceof String member && names.contains(member) ? made.computeIfAbsent(member, make) : null;
    }

    /** A member comes before the methods of dict, so that {@code itertools.count} is what it says. */
    @Override
    public @Nullable Object attribute(String member) {
        var found = item(member);
        return found != null ? found : PyMapping.super.attribute(member);
    }

    @Override
    public String repr() {
        return "<module '" + name + "'>";
    }
}
