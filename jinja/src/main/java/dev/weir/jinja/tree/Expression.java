package dev.weir.jinja.tree;

import java.util.List;
import java.util.Optional;

/** Something that has a value. {@link #start()} and {@link #end()} are offsets in the template's source. */
public sealed interface Expression {
    int start();

    int end();

    /** A constant; None is {@link dev.weir.jinja.value.None}. */
    record Literal(int start, int end, Object value) implements Expression {}

    /** {@code target.name}. */
    record Attribute(int start, int end, Expression target, String name) implements Expression {}

    /** {@code target[key]}. */
    record Item(int start, int end, Expression target, Expression key) implements Expression {}

    /** {@code target[from:to:step]}; what is not written is a None literal. */
    record Slice(int start, int end, Expression target, Expression from, Expression to, Expression step)
            implements Expression {}

    record Call(int start, int end, Expression callee, CallArguments arguments) implements Expression {}

    /** {@code value | filter(arguments)}; without a value in a filter block, where the block's text is the value. */
    record FilterCall(
            int start,
            int end,
            Optional<Expression> value,
            Resolved<dev.weir.jinja.filter.Filter> filter,
            CallArguments arguments)
            implements Expression {}

    /** {@code value is test(arguments)}. */
    record TestCall(
            int start,
            int end,
            Expression value,
            Resolved<dev.weir.jinja.filter.TemplateTest> test,
            CallArguments arguments)
            implements Expression {}

    record Binary(int start, int end, Operator operator, Expression left, Expression right) implements Expression {}

    /** {@code first < second <= third}: each operator compares with the operand before it. */
    record Compare(int start, int end, Expression first, List<Operand> rest) implements Expression {}

    record Operand(ComparisonOperator operator, Expression value) {}

    record And(int start, int end, Expression left, Expression right) implements Expression {}

    record Or(int start, int end, Expression left, Expression right) implements Expression {}

    record Not(int start, int end, Expression value) implements Expression {}

    record Negative(int start, int end, Expression value) implements Expression {}

    record Positive(int start, int end, Expression value) implements Expression {}

    /** {@code a ~ b ~ c}. */
    record Concat(int start, int end, List<Expression> parts) implements Expression {}

    /** {@code then if test else otherwise}; without the last, undefined takes its place. */
    record Conditional(int start, int end, Expression test, Expression then, Optional<Expression> otherwise)
            implements Expression {}

    record ListLiteral(int start, int end, List<Expression> items) implements Expression {}

    record TupleLiteral(int start, int end, List<Expression> items) implements Expression {}

    /** Keys and values alternate. */
    record DictLiteral(int start, int end, List<Expression> keysAndValues) implements Expression {}

    /** A variable read. See {@link Name}. */
    sealed interface Variable extends Expression permits Name {
        String name();
    }

    /** What can stand left of {@code =} as {@code namespace.name}. */
    record NamespaceTarget(int start, int end, Name namespace, String name) implements Expression {}
}
