package dev.weir.jinja;

import dev.weir.jinja.tree.Expression;
import dev.weir.jinja.tree.MacroTree;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Undefined;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds the arguments of a call to a macro's parameters, with Jinja's complaints. */
final class MacroArguments {
    private MacroArguments() {}

    static void bind(MacroTree macro, Arguments arguments, Frame frame, Interpreter interpreter) {
        List<String> parameters = macro.parameters();
        int given = Math.min(arguments.size(), parameters.size());
        boolean[] taken = new boolean[arguments.keywordCount()];
        int firstDefault = parameters.size() - macro.defaults().size();
        for (int at = 0; at < parameters.size(); at++) {
            String name = parameters.get(at);
            Object value = at < given ? arguments.positional(at) : keyword(arguments, name, taken);
            if (value == null) {
                value = at >= firstDefault
                        ? defaultValue(macro.defaults().get(at - firstDefault), frame, interpreter)
                        : Undefined.because("parameter '" + name + "' was not provided");
            }
            frame.set(name, value);
        }
        bindRest(macro, arguments, frame, taken);
    }

    private static Object defaultValue(Expression expression, Frame frame, Interpreter interpreter) {
        return expression instanceof Expression.Constant constant
                ? constant.value()
                : interpreter.evaluate(expression, frame);
    }

    private static @Nullable Object keyword(Arguments arguments, String name, boolean[] taken) {
        for (int at = 0; at < taken.length; at++) {
            if (arguments.keywordName(at).equals(name)) {
                taken[at] = true;
                return arguments.keywordValue(at);
            }
        }
        return null;
    }

    private static void bindRest(MacroTree macro, Arguments arguments, Frame frame, boolean[] taken) {
        String shown = macro.name().equals("caller") ? "None" : "'" + macro.name() + "'";
        int parameters = macro.parameters().size();
        if (macro.readsCaller() && !macro.parameters().contains("caller")) {
            Object caller = keyword(arguments, "caller", taken);
            frame.set("caller", caller == null ? Undefined.because("No caller defined") : caller);
        }
        if (macro.readsKwargs()) {
            PyDict rest = new PyDict();
            for (int at = 0; at < taken.length; at++) {
                if (!taken[at]) {
                    rest.put(arguments.keywordName(at), arguments.keywordValue(at));
                }
            }
            frame.set("kwargs", rest);
        } else {
            for (int at = 0; at < taken.length; at++) {
                if (!taken[at]) {
                    String name = arguments.keywordName(at);
                    throw PyError.type(
                            name.equals("caller")
                                    ? "macro " + shown + " was invoked with two values for the special caller argument."
                                            + " This is most likely a bug."
                                    : "macro " + shown + " takes no keyword argument '" + name + "'");
                }
            }
        }
        if (macro.readsVarargs()) {
            Object[] rest = arguments.size() > parameters
                    ? Arrays.copyOfRange(arguments.positionals(), parameters, arguments.size())
                    : new Object[0];
            frame.set("varargs", PyTuple.of(rest));
        } else if (arguments.size() > parameters) {
            throw PyError.type("macro " + shown + " takes not more than " + parameters + " argument(s)");
        }
    }

}
