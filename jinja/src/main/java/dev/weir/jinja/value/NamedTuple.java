package dev.weir.jinja.value;

import org.jspecify.annotations.Nullable;

/** A tuple whose items also have names, as {@code groupby} yields. */
public final class NamedTuple extends PyTuple {
    private final String[] names;

    private NamedTuple(String[] names, Object[] items) {
        super(items);
        this.names = names;
    }

    public static NamedTuple of(String[] names, Object... items) {
        return new NamedTuple(names, items);
    }

    /** The item of that name; null when there is none. */
    public @Nullable Object named(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return get(i);
            }
        }
        return null;
    }
}
