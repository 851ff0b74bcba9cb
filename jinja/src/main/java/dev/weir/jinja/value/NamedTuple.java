package dev.weir.jinja.value;

import org.jspecify.annotations.Nullable;

/** A tuple whose items also have names, as {@code groupby} yields. */
public final class NamedTuple extends PyTuple {
    private final String typeName;
    private final boolean telling;
    private final String[] names;

    private NamedTuple(String typeName, boolean telling, String[] names, Object[] items) {
        super(items);
        this.typeName = typeName;
        this.telling = telling;
        this.names = names;
    }

    /** One that looks like any other tuple. */
    public static NamedTuple plain(String typeName, String[] names, Object... items) {
        return new NamedTuple(typeName, false, names, items);
    }

    /** One whose text says its type, and the name of each item. */
    public static NamedTuple typed(String typeName, String[] names, Object... items) {
        return new NamedTuple(typeName, true, names, items);
    }

    /** Whether its text says its type and the names. */
    boolean telling() {
        return telling;
    }

    String typeName() {
        return typeName;
    }

    /** As {@code type(name=1, ...)}. */
    String repr() {
        var text = new StringBuilder(typeName).append('(');
        for (int i = 0; i < names.length; i++) {
            text.append(i == 0 ? "" : ", ").append(names[i]).append('=').append(Values.repr(get(i)));
        }
        return text.append(')').toString();
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
