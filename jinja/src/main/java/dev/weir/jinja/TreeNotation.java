package dev.weir.jinja;

import dev.weir.jinja.tree.CallArguments;
import dev.weir.jinja.tree.Expression;
import dev.weir.jinja.tree.Name;
import dev.weir.jinja.tree.Statement;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Expressions in the notation in which Python's Jinja prints its tree: {@code Keyword(key='a', value=Const(value=1))}. Manifests
 * of dbt hold such texts. Source: recorded manifests, project {@code as_written}.
 */
public final class TreeNotation {
    private static final String NONE = "None";

    private TreeNotation() {}

    /**
     * The keyword arguments of the first call of a name, in the order written, whether rendering would make the call or not;
     * empty when nothing calls it.
     */
    public static Map<String, String> keywords(Template template, String callee) {
        FirstCall first = new FirstCall(callee);
        first.statements(template.body());
        Map<String, String> keywords = new LinkedHashMap<>();
        first.found.ifPresent(call -> {
            CallArguments arguments = call.arguments();
            for (int at = 0; at < arguments.names().size(); at++) {
                keywords.put(arguments.names().get(at), keyword(arguments, at));
            }
        });
        return keywords;
    }

    private static final class FirstCall extends TreeWalk {
        private final String callee;
        private Optional<Expression.Call> found = Optional.empty();

        FirstCall(String callee) {
            this.callee = callee;
        }

        @Override
        void statement(Statement statement) {
            inside(statement);
        }

        @Override
        void expression(Expression expression) {
            if (found.isPresent()) {
                return;
            }
            if (expression instanceof Expression.Call call
                    && call.callee() instanceof Name name
                    && name.name().equals(callee)) {
                found = Optional.of(call);
            } else {
                inside(expression);
            }
        }
    }

    private static String keyword(CallArguments arguments, int at) {
        return "Keyword(key='" + arguments.names().get(at) + "', value="
                + text(arguments.values().get(at)) + ")";
    }

    private static String text(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal -> "Const(value=" + Values.repr(literal.value()) + ")";
            case Expression.Variable name -> "Name(name='" + name.name() + "', ctx='load')";
            case Expression.Attribute attribute ->
                "Getattr(node=" + text(attribute.target()) + ", attr='" + attribute.name() + "', ctx='load')";
            case Expression.Item item ->
                "Getitem(node=" + text(item.target()) + ", arg=" + text(item.key()) + ", ctx='load')";
            case Expression.Slice slice ->
                "Getitem(node=" + text(slice.target()) + ", arg=Slice(start=" + bound(slice.from()) + ", stop="
                        + bound(slice.to()) + ", step=" + bound(slice.step()) + "), ctx='load')";
            case Expression.Call call -> "Call(node=" + text(call.callee()) + ", " + arguments(call.arguments()) + ")";
            case Expression.FilterCall filter ->
                "Filter(node=" + filter.value().map(TreeNotation::text).orElse(NONE) + ", name='"
                        + filter.filter().name() + "', " + arguments(filter.arguments()) + ")";
            case Expression.TestCall test ->
                "Test(node=" + text(test.value()) + ", name='" + test.test().name() + "', "
                        + arguments(test.arguments()) + ")";
            case Expression.Binary binary -> {
                String kind = switch (binary.operator()) {
                    case ADD -> "Add";
                    case SUBTRACT -> "Sub";
                    case MULTIPLY -> "Mul";
                    case DIVIDE -> "Div";
                    case FLOOR_DIVIDE -> "FloorDiv";
                    case MODULO -> "Mod";
                    case POWER -> "Pow";
                };
                yield pair(kind, binary.left(), binary.right());
            }
            case Expression.And and -> pair("And", and.left(), and.right());
            case Expression.Or or -> pair("Or", or.left(), or.right());
            case Expression.Not not -> "Not(node=" + text(not.value()) + ")";
            case Expression.Negative negative -> "Neg(node=" + text(negative.value()) + ")";
            case Expression.Positive positive -> "Pos(node=" + text(positive.value()) + ")";
            case Expression.Compare compare -> {
                List<String> operands = new ArrayList<>();
                compare.rest().forEach(operand -> operands.add(operand(operand)));
                yield "Compare(expr=" + text(compare.first()) + ", ops=[" + String.join(", ", operands) + "])";
            }
            case Expression.Concat concat -> "Concat(nodes=" + list(concat.parts()) + ")";
            case Expression.Conditional conditional ->
                "CondExpr(test=" + text(conditional.test()) + ", expr1=" + text(conditional.then()) + ", expr2="
                        + conditional.otherwise().map(TreeNotation::text).orElse(NONE) + ")";
            case Expression.ListLiteral list -> "List(items=" + list(list.items()) + ")";
            case Expression.TupleLiteral tuple -> "Tuple(items=" + list(tuple.items()) + ", ctx='load')";
            case Expression.DictLiteral dict -> {
                List<String> pairs = new ArrayList<>();
                List<Expression> parts = dict.keysAndValues();
                for (int at = 0; at < parts.size(); at += 2) {
                    pairs.add("Pair(key=" + text(parts.get(at)) + ", value=" + text(parts.get(at + 1)) + ")");
                }
                yield "Dict(items=[" + String.join(", ", pairs) + "])";
            }
            case Expression.NamespaceTarget target ->
                "NSRef(name='" + target.namespace().name() + "', attr='" + target.name() + "')";
        };
    }

    private static String pair(String kind, Expression left, Expression right) {
        return kind + "(left=" + text(left) + ", right=" + text(right) + ")";
    }

    private static String bound(Expression written) {
        return written instanceof Expression.Literal literal && literal.value() instanceof None ? NONE : text(written);
    }

    private static String operand(Expression.Operand operand) {
        String name = switch (operand.operator()) {
            case EQUAL -> "eq";
            case NOT_EQUAL -> "ne";
            case LESS -> "lt";
            case LESS_OR_EQUAL -> "lteq";
            case GREATER -> "gt";
            case GREATER_OR_EQUAL -> "gteq";
            case IN -> "in";
            case NOT_IN -> "notin";
        };
        return "Operand(op='" + name + "', expr=" + text(operand.value()) + ")";
    }

    private static String list(List<Expression> items) {
        return "[" + String.join(", ", items.stream().map(TreeNotation::text).toList()) + "]";
    }

    private static String arguments(CallArguments arguments) {
        List<String> keywords = new ArrayList<>();
        for (int at = 0; at < arguments.names().size(); at++) {
            keywords.add(keyword(arguments, at));
        }
        return "args=" + list(arguments.positional()) + ", kwargs=[" + String.join(", ", keywords) + "], dyn_args="
                + arguments.star().map(TreeNotation::text).orElse(NONE) + ", dyn_kwargs="
                + arguments.doubleStar().map(TreeNotation::text).orElse(NONE);
    }
}
