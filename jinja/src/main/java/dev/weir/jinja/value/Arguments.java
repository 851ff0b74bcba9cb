package dev.weir.jinja.value;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call: positional ones, then keywords in the order written. Immutable as long as nobody changes the
 * arrays given. {@link Signature#bind} matches them to parameters; the accessors are the cheap way.
 */
public final class Arguments {
    private static final Object[] NO_VALUES = {};
    private static final String[] NO_NAMES = {};

    /** A call without arguments. */
    public static final Arguments NONE = new Arguments(NO_VALUES, NO_NAMES, NO_VALUES);

    private final Object[] positional;
    private final String[] names;
    private final Object[] values;

    private Arguments(Object[] positional, String[] names, Object[] values) {
        this.positional = positional;
        this.names = names;
        this.values = values;
    }

    public static Arguments of(Object... positional) {
        return positional.length == 0 ? NONE : new Arguments(positional, NO_NAMES, NO_VALUES);
    }

    /** Names and values go together; keeps the arrays. */
    public static Arguments of(Object[] positional, String[] names, Object[] values) {
        return new Arguments(positional, names, values);
    }

    /** The number of positional arguments. */
    public int size() {
        return positional.length;
    }

    /** The argument at a place; Python's error when there are not that many. */
    public Object positional(int index) {
        if (index >= positional.length) {
            throw PyError.type("expected at least " + count(index + 1) + ", got " + positional.length);
        }
        return positional[index];
    }

    /** All positional arguments; not to be changed. */
    public Object[] positionals() {
        return positional;
    }

    public int keywordCount() {
        return names.length;
    }

    public String keywordName(int index) {
        return names[index];
    }

    public Object keywordValue(int index) {
        return values[index];
    }

    public boolean isEmpty() {
        return positional.length == 0 && names.length == 0;
    }

    /** The keyword argument of that name; null when it was not given. */
    public @Nullable Object keyword(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    /** The argument at a place or of a name; null when it was given neither way. */
    public @Nullable Object find(int index, String name) {
        return index < positional.length ? positional[index] : keyword(name);
    }

    /** The argument at a place or of a name, else the default. */
    public Object or(int index, String name, Object otherwise) {
        var value = find(index, name);
        return value == null ? otherwise : value;
    }

    /** The same without the first positional arguments. */
    public Arguments skip(int count) {
        return new Arguments(java.util.Arrays.copyOfRange(positional, count, positional.length), names, values);
    }

    /** The same with one more positional argument in front. */
    public Arguments prepend(Object first) {
        var all = new Object[positional.length + 1];
        all[0] = first;
        System.arraycopy(positional, 0, all, 1, positional.length);
        return new Arguments(all, names, values);
    }

    /** The keywords as a dict. */
    public PyDict keywords() {
        var dict = new PyDict();
        for (int i = 0; i < names.length; i++) {
            dict.put(names[i], values[i]);
        }
        return dict;
    }

    /** Checks the number of arguments of a function written in C. */
    public void expect(String function, int least, int most) {
        refuseKeywords(function);
        if (positional.length < least) {
            throw PyError.type(function + " expected at least " + count(least) + ", got " + positional.length);
        }
        if (positional.length > most) {
            throw PyError.type(function + " expected at most " + count(most) + ", got " + positional.length);
        }
    }

    private static String count(int number) {
        return number + (number == 1 ? " argument" : " arguments");
    }

    /** The same for a function of so many arguments. */
    public void expectExactly(String function, int number) {
        refuseKeywords(function);
        if (positional.length != number) {
            throw PyError.type(function + " expected " + count(number) + ", got " + positional.length);
        }
    }

    void expectNone(String function) {
        refuseKeywords(function);
        if (positional.length > 0) {
            throw PyError.type(function + "() takes no arguments (" + positional.length + " given)");
        }
    }

    /** The only argument; Python's error for a function of one argument otherwise. */
    public Object exactlyOne(String function) {
        refuseKeywords(function);
        if (positional.length != 1) {
            throw PyError.type(function + "() takes exactly one argument (" + positional.length + " given)");
        }
        return positional[0];
    }

    void refuseKeywords(String function) {
        if (names.length > 0) {
            String called = function.indexOf('.') >= 0 ? function : qualified(function);
            throw PyError.type(called + "() takes no keyword arguments");
        }
    }

    private static String qualified(String function) {
        return switch (function) {
            case "get", "pop", "setdefault", "fromkeys" -> "dict." + function;
            default -> "str." + function;
        };
    }
}
