package dev.weir.core.context.database;

import dev.weir.adapter.QueryResult;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Stands before every statement an invocation sends: it may let it pass, answer it itself so that nothing is sent, or refuse
 * it by throwing. Called by several threads at once.
 */
public interface StatementGate {
    /** Lets everything pass. */
    static StatementGate open() {
        return new Open();
    }

    /** No gate at all. */
    record Open() implements StatementGate {
        @Override
        public QueryResult pass(Statement statement, Supplier<QueryResult> send) {
            return send.get();
        }

        @Override
        public boolean seesEach() {
            return false;
        }
    }

    /**
     * @param send sends the statement and yields what came back; throws {@link dev.weir.adapter.DatabaseException}
     * @return what the template that sent it gets
     */
    QueryResult pass(Statement statement, Supplier<QueryResult> send);

    /** Whether it has to see a statement before the one after it is sent. */
    default boolean seesEach() {
        return true;
    }

    /** Whether changes are only collected, so that what would be made is not there when it is looked for. */
    default boolean collects() {
        return false;
    }

    /**
     * What was collected about a schema or cluster: whether it would be there by then, new and empty, or not. Empty when
     * nothing was, so that it is what the database says.
     *
     * @param kind {@code "schema"} or {@code "cluster"}
     * @param database the schema's; empty for the connected one
     */
    default Optional<Boolean> foreseen(String kind, Optional<String> database, String name) {
        return Optional.empty();
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
            public boolean seesEach() {
                return outer.seesEach() || inner.seesEach();
            }

            @Override
            public boolean collects() {
                return outer.collects() || inner.collects();
            }

            @Override
            public Optional<Boolean> foreseen(String kind, Optional<String> database, String name) {
                return outer.foreseen(kind, database, name).or(() -> inner.foreseen(kind, database, name));
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
