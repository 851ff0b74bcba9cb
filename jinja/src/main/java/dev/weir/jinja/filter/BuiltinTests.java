package dev.weir.jinja.filter;

import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jinja's tests by name. */
public final class BuiltinTests {
    private BuiltinTests() {}

    public static @Nullable TemplateTest find(String name) {
        return switch (name) {
            case "defined" -> (value, _, _) -> !(value instanceof Undefined);
            case "undefined" -> (value, _, _) -> value instanceof Undefined;
            case "none" -> (value, _, _) -> value == None.NONE;
            case "string" -> (value, _, _) -> value instanceof String;
            case "mapping" -> (value, _, _) -> value instanceof Map;
            case "iterable" -> (value, _, _) -> Values.iterable(value);
            case "sequence" -> (value, _, _) -> value instanceof java.util.List || value instanceof Map || value instanceof String;
            case "number" -> (value, _, _) -> value instanceof Number || value instanceof Boolean;
            case "integer" -> (value, _, _) -> value instanceof Long || value instanceof BigInteger;
            case "float" -> (value, _, _) -> value instanceof Double;
            case "boolean" -> (value, _, _) -> value instanceof Boolean;
            case "true" -> (value, _, _) -> Boolean.TRUE.equals(value);
            case "false" -> (value, _, _) -> Boolean.FALSE.equals(value);
            case "callable" -> (value, _, _) -> value instanceof PyCallable;
            case "odd" -> (value, _, _) -> value instanceof Long n && n % 2 != 0;
            case "even" -> (value, _, _) -> value instanceof Long n && n % 2 == 0;
            case "in" -> (value, arguments, _) -> Values.contains(arguments.positional(0), value);
            case "eq", "equalto", "==" -> (value, arguments, _) -> Values.equal(value, arguments.positional(0));
            case "ne", "!=" -> (value, arguments, _) -> !Values.equal(value, arguments.positional(0));
            case "sameas" -> (value, arguments, _) -> value == arguments.positional(0);
            default -> null;
        };
    }
}
