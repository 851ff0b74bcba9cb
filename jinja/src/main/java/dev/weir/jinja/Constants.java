package dev.weir.jinja;

import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.jinja.tree.CallArguments;
import dev.weir.jinja.tree.Expression;
import dev.weir.jinja.tree.Scope;
import dev.weir.jinja.value.NamedTuple;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PySet;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Values;
import java.util.List;
import java.util.function.Function;

/**
 * Which expressions Jinja works out while it compiles: their values are text even where a template is rendered for its value.
 * Source: recorded cases of native rendering.
 */
final class Constants {
    private final Function<Expression, Object> evaluate;

    private Constants(Function<Expression, Object> evaluate) {
        this.evaluate = evaluate;
    }

    /** Whether an expression that yielded a value was constant; what decides which branch counts is evaluated once more. */
    static boolean folded(
            Expression expression, Object value, Readings readings, Function<Expression, Object> evaluate) {
        return plain(value, readings) && new Constants(evaluate).constant(expression);
    }

    /** Whether an expression is constant; what decides which branch counts is evaluated. */
    static boolean all(Expression expression, Function<Expression, Object> evaluate) {
        return new Constants(evaluate).constant(expression);
    }

    /** Whether an expression is constant, and of such a truth. */
    static boolean decides(Expression expression, boolean truth, SourceText source, Syntax syntax) {
        Rendering rendering = new Rendering(new Template(source, List.of(), 0, new Scope()), syntax, _ -> null, false);
        Frame frame = new Frame(0, null);
        try {
            return all(expression, part -> rendering.evaluateConstant(part, frame))
                    && Values.truth(rendering.evaluateConstant(expression, frame)) == truth;
        } catch (WeirException _) {
            return false;
        }
    }

    private boolean truth(Expression constant) {
        return Values.truth(evaluate.apply(constant));
    }

    /** Whether Jinja keeps a constant of such a value. */
    static boolean plain(Object value, Readings readings) {
        return switch (value) {
            case String text -> !readings.hold(text);
            case Boolean _, Number _, None _ -> true;
            case PyList items -> allPlain(items, readings);
            case NamedTuple _ -> false;
            case PyTuple items -> allPlain(items, readings);
            case PySet items -> allPlain(items, readings);
            case PyDict dict -> allPlain(dict.keySet(), readings) && allPlain(dict.values(), readings);
            default -> false;
        };
    }

    private static boolean allPlain(Iterable<Object> items, Readings readings) {
        for (Object item : items) {
            if (!plain(item, readings)) {
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

    private boolean constant(Expression expression) {
        return switch (expression) {
            case Expression.Literal _ -> true;
            case Expression.Variable _, Expression.Call _, Expression.NamespaceTarget _ -> false;
            case Expression.Attribute attribute -> constant(attribute.target());
            case Expression.Item item -> constant(item.target()) && constant(item.key());
            case Expression.Slice slice ->
                constant(slice.target()) && constant(slice.from()) && constant(slice.to()) && constant(slice.step());
            case Expression.FilterCall filter ->
                filter.value().isPresent()
                        && constant(filter.value().get())
                        && constant(filter.arguments())
                        && !asksContext(filter.filter().name());
            case Expression.TestCall test -> constant(test.value()) && constant(test.arguments());
            case Expression.Compare compare -> {
                boolean all = constant(compare.first());
                for (int i = 0; all && i < compare.rest().size(); i++) {
                    all = constant(compare.rest().get(i).value());
                    // The first comparison that does not hold is the last that is looked at.
                    if (all
                            && i + 1 < compare.rest().size()
                            && !truth(new Expression.Compare(
                                    compare.start(),
                                    compare.end(),
                                    compare.first(),
                                    compare.rest().subList(0, i + 1)))) {
                        break;
                    }
                }
                yield all;
            }
            case Expression.And and -> constant(and.left()) && (!truth(and.left()) || constant(and.right()));
            case Expression.Or or -> constant(or.left()) && (truth(or.left()) || constant(or.right()));
            case Expression.Not not -> constant(not.value());
            case Expression.Negative negative -> constant(negative.value());
            case Expression.Positive positive -> constant(positive.value());
            case Expression.Binary binary -> constant(binary.left()) && constant(binary.right());
            case Expression.Concat concat -> constant(concat.parts());
            case Expression.Conditional conditional ->
                constant(conditional.test())
                        && (truth(conditional.test())
                                ? constant(conditional.then())
                                : conditional.otherwise().isPresent()
                                        && constant(conditional.otherwise().get()));
            case Expression.ListLiteral list -> constant(list.items());
            case Expression.TupleLiteral tuple -> constant(tuple.items());
            case Expression.DictLiteral dict -> constant(dict.keysAndValues());
        };
    }

    private boolean constant(CallArguments arguments) {
        return constant(arguments.positional())
                && constant(arguments.values())
                && arguments.star().isEmpty()
                && arguments.doubleStar().isEmpty();
    }

    private boolean constant(List<Expression> expressions) {
        for (Expression expression : expressions) {
            if (!constant(expression)) {
                return false;
            }
        }
        return true;
    }
}
