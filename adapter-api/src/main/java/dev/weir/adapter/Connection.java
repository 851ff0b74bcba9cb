package dev.weir.adapter;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One session with a server. Used by one thread at a time, except {@link #cancel} and {@link #close}, which any thread may
 * call. Where the adapter is transactional, the first statement opens a transaction.
 */
public interface Connection extends AutoCloseable {
    /**
     * Runs one text, which may hold several statements; the result is the last one's.
     *
     * @param fetch whether rows are kept
     * @param limit most rows kept; empty for all
     * @throws DatabaseException what the server said
     */
    QueryResult execute(String sql, boolean fetch, OptionalInt limit);

    /**
     * Runs one statement with values in place of its {@code %s} marks, written as literals of the dialect.
     *
     * @throws DatabaseException what the server said
     */
    QueryResult execute(String sql, List<@Nullable Object> bindings);

    /**
     * Sends statements without waiting for an answer in between. Nothing else may be asked until all are answered or it is closed.
     *
     * @throws DatabaseException the server is gone
     */
    default Answers send(List<String> statements) {
        return new Answers() {
            private int next;

            @Override
            public QueryResult next() {
                return execute(statements.get(next++), false, OptionalInt.empty());
            }

            @Override
            public void close() {}
        };
    }

    /** What comes back for statements that were sent together, in their order. */
    interface Answers extends AutoCloseable {
        /** @throws DatabaseException what the server said to this one */
        QueryResult next();

        /** Waits for those that were not asked for. Never throws. */
        @Override
        void close();
    }

    /** Commits what is open; statements after it run each by itself until {@link #rollback}. */
    void commit();

    /** Gives up the open transaction, if any; the next statement opens a new one. Never throws. */
    void rollback();

    /** What the server said when the session began, each with its severity: {@code "NOTICE:  …"}. */
    default List<String> notices() {
        return List.of();
    }

    /** Whether the connection still works as far as is known. */
    boolean usable();

    /** The server's id for this session. */
    int backendId();

    /** Asks the server to stop the running statement. Never throws. */
    void cancel();

    @Override
    void close();
}
