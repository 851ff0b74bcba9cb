package dev.weir.core.context.database;

import dev.weir.adapter.QueryResult;
import java.util.function.Supplier;

/**
 * Stands before every statement an invocation sends: it may let it pass, answer it itself so that nothing is sent, or refuse
 * it by throwing. Called by several threads at once.
 */
public interface StatementGate {
    /** Lets everything pass. */
    StatementGate OPEN = (_, send) -> send.get();

    /**
     * @param send sends the statement and yields what came back; throws {@link dev.weir.adapter.DatabaseException}
     * @return what the template that sent it gets
     */
    QueryResult pass(Statement statement, Supplier<QueryResult> send);

    /** Whether changes are only collected, so that what would be made is not there when it is looked for. */
    default boolean collects() {
        return false;
    }

    /** Whether a schema or cluster is among what was collected. {@code kind} is {@code "schema"} or {@code "cluster"}. */
    default boolean collected(String kind, String name) {
        return false;
    }

    /** Both gates, the outer one first. */
    default StatementGate behind(StatementGate outer) {
        StatementGate inner = this;
        return new StatementGate() {
            @Override
            public QueryResult pass(Statement statement, Supplier<QueryResult> send) {
                return outer.pass(statement, () -> inner.pass(statement, send));
            }

            @Override
            public boolean collects() {
                return outer.collects() || inner.collects();
            }

            @Override
            public boolean collected(String kind, String name) {
                return outer.collected(kind, name) || inner.collected(kind, name);
            }
        };
    }

    /**
     * One statement.
     *
     * @param sender as events name it: a node's unique id, {@code "macro_deploy_init"}, …
     * @param sql with the query comment
     */
    record Statement(String sender, String sql) {}
}
