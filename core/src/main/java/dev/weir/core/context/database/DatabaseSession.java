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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A worker's way to the database: one connection, opened on first use and kept for node after node, with the transaction
 * rules of dbt. Every statement an invocation sends passes {@link #send}. One thread at a time, save {@link #cancel}.
 */
public final class DatabaseSession implements AutoCloseable {
    private static final int MOST_TRIES = 4;
    private static final long FIRST_PAUSE_MILLIS = 50;

    private final Adapter adapter;
    private final Credentials credentials;
    private final Events events;
    private final StatementGate gate;
    private String name = "master";
    private Optional<NodeInfo> node = Optional.empty();
    private UnaryOperator<String> comment = UnaryOperator.identity();
    private boolean transactionOpen;
    private boolean stateChanged;
    private boolean announced;
    private boolean refusing;
    private boolean kept;
    private boolean singly;
    private boolean committed;
    private int inTransaction;
    private volatile @Nullable Connection connection;

    public DatabaseSession(Adapter adapter, Credentials credentials, Events events, StatementGate gate) {
        this.adapter = adapter;
        this.credentials = credentials;
        this.events = events;
        this.gate = gate;
    }

    /** A session of an invocation. */
    public static DatabaseSession of(DatabaseRuntime runtime) {
        return new DatabaseSession(runtime.adapter(), runtime.credentials(), runtime.events(), runtime.gate());
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

    /** From here on {@link #kept} counts. */
    public void nothingKept() {
        kept = false;
    }

    /** Whether something was kept that a rollback does not undo; errs on that side. */
    public boolean kept() {
        return kept;
    }

    /** Gives up what was done since the last commit. */
    public void rollback() {
        rollbackAfterError();
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
        inTransaction = 0;
        singly = false;
        stateChanged = false;
        committed = false;
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
        // intended: COMPATIBILITY #184
        fresh.notices().forEach(text -> events.emit(new DatabaseEvent.ServerNotice(adapter.type(), text)));
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

    /** Runs statements in their order, each by itself and with the query comment, without waiting in between unless a gate wants to see each. */
    public void executeEach(List<String> statements) {
        if (gate.seesEach() || adapter.transactional()) {
            statements.forEach(sql -> execute(sql, true, false, OptionalInt.empty()));
            return;
        }
        List<String> commented = statements.stream().map(comment).toList();
        AtomicReference<Connection.@Nullable Answers> answers = new AtomicReference<>();
        try {
            for (String each : commented) {
                send(each, () -> {
                    Connection.Answers coming = answers.get();
                    if (coming == null) {
                        coming = open().send(commented);
                        answers.set(coming);
                    }
                    return coming.next();
                });
            }
        } finally {
            Connection.Answers coming = answers.get();
            if (coming != null) {
                coming.close();
            }
        }
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
        boolean renewable = connection != null && !stateChanged;
        open();
        stateChanged |= changesSession(shown);
        boolean begun = transactionOpen;
        for (int tries = 1; ; tries++) {
            log(shown);
            long start = System.nanoTime();
            try {
                QueryResult result = gate.pass(new StatementGate.Statement(name, shown), statement);
                events.emit(
                        new DatabaseEvent.SQLQueryStatus(result.message(), (System.nanoTime() - start) / 1e9, node));
                count(shown);
                return result;
            } catch (DatabaseException e) {
                events.emit(new DatabaseEvent.AdapterEventDebug(typeTitle(), typeTitle() + " error: " + e.words()));
                if (renewable && tries == 1 && e.unbegun()) {
                    renew();
                    continue;
                }
                boolean alone = inTransaction == 0 && !ends(shown);
                rollbackAfterError();
                if (!alone || !e.conflict() || !adapter.transactional() || tries == MOST_TRIES) {
                    throw e;
                }
                events.emit(new DatabaseEvent.AdapterEventInfo(
                        adapter.type(),
                        name + ": " + e.words().lines().findFirst().orElse("") + "; sending the statement again ("
                                + tries + " of " + (MOST_TRIES - 1) + ")"));
                if (!pause(FIRST_PAUSE_MILLIS << tries)) {
                    throw e;
                }
                transactionOpen = begun;
            }
        }
    }

    /** Opens a connection instead of one that the other side closed while nothing was asked, and that held nothing. */
    private void renew() {
        Connection gone = connection;
        if (gone != null) {
            gone.close();
            connection = null;
        }
        if (committed) {
            open().commit();
        }
    }

    /** After a commit that came as a statement, the connection keeps one statement after the other. */
    private void count(String sent) {
        boolean ended = ends(sent);
        singly |= ended;
        kept |= singly || !adapter.transactional();
        inTransaction = singly ? 0 : inTransaction + 1;
    }

    /** Waits up to so long, not always the same; false when somebody wants an end of it. */
    public static boolean pause(long millis) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(millis / 2, millis));
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether a statement may end a transaction by itself. */
    private static boolean ends(String sql) {
        boolean code = sql.indexOf('$') >= 0; // of a function, whose blocks have ends, too
        for (int at = 0; at < sql.length() - 2; at++) {
            char c = sql.charAt(at);
            if ((c == 'c' || c == 'C' || c == 'e' || c == 'E')
                    && (word(sql, at, "commit")
                            || word(sql, at, "call")
                            || (!code && word(sql, at, "end") && starts(sql, at)))
                    && (at == 0 || !Character.isLetterOrDigit(sql.charAt(at - 1)) && sql.charAt(at - 1) != '_')) {
                return true;
            }
        }
        return false;
    }

    /** Whether a statement starts there. */
    private static boolean starts(String sql, int at) {
        int before = at - 1;
        while (before >= 0 && Character.isWhitespace(sql.charAt(before))) {
            before--;
        }
        return before < 0 || sql.charAt(before) == ';' || sql.charAt(before) == '/';
    }

    private static boolean word(String sql, int at, String word) {
        int end = at + word.length();
        return sql.regionMatches(true, at, word, 0, word.length())
                && (end == sql.length() || !Character.isLetterOrDigit(sql.charAt(end)) && sql.charAt(end) != '_');
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
        inTransaction = 0;
        singly = false;
        committed = false;
    }

    /** Whether a later node would notice: settings, temporary relations, prepared statements, locks. Errs on the safe side. */
    private static boolean changesSession(String sql) {
        for (int at = 0; at < sql.length() - 3; at++) {
            boolean found = switch (sql.charAt(at)) {
                case 's', 'S' -> setting(sql, at);
                case 't', 'T' -> sql.regionMatches(true, at, "temp", 0, 4);
                case 'p', 'P' ->
                    sql.regionMatches(true, at, "prepare", 0, 7) || sql.regionMatches(true, at, "pg_advisory", 0, 11);
                case 'd', 'D' -> sql.regionMatches(true, at, "declare", 0, 7);
                case 'l', 'L' -> sql.regionMatches(true, at, "listen", 0, 6);
                default -> false;
            };
            if (found && (at == 0 || !Character.isLetterOrDigit(sql.charAt(at - 1)))) {
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
        return starts(sql, at);
    }

    public boolean transactionOpen() {
        return transactionOpen;
    }

    /** Whether no transaction holds anything: the next statement stands for itself. */
    boolean atRest() {
        return !transactionOpen && inTransaction == 0;
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
        kept |= inTransaction > 0;
        inTransaction = 0;
        singly = false;
        committed = true;
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
