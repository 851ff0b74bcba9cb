package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.backend.Frame;
import dev.weir.sandbox.backend.FrameWriter;
import dev.weir.sandbox.backend.ServerMessage;
import dev.weir.sandbox.dialect.ParsedStatement;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parse, Bind, Describe, Execute, Close, Flush and Sync. What PostgreSQL runs is passed on as it comes and answered when
 * the client waits; what the session does itself is done in its turn.
 */
final class ExtendedProtocol {
    private final Session session;
    private final SessionContext context;
    private final Planner planner;
    private final Subscriptions subscriptions;
    private final FrameWriter out;
    private final WriteTargets writeTargets;
    private final Map<String, Prepared> statements = new HashMap<>();
    private final Map<String, Prepared> portals = new HashMap<>();
    /** Portals of commands that have run, which they do once. */
    private final Set<String> done = new HashSet<>();
    /** By portal, what streams into it. */
    private final Map<String, Subscriptions.Cursor> streams = new HashMap<>();
    /** Messages passed on and not yet answered, by their type; {@code D} for a statement, {@code d} for a portal. */
    private final Deque<Pending> pending = new ArrayDeque<>();

    /** The Bind and the Execute passed on last, to be passed on again after a wait. */
    private Frame lastBind = NO_FRAME;

    private Frame lastExecute = NO_FRAME;

    private boolean backendOpen;
    private boolean skipping;
    /** Whether what this pipeline has written waits for Sync. */
    private boolean writing;

    ExtendedProtocol(
            Session session, SessionContext context, Planner planner, Subscriptions subscriptions, FrameWriter out) {
        this.session = session;
        this.context = context;
        this.planner = planner;
        this.subscriptions = subscriptions;
        this.out = out;
        this.writeTargets = new WriteTargets(context);
    }

