package dev.weir.jinja;

import dev.weir.jinja.tree.CallArguments;
import dev.weir.jinja.tree.Expression;
import dev.weir.jinja.tree.Macro;
import dev.weir.jinja.tree.Statement;
import java.util.List;

/** Visits every expression of a tree in the order written; subclasses say what to do with each. */
abstract class TreeWalk {
    /** Visits an expression; {@link #inside} goes on to its parts. */
    abstract void expression(Expression expression);

    /** Visits a statement; {@link #inside} goes on to its parts. */
    abstract void statement(Statement statement);

    final void statements(List<Statement> statements) {
        for (int i = 0; i < statements.size(); i++) {
            statement(statements.get(i));
        }
    }

    final void expressions(List<Expression> expressions) {
        for (int i = 0; i < expressions.size(); i++) {
            expression(expressions.get(i));
        }
    }

    /** What is stored to rather than read: targets and parameters come here. */
    void target(Expression target) {
        expression(target);
    }

    final void inside(Expression expression) {
        switch (expression) {
            case Expression.Literal _, Expression.Variable _ -> {}
            case Expression.Attribute attribute -> expression(attribute.target());
            case Expression.Call call -> {
                expression(call.callee());
                arguments(call.arguments());
            }
            case Expression.FilterCall filter -> {
                if (filter.value().isPresent()) {
                    expression(filter.value().get());
                }
                arguments(filter.arguments());
            }
            case Expression.Item item -> {
                expression(item.target());
                expression(item.key());
            }
            case Expression.TestCall test -> {
                expression(test.value());
                arguments(test.arguments());
            }
            case Expression.Compare compare -> {
                expression(compare.first());
                for (Expression.Operand operand : compare.rest()) {
                    expression(operand.value());
                }
            }
            case Expression.And and -> {
                expression(and.left());
                expression(and.right());
            }
            case Expression.Or or -> {
                expression(or.left());
                expression(or.right());
            }
            case Expression.Not not -> expression(not.value());
            case Expression.Binary binary -> {
                expression(binary.left());
                expression(binary.right());
            }
            case Expression.Concat concat -> expressions(concat.parts());
            case Expression.Conditional conditional -> {
                expression(conditional.test());
                expression(conditional.then());
                if (conditional.otherwise().isPresent()) {
                    expression(conditional.otherwise().get());
                }
            }
            case Expression.ListLiteral list -> expressions(list.items());
            case Expression.TupleLiteral tuple -> expressions(tuple.items());
            case Expression.DictLiteral dict -> expressions(dict.keysAndValues());
            case Expression.Slice slice -> {
                expression(slice.target());
                expression(slice.from());
                expression(slice.to());
                expression(slice.step());
            }
            case Expression.Negative negative -> expression(negative.value());
            case Expression.Positive positive -> expression(positive.value());
            case Expression.NamespaceTarget target -> expression(target.namespace());
        }
    }

    final void arguments(CallArguments arguments) {
        expressions(arguments.positional());
        expressions(arguments.values());
        if (arguments.star().isPresent()) {
            expression(arguments.star().get());
        }
        if (arguments.doubleStar().isPresent()) {
            expression(arguments.doubleStar().get());
        }
    }

    final void inside(Statement statement) {
        switch (statement) {
            case Statement.Text _, Statement.Break _, Statement.Continue _ -> {}
            case Statement.Print print -> expression(print.value());
            case Statement.Prints prints -> {
                for (Statement.Print print : prints.printed()) {
                    statement(print);
                }
            }
            case Statement.If branches -> {
                for (Statement.Branch branch : branches.branches()) {
                    expression(branch.test());
                    statements(branch.body());
                }
                statements(branches.otherwise());
            }
            case Statement.For loop -> {
                target(loop.target());
                expression(loop.items());
                statements(loop.body());
                statements(loop.otherwise());
                if (loop.filter().isPresent()) {
                    expression(loop.filter().get());
                }
            }
            case Statement.Set set -> {
                expression(set.value());
                target(set.target());
            }
            case Statement.SetBlock set -> {
                target(set.target());
                if (set.filter().isPresent()) {
                    expression(set.filter().get());
                }
                statements(set.body());
            }
            case Statement.Define define -> macro(define.macro());
            case Statement.CallBlock block -> {
                expression(block.call());
                macro(block.caller());
            }
            case Statement.FilterBlock block -> {
                statements(block.body());
                expression(block.filter());
            }
            case Statement.Do statementOnly -> expression(statementOnly.value());
            case Statement.With with -> {
                for (Expression target : with.targets()) {
                    target(target);
                }
                expressions(with.values());
                statements(with.body());
            }
            case Statement.Nested nested -> statements(nested.body());
        }
    }

    final void macro(Macro macro) {
        for (Expression parameter : macro.parameters()) {
            target(parameter);
        }
        expressions(macro.defaults());
        statements(macro.body());
    }
}
