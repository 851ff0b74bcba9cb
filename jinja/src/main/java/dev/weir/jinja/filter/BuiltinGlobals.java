package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.Numbers;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyRange;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** Jinja's global names. Source: Jinja docs 3.1, "List of Global Functions". */
public final class BuiltinGlobals {
    private static final Signature JOINER = Signature.of("__init__", "sep=', '");
    private static final PyCallable RANGE = BuiltinGlobals::range;
    private static final PyCallable DICT = BuiltinGlobals::dict;
    private static final PyCallable NAMESPACE = arguments -> new Namespace((PyDict) dict(arguments));
    private static final PyCallable CYCLER = Cycler::new;
    private static final PyCallable JOINER_OF = BuiltinGlobals::joiner;
    private static final PyCallable LIPSUM = _ -> {
        throw new PyError("NotImplementedError", "lipsum() is not supported");
    };

    private BuiltinGlobals() {}

    /** The value of that name; null when Jinja has none. */
    public static @Nullable Object find(String name) {
        return switch (name) {
            case "range" -> RANGE;
            case "dict" -> DICT;
            case "namespace" -> NAMESPACE;
            case "cycler" -> CYCLER;
            case "joiner" -> JOINER_OF;
            case "lipsum" -> LIPSUM;
            default -> null;
        };
    }

    private static Object dict(Arguments arguments) {
        var dict = new PyDict();
        if (arguments.size() > 1) {
            throw PyError.type("dict expected at most 1 argument, got " + arguments.size());
        }
        Values.callMethod(dict, "update", arguments);
        return dict;
    }

    private static Object range(Arguments arguments) {
        int count = arguments.size();
        if (count == 0 || count > 3) {
            throw PyError.type(
                    count == 0
                            ? "range expected at least 1 argument, got 0"
                            : "range expected at most 3 arguments, got " + count);
        }
        long first = Numbers.index(arguments.positional(0));
        long stop = count > 1 ? Numbers.index(arguments.positional(1)) : first;
        var range = new PyRange(count > 1 ? first : 0, stop, count > 2 ? Numbers.index(arguments.positional(2)) : 1);
        if (range.count() > PyRange.MAX) {
            throw PyError.overflow("Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000).");
        }
        return range;
    }

    private static Object joiner(Arguments arguments) {
        var separator = JOINER.bind(arguments).value(0);
        return new PyCallable() {
            private boolean used;

            @Override
            public Object call(Arguments none) {
                if (!used) {
                    used = true;
                    return "";
                }
                return separator;
            }

            @Override
            public String typeName() {
                return "Joiner";
            }

            @Override
            public String repr() {
                return "<jinja2.utils.Joiner object at 0x" + Integer.toHexString(System.identityHashCode(this)) + ">";
            }
        };
    }
}
