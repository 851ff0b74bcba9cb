package dev.weir.core.context.database;

import dev.weir.adapter.Adapter;
import dev.weir.adapter.Connection;
import dev.weir.adapter.Credentials;
import dev.weir.adapter.DatabaseException;
import dev.weir.adapter.QueryResult;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.event.DatabaseEvent;
import dev.weir.core.event.Events;
import dev.weir.core.event.NodeInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A worker's way to the database: one connection, opened on first use and kept for node after node, with the transaction
 * rules of dbt. Every statement an invocation sends passes {@link #send}. One thread at a time, save {@link #cancel}.
 */
public final class DatabaseSession implements AutoCloseable {
    private final Adapter adapter;
    private final Credentials credentials;
    private final Events events;
    private String name = "master";
    private Optional<NodeInfo> node = Optional.empty();
    private UnaryOperator<String> comment = UnaryOperator.identity();
    private boolean transactionOpen;
    private boolean stateChanged;
    private boolean announced;
    private boolean refusing;
    private volatile @Nullable Connection connection;

    public DatabaseSession(Adapter adapter, Credentials credentials, Events events) {
        this.adapter = adapter;
        this.credentials = credentials;
        this.events = events;
    }

    /**
     * Lends the session to a node or task until {@link #release}.
     *
     * @param newName as events name it: the node's unique id, {@code "list_weir_public"}, …
     * @param newComment puts the query comment on a statement
     */
    public void lend(String newName, Optional<NodeInfo> newNode, UnaryOperator<String> newComment) {
        name = newName;
        node = newNode;
        comment = newComment;
        announced = false;
    }

    /** Whether statements are refused, with the reason that {@code --no-introspect} is given. */
    public void refuse(boolean refuse) {
        refusing = refuse;
    }

    public String name() {
        return name;
    }

    public Adapter adapter() {
        return adapter;
    }

    /** Gives up an open transaction; a connection whose settings statements may have changed is closed. */
    public void release() {
        Connection open = connection;
        if (open != null) {
            if (transactionOpen) {
                log("ROLLBACK");
            }
            open.rollback();
            if (stateChanged || !open.usable()) {
                open.close();
                connection = null;
            }
        }
        transactionOpen = false;
        stateChanged = false;
        node = Optional.empty();
        comment = UnaryOperator.identity();
    }

    private Connection open() {
        Connection open = connection;
        if (open != null && open.usable()) {
            return open;
        }
        Connection fresh = adapter.connect(credentials, name);
        connection = fresh;
        return fresh;
    }

    /** The server's id of this session; opens the connection. */
    public int backendId() {
        return open().backendId();
    }

    /** Runs a statement with the query comment. {@code autoBegin} opens a transaction first when none is open. */
    public QueryResult execute(String sql, boolean autoBegin, boolean fetch, OptionalInt limit) {
        if (autoBegin) {
            beginUnlessOpen();
        }
        String commented = comment.apply(sql);
        return send(commented, () -> open().execute(commented, fetch, limit));
    }

    /** Runs a statement with values for its {@code %s} marks, without query comment. */
    public QueryResult execute(String sql, List<@Nullable Object> bindings, boolean autoBegin, boolean abridge) {
        if (autoBegin) {
            beginUnlessOpen();
        }
        String shown = abridge ? sql.substring(0, Math.min(512, sql.length())) + "..." : sql;
        return send(shown, () -> open().execute(sql, bindings));
    }

    /** Runs a statement as it is. */
    public QueryResult executeBare(String sql) {
        return send(sql, () -> open().execute(sql, true, OptionalInt.empty()));
    }

    /** The one place every statement passes. */
    private QueryResult send(String shown, Supplier<QueryResult> statement) {
        if (refusing) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.RUN_018, "the database is asked while --no-introspect is given")
                            .withDetail("The statement is: " + shown.strip())
                            .withHint("Leave out --no-introspect, or ask only {% if flags.INTROSPECT %}."));
        }
        if (!announced) {
            announced = true;
            events.emit(new DatabaseEvent.ConnectionUsed(adapter.type(), name));
        }
        open();
        log(shown);
        stateChanged |= changesSession(shown);
        long start = System.nanoTime();
        try {
            QueryResult result = statement.get();
            events.emit(new DatabaseEvent.SQLQueryStatus(result.message(), (System.nanoTime() - start) / 1e9, node));
            return result;
        } catch (DatabaseException e) {
            events.emit(new DatabaseEvent.AdapterEventDebug(typeTitle(), typeTitle() + " error: " + e.words()));
            rollbackAfterError();
            throw e;
        }
    }

    private void log(String sql) {
        events.emit(new DatabaseEvent.SQLQuery(name, sql, node));
    }

    private String typeTitle() {
        return adapter.type().substring(0, 1).toUpperCase(Locale.ROOT)
                + adapter.type().substring(1);
    }

    private void rollbackAfterError() {
        Connection open = connection;
        if (open != null) {
            if (transactionOpen) {
                log("ROLLBACK");
            }
            open.rollback();
        }
        transactionOpen = false;
    }

    /** Whether a later node would notice: settings, temporary relations, prepared statements, locks. Errs on the safe side. */
    private static boolean changesSession(String sql) {
        for (int at = 0; at < sql.length() - 3; at++) {
            char c = sql.charAt(at);
            boolean wordStart = at == 0 || !Character.isLetterOrDigit(sql.charAt(at - 1));
            if (wordStart
                    && (((c == 's' || c == 'S') && setting(sql, at))
                            || ((c == 't' || c == 'T') && sql.regionMatches(true, at, "temp", 0, 4))
                            || ((c == 'p' || c == 'P')
                                    && (sql.regionMatches(true, at, "prepare", 0, 7)
                                            || sql.regionMatches(true, at, "pg_advisory", 0, 11)))
                            || ((c == 'd' || c == 'D') && sql.regionMatches(true, at, "declare", 0, 7))
                            || ((c == 'l' || c == 'L') && sql.regionMatches(true, at, "listen", 0, 6)))) {
                return true;
            }
        }
        return false;
    }

    /** {@code set x} at the start of a statement, or {@code set_config}; not the {@code set} of an update. */
    private static boolean setting(String sql, int at) {
        if (sql.regionMatches(true, at, "set_config", 0, 10)) {
            return true;
        }
        if (!sql.regionMatches(true, at, "set ", 0, 4)) {
            return false;
        }
        int before = at - 1;
        while (before >= 0 && Character.isWhitespace(sql.charAt(before))) {
            before--;
        }
        return before < 0 || sql.charAt(before) == ';' || sql.charAt(before) == '/';
    }

    public boolean transactionOpen() {
        return transactionOpen;
    }

    /** Counts as the start of a transaction; the connection opens it by itself. */
    public void beginUnlessOpen() {
        transactionOpen |= adapter.transactional();
    }

    /** Ends what is open, so that the statements to come are kept one by one: for hooks and operations. */
    public void clearTransaction() {
        beginUnlessOpen();
        commitIfOpen();
    }

    /** @throws WeirException {@code RUN-003} when no transaction is open, as the reference does */
    public void commit() {
        if (!adapter.transactional()) {
            return;
        }
        if (!transactionOpen) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.RUN_003, "a commit without an open transaction")
                    .inWordsOfDbt("Tried to commit transaction on connection \"" + name
                            + "\", but it does not have one open!"));
        }
        log("COMMIT");
        transactionOpen = false;
        open().commit();
    }

    public void commitIfOpen() {
        if (transactionOpen) {
            commit();
        }
    }

    /** Asks the server to stop what runs. Any thread. */
    public void cancel() {
        Connection open = connection;
        if (open != null) {
            open.cancel();
        }
    }

    @Override
    public void close() {
        Connection open = connection;
        if (open != null) {
            open.rollback();
            open.close();
            connection = null;
        }
    }
}
