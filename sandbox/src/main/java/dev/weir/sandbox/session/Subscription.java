package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendConnection;
import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.backend.Frame;
import dev.weir.sandbox.backend.FrameWriter;
import dev.weir.sandbox.backend.ServerMessage;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.Statement.Subscribe;
import dev.weir.sandbox.session.SubscribeRows.Change;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One SUBSCRIBE: the query is asked again and again on a connection of its own, and what differs from the time before is
 * told. Source: Materialize docs, "SUBSCRIBE". One thread.
 */
final class Subscription implements AutoCloseable {
    private static final long SHORTEST_PAUSE_MILLIS = 50;
    private static final long PROGRESS_EVERY_MILLIS = 1_000;
    private static final String VIEW = "pg_temp.\"mz subscribed\"";

    private final Subscribe subscribe;
    private final BackendConnection backend;
    private final Rewritten query;
    private final Optional<Rewritten> order;
    private final long asOf;
    private final long upTo;
    private final SubscribeRows rows;
    private final Optional<RowForms> forms;
    private final LiveSettings live;
    /** The time at which the clock stood when the query was asked last; empty while it runs. */
    private String clock;

    private Map<ByteBuffer, Long> before = new LinkedHashMap<>();
    private long lastTime;
    private long progressSaid;
    private boolean begun;
    private long pause = SHORTEST_PAUSE_MILLIS;

    private Subscription(
            Subscribe subscribe,
            BackendConnection backend,
            Rewritten query,
            Optional<Rewritten> order,
            long asOf,
            long upTo,
            SubscribeRows rows,
            Optional<RowForms> forms,
            LiveSettings live) {
        this.subscribe = subscribe;
        this.backend = backend;
        this.query = query;
        this.order = order;
        this.asOf = asOf;
        this.upTo = upTo;
        this.rows = rows;
        this.forms = forms;
        this.live = live;
        this.clock = live.clock();
    }

    /** Checks the statement and the query's columns; nothing is read yet. */
    static Subscription open(SessionContext context, Subscribe subscribe) throws IOException {
        BackendConnection backend = context.another();
        try {
            Rewritten query = new Records(context)
                    .shown(subscribe.of(), context.sql().add(subscribe.of()).build(), Records.NO_PARAMETERS);
            Optional<Rewritten> order = subscribe
                    .orderWithin()
                    .map(fragment -> context.sql().add(fragment).build());
            try {
                backend.execute("CREATE TEMPORARY VIEW \"mz subscribed\" AS " + query.sql());
            } catch (BackendException e) {
                // Positions are behind the words we put in front.
                throw ErrorTranslation.translatedWithoutPosition(e, query);
            }
            long now = now(backend, context.live().clock());
            long asOf = time(backend, context, subscribe.asOf()).orElse(now);
            if (asOf < now - 1_000) {
                if (!subscribe.asOfAtLeast()) {
                    throw SqlError.unsupported(
                            "AS OF a time gone by",
                            "The sandbox keeps no history; say AS OF AT LEAST, or leave it out.");
                }
                asOf = now;
            }
            long upTo = time(backend, context, subscribe.upTo()).orElse(Long.MAX_VALUE);
            if (upTo < asOf) {
                throw SqlError.of(
                        "22000",
                        "subscription lower bound (`AS OF`) is greater than its upper bound (`UP TO`): " + asOf + " > "
                                + upTo);
            }
            Frame description = describe(backend);
            SubscribeRows rows =
                    SubscribeRows.of(subscribe, context.naming().collections().shown(description));
            // mz_subscriptions shows it while its connection is there.
            backend.execute(
                    "INSERT INTO _weir.subscription (id, pid, backend_pid, cluster, ids) VALUES (gen_random_uuid(), "
                            + context.backend().processId() + ", pg_backend_pid(), "
                            + Quoted.literal(context.variables().value("cluster")) + ", array_remove("
                            + new Requirements(context).ids(subscribe.of().relations()) + ", NULL))");
            return new Subscription(
                    subscribe, backend, query, order, asOf, upTo, rows, RowForms.of(description), context.live());
        } catch (IOException | RuntimeException e) {
            backend.close();
            throw e;
        }
    }

    private static Optional<Long> time(BackendConnection backend, SessionContext context, Optional<SqlFragment> of)
            throws IOException {
        if (of.isEmpty()) return Optional.empty();
        Rewritten sql = context.moment(of.get());
        try {
            String value = backend.query(sql.sql()).getFirst().getFirst();
            return Optional.of(Long.parseLong(String.valueOf(value)));
        } catch (BackendException e) {
            throw ErrorTranslation.translated(e, sql);
        }
    }

    /** The description of the query's columns. */
    private static Frame describe(BackendConnection backend) throws IOException {
        FrameWriter writer = backend.writer();
        writer.begin('P').text("").text("SELECT * FROM " + VIEW).int16(0).end();
        writer.begin('D').int8('S').text("").end();
        writer.begin('S').end();
        writer.flush();
        Frame description = new Frame('T', new byte[2]);
        ServerMessage error = null;
        while (true) {
            Frame frame = backend.read();
            switch (frame.type()) {
                case 'T' -> description = frame;
                case 'E' -> error = ServerMessage.of(frame);
                case 'Z' -> {
                    if (error != null) throw new BackendException(error);
                    return description;
                }
                default -> {}
            }
        }
    }

    SubscribeRows rows() {
        return rows;
    }

    /** Whether nothing more can come. */
    boolean finished() {
        return begun && (lastTime + 1 >= upTo || subscribe.of().relations().isEmpty());
    }

