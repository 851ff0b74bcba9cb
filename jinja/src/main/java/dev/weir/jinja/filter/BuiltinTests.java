package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.Comparison;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Numbers;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyIterator;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.PySet;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jinja's tests by name. Source: Jinja docs 3.1, "List of Builtin Tests". */
public final class BuiltinTests {
    /** The names of all that are words, for hints. */
    public static final List<String> NAMES = List.of(
            "boolean",
            "callable",
            "defined",
            "divisibleby",
            "eq",
            "equalto",
            "escaped",
            "even",
            "false",
            "filter",
            "float",
            "ge",
            "greaterthan",
            "gt",
            "in",
            "integer",
            "iterable",
            "le",
            "lessthan",
            "lower",
            "lt",
            "mapping",
            "ne",
            "none",
            "number",
            "odd",
            "sameas",
            "sequence",
            "string",
            "test",
            "true",
            "undefined",
            "upper");

    private BuiltinTests() {}

    /** The test of that name; null when Jinja has none. */
    public static @Nullable TemplateTest find(String name) {
        TemplateTest found = named(name);
        return found == null || takesOther(name)
                ? found
                : (value, arguments, context) -> {
                    if (!arguments.isEmpty()) {
                        refuse(name, value, arguments);
                    }
                    return found.test(value, arguments, context);
                };
    }

    private static boolean takesOther(String name) {
        return switch (name) {
            case "divisibleby",
                    "in",
                    "sameas",
                    "eq",
                    "equalto",
                    "==",
                    "ne",
                    "!=",
                    "lt",
                    "lessthan",
                    "<",
                    "le",
                    "<=",
                    "gt",
                    "greaterthan",
                    ">",
                    "ge",
                    ">=" -> true;
            default -> false;
        };
    }

    private static void refuse(String name, Object value, Arguments arguments) {
        switch (name) {
            case "callable" -> TextFilters.refuseOfPython(name, arguments);
            case "filter", "test" ->
                Signature.of("test_" + name, "env", "value")
                        .bind(arguments.prepend(value).prepend(value));
            default -> TextFilters.refuse("test_" + name, value, arguments);
        }
    }

    private static @Nullable TemplateTest named(String name) {
        return switch (name) {
            case "defined" -> (value, _, _) -> !(value instanceof Undefined);
            case "undefined" -> (value, _, _) -> value instanceof Undefined;
            case "none" -> (value, _, _) -> value == None.NONE;
            case "boolean" -> (value, _, _) -> value instanceof Boolean;
            case "true" -> (value, _, _) -> Boolean.TRUE.equals(value);
            case "false" -> (value, _, _) -> Boolean.FALSE.equals(value);
            case "integer" -> (value, _, _) -> Numbers.isInteger(value) && !(value instanceof Boolean);
            case "float" -> (value, _, _) -> value instanceof Double;
            case "number" -> (value, _, _) -> Numbers.isNumber(value);
            case "string" -> (value, _, _) -> value instanceof String;
            case "mapping" ->
                (value, _, _) -> value instanceof PyDict || (value instanceof PyObject object && object.mapping());
            case "iterable" -> (value, _, _) -> Values.iterable(value);
            case "sequence" -> (value, _, _) -> isSequence(value);
            case "callable" -> (value, _, _) -> value instanceof PyCallable || value instanceof Undefined;
            case "escaped" -> (_, _, _) -> false;
            case "lower" -> (value, _, _) -> hasCase(value, "islower");
            case "upper" -> (value, _, _) -> hasCase(value, "isupper");
            case "odd" -> (value, _, _) -> Values.equal(Values.modulo(value, 2L), 1L);
            case "even" -> (value, _, _) -> Values.equal(Values.modulo(value, 2L), 0L);
            case "divisibleby" ->
                (value, arguments, _) ->
                        Values.equal(Values.modulo(value, other("test_divisibleby", "num", arguments)), 0L);
            case "filter" -> (value, _, _) -> hashed(value) instanceof String text && BuiltinFilters.find(text) != null;
            case "test" -> (value, _, _) -> hashed(value) instanceof String text && find(text) != null;
            case "in" -> (value, arguments, _) -> Values.contains(other("test_in", "seq", arguments), value);
            case "sameas" -> (value, arguments, _) -> same(value, other("test_sameas", "other", arguments));
            case "eq", "equalto", "==" -> (value, arguments, _) -> Values.equal(value, other("eq", arguments));
            case "ne", "!=" -> (value, arguments, _) -> !Values.equal(value, other("ne", arguments));
            case "lt", "lessthan", "<" ->
                (value, arguments, _) -> Values.compare(Comparison.LESS, value, other("lt", arguments));
            case "le", "<=" ->
                (value, arguments, _) -> Values.compare(Comparison.LESS_EQUAL, value, other("le", arguments));
            case "gt", "greaterthan", ">" ->
                (value, arguments, _) -> Values.compare(Comparison.GREATER, value, other("gt", arguments));
            case "ge", ">=" ->
                (value, arguments, _) -> Values.compare(Comparison.GREATER_EQUAL, value, other("ge", arguments));
            default -> null;
        };
    }

    private static Object hashed(Object value) {
        Values.hash(value);
        return value;
    }

    private static Object other(String function, Arguments arguments) {
        if (arguments.keywordCount() > 0) {
            throw PyError.type("_operator." + function + "() takes no keyword arguments");
        }
        if (arguments.size() != 1) {
            throw PyError.type(function + " expected 2 arguments, got " + (arguments.size() + 1));
        }
        return arguments.positional(0);
    }

    private static Object other(String function, String parameter, Arguments arguments) {
        var value = arguments.find(0, parameter);
        return value != null && arguments.size() + arguments.keywordCount() == 1
                ? value
                : Signature.of(function, "value", parameter)
                        .bind(arguments.prepend(None.NONE))
                        .value(1);
    }

    private static boolean isSequence(Object value) {
        return Values.lengthOrNone(value) >= 0
                && !(value instanceof PySet)
                && !(value instanceof PyIterator)
                && !Values.typeName(value).startsWith("dict_");
    }

    private static boolean hasCase(Object value, String method) {
        return Boolean.TRUE.equals(Values.callMethod(Values.str(value), method, Arguments.NONE));
    }

    /** Whether Python has one object for both: equal constants, small ints and texts count as such. */
    @SuppressWarnings("ReferenceEquality") // identity is what is asked for
    private static boolean same(Object a, Object b) {
        if (a == b) {
            return true;
        }
        boolean shared = a instanceof Boolean || a instanceof String || (a instanceof Long n && n >= -5 && n <= 256);
        return shared && a.getClass() == b.getClass() && a.equals(b);
    }
}
