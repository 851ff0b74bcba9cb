package dev.weir.core.context;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Values;
import java.util.Optional;

/** Reads one argument of a call, given by place or by name, with Python's complaint when it is missing. */
final class CallArguments {
    private CallArguments() {}

    static Optional<Object> optional(Arguments arguments, int place, String name) {
        if (place < arguments.size()) {
            return Optional.of(arguments.positional(place));
        }
        return Optional.ofNullable(arguments.keyword(name));
    }

    /** Like {@link #optional}, with an explicit None taken for absence. */
    static Optional<Object> given(Arguments arguments, int place, String name) {
        return optional(arguments, place, name).filter(value -> value != None.NONE);
    }

    static Object required(Arguments arguments, int place, String name, String function) {
        return optional(arguments, place, name)
                .orElseThrow(() -> new PyError(
                        "TypeError", function + "() missing 1 required positional argument: '" + name + "'"));
    }

    static String text(Arguments arguments, int place, String name, String function) {
        return Values.str(required(arguments, place, name, function));
    }

    static boolean truth(Arguments arguments, int place, String name) {
        return optional(arguments, place, name).map(Values::truth).orElse(false);
    }
}
