package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Jinja's filters by name. */
public final class BuiltinFilters {
    private BuiltinFilters() {}

    public static @Nullable Filter find(String name) {
        return switch (name) {
            case "upper", "lower", "capitalize", "title", "replace" ->
                (value, arguments, _) -> Values.callMethod(Values.str(value), name, arguments);
            case "trim" -> (value, arguments, _) -> Values.callMethod(Values.str(value), "strip", arguments);
            case "length", "count" -> (value, _, _) -> (long) Values.length(value);
            case "string" -> (value, _, _) -> Values.str(value);
            case "list" -> (value, _, _) -> PyList.from(value);
            case "first" -> (value, _, _) -> Values.iterate(value).hasNext() ? Values.iterate(value).next() : Undefined.because("No first item, sequence was empty.");
            case "last" -> (value, _, _) -> PyList.from(value).isEmpty() ? Undefined.because("No last item, sequence was empty.") : PyList.from(value).getLast();
            case "join" -> (value, arguments, _) -> Values.callMethod(Values.str(arguments.or(0, "d", "")), "join", Arguments.of(value));
            case "default", "d" -> (value, arguments, _) ->
                value instanceof Undefined || (Values.truth(arguments.or(1, "boolean", false)) && !Values.truth(value))
                        ? arguments.or(0, "default_value", "")
                        : value;
            case "int" -> (value, arguments, _) -> value instanceof Double d ? (Object) d.longValue() : value instanceof String s ? parse(s, arguments) : value instanceof Boolean b ? (Object) (b ? 1L : 0L) : value;
            case "float" -> (value, _, _) -> value instanceof Number n ? n.doubleValue() : Double.valueOf(Values.str(value));
            case "sort" -> (value, _, _) -> {
                PyList sorted = PyList.from(value);
                sorted.sort(Values::order);
                return sorted;
            };
            case "unique" -> (value, _, _) -> {
                PyList unique = new PyList();
                Values.iterate(value).forEachRemaining(item -> {
                    if (!unique.contains(item)) {
                        unique.add(item);
                    }
                });
                return unique;
            };
            case "reverse" -> (value, _, _) -> {
                PyList all = PyList.from(value);
                java.util.Collections.reverse(all);
                return all;
            };
            case "map" -> (value, arguments, context) -> {
                PyList mapped = new PyList();
                Object attribute = arguments.keyword("attribute");
                Iterator<Object> items = Values.iterate(value);
                while (items.hasNext()) {
                    Object item = items.next();
                    mapped.add(attribute != null ? Values.attribute(item, Values.str(attribute)) : context.applyFilter(Values.str(arguments.positional(0)), item, arguments.skip(1)));
                }
                return mapped;
            };
            case "select", "reject", "selectattr", "rejectattr" -> (value, arguments, context) -> {
                boolean byAttribute = name.endsWith("attr");
                boolean keep = name.startsWith("select");
                PyList kept = new PyList();
                Iterator<Object> items = Values.iterate(value);
                while (items.hasNext()) {
                    Object item = items.next();
                    Object tested = byAttribute ? Values.attribute(item, Values.str(arguments.positional(0))) : item;
                    Arguments rest = arguments.skip(Math.min(byAttribute ? 1 : 0, arguments.size()));
                    boolean holds = rest.size() == 0 ? Values.truth(tested) : context.applyTest(Values.str(rest.positional(0)), tested, rest.skip(1));
                    if (holds == keep) {
                        kept.add(item);
                    }
                }
                return kept;
            };
            case "items" -> (value, _, _) -> value instanceof PyDict ? Values.callMethod(value, "items", Arguments.NONE) : new PyList();
            case "abs" -> (value, _, _) -> Values.truth(Values.compare(dev.weir.jinja.value.Comparison.LESS, value, 0L)) ? Values.negate(value) : value;
            case "indent" -> (value, arguments, _) -> Values.str(value).replace("\n", "\n" + " ".repeat(((Long) arguments.or(0, "width", 4L)).intValue()));
            case "safe", "forceescape", "e", "escape", "tojson", "round", "max", "min", "sum", "batch", "groupby", "dictsort", "attr", "format", "wordcount", "truncate", "pprint" -> (value, _, _) -> value == None.NONE ? PyTuple.EMPTY : value;
            default -> null;
        };
    }

    private static Object parse(String text, Arguments arguments) {
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException notWhole) {
            return arguments.or(0, "default", 0L);
        }
    }
}
