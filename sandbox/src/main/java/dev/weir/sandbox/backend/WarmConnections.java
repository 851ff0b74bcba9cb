package dev.weir.sandbox.backend;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Connections to PostgreSQL that all began with the same settings, and are used by one session after another: to begin a new
 * one costs PostgreSQL a process, and each statement its first plan. Between two sessions one is made as good as new, but for
 * its plans. Thread-safe.
 */
public final class WarmConnections implements AutoCloseable {
    /** More than this many would hold memory for bursts that do not come. */
    private static final int KEPT_AT_MOST = 16;
    /** A process of PostgreSQL remembers what it has seen of the catalog; after so many sessions it is let go. */
    private static final int SESSIONS_AT_MOST = 200;
    /** {@code DISCARD ALL} but for {@code DISCARD PLANS}: those of our functions took a new session a tenth of a second. */
    private static final String FORGET =
            "CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; DEALLOCATE ALL; UNLISTEN *; "
                    + "SELECT pg_catalog.pg_advisory_unlock_all(); DISCARD SEQUENCES; DISCARD TEMP";

    private final BackendAddress address;
    private final Map<String, String> settings;
    private final Deque<BackendConnection> idle = new ArrayDeque<>();
    private boolean closed;

    /** @param settings those of the startup packet, to which it returns between two sessions */
    public WarmConnections(BackendAddress address, Map<String, String> settings) {
        this.address = address;
        this.settings = dev.weir.base.Ordered.copyOf(settings);
    }

    /**
     * A connection for a session, and the answer to its first question.
     *
     * @param rows as text
     */
    public record Taken(BackendConnection connection, List<List<@Nullable String>> rows) {}

    /** A connection without any state: one that waits, or a new one. Throws {@code IOException} when PostgreSQL refuses. */
    public Taken take(String firstQuestion) throws IOException {
        for (Optional<BackendConnection> waiting = next(); waiting.isPresent(); waiting = next()) {
            try {
                return asked(waiting.get(), firstQuestion);
            } catch (IOException e) { // it ended while it waited
                waiting.get().close();
            }
        }
        return asked(BackendConnection.open(address, settings), firstQuestion);
    }

    private static Taken asked(BackendConnection connection, String question) throws IOException {
        connection.begun();
        return new Taken(connection, connection.query(question));
    }

    private synchronized Optional<BackendConnection> next() {
        return Optional.ofNullable(idle.pollFirst());
    }

    /**
     * Takes a connection back; it is closed when it cannot be used again.
     *
     * @param settled whether everything asked of it has been answered, outside of a transaction
     */
    public void giveBack(BackendConnection connection, boolean settled) {
        connection.onNotice(_ -> {});
        if (!settled || connection.sessions() >= SESSIONS_AT_MOST || full()) {
            connection.close();
            return;
        }
        try {
            connection.execute(FORGET);
        } catch (IOException | BackendException e) {
            System.getLogger(WarmConnections.class.getName())
                    .log(System.Logger.Level.DEBUG, "connection not to be used again", e);
            connection.close();
            return;
        }
        if (!kept(connection)) connection.close();
    }

    private synchronized boolean full() {
        return closed || idle.size() >= KEPT_AT_MOST;
    }

    private synchronized boolean kept(BackendConnection connection) {
        if (full()) return false;
        idle.addFirst(connection);
        return true;
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (BackendConnection each : idle) each.close();
        idle.clear();
    }
}
