package dev.weir.core.project;

import dev.weir.jinja.PythonLiteral;
import dev.weir.jinja.StatementTag;
import dev.weir.jinja.Syntax;
import dev.weir.jinja.filter.Filter;
import dev.weir.jinja.filter.FilterContext;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Jinja with dbt's additions: the tags {@code test}, {@code data_test} and {@code materialization}, which define macros, and the
 * filters {@code as_text}, {@code as_bool}, {@code as_number}, {@code as_native}, {@code is_list}. Source: recorded cases of
 * native rendering.
 */
public final class DbtSyntax {
    private static final List<StatementTag> TAGS = List.of(
            new StatementTag("test", List.of("endtest"), new TestNaming()),
            new StatementTag("data_test", List.of("enddata_test", "endtest"), new TestNaming()),
            new StatementTag("materialization", List.of("endmaterialization"), new MaterializationNaming()));

    private static final Filter IS_LIST = (value, arguments, context) -> value instanceof PyList;

    private static final Signature ONE_VALUE = Signature.of("<lambda>", "value");

    /** Where text is wanted, as in SQL: {@code as_bool} and its like change nothing. */
    public static final Syntax TEXT =
            syntax(DbtSyntax::unchanged, DbtSyntax::unchanged, DbtSyntax::unchanged, DbtSyntax::unchanged);

    /** Where values are wanted, as in YAML: a text that went through one of them is read as a literal where it is printed alone. */
    public static final Syntax VALUES = syntax(
            read(text -> text),
            read(text -> converted(text, "bool", read -> read instanceof Boolean)),
            read(text -> converted(text, "number", read -> read instanceof Number)),
            read(text -> PythonLiteral.read(text).orElse(text)));

    private DbtSyntax() {}

    private static Syntax syntax(Filter asText, Filter asBool, Filter asNumber, Filter asNative) {
        Map<String, Filter> filters = Map.of(
                "as_text", asText, "as_bool", asBool, "as_number", asNumber, "as_native", asNative, "is_list", IS_LIST);
        return new Syntax(TAGS, filters).withMacroPrefix("dbt_macro__");
    }

    private static Object unchanged(Object value, Arguments arguments, FilterContext context) {
        ONE_VALUE.bind(arguments.prepend(value));
        return value;
    }

    private static Filter read(Function<String, Object> reading) {
        return (value, arguments, context) -> context.readAlone(
                Values.str(unchanged(value, arguments, context)), text -> reading.apply((String) text));
    }

    private static Object converted(String text, String type, Predicate<Object> wanted) {
        return PythonLiteral.read(text)
                .filter(wanted)
                .orElseThrow(() -> new PyError(
                        "JinjaRenderingError", "Could not convert value '" + text + "' into type '" + type + "'"));
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
}
