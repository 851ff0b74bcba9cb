package dev.weir.core.project;

import dev.weir.jinja.StatementTag;
import dev.weir.jinja.Syntax;
import dev.weir.jinja.filter.Filter;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Jinja with dbt's additions: the tags {@code test}, {@code data_test} and {@code materialization}, which define macros, and
 * the filters {@code as_text}, {@code as_bool}, {@code as_number}, {@code as_native}, {@code is_list}. Source: dbt docs, "as_native" etc.
 */
public final class DbtSyntax {
    private DbtSyntax() {}

    public static Syntax create() {
        return new Syntax(
                        List.of(
                                new StatementTag("test", List.of("endtest"), new TestNaming()),
                                new StatementTag("data_test", List.of("enddata_test", "endtest"), new TestNaming()),
                                new StatementTag(
                                        "materialization", List.of("endmaterialization"), new MaterializationNaming())),
                        Map.<String, Filter>of(
                                "as_text", (value, arguments, context) -> Values.str(value),
                                "as_bool", (value, arguments, context) -> bool(value),
                                "as_number", (value, arguments, context) -> number(value),
                                "as_native", (value, arguments, context) -> natively(value),
                                "is_list", (value, arguments, context) -> value instanceof PyList))
                .withMacroPrefix("dbt_macro__");
    }

    private record TestNaming() implements StatementTag.Naming {
        @Override
        public String macroName(String name, Map<String, Object> options) {
            return "test_" + name;
        }

        @Override
        public boolean takesParameters() {
            return true;
        }
    }

    private record MaterializationNaming() implements StatementTag.Naming {
        @Override
        public String macroName(String name, Map<String, Object> options) {
            Object adapter = options.get("adapter");
            return "materialization_" + name + "_" + (adapter == null ? "default" : adapter);
        }

        @Override
        public boolean takesParameters() {
            return false;
        }
    }

    private static Object bool(Object value) {
        if (value instanceof String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw unfit(value, "bool");
            };
        }
        if (value instanceof Boolean) {
            return value;
        }
        throw unfit(value, "bool");
    }

    private static Object number(Object value) {
        if (value instanceof String text) {
            Object parsed = parsed(text.strip());
            if (parsed instanceof Number) {
                return parsed;
            }
            throw unfit(value, "number");
        }
        if (value instanceof Number) {
            return value;
        }
        throw unfit(value, "number");
    }

    private static Object natively(Object value) {
        return value instanceof String text ? parsed(text.strip()) : value;
    }

    /** A literal of Python's; the text itself when it is none. */
    private static Object parsed(String text) {
        switch (text) {
            case "True" -> {
                return true;
            }
            case "False" -> {
                return false;
            }
            case "None" -> {
                return dev.weir.jinja.value.None.NONE;
            }
            default -> {}
        }
        try {
            BigInteger whole = new BigInteger(text);
            return whole.bitLength() < 64 ? (Object) whole.longValue() : whole;
        } catch (NumberFormatException notWhole) {
            try {
                return new BigDecimal(text).doubleValue();
            } catch (NumberFormatException notNumber) {
                return text;
            }
        }
    }

    private static PyError unfit(Object value, String type) {
        return new PyError(
                "JinjaRenderingError", "Could not convert value '" + Values.str(value) + "' into type '" + type + "'");
    }
}