    /** @param formats of the result, as Bind asks for them */
    private record Prepared(
            Plan plan, Optional<ParsedStatement> statement, List<Integer> formats, Described described) {
        Prepared(Plan plan, Optional<ParsedStatement> statement, List<Integer> formats) {
            this(plan, statement, formats, new Described());
        }

        Optional<RowForms> shownRows() {
            return described.rows.map(rows -> rows.in(formats));
        }

        int[] formatArray() {
            return formats.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    private static final Frame NO_FRAME = new Frame('n', new byte[1]);

    /** Name of the statement that begins a block. */
    private static final String BLOCK = "_weir_block";

    /** For messages that no rows answer. */
    private static final Prepared NONE = cursor();

    /** A portal we know nothing of may be a cursor, which PostgreSQL knows. */
    private static Prepared cursor() {
        return new Prepared(new Plan.Relay(Rewritten.ofOurs("")), Optional.empty(), List.of());
    }

    /** What is known of a statement's rows; portals share it with their statement. */
    private static final class Described {
        boolean known;
        Optional<RowForms> rows = Optional.empty();

        void learn(Frame frame) {
            known = true;
            rows = frame.type() == 'T' ? RowForms.of(frame) : Optional.empty();
        }
    }

    /** @param ours whether the client has not asked for it and shall not hear of it */
    private record Pending(
            char type,
            Rewritten sql,
            Optional<ParsedStatement> statement,
            Prepared prepared,
            long since,
            boolean ours) {}

    void message(Frame frame) throws IOException {
        if (frame.type() == 'S') {
            sync();
            return;
        }
        if (frame.type() == 'H') {
            if (!skipping) settle();
            out.flush();
            return;
        }
        if (skipping) return;
        try {
            switch (frame.type()) {
                case 'P' -> parse(frame);
                case 'B' -> bind(frame);
                case 'D' -> describe(frame);
                case 'E' -> execute(frame);
                case 'C' -> close(frame);
                default -> throw new IllegalStateException("not of the extended protocol: " + frame.type());
            }
        } catch (SqlError | BackendException e) {
            settleThenFail(ErrorTranslation.told(e));
        }
    }

    private void settleThenFail(ServerMessage error) throws IOException {
        settle();
        if (skipping) return; // an earlier message failed first
        session.failBlock();
        session.error(error, false);
        skipping = true;
    }

    private void parse(Frame frame) throws IOException {
        String name = frame.text(0);
        int sqlAt = frame.after(0);
        String sql = Session.sql(frame, sqlAt);
        List<ParsedStatement> parsed = parsed(sql);
        if (parsed.size() > 1) {
            throw SqlError.of("42601", "cannot insert multiple commands into a prepared statement");
        }
        if (!name.isEmpty() && statements.containsKey(name)) {
            throw SqlError.of("42P05", "prepared statement \"" + name + "\" already exists");
        }
        Prepared prepared = parsed.isEmpty()
                ? new Prepared(new Plan.Relay(Rewritten.ofOurs("")), Optional.empty(), List.of())
                : new Prepared(planner.plan(parsed.getFirst()), Optional.of(parsed.getFirst()), List.of());
        if (!parsed.isEmpty()) {
            Statement statement = parsed.getFirst().statement();
            if (pending.isEmpty()) session.followClock();
            session.requireLiveBlock(statement);
            authorize(parsed.getFirst());
            if (skipping) return;
            if (statement instanceof Statement.Write) {
                settle();
                if (skipping) return;
                writeTargets.require(statement);
            }
        }
        byte[] types = java.util.Arrays.copyOfRange(frame.body(), frame.after(sqlAt), frame.body().length);
        if (prepared.plan() instanceof Plan.Relay relay
                && !parsed.isEmpty()
                && new Records(context).mentioned(parsed.getFirst().statement())) {
            settle();
            if (skipping) return;
            syncBackend();
            prepared = new Prepared(
                    session.withRecords(parsed.getFirst().statement(), relay, types), prepared.statement(), List.of());
        }
        switch (prepared.plan()) {
            case Plan.Relay relay -> {
                context.backend()
                        .writer()
                        .begin('P')
                        .text(name)
                        .text(relay.sql().sql())
                        .bytes(types)
                        .end();
                passedOn('P', relay.sql());
            }
            case Plan.Command _, Plan.Streamed _ -> {
                settle();
                if (!skipping) out.begin('1').end();
            }
        }
        statements.put(name, prepared);
    }

    /** Throws when the session or its block may not; {@code skipping} when an earlier message failed first. */
    private void authorize(ParsedStatement parsed) throws IOException {
        Statement statement = session.executed(parsed).statement();
        if (!session.asks(statement)) return;
        settle();
        if (!skipping) session.check(statement);
    }

    private List<ParsedStatement> parsed(String sql) {
        long started = System.nanoTime();
        try {
            return Session.parse(sql);
        } catch (SqlError e) {
            session.record(sql, started, Optional.of(ErrorTranslation.of(e)));
            throw e;
        }
    }

    private void bind(Frame frame) throws IOException {
        String portal = frame.text(0);
        int nameAt = frame.after(0);
        String name = frame.text(nameAt);
        Prepared prepared = require(statements, name, "prepared statement");
        // PostgreSQL forgets its unnamed statement when we ask it something, so that one was checked before it was
        // parsed.
        if (!name.isEmpty() && prepared.statement().isPresent()) {
            authorize(prepared.statement().get());
            if (skipping) return;
        }
        switch (prepared.plan()) {
            case Plan.Relay relay -> {
                context.backend().writer().forward(frame);
                lastBind = frame;
                passedOn('B', relay.sql());
            }
            case Plan.Command _, Plan.Streamed _ -> {
                settle();
                if (!skipping) out.begin('2').end();
            }
        }
        endStream(portal);
        done.remove(portal);
        List<Integer> formats = resultFormats(frame, frame.after(nameAt));
        portals.put(portal, new Prepared(prepared.plan(), prepared.statement(), formats, prepared.described()));
    }

    /** The last list of a Bind message, past the formats and values of its parameters. */
    private static List<Integer> resultFormats(Frame frame, int from) {
        int at = from + 2 + 2 * frame.int16(from);
        int parameters = frame.int16(at);
        at += 2;
        for (int i = 0; i < parameters; i++) {
            int length = frame.int32(at);
            at += 4 + Math.max(length, 0);
        }
        var formats = new ArrayList<Integer>();
        for (int i = 0; i < frame.int16(at); i++) formats.add(frame.int16(at + 2 + 2 * i));
        return formats;
    }

    private void describe(Frame frame) throws IOException {
        boolean statement = frame.body()[0] == 'S';
        Prepared prepared = statement
                ? require(statements, frame.text(1), "prepared statement")
                : java.util.Objects.requireNonNullElseGet(portals.get(frame.text(1)), ExtendedProtocol::cursor);
        switch (prepared.plan()) {
            case Plan.Relay relay -> {
                context.backend().writer().forward(frame);
                passedOn(statement ? 'D' : 'd', relay.sql(), Optional.empty(), prepared);
            }
            case Plan.Command _ -> {
                settle();
                if (skipping) return;
                if (statement) out.begin('t').int16(0).end();
                out.begin('n').end();
            }
            case Plan.Streamed streamed -> {
                settle();
                if (skipping) return;
                syncBackend();
                if (statement) out.begin('t').int16(0).end();
                Optional<byte[]> rows = session.description(streamed.statement(), prepared.formatArray());
                if (rows.isPresent()) out.begin('T').bytes(rows.get()).end();
                else out.begin('n').end();
            }
        }
    }

    private void execute(Frame frame) throws IOException {
        String portal = frame.text(0);
        Prepared prepared = java.util.Objects.requireNonNullElseGet(portals.get(portal), ExtendedProtocol::cursor);
        switch (prepared.plan()) {
            case Plan.Relay relay -> {
                if (prepared.statement().isPresent())
                    session.admit(prepared.statement().get());
                boolean writes = prepared.statement()
                        .filter(parsed -> parsed.statement() instanceof Statement.Write)
                        .isPresent();
                boolean alone = !session.inExplicitBlock()
                        && (session.syncFollows()
                                || prepared.statement()
                                        .filter(TransactionRules::readsAndWrites)
                                        .isPresent());
                boolean begins = writes && !alone && !writing && !session.inExplicitBlock();
                if (begins) beginBlock();
                boolean asked = prepared.described().known
                        || pending.stream()
                                .anyMatch(each -> each.prepared().described() == prepared.described()
                                        && (each.type() == 'D' || each.type() == 'd'));
                if (!asked) {
                    context.backend().writer().begin('D').int8('P').text(portal).end();
                    pending.add(new Pending('d', relay.sql(), Optional.empty(), prepared, System.nanoTime(), true));
                    backendOpen = true;
                }
                context.backend().writer().forward(frame);
                lastExecute = frame;
                passedOn('E', relay.sql(), prepared.statement(), prepared);
                if (begins) {
                    settle();
                    syncBackend();
                    writing = true;
                    session.beginImplicitly();
                    if (prepared.statement().isPresent())
                        session.admit(prepared.statement().get());
                }
                // What follows may be the rows themselves, sent without waiting to be asked for.
                if (prepared.statement()
                        .filter(each -> each.statement() instanceof Statement.Copy)
                        .isPresent()) settle();
                if (writes && alone && !writing) {
                    // One that reads what it writes is committed at once, whatever becomes of the statements behind it.
                    settle();
                    if (!skipping) syncBackend();
                }
            }
            case Plan.Command command -> {
                settle();
                if (skipping) return;
                syncBackend();
                endWrites();
                if (!done.add(portal)) throw SqlError.of("55000", "portal \"" + portal + "\" cannot be run");
                recorded(prepared, () -> {
                    session.requireLiveBlock(command.statement());
                    if (prepared.statement().isPresent()
                            && session.admit(prepared.statement().get())) return;
                    session.command(command.statement());
                    session.complete(command.statement());
                });
            }
            case Plan.Streamed streamed -> {
                settle();
                if (skipping) return;
                syncBackend();
                int most = frame.int32(frame.after(0));
                recorded(prepared, () -> {
                    session.requireLiveBlock(streamed.statement());
                    if (prepared.statement().isPresent() && !streams.containsKey(portal))
                        session.admit(prepared.statement().get());
                    stream(portal, streamed.statement(), prepared.formatArray(), most);
                });
            }
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /** Does what we do ourselves, and writes down what became of it. */
    private void recorded(Prepared prepared, Step step) throws IOException {
        String text = prepared.statement().map(ParsedStatement::text).orElse("");
        long started = System.nanoTime();
        try {
            step.run();
            session.record(text, started, Optional.empty());
        } catch (SqlError | BackendException e) {
            session.record(text, started, Optional.of(ErrorTranslation.told(e)));
            throw e;
        }
    }

    /** A SUBSCRIBE that is read in portions goes on where it was suspended. */
    private void stream(String portal, Statement statement, int[] formats, int most) throws IOException {
        if (most <= 0 && !streams.containsKey(portal) || !(statement instanceof Statement.Subscribe subscribe)) {
            session.stream(statement, formats, false);
            return;
        }
        Subscriptions.Cursor cursor = streams.get(portal);
        if (cursor == null) {
            cursor = subscriptions.open(subscribe);
            streams.put(portal, cursor);
        }
        if (!subscriptions.portion(cursor, formats, most)) endStream(portal);
    }

    private void endStream(String portal) {
        Subscriptions.Cursor cursor = streams.remove(portal);
        if (cursor != null) cursor.subscription().close();
    }

    /** Whether nothing is under way between Parse and Sync. */
    boolean idle() {
        return pending.isEmpty() && !backendOpen && !writing;
    }

    /** At the end of the session. */
    void closeAll() {
        for (Subscriptions.Cursor cursor : streams.values())
            cursor.subscription().close();
        streams.clear();
    }

    /** A simple query takes the place of the portal without a name. */
    void dropUnnamedPortal() {
        portals.remove("");
        endStream("");
    }

    private void close(Frame frame) throws IOException {
        boolean statement = frame.body()[0] == 'S';
        if (!statement) endStream(frame.text(1));
        Prepared known = (statement ? statements : portals).remove(frame.text(1));
        if (known != null && known.plan() instanceof Plan.Relay relay) {
            context.backend().writer().forward(frame);
            passedOn('C', relay.sql());
        } else {
            settle();
            if (!skipping) out.begin('3').end();
        }
    }

    private static Prepared require(Map<String, Prepared> among, String name, String what) {
        Prepared prepared = among.get(name);
        if (prepared != null) return prepared;
        boolean portal = what.equals("portal");
        throw SqlError.of(portal ? "34000" : "26000", what + " \"" + name + "\" does not exist");
    }

    private void passedOn(char type, Rewritten sql) {
        passedOn(type, sql, Optional.empty(), NONE);
    }

    private void passedOn(char type, Rewritten sql, Optional<ParsedStatement> statement, Prepared prepared) {
        pending.add(new Pending(type, sql, statement, prepared, System.nanoTime(), false));
        backendOpen = true;
    }

    /**
     * What is written in a pipeline holds with Sync, or not at all. Source: Materialize's
     * test/pgtest-mz/frontend-occ-pipelined-dml.pt, ddl-extended.pt.
     */
    private void beginBlock() throws IOException {
        FrameWriter backend = context.backend().writer();
        backend.begin('P').text(BLOCK).text("BEGIN").int16(0).end();
        backend.begin('B').text(BLOCK).text(BLOCK).int16(0).int16(0).int16(0).end();
        backend.begin('E').text(BLOCK).int32(0).end();
        backend.begin('C').int8('S').text(BLOCK).end();
        for (char type : new char[] {'P', 'B', 'E', 'C'}) {
            pending.add(new Pending(type, Rewritten.ofOurs("BEGIN"), Optional.empty(), NONE, System.nanoTime(), true));
        }
        backendOpen = true;
    }

    /** Ends the transaction of what this pipeline has written. */
    void endWrites() throws IOException {
        if (!writing) return;
        writing = false;
        session.endImplicitly();
    }

    private void sync() throws IOException {
        settle();
        syncBackend();
        endWrites();
        skipping = false;
        if (context.backend().status() == 'I') { // they live as long as the transaction
            portals.clear();
            done.clear();
            closeAll();
        }
        session.changes().endLocals();
        session.ready();
    }

    /** Ends the backend's own sequence of messages, if one is open. */
    private void syncBackend() throws IOException {
        if (!backendOpen) return;
        context.backend().writer().begin('S').end();
        context.backend().writer().flush();
        while (context.backend().read().type() != 'Z') {}
        backendOpen = false;
    }

    /** Waits for the answers to everything passed on and gives them to the client. */
    void settle() throws IOException {
        if (pending.isEmpty()) return;
        context.backend().writer().begin('H').end();
        context.backend().writer().flush();
        while (!pending.isEmpty()) {
            Frame frame = context.backend().read();
            switch (frame.type()) {
                case 'E' -> {
                    Pending failed = pending.getFirst();
                    Optional<ServerMessage> told = waited(ServerMessage.of(frame), failed);
                    if (told.isEmpty()) continue; // asked again
                    pending.clear();
                    ServerMessage error = session.copied().error(ErrorTranslation.translate(told.get(), failed.sql()));
                    String text = failed.statement()
                            .map(ParsedStatement::text)
                            .orElseGet(() -> failed.sql().sql());
                    session.record(text, failed.since(), Optional.of(error));
                    session.error(error, false);
                    skipping = true;
                }
                case 'N' -> session.sendNotice(ServerMessage.of(frame));
                case 'S' -> {}
                case 'G' -> {
                    session.copyIn(frame);
                    context.backend().writer().begin('H').end();
                    context.backend().writer().flush();
                }
                default -> {
                    Pending first = pending.getFirst();
                    boolean describes = frame.type() == 'T' || frame.type() == 'n';
                    if (describes) first.prepared().described().learn(frame);
                    if (frame.type() == 'D') session.rowForms(first.prepared().shownRows());
                    if (!first.ours()) session.forward(frame);
                    if (answers(frame.type(), pending.getFirst().type())) {
                        Pending answered = pending.removeFirst();
                        answered.statement()
                                .ifPresent(statement ->
                                        session.record(statement.text(), answered.since(), Optional.empty()));
                    }
                }
            }
        }
    }

    /**
     * Waits for the first refresh that a query needs, as the session does for one in a message of its own, and asks again; the
     * error to tell when it is another or there is nothing to wait for.
     */
    private Optional<ServerMessage> waited(ServerMessage error, Pending failed) throws IOException {
        boolean alone = failed.type() == 'E'
                && pending.size() == 1
                && lastBind.text(0).equals(lastExecute.text(0))
                && !session.inExplicitBlock()
                && !writing;
        if (!alone || !error.sqlState().equals("WR001")) return Optional.of(error);
        syncBackend();
        try {
            subscriptions.waitUntil(error.field('D').orElse(""), new BackendException(error));
        } catch (SqlError | BackendException e) {
            return Optional.of(ErrorTranslation.told(e));
        }
        pending.addFirst(new Pending('B', failed.sql(), Optional.empty(), NONE, System.nanoTime(), true));
        FrameWriter backend = context.backend().writer();
        backend.forward(lastBind);
        backend.forward(lastExecute);
        backend.begin('H').end();
        backend.flush();
        backendOpen = true;
        return Optional.empty();
    }

    private static boolean answers(char reply, char message) {
        return switch (message) {
            case 'P' -> reply == '1';
            case 'B' -> reply == '2';
            case 'C' -> reply == '3';
            case 'D', 'd' -> reply == 'T' || reply == 'n';
            case 'E' -> reply == 'C' || reply == 'I' || reply == 's';
            default -> true;
        };
    }

    /** PREPARE … AS. */
    void prepare(Statement.Prepare prepare) throws IOException {
        if (statements.containsKey(prepare.name())) {
            throw SqlError.of("42P05", "prepared statement \"" + prepare.name() + "\" already exists");
        }
        ParsedStatement of = prepare.statement();
        boolean query = of.statement() instanceof Statement.Query || of.statement() instanceof Statement.Write;
        if (!query || !(planner.plan(of) instanceof Plan.Relay relay)) {
            throw SqlError.unsupported(
                    "PREPARE of " + of.statement().tag(), "Prepare queries, INSERT, UPDATE and DELETE.");
        }
        writeTargets.require(of.statement());
        Plan.Relay shown = session.withRecords(of.statement(), relay, Records.NO_PARAMETERS);
        context.execute(shown.sql().within("PREPARE " + Quoted.identifier(prepare.name()) + " AS ", ""));
        statements.put(prepare.name(), new Prepared(relay, Optional.of(of), List.of()));
    }

    /** What a name of a prepared statement stands for. */
    ParsedStatement prepared(String name) {
        return require(statements, name, "prepared statement")
                .statement()
                .orElseThrow(() -> SqlError.of("26000", "prepared statement \"" + name + "\" does not exist"));
    }

    void deallocate(Optional<String> name) throws IOException {
        if (name.isEmpty()) {
            forgetAll();
            return;
        }
        Prepared known = statements.remove(name.get());
        if (known == null) {
            throw SqlError.of("26000", "prepared statement \"" + name.get() + "\" does not exist");
        }
        if (known.plan() instanceof Plan.Relay) {
            context.backend().execute("DEALLOCATE " + Quoted.identifier(name.get()));
        }
    }

    void forgetAll() throws IOException {
        statements.clear();
        portals.clear();
        context.backend().execute("DEALLOCATE ALL");
    }
}
