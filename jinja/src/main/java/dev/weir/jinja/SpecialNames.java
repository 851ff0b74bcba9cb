package dev.weir.jinja;

import dev.weir.jinja.tree.Expression;
import dev.weir.jinja.tree.Name;
import dev.weir.jinja.tree.Statement;
import java.util.List;

/**
 * Finds out whether statements ask for a name that their tag would provide ({@code loop}, {@code caller}, {@code kwargs},
 * {@code varargs}) before anything else assigns it.
 */
final class SpecialNames extends TreeWalk {
    private final String name;
    private boolean wanted;
    private boolean assigned;

    private SpecialNames(String name) {
        this.name = name;
    }

    static boolean wanted(String name, List<Statement> statements) {
        SpecialNames search = new SpecialNames(name);
        search.statements(statements);
        return search.wanted;
    }

    @Override
    void statement(Statement statement) {
        if (!wanted && !assigned) {
            inside(statement);
        }
    }

    @Override
    void expression(Expression expression) {
        if (wanted || assigned) {
            return;
        }
        if (expression instanceof Name variable) {
            wanted = variable.name().equals(name);
        } else {
            inside(expression);
        }
    }

    @Override
    void target(Expression target) {
        switch (target) {
            case Name variable -> assigned |= !wanted && variable.name().equals(name);
            case Expression.TupleLiteral tuple -> {
                for (Expression item : tuple.items()) {
                    target(item);
                }
            }
            default -> expression(target);
        }
    }
}
