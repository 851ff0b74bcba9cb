package dev.weir.jinja.tree;

import java.util.List;
import java.util.Optional;

/** A piece of a template's body. {@code offset} is where it starts in its source text. */
public sealed interface Statement {
    int offset();

    record Text(int offset, String text) implements Statement {}

    record Output(int offset, Expression value) implements Statement {}

    /** Branches are tried in order: {@code conditions} and {@code bodies} go together. */
    record If(int offset, List<Expression> conditions, List<List<Statement>> bodies, List<Statement> otherwise)
            implements Statement {
        public If {
            conditions = List.copyOf(conditions);
            bodies = List.copyOf(bodies);
            otherwise = List.copyOf(otherwise);
        }
    }

    record For(
            int offset,
            Target target,
            Expression items,
            Optional<Expression> condition,
            boolean recursive,
            boolean readsLoop,
            List<Statement> body,
            List<Statement> otherwise)
            implements Statement {
        public For {
            body = List.copyOf(body);
            otherwise = List.copyOf(otherwise);
        }
    }

    record Assign(int offset, Target target, Expression value) implements Statement {}

    /** {@code {% set x | filter %}…{% endset %}}; {@code filters} are applied in order. */
    record AssignBlock(int offset, Target target, List<Expression.Filter> filters, List<Statement> body)
            implements Statement {
        public AssignBlock {
            filters = List.copyOf(filters);
            body = List.copyOf(body);
        }
    }

    /** A macro defined where it stands: its name is set when the statement is reached. */
    record Macro(int offset, MacroTree macro) implements Statement {}

    /** {@code {% call(parameters) callee(arguments) %}body{% endcall %}}. */
    record CallBlock(int offset, Expression.Call call, MacroTree caller) implements Statement {}

    record FilterBlock(int offset, List<Expression.Filter> filters, List<Statement> body) implements Statement {
        public FilterBlock {
            filters = List.copyOf(filters);
            body = List.copyOf(body);
        }
    }

    record With(int offset, List<Target> targets, List<Expression> values, List<Statement> body) implements Statement {
        public With {
            targets = List.copyOf(targets);
            values = List.copyOf(values);
            body = List.copyOf(body);
        }
    }

    /** {@code {% do … %}}: evaluated for its effect. */
    record Do(int offset, Expression value) implements Statement {}

    record Break(int offset) implements Statement {}

    record Continue(int offset) implements Statement {}
}
