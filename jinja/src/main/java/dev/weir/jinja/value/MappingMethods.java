package dev.weir.jinja.value;

import org.jspecify.annotations.Nullable;

/** The reading methods of dict, for any {@link PyMapping}. */
final class MappingMethods {
    private MappingMethods() {}

    static @Nullable PyCallable find(PyMapping mapping, String name) {
        return switch (name) {
            case "keys", "values", "items", "get", "copy" -> arguments -> call(mapping, name, arguments);
            default -> null;
        };
    }

    static Object call(PyMapping mapping, String name, Arguments arguments) {
        if (name.equals("get")) {
            arguments.expect("get", 1, 2);
            var value = mapping.item(arguments.positional(0));
            if (value != null) {
                return value;
            }
            return arguments.size() > 1 ? arguments.positional(1) : None.NONE;
        }
        arguments.expectNone("dict." + name);
        if (name.equals("copy")) {
            return mapping.toDict();
        }
        var list = new PyList();
        for (var key : mapping.keys()) {
            if (name.equals("keys")) {
                list.add(key);
                continue;
            }
            var value = mapping.item(key);
            if (value != null) {
                list.add(name.equals("values") ? value : PyTuple.of(key, value));
            }
        }
        return list;
    }
}