    /**
     * What has changed since the last call, as data rows; may be none. {@code formats} are those the client asked for, as in
     * its Bind.
     */
    List<byte[]> poll(int[] formats) throws IOException {
        long time = Math.max(followClock(), lastTime + 1);
        if (time < asOf) return List.of();
        if (!begun) time = asOf;
        if (time >= upTo) {
            begun = true;
            lastTime = upTo - 1;
            return List.of();
        }
        long started = System.nanoTime();
        Map<ByteBuffer, Long> now = read(rows.formatsOfQuery(formats));
        long took = (System.nanoTime() - started) / 1_000_000;
        pause = Math.max(SHORTEST_PAUSE_MILLIS, 5 * took);
        List<Change> changes = new ArrayList<>();
        if (begun || subscribe.snapshot()) changes = difference(before, now);
        boolean first = !begun;
        begun = true;
        before = now;
        // While the clock stands, only changes take time.
        if (first || clock.isEmpty() || !changes.isEmpty()) lastTime = time;
        if (changes.size() > 1 && order.isPresent()) changes = sorted(changes, order.get());
        var told = new ArrayList<byte[]>();
        if (subscribe.progress() && first) told.add(rows.progress(time, formats));
        told.addAll(rows.of(changes, time, now, formats));
        boolean due = time - progressSaid >= PROGRESS_EVERY_MILLIS;
        if (subscribe.progress() && (!changes.isEmpty() && !first || due)) {
            progressSaid = time;
            told.add(rows.progress(time + 1, formats));
        }
        return told;
    }

    /** Lets the query see a clock that was stopped, moved or set going; the time it tells. */
    private long followClock() throws IOException {
        String now = live.clock();
        if (!now.equals(clock)) backend.execute("SET weir.clock = " + Quoted.literal(now));
        clock = now;
        return now(backend, now);
    }

    private static long now(BackendConnection backend, String clock) throws IOException {
        if (clock.isEmpty()) return System.currentTimeMillis();
        return Long.parseLong(String.valueOf(
                backend.query("SELECT mz_catalog.mz_now()::text").getFirst().getFirst()));
    }

    /** How long to wait before asking again. */
    long pauseMillis() {
        return pause;
    }

    private static List<Change> difference(Map<ByteBuffer, Long> before, Map<ByteBuffer, Long> now) {
        var changes = new ArrayList<Change>();
        for (var row : before.entrySet()) {
            long gone = row.getValue() - now.getOrDefault(row.getKey(), 0L);
            if (gone > 0) changes.add(new Change(row.getKey(), -gone));
        }
        for (var row : now.entrySet()) {
            long come = row.getValue() - before.getOrDefault(row.getKey(), 0L);
            if (come > 0) changes.add(new Change(row.getKey(), come));
        }
        return changes;
    }

    /** The rows there are, each with how often. */
    private Map<ByteBuffer, Long> read(int[] formats) throws IOException {
        FrameWriter writer = backend.writer();
        String text = order.isPresent() ? ", s::text" : "";
        writer.begin('P')
                .text("")
                .text("SELECT s.*" + text + " FROM " + VIEW + " AS s")
                .int16(0)
                .end();
        writer.begin('B').text("").text("").int16(0).int16(0);
        int[] all = order.isPresent() && formats.length > 1
                ? java.util.Arrays.copyOf(formats, formats.length + 1)
                : formats;
        writer.int16(all.length);
        for (int format : all) writer.int16(format);
        writer.end();
        List<Integer> asked = java.util.Arrays.stream(all).boxed().toList();
        writer.begin('E').text("").int32(0).end();
        writer.begin('S').end();
        writer.flush();
        var found = new LinkedHashMap<ByteBuffer, Long>();
        ServerMessage error = null;
        while (true) {
            Frame frame = backend.read();
            switch (frame.type()) {
                case 'D' -> {
                    Frame row = forms.map(each -> each.in(asked).shown(frame)).orElse(frame);
                    found.merge(ByteBuffer.wrap(row.body()), 1L, Long::sum);
                }
                case 'E' -> error = ServerMessage.of(frame);
                case 'Z' -> {
                    if (error != null) {
                        throw new BackendException(ErrorTranslation.translate(error.without('P'), query));
                    }
                    return found;
                }
                default -> {}
            }
        }
    }

    /** In the order of WITHIN TIMESTAMP, which PostgreSQL knows how to compare. */
    private List<Change> sorted(List<Change> changes, Rewritten by) throws IOException {
        var texts = new ArrayList<String>();
        var diffs = new StringBuilder();
        for (Change change : changes) {
            List<byte @Nullable []> cells = SubscribeRows.cells(change.row());
            byte[] row = cells.getLast();
            texts.add(row == null ? "" : new String(row, StandardCharsets.UTF_8));
            diffs.append(diffs.isEmpty() ? "" : ", ").append(change.diff());
        }
        String sql = "SELECT place FROM (SELECT u.place, u.diff AS mz_diff, (u.line::" + VIEW + ").* FROM unnest("
                + Quoted.array(texts) + ", ARRAY[" + diffs
                + "]::bigint[]) WITH ORDINALITY AS u(line, diff, place)) AS s "
                + "ORDER BY " + by.sql() + ", place";
        try {
            var inOrder = new ArrayList<Change>();
            for (List<@Nullable String> row : backend.query(sql)) {
                inOrder.add(changes.get(Integer.parseInt(String.valueOf(row.getFirst())) - 1));
            }
            return inOrder;
        } catch (BackendException e) {
            throw ErrorTranslation.translatedWithoutPosition(e, by);
        }
    }

    @Override
    public void close() {
        backend.close();
    }
}
