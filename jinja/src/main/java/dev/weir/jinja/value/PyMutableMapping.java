package dev.weir.jinja.value;

import org.jspecify.annotations.Nullable;

/**
 * A {@link PyMapping} that templates may change, such as {@code context}: implement how one key is set and taken out, and
 * {@code update}, {@code setdefault}, {@code pop} and {@code clear} follow.
 */
public interface PyMutableMapping extends PyMapping {
    /** Sets the value of a key, new or not. */
    void put(Object key, Object value);

    /** Takes a key out; null when it was not there. */
    @Nullable
    Object remove(Object key);

    @Override
    default @Nullable Object attribute(String name) {
        return switch (name) {
            case "update", "setdefault", "pop", "clear" -> (PyCallable) arguments -> change(name, arguments);
            default -> PyMapping.super.attribute(name);
        };
    }

    private Object change(String method, Arguments arguments) {
        switch (method) {
            case "update" -> {
                PyDict changes = new PyDict();
                DictMethods.update(changes, arguments, "update");
                changes.forEach(this::put);
            }
            case "clear" -> {
                arguments.expectNone("dict.clear");
                for (Object key : PyList.from(toDict())) {
                    remove(key);
                }
            }
            case "setdefault" -> {
                arguments.expect("setdefault", 1, 2);
                Object key = arguments.positional(0);
                Object value = item(key);
                if (value == null) {
                    value = arguments.size() > 1 ? arguments.positional(1) : None.NONE;
                    put(key, value);
                }
                return value;
            }
            default -> {
                arguments.expect("pop", 1, 2);
                Object value = remove(arguments.positional(0));
                if (value == null && arguments.size() == 1) {
                    throw PyError.key(arguments.positional(0));
                }
                return value != null ? value : arguments.positional(1);
            }
        }
        return None.NONE;
    }
}
