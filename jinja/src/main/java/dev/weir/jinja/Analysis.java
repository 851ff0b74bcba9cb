package dev.weir.jinja;

import dev.weir.jinja.tree.Expression;
import dev.weir.jinja.tree.Name;
import dev.weir.jinja.tree.Statement;
import java.util.List;

/**
 * Collects what one scope reads and assigns, not what the scopes within it do. The order matters: a name read before it is
 * assigned starts with its global, else with nothing. Source: Jinja docs, "Assignments", "Scoping Behavior"; recorded cases.
 */
final class Analysis extends TreeWalk {
    private Symbols symbols;

    Analysis(Symbols symbols) {
        this.symbols = symbols;
    }

    @Override
    void expression(Expression expression) {
        if (expression instanceof Name name) {
            symbols.load(name.name());
        } else {
            inside(expression);
        }
    }

    @Override
    void target(Expression target) {
        switch (target) {
            case Name name -> symbols.store(name.name());
            case Expression.NamespaceTarget namespace ->
                symbols.load(namespace.namespace().name());
            case Expression.TupleLiteral tuple -> {
                for (Expression item : tuple.items()) {
                    target(item);
                }
            }
            default -> expression(target);
        }
    }

    /** A target that the tag itself assigns: of a loop, of a macro. */
    void parameter(Expression target) {
        switch (target) {
            case Name name -> symbols.parameter(name.name());
            case Expression.TupleLiteral tuple -> {
                for (Expression item : tuple.items()) {
                    parameter(item);
                }
            }
            default -> expression(target);
        }
    }

    @Override
    void statement(Statement statement) {
        switch (statement) {
            case Statement.Text _, Statement.Print _, Statement.Prints _, Statement.Do _, Statement.Set _ ->
                inside(statement);
            case Statement.Break _, Statement.Continue _, Statement.Nested _ -> {}
            case Statement.If branches -> branches(branches);
            case Statement.For loop -> expression(loop.items());
            case Statement.SetBlock set -> target(set.target());
            case Statement.Define define -> symbols.store(define.target().name());
            case Statement.CallBlock block -> expression(block.call());
            case Statement.FilterBlock block -> expression(block.filter());
            case Statement.With with -> expressions(with.values());
        }
    }

    private void branches(Statement.If statement) {
        Symbols around = symbols;
        Statement.Branch first = statement.branches().getFirst();
        expression(first.test());
        Symbols body = around.branch();
        symbols = body;
        statements(first.body());
        Symbols alternatives = around.branch();
        symbols = alternatives;
        for (Statement.Branch branch :
                statement.branches().subList(1, statement.branches().size())) {
            elif(branch);
        }
        Symbols otherwise = around.branch();
        symbols = otherwise;
        statements(statement.otherwise());
        symbols = around;
        symbols.join(List.of(body, alternatives, otherwise));
    }

    /** Each further branch counts as an {@code if} of its own. */
    private void elif(Statement.Branch branch) {
        Symbols around = symbols;
        expression(branch.test());
        Symbols body = around.branch();
        symbols = body;
        statements(branch.body());
        symbols = around;
        symbols.join(List.of(body, around.branch(), around.branch()));
    }
}
