package dev.weir.cli;

import dev.weir.adapter.QueryResult;
import dev.weir.core.context.database.StatementGate;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Stands for a kill -9: from the chosen change on nothing reaches the server any more. */
final class CrashGate implements StatementGate {
    private final int at;
    private final boolean afterSending;
    private int changes;
    private boolean happened;

    /**
     * @param at which change it is, from 1
     * @param afterSending whether that one still reaches the server
     */
    CrashGate(int at, boolean afterSending) {
        this.at = at;
        this.afterSending = afterSending;
    }

    /** No exception that anything recovers from. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    synchronized boolean happened() {
        return happened;
    }

    @Override
    public synchronized QueryResult pass(Statement statement, Supplier<QueryResult> send) {
        if (happened) {
            throw new Killed();
        }
        if (!change(statement.sql()) || ++changes < at) {
            return send.get();
        }
        happened = true;
        if (afterSending) {
            send.get();
        }
        throw new Killed();
    }

    static boolean change(String sql) {
        String text = sql.strip().replaceFirst("(?s)^/\\*.*?\\*/", "").strip().toLowerCase(Locale.ROOT);
        return !text.matches("(?s)(select|with|show|set|--).*");
    }

    /** Counts the changes that reach the server. */
    static StatementGate counting(AtomicInteger changes) {
        return (statement, send) -> {
            QueryResult result = send.get();
            if (change(statement.sql())) {
                changes.incrementAndGet();
            }
            return result;
        };
    }
}
