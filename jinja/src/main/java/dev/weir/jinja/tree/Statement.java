package dev.weir.jinja.tree;

import java.util.List;
import java.util.Optional;

/** One piece of a template: text, a print, or a tag with what it encloses. Offsets as in {@link Expression}. */
public sealed interface Statement {
    int start();

    int end();

    /** Text that goes out as it stands. */
    record Text(int start, int end, String text) implements Statement {}

    /** {@code {{ value }}}. */
    record Print(int start, int end, Expression value) implements Statement {}

    /** The branches in order; the last resort may be empty. */
    record If(int start, int end, List<Branch> branches, List<Statement> otherwise) implements Statement {}

    record Branch(Expression test, List<Statement> body) {}

    record For(
            int start,
            int end,
            Expression target,
            Expression items,
            Optional<Expression> filter,
            boolean recursive,
            List<Statement> body,
            List<Statement> otherwise,
            LoopScopes scopes)
            implements Statement {}

    /** {@code {% set target = value %}}. */
    record Set(int start, int end, Expression target, Expression value) implements Statement {}

    /** {@code {% set target | filter %}…{% endset %}}. */
    record SetBlock(
            int start, int end, Expression target, Optional<Expression> filter, List<Statement> body, Scope scope)
            implements Statement {}

    /** Defines a macro: from {@code macro}, or from a tag registered from outside. */
    record Define(int start, int end, Name target, Macro macro) implements Statement {}

    /** {@code {% call(parameters) call %}…{% endcall %}}. */
    record CallBlock(int start, int end, Expression.Call call, Macro caller) implements Statement {}

    record FilterBlock(int start, int end, Expression.FilterCall filter, List<Statement> body, Scope scope)
            implements Statement {}

    record Do(int start, int end, Expression value) implements Statement {}

    record With(
            int start, int end, List<Expression> targets, List<Expression> values, List<Statement> body, Scope scope)
            implements Statement {}

    /** {@code {% print a, b %}}. */
    record Prints(int start, int end, List<Print> printed) implements Statement {}

    /** Statements with a scope of their own: {@code {% block %}}. */
    record Nested(int start, int end, List<Statement> body, Scope scope) implements Statement {}

    record Break(int start, int end) implements Statement {}

    record Continue(int start, int end) implements Statement {}
}
