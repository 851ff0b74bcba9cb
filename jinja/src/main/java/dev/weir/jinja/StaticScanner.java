package dev.weir.jinja;

import dev.weir.base.Span;
import dev.weir.jinja.tree.CallArguments;
import dev.weir.jinja.tree.Expression;
import dev.weir.jinja.tree.Name;
import dev.weir.jinja.tree.Statement;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyTuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at a template without rendering it: every call in it, in the order written, and every name it reads. What a call's
 * arguments are is certain where they are literals; whether the call happens is certain where it stands under no condition.
 */
public final class StaticScanner extends TreeWalk {
    /**
     * A call of a name, or of an attribute of one.
     *
     * @param callee the dotted name as written, such as {@code ref} or {@code adapter.dispatch}
     * @param positional the arguments that are literals; empty for one that is not
     * @param always whether rendering the template is sure to make the call
     */
    public record FoundCall(
            String callee,
            List<Optional<Object>> positional,
            Map<String, Optional<Object>> keywords,
            boolean always,
            Span span) {
        /** Whether all arguments are literals. */
        public boolean literal() {
            return positional.stream().allMatch(Optional::isPresent)
                    && keywords.values().stream().allMatch(Optional::isPresent);
        }
    }

    /**
     * What a template holds.
     *
     * @param names what is read, once each, in order of appearance
     */
    public record Findings(List<FoundCall> calls, List<String> names) {}

    private final Template template;
    private final List<FoundCall> calls = new ArrayList<>();
    private final Map<String, Boolean> names = new LinkedHashMap<>();
    private int conditions;

    private StaticScanner(Template template) {
        this.template = template;
    }

    public static Findings scan(Template template) {
        StaticScanner scanner = new StaticScanner(template);
        scanner.statements(template.body());
        return new Findings(List.copyOf(scanner.calls), List.copyOf(scanner.names.keySet()));
    }

    @Override
    void statement(Statement statement) {
        switch (statement) {
            case Statement.Text _,
                    Statement.Print _,
                    Statement.Prints _,
                    Statement.Set _,
                    Statement.Do _,
                    Statement.Nested _ -> inside(statement);
            case Statement.Break _,
                    Statement.Continue _,
                    Statement.SetBlock _,
                    Statement.FilterBlock _,
                    Statement.With _ -> inside(statement);
            case Statement.If _, Statement.For _, Statement.Define _ -> conditionally(() -> inside(statement));
            case Statement.CallBlock block -> {
                expression(block.call());
                conditionally(() -> macro(block.caller()));
            }
        }
    }

    private void conditionally(Runnable visit) {
        conditions++;
        visit.run();
        conditions--;
    }

    @Override
    void target(Expression target) {
        // what is assigned is not read
    }

    @Override
    void expression(Expression expression) {
        switch (expression) {
            case Name name -> names.put(name.name(), true);
            case Expression.Call call -> {
                String callee = dotted(call.callee());
                if (!callee.isEmpty()) {
                    calls.add(found(callee, call));
                }
                inside(call);
            }
            case Expression.And and -> {
                expression(and.left());
                conditionally(() -> expression(and.right()));
            }
            case Expression.Or or -> {
                expression(or.left());
                conditionally(() -> expression(or.right()));
            }
            case Expression.Conditional _ -> conditionally(() -> inside(expression));
            default -> inside(expression);
        }
    }

    private FoundCall found(String callee, Expression.Call call) {
        CallArguments arguments = call.arguments();
        List<Optional<Object>> positional = new ArrayList<>();
        for (Expression argument : arguments.positional()) {
            positional.add(literal(argument));
        }
        Map<String, Optional<Object>> keywords = new LinkedHashMap<>();
        for (int i = 0; i < arguments.names().size(); i++) {
            keywords.put(arguments.names().get(i), literal(arguments.values().get(i)));
        }
        if (arguments.star().isPresent()) {
            positional.add(Optional.empty());
        }
        if (arguments.doubleStar().isPresent()) {
            keywords.put("**", Optional.empty());
        }
        return new FoundCall(
                callee, positional, keywords, conditions == 0, template.source().span(call.start(), call.end()));
    }

    /** A name with its attributes; empty for anything else. */
    private static String dotted(Expression callee) {
        return switch (callee) {
            case Name name -> name.name();
            case Expression.Attribute attribute -> {
                String target = dotted(attribute.target());
                yield target.isEmpty() ? "" : target + "." + attribute.name();
            }
            default -> "";
        };
    }

    /** The value of an expression made of literals alone. */
    private static Optional<Object> literal(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal -> Optional.of(literal.value());
            case Expression.ListLiteral list -> literals(list.items()).map(items -> PyList.of(items));
            case Expression.TupleLiteral tuple -> literals(tuple.items()).map(items -> PyTuple.of(items));
            case Expression.DictLiteral dict -> literals(dict.keysAndValues()).map(items -> PyDict.of(items));
            default -> Optional.empty();
        };
    }

    private static Optional<Object[]> literals(List<Expression> expressions) {
        Object[] values = new Object[expressions.size()];
        for (int i = 0; i < values.length; i++) {
            Optional<Object> value = literal(expressions.get(i));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values[i] = value.get();
        }
        return Optional.of(values);
    }
}
