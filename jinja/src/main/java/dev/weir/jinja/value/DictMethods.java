package dev.weir.jinja.value;

import java.util.Map;

/** The methods of dict. */
final class DictMethods {
    private DictMethods() {}

    static boolean has(String name) {
        return switch (name) {
            case "clear",
                    "copy",
                    "fromkeys",
                    "get",
                    "items",
                    "keys",
                    "pop",
                    "popitem",
                    "setdefault",
                    "update",
                    "values" -> true;
            default -> false;
        };
    }

    static Object call(PyDict dict, String name, Arguments arguments) {
        switch (name) {
            case "get" -> {
                arguments.expect("get", 1, 2);
                var value = dict.get(arguments.positional(0));
                return value != null ? value : arguments.size() > 1 ? arguments.positional(1) : None.NONE;
            }
            case "items" -> {
                arguments.expectNone("dict.items");
                return new DictView(dict, DictView.Part.ITEMS);
            }
            case "keys" -> {
                arguments.expectNone("dict.keys");
                return new DictView(dict, DictView.Part.KEYS);
            }
            case "values" -> {
                arguments.expectNone("dict.values");
                return new DictView(dict, DictView.Part.VALUES);
            }
            case "copy" -> {
                arguments.expectNone("dict.copy");
                return new PyDict(dict);
            }
            case "clear" -> {
                arguments.expectNone("dict.clear");
                dict.clear();
                return None.NONE;
            }
            case "update" -> {
                update(dict, arguments, "update");
                return None.NONE;
            }
            case "pop" -> {
                return pop(dict, arguments);
            }
            case "popitem" -> {
                arguments.expectNone("dict.popitem");
                var last = dict.last();
                if (last == null) {
                    throw new PyError("KeyError", "'popitem(): dictionary is empty'");
                }
                dict.remove(last.getFirst());
                return last;
            }
            case "setdefault" -> {
                arguments.expect("setdefault", 1, 2);
                var key = arguments.positional(0);
                var value = dict.get(key);
                if (value == null) {
                    value = arguments.size() > 1 ? arguments.positional(1) : None.NONE;
                    dict.put(key, value);
                }
                return value;
            }
            case "fromkeys" -> {
                arguments.expect("fromkeys", 1, 2);
                var made = new PyDict();
                var value = arguments.size() > 1 ? arguments.positional(1) : None.NONE;
                for (var keys = Values.iterate(arguments.positional(0)); keys.hasNext(); ) {
                    made.put(keys.next(), value);
                }
                return made;
            }
            default -> throw PyError.attribute("'dict' object has no attribute '" + name + "'");
        }
    }

    private static Object pop(PyDict dict, Arguments arguments) {
        arguments.expect("pop", 1, 2);
        var key = arguments.positional(0);
        var value = dict.remove(key);
        if (value != null) {
            return value;
        }
        if (arguments.size() > 1) {
            return arguments.positional(1);
        }
        throw PyError.key(key);
    }

    /** Puts everything the arguments of {@code dict(...)} or {@code update(...)} say into the dict. */
    static void update(PyDict dict, Arguments arguments, String function) {
        if (arguments.size() > 1) {
            throw PyError.type(function + " expected at most 1 argument, got " + arguments.size());
        }
        if (arguments.size() == 1) {
            putAll(dict, arguments.positional(0));
        }
        for (int i = 0; i < arguments.keywordCount(); i++) {
            dict.put(arguments.keywordName(i), arguments.keywordValue(i));
        }
    }

    @SuppressWarnings("ReferenceEquality") // only a dict updated with itself needs a copy
    private static void putAll(PyDict dict, Object source) {
        if (source instanceof PyDict entries) {
            for (Map.Entry<Object, Object> entry : (entries == dict ? new PyDict(entries) : entries).entrySet()) {
                dict.put(entry.getKey(), entry.getValue());
            }
            return;
        }
        if (source instanceof PyMapping mapping) {
            putAll(dict, mapping.toDict());
            return;
        }
        if (source instanceof Undefined nothing) {
            var _ = nothing.attribute(
                    "keys"); // what is undefined is asked for keys first, and fails unless it is lenient
        }
        int place = 0;
        for (var pairs = Values.iterate(source); pairs.hasNext(); place++) {
            var pair = pairs.next();
            if (!Values.iterable(pair)) {
                throw PyError.type("cannot convert dictionary update sequence element #" + place + " to a sequence");
            }
            var parts = PyList.from(pair);
            if (parts.size() != 2) {
                throw PyError.value("dictionary update sequence element #" + place + " has length " + parts.size()
                        + "; 2 is required");
            }
            dict.put(parts.get(0), parts.get(1));
        }
    }
}
