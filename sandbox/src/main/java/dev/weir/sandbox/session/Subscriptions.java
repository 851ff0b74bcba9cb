package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.FrameWriter;
import dev.weir.sandbox.backend.ServerMessage;
import dev.weir.sandbox.dialect.CopyForm;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement;
import dev.weir.sandbox.dialect.Statement.Subscribe;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The subscriptions of a session: told as rows, through COPY, or by cursor. Ends when the client cancels or leaves. */
final class Subscriptions {
    /** As Materialize's default statement_timeout. */
    private static final long LONGEST_WAIT_MILLIS = 60_000;

    private final SessionContext context;
    private final FrameWriter out;
    private final Client client;
    private final Map<String, Cursor> cursors = new HashMap<>();

    /** What the client does meanwhile. */
    interface Client {
        /** Whether it has asked for an end of the statement that runs. */
        boolean cancelled();

        /** Whether it has gone. */
        boolean gone() throws IOException;
    }

    /** A subscription read piece by piece. */
    record Cursor(Subscription subscription, Deque<byte[]> ready) {}

    Subscriptions(SessionContext context, FrameWriter out, Client client) {
        this.context = context;
        this.out = out;
        this.client = client;
    }

    /** The body of the RowDescription of a statement that {@link #run} answers. */
    byte[] describe(Statement statement, int[] formats) throws IOException {
        return switch (statement) {
            case Subscribe subscribe -> {
                try (Subscription opened = Subscription.open(context, subscribe)) {
                    yield opened.rows().description(formats);
                }
            }
            case Statement.Fetch fetch ->
                cursor(fetch.cursor()).subscription().rows().description(formats);
            default -> throw new IllegalStateException("has no rows: " + statement.tag());
        };
    }

    /** Whether {@link #describe} has something to say. */
    static boolean yieldsRows(Statement statement) {
        return !(statement instanceof Statement.CopySubscribe || statement instanceof Statement.CopyOut);
    }

    /** Answers SUBSCRIBE, COPY (SUBSCRIBE …) and FETCH from a subscription; with a RowDescription when asked for. */
    void run(Statement statement, int[] formats, boolean described) throws IOException {
        switch (statement) {
            case Subscribe subscribe -> {
                advise();
                try (Subscription opened = Subscription.open(context, subscribe)) {
                    if (described)
                        out.begin('T').bytes(opened.rows().description(formats)).end();
                    out.flush();
                    complete("SELECT "
                            + stream(
                                    opened,
                                    formats,
                                    row -> out.begin('D').bytes(row).end()));
                }
            }
            case Statement.CopySubscribe copy -> copy(copy);
            case Statement.Fetch fetch -> fetch(fetch, formats, described);
            default -> throw new IllegalStateException("no subscription: " + statement.tag());
        }
    }

    /** A subscription to be told in portions. */
    Cursor open(Subscribe subscribe) throws IOException {
        advise();
        return new Cursor(Subscription.open(context, subscribe), new ArrayDeque<>());
    }

    /** Tells a portal's next rows, at most so many (0: all there will be); whether it is suspended and not over. */
    boolean portion(Cursor cursor, int[] formats, int most) throws IOException {
        int sent = 0;
        while (true) {
            while (!cursor.ready().isEmpty() && (most <= 0 || sent < most)) {
                out.begin('D').bytes(cursor.ready().poll()).end();
                sent++;
            }
            if (most > 0 && sent >= most) {
                out.begin('s').end();
                return true;
            }
            if (cursor.subscription().finished()) {
                complete("SELECT " + sent);
                return false;
            }
            if (sent > 0) out.flush();
            cursor.ready().addAll(cursor.subscription().poll(formats));
            if (cursor.ready().isEmpty() && !cursor.subscription().finished()) {
                waitFor(cursor.subscription().pauseMillis());
            }
        }
    }

    private void advise() {
        ServerMessage notice = ServerMessage.of(
                "WARNING", "01000", "streaming SUBSCRIBE rows directly requires a client that does not buffer output");
        boolean psql = context.variables().value("application_name").equals("psql");
        context.notices()
                .accept(
                        psql
                                ? notice.with('H', "Wrap your SUBSCRIBE statement in `COPY (SUBSCRIBE ...) TO STDOUT`.")
                                : notice);
    }

    private void complete(String tag) throws IOException {
        out.begin('C').text(tag).end();
    }

