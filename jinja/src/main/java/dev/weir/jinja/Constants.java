package dev.weir.jinja;

import dev.weir.jinja.tree.CallArguments;
import dev.weir.jinja.tree.Expression;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PySet;
import dev.weir.jinja.value.PyTuple;
import java.util.List;

/**
 * Which expressions Jinja works out while it compiles: their values are text even where a template is rendered for its value.
 * Source: recorded cases of native rendering.
 */
final class Constants {
    private Constants() {}

    /** Whether an expression that yielded a value was constant. */
    static boolean folded(Expression expression, Object value, Syntax syntax) {
        return plain(value) && constant(expression, syntax);
    }

    private static boolean plain(Object value) {
        return switch (value) {
            case String _, Boolean _, Number _, None _ -> true;
            case PyList items -> allPlain(items);
            case PyTuple items -> allPlain(items);
            case PySet items -> allPlain(items);
            case PyDict dict -> allPlain(dict.keySet()) && allPlain(dict.values());
            default -> false;
        };
    }

    private static boolean allPlain(Iterable<Object> items) {
        for (Object item : items) {
            if (!plain(item)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a filter is given the context of the rendering, so that it never runs before. */
    private static boolean asksContext(String filter) {
        return switch (filter) {
            case "map", "select", "reject", "selectattr", "rejectattr", "random" -> true;
            default -> false;
        };
    }

    private static boolean constant(Expression expression, Syntax syntax) {
        return switch (expression) {
            case Expression.Literal _ -> true;
            case Expression.Variable _, Expression.Call _, Expression.NamespaceTarget _ -> false;
            case Expression.Attribute attribute -> constant(attribute.target(), syntax);
            case Expression.Item item -> constant(item.target(), syntax) && constant(item.key(), syntax);
            case Expression.Slice slice ->
                constant(slice.target(), syntax)
                        && constant(slice.from(), syntax)
                        && constant(slice.to(), syntax)
                        && constant(slice.step(), syntax);
            case Expression.FilterCall filter ->
                filter.value().isPresent()
                        && constant(filter.value().get(), syntax)
                        && constant(filter.arguments(), syntax)
                        && !asksContext(filter.filter().name())
                        && !syntax.hasOwnFilter(filter.filter().name());
            case Expression.TestCall test -> constant(test.value(), syntax) && constant(test.arguments(), syntax);
            case Expression.Compare compare -> {
                boolean all = constant(compare.first(), syntax);
                for (Expression.Operand operand : compare.rest()) {
                    all &= constant(operand.value(), syntax);
                }
                yield all;
            }
            case Expression.And and -> constant(and.left(), syntax) && constant(and.right(), syntax);
            case Expression.Or or -> constant(or.left(), syntax) && constant(or.right(), syntax);
            case Expression.Not not -> constant(not.value(), syntax);
            case Expression.Negative negative -> constant(negative.value(), syntax);
            case Expression.Positive positive -> constant(positive.value(), syntax);
            case Expression.Binary binary -> constant(binary.left(), syntax) && constant(binary.right(), syntax);
            case Expression.Concat concat -> constant(concat.parts(), syntax);
            case Expression.Conditional conditional ->
                constant(conditional.test(), syntax)
                        && constant(conditional.then(), syntax)
                        && conditional.otherwise().isPresent()
                        && constant(conditional.otherwise().get(), syntax);
            case Expression.ListLiteral list -> constant(list.items(), syntax);
            case Expression.TupleLiteral tuple -> constant(tuple.items(), syntax);
            case Expression.DictLiteral dict -> constant(dict.keysAndValues(), syntax);
        };
    }

    private static boolean constant(CallArguments arguments, Syntax syntax) {
        return constant(arguments.positional(), syntax)
                && constant(arguments.values(), syntax)
                && arguments.star().isEmpty()
                && arguments.doubleStar().isEmpty();
    }

    private static boolean constant(List<Expression> expressions, Syntax syntax) {
        for (Expression expression : expressions) {
            if (!constant(expression, syntax)) {
                return false;
            }
        }
        return true;
    }
}
