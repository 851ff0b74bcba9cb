package dev.weir.jinja.filter;

import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyList;
import org.jspecify.annotations.Nullable;

/** Jinja's global names. */
public final class BuiltinGlobals {
    private BuiltinGlobals() {}

    public static @Nullable Object find(String name) {
        return switch (name) {
            case "range" -> (PyCallable) arguments -> {
                PyList list = new PyList();
                long from = arguments.size() > 1 ? (Long) arguments.positional(0) : 0;
                long to = (Long) arguments.positional(arguments.size() > 1 ? 1 : 0);
                for (long at = from; at < to; at++) {
                    list.add(at);
                }
                return list;
            };
            case "dict" -> (PyCallable) arguments -> arguments.keywords();
            case "namespace" -> (PyCallable) arguments -> {
                Namespace namespace = new Namespace();
                for (int at = 0; at < arguments.keywordCount(); at++) {
                    namespace.set(arguments.keywordName(at), arguments.keywordValue(at));
                }
                return namespace;
            };
            default -> null;
        };
    }
}