    private interface RowWriter {
        void write(byte[] row) throws IOException;
    }

    private long stream(Subscription subscription, int[] formats, RowWriter writer) throws IOException {
        long sent = 0;
        while (!subscription.finished()) {
            List<byte[]> rows = subscription.poll(formats);
            for (byte[] row : rows) writer.write(row);
            sent += rows.size();
            if (!rows.isEmpty()) out.flush();
            if (!subscription.finished()) waitFor(subscription.pauseMillis());
        }
        return sent;
    }

    private void waitFor(long millis) throws IOException {
        if (client.cancelled()) throw SqlError.of("57014", "canceling statement due to user request");
        if (client.gone()) throw new IOException("the client is gone");
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SqlError.of("57P01", "terminating connection due to administrator command");
        }
    }

    /** Waits for a first refresh, given in milliseconds since 1970; throws when there will be none or it takes too long. */
    void waitUntil(String millis, dev.weir.sandbox.backend.BackendException otherwise) throws IOException {
        if (millis.isEmpty()) throw otherwise;
        long until = Long.parseLong(millis);
        boolean stopped = !context.live().clock().isEmpty();
        if (stopped || until - System.currentTimeMillis() > LONGEST_WAIT_MILLIS) throw otherwise;
        do {
            waitFor(100);
        } while (System.currentTimeMillis() < until);
    }

    // ---- COPY

    private void copy(Statement.CopySubscribe copy) throws IOException {
        if (copy.form().kind() == CopyForm.Kind.BINARY) {
            throw SqlError.unsupported("COPY (SUBSCRIBE …) in binary format", "Use text or csv.");
        }
        var lines = new CopyLines(copy.form(), out);
        try (Subscription opened = Subscription.open(context, copy.subscribe())) {
            lines.begin(opened.rows().width());
            out.flush();
            long sent = stream(opened, new int[0], lines::row);
            lines.end();
            complete("COPY " + sent);
        }
    }

    // ---- cursors

    boolean knows(String cursor) {
        return cursors.containsKey(cursor);
    }

    private Cursor cursor(String name) {
        Cursor cursor = cursors.get(name);
        if (cursor == null) throw SqlError.of("34000", "cursor \"" + name + "\" does not exist");
        return cursor;
    }

    void declare(String name, Subscribe subscribe) throws IOException {
        if (context.backend().status() == 'I') {
            throw SqlError.of("25P01", "DECLARE CURSOR can only be used in transaction blocks");
        }
        if (cursors.containsKey(name)) throw SqlError.of("42P03", "cursor \"" + name + "\" already exists");
        cursors.put(name, new Cursor(Subscription.open(context, subscribe), new ArrayDeque<>()));
    }

    /**
     * Without a timeout it waits for a first row and takes what is there; with one it collects until then, or until it has as
     * many as were asked for. Source: Materialize docs, "FETCH".
     */
    private void fetch(Statement.Fetch fetch, int[] formats, boolean described) throws IOException {
        Cursor cursor = cursor(fetch.cursor());
        Subscription subscription = cursor.subscription();
        if (described)
            out.begin('T').bytes(subscription.rows().description(formats)).end();
        long wanted = fetch.count().orElse(Long.MAX_VALUE);
        Optional<Duration> timeout = fetch.timeout().map(dev.weir.sandbox.dialect.IntervalText::duration);
        long deadline = System.nanoTime() + timeout.map(Duration::toNanos).orElse(0L);
        while (cursor.ready().size() < wanted && !subscription.finished()) {
            cursor.ready().addAll(subscription.poll(formats));
            if (cursor.ready().size() >= wanted || subscription.finished()) break;
            if (timeout.isPresent()
                    ? System.nanoTime() >= deadline
                    : !cursor.ready().isEmpty()) break;
            long pause = subscription.pauseMillis();
            if (timeout.isPresent()) pause = Math.min(pause, Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            waitFor(pause);
        }
        long sent = 0;
        while (sent < wanted && !cursor.ready().isEmpty()) {
            out.begin('D').bytes(cursor.ready().poll()).end();
            sent++;
        }
        complete("FETCH " + sent);
    }

    void close(String name) {
        Cursor cursor = cursors.remove(name);
        if (cursor != null) cursor.subscription().close();
    }

    /** At the end of the transaction or of the session. */
    void closeAll() {
        for (Cursor cursor : cursors.values()) cursor.subscription().close();
        cursors.clear();
    }
}
