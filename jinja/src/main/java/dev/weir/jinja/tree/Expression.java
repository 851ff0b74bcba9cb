package dev.weir.jinja.tree;

import java.util.List;
import java.util.Optional;

/** An expression. {@code offset} is where it starts in its source text. Names are interned. */
public sealed interface Expression {
    int offset();

    /** A value that is known: a literal, or several folded into one. */
    record Constant(int offset, Object value) implements Expression {}

    record Name(int offset, String name) implements Expression {}

    record TupleOf(int offset, List<Expression> items) implements Expression {
        public TupleOf {
            items = List.copyOf(items);
        }
    }

    record ListOf(int offset, List<Expression> items) implements Expression {
        public ListOf {
            items = List.copyOf(items);
        }
    }

    /** Keys and values go together. */
    record DictOf(int offset, List<Expression> keys, List<Expression> values) implements Expression {
        public DictOf {
            keys = List.copyOf(keys);
            values = List.copyOf(values);
        }
    }

    record Attribute(int offset, Expression target, String name) implements Expression {}

    record Item(int offset, Expression target, Expression key) implements Expression {}

    record SliceOf(
            int offset,
            Expression target,
            Optional<Expression> start,
            Optional<Expression> stop,
            Optional<Expression> step)
            implements Expression {}

    record Call(int offset, Expression callee, CallArguments arguments) implements Expression {}

    /** {@code value | name(arguments)}. */
    record Filter(int offset, Expression value, String name, CallArguments arguments) implements Expression {}

    /** {@code value is name(arguments)}. */
    record Test(int offset, Expression value, String name, CallArguments arguments) implements Expression {}

    record Not(int offset, Expression value) implements Expression {}

    record Negative(int offset, Expression value) implements Expression {}

    record Positive(int offset, Expression value) implements Expression {}

    record Binary(int offset, Operator operator, Expression left, Expression right) implements Expression {}

    record And(int offset, Expression left, Expression right) implements Expression {}

    record Or(int offset, Expression left, Expression right) implements Expression {}

    /** {@code a ~ b ~ c}. */
    record Concat(int offset, List<Expression> parts) implements Expression {
        public Concat {
            parts = List.copyOf(parts);
        }
    }

    /** {@code first op1 second op2 third …}: each operand is evaluated once. */
    record Compare(int offset, Expression first, List<Comparator> operators, List<Expression> operands)
            implements Expression {
        public Compare {
            operators = List.copyOf(operators);
            operands = List.copyOf(operands);
        }
    }

    /** {@code then if condition else otherwise}; without an else the value is undefined. */
    record Conditional(int offset, Expression condition, Expression then, Optional<Expression> otherwise)
            implements Expression {}

    /** Arithmetic operators. */
    enum Operator {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        FLOOR_DIVIDE,
        MODULO,
        POWER
    }

    /** Comparison operators. */
    enum Comparator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        IN,
        NOT_IN
    }
}
