package dev.weir.core.context;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.Values;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * {@code validation} in templates: {@code validation.any('a', 'b')} yields what {@code config.get} and {@code config.require}
 * take as their validator. Source: calls of the reference (1.11.16).
 */
final class ConfigValidation {
    private ConfigValidation() {}

    static PyDict member() {
        return PyDict.of("any", (PyCallable) ConfigValidation::any);
    }

    private static Object any(Arguments allowed) {
        return (PyCallable) call -> {
            Object value = call.exactlyOne("inner");
            for (Object each : allowed.positionals()) {
                if (Values.equal(each, value)) {
                    return None.NONE;
                }
            }
            throw new WeirException(Diagnostic.of(DiagnosticCode.CMP_012, "a config is none of the values allowed")
                    .inWordsOfDbt("Expected value \"" + Values.str(value) + "\" to be one of "
                            + Arrays.stream(allowed.positionals())
                                    .map(Values::str)
                                    .collect(Collectors.joining(","))));
        };
    }

    /** Asks the validator of a call, if it has one that can be called: {@code validation.any[list]} is nothing, as in the reference. */
    static Object checked(Arguments arguments, int place, Object value) {
        if (CallArguments.given(arguments, place, "validator").orElse(None.NONE) instanceof PyCallable validator) {
            validator.call(Arguments.of(value));
        }
        return value;
    }
}
