package dev.weir.sandbox.session;

import dev.weir.base.Ordered;
import dev.weir.sandbox.backend.BackendConnection;
import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.backend.Frame;
import dev.weir.sandbox.backend.FrameReader;
import dev.weir.sandbox.backend.FrameWriter;
import dev.weir.sandbox.backend.ServerMessage;
import dev.weir.sandbox.backend.WarmConnections;
import dev.weir.sandbox.dialect.CatalogChange;
import dev.weir.sandbox.dialect.ParsedStatement;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement;
import dev.weir.sandbox.dialect.StatementParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One client's session, from the startup packet to the end of the connection. One thread. */
public final class Session {
    /** What PostgreSQL starts a session with. */
    static final Map<String, String> SETTINGS = Ordered.copyOf(settings());

    private static final SecureRandom KEYS = new SecureRandom();

    private final FrameReader in;
    private final FrameWriter out;
    private final SessionVariables variables = new SessionVariables();
    private final SessionContext context;
    private final Authorization authorization;
    private final Planner planner;
    private final ExtendedProtocol extended;
    private final Subscriptions subscriptions;
    private final TransactionRules rules;
    private final Timedomain timedomain;
    private final StatementLog log;
    private final ReportedVariables reported;
    private final CopyIn copyIn;
    private final VariableCommands changes;
    private final WriteTargets writeTargets;

    /** What a request to cancel must know; of this session alone. */
    private final int key = KEYS.nextInt();

    private String lastTag = "";
    /** COMMIT of a block that had failed. */
    private boolean rolledBack;

    /** Of the result whose rows are forwarded now. */
    private Optional<RowForms> rowForms = Optional.empty();

    private boolean implicitBlock;
    private boolean changedInBlock;
    private String clock = "";
    private volatile boolean cancelled;

    private Session(FrameReader in, FrameWriter out, BackendConnection backend, LoggedIn loggedIn, ServerState server) {
        this.log = server.log();
        this.rules = new TransactionRules(server.catalogVersion());
        this.in = in;
        this.out = out;
        this.context = new SessionContext(
                backend,
                server.backend(),
                server.naming(),
                variables,
                server.catalogLock(),
                this::sendNotice,
                loggedIn,
                server.live(),
                server.outside());
        this.reported = new ReportedVariables(variables, out);
        this.changes = new VariableCommands(context, reported);
        this.writeTargets = new WriteTargets(context);
        this.copyIn = new CopyIn(in, backend);
        this.authorization = new Authorization(context);
        this.timedomain = new Timedomain(context, rules);
        this.subscriptions = new Subscriptions(context, out, new Subscriptions.Client() {
            @Override
            public boolean cancelled() {
                return cancelled;
            }

            @Override
            public boolean gone() throws IOException {
                return in.ended();
            }
        });
        this.planner = new Planner(server.naming(), variables, subscriptions);
        this.extended = new ExtendedProtocol(this, context, planner, subscriptions, out);
        backend.onNotice(this::sendNotice);
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("search_path", Naming.IMPLICIT_PATH + ", public");
        settings.put("weir.database", "materialize");
        settings.put("weir.mz_version", SessionVariables.MZ_VERSION);
        settings.put("weir.parameters", ParameterTexts.unsetJson());
        settings.put("extra_float_digits", "3");
        settings.put("client_encoding", "UTF8");
        settings.put("statement_timeout", "60s");
        // No relation of a session has an index: a nested loop is only ever chosen by misjudging row counts.
        settings.put("enable_nestloop", "off");
        return settings;
    }

    /** Serves a client until it leaves. {@code parameters} are those of its startup packet. */
    static void serve(FrameReader in, FrameWriter out, Map<String, String> parameters, ServerState server)
            throws IOException {
        String user = parameters.getOrDefault("user", "");
        WarmConnections.Taken taken;
        try {
            taken = server.connections().take(LoggedIn.question(user));
        } catch (IOException e) {
            boolean full = String.valueOf(e.getMessage()).contains("too many clients")
                    || String.valueOf(e.getMessage()).contains("remaining connection slots");
            int now = server.running().size();
            ServerMessage.of(
                            "FATAL",
                            "53300",
                            full
                                    ? "creating connection would violate max_connections limit (desired: " + (now + 1)
                                            + ", limit: " + now + ", current: " + now + ")"
                                    : "sandbox: no connection to the database behind: " + e.getMessage())
                    .write(out, 'E');
            out.flush();
            return;
        }
        BackendConnection backend = taken.connection();
        boolean settled = false;
        try {
            LoggedIn loggedIn = LoggedIn.let(user, taken.rows(), in, out);
            var session = new Session(in, out, backend, loggedIn, server);
            server.running().put(backend.processId(), session);
            try {
                new Greeting(session.context, session.changes, session.reported, out).greet(parameters, session.key);
                session.ready();
                session.loop();
                settled = backend.status() == 'I' && session.extended.idle();
            } finally {
                server.running().remove(backend.processId());
                session.subscriptions.closeAll();
                session.extended.closeAll();
            }
        } catch (SqlError e) {
            ErrorTranslation.of(e).with('S', "FATAL").with('V', "FATAL").write(out, 'E');
            out.flush();
        } catch (dev.weir.sandbox.backend.FrameTooLarge e) {
            ServerMessage.of("FATAL", "08P01", "sandbox: " + e.getMessage()).write(out, 'E');
            out.flush();
        } catch (IndexOutOfBoundsException e) {
            // A message shorter than its own fields say; nothing after it can be trusted.
            System.getLogger(Session.class.getName()).log(System.Logger.Level.DEBUG, "malformed message", e);
            ServerMessage.of("FATAL", "08P01", "invalid message format").write(out, 'E');
            out.flush();
        } catch (RuntimeException | StackOverflowError e) {
            System.getLogger(Session.class.getName()).log(System.Logger.Level.ERROR, "session ended by a bug", e);
            ServerMessage.of("FATAL", "XX000", "sandbox: internal error: " + e).write(out, 'E');
            out.flush();
        } finally {
            server.connections().giveBack(backend, settled);
        }
    }

    /** SET and RESET. */
    VariableCommands changes() {
        return changes;
    }

    void ready() throws IOException {
        out.begin('Z').int8(context.backend().status()).end();
        out.flush();
    }

    /** From another thread: what runs shall stop, if the key is this session's; whether it is. */
    boolean cancel(int secretKey) {
        if (secretKey != key) return false;
        cancelled = true;
        return true;
    }

    /** What PostgreSQL wants to be told with a request to cancel. */
    int backendKey() {
        return context.backend().secretKey();
    }

    // ---- messages

    private void loop() throws IOException {
        while (true) {
            Optional<Frame> next = in.next(FrameReader.LARGEST_OF_CLIENTS);
            if (next.isEmpty()) return;
            Frame frame = next.get();
            cancelled = false;
            switch (frame.type()) {
                case 'Q' -> {
                    extended.settle();
                    extended.endWrites();
                    extended.dropUnnamedPortal();
                    simple(frame);
                    changes.endLocals();
                    ready();
                }
                case 'X' -> {
                    return;
                }
                case 'P', 'B', 'D', 'E', 'C', 'H', 'S' -> extended.message(frame);
                case 'd', 'c', 'f' -> {
                    // the rest of a COPY that has failed already
                }
                case 'F' -> error(ErrorTranslation.of(SqlError.of("0A000", "function calls are not supported")), true);
                default -> {
                    ServerMessage.of("FATAL", "08P01", "unknown frontend message type " + (int) frame.type())
                            .write(out, 'E');
                    out.flush();
                    return;
                }
            }
        }
    }

    /** The SQL at an offset of a message. */
    static String sql(Frame frame, int offset) {
        String sql = frame.text(offset);
        if (sql.indexOf('\ufffd') >= 0) ClientText.requireValid(frame, offset);
        return sql;
    }

    /** The statements of a message. */
    static List<ParsedStatement> parse(String sql) {
        try {
            return StatementParser.parse(sql);
        } catch (StackOverflowError e) {
            throw SqlError.of("54001", "statement is nested too deeply");
        }
    }

    private void simple(Frame frame) throws IOException {
        List<ParsedStatement> statements;
        long started = System.nanoTime();
        try {
            statements = parse(sql(frame, 0));
        } catch (SqlError e) {
            refused(frame.text(0), started, ErrorTranslation.of(e));
            return;
        }
        if (statements.isEmpty()) {
            out.begin('I').end();
            return;
        }
        boolean several = statements.size() > 1;
        String running = "";
        try {
            for (ParsedStatement statement : statements) {
                running = statement.text();
                started = System.nanoTime();
                if (several
                        && context.backend().status() == 'I'
                        && !(statement.statement() instanceof Statement.Begin)) {
                    context.backend().execute("BEGIN");
                    rules.begin(false, Optional.empty());
                    implicitBlock = true;
                }
                run(statement);
                record(statement.text(), started, Optional.empty());
            }
            if (implicitBlock) {
                implicitBlock = false;
                end("COMMIT");
            }
        } catch (SqlError | BackendException e) {
            refused(running, started, ErrorTranslation.told(e));
        } finally {
            if (implicitBlock && context.backend().status() != 'I') {
                context.backend().execute("ROLLBACK");
                subscriptions.closeAll();
                rules.end();
            }
            implicitBlock = false;
        }
    }

    private void refused(String text, long started, ServerMessage error) throws IOException {
        record(text, started, Optional.of(error));
        failBlock();
        error(error, false);
    }

    /** Writes down what became of a statement. */
    void record(String text, long started, Optional<ServerMessage> error) {
        log.add(new StatementLog.Entry(
                new StatementLog.Client(
                        context.backend().processId(),
                        context.loggedIn().name(),
                        variables.value("application_name"),
                        context.database(),
                        variables.value("cluster")),
                java.time.Instant.now(),
                System.nanoTime() - started,
                text,
                lastTag,
                error.map(ServerMessage::sqlState),
                error.map(ServerMessage::message).orElse("")));
    }

    /** A frame on its way to the client. */
    void forward(Frame frame) throws IOException {
        if (frame.type() == 'C') lastTag = frame.text(0);
        if (frame.type() == 'T') rowForms = RowForms.of(frame);
        if (frame.type() != 'D') {
            out.forward(context.naming().collections().shown(frame));
        } else if (rowForms.isPresent()) {
            out.forward(rowForms.get().shown(frame));
        } else {
            out.forward(frame);
            context.backend().passOnRows(out); // those that follow, without looking at each
        }
    }

    /** What the rows to come need, which the client may have been told of before. */
    void rowForms(Optional<RowForms> forms) {
        rowForms = forms;
    }

    /** An error of ours aborts a transaction block as one of PostgreSQL's would. */
    void failBlock() throws IOException {
        if (context.backend().status() != 'T') return;
        try {
            context.backend().execute("DO $$ BEGIN RAISE EXCEPTION 'aborted'; END $$");
        } catch (BackendException e) {
            // meant: the block is now in the aborted state
        }
    }

    private void run(ParsedStatement parsed) throws IOException {
        requireLiveBlock(parsed.statement());
        followClock();
        authorization.check(executed(parsed).statement());
        if (admit(parsed)) return;
        timedomain.admit(executed(parsed).statement());
        writeTargets.require(parsed.statement());
        switch (planner.plan(parsed)) {
            case Plan.Relay relay ->
                relay(withRecords(parsed.statement(), relay, Records.NO_PARAMETERS)
                        .sql());
            case Plan.Streamed streamed -> stream(streamed.statement(), new int[0], true);
            case Plan.Command command -> {
                command(command.statement());
                complete(command.statement());
            }
        }
    }

    /** The plan of a query whose records the client shall see in Materialize's forms; any other as it is. */
    Plan.Relay withRecords(Statement statement, Plan.Relay plan, byte[] parameterTypes) throws IOException {
        var records = new Records(context);
        return switch (statement) {
            case Statement.Query query -> new Plan.Relay(records.shown(query.text(), plan.sql(), parameterTypes));
            case Statement.Declare declare
            when declare.of() instanceof Statement.Query query -> {
                Rewritten rows = context.sql().add(query.text()).build();
                yield new Plan.Relay(
                        records.shown(query.text(), rows, parameterTypes).within(Planner.cursor(declare), ""));
            }
            default -> plan;
        };
    }

    /** Rows that the session makes itself; described first when asked for and there are any. */
    void stream(Statement statement, int[] formats, boolean described) throws IOException {
        if (statement instanceof Statement.Explain explain) {
            new Explanations(context, out).run(explain, formats, described);
        } else if (statement instanceof Statement.CopyOut copy) {
            lastTag = refreshed(() -> new CopyOut(context, out).run(copy));
        } else {
            subscriptions.run(statement, formats, described && Subscriptions.yieldsRows(statement));
        }
    }

    /** The RowDescription of what {@link #stream} tells; empty for a COPY. */
    Optional<byte[]> description(Statement statement, int[] formats) throws IOException {
        if (statement instanceof Statement.Explain explain) {
            return Optional.of(Explanations.describe(explain, formats));
        }
        return Subscriptions.yieldsRows(statement)
                ? Optional.of(subscriptions.describe(statement, formats))
                : Optional.empty();
    }

    /** Whether a statement was put off until COMMIT, and answered; throws when the block may not hold it. */
    boolean admit(ParsedStatement parsed) throws IOException {
        if (parsed.statement() instanceof Statement.Execute execute) {
            return admit(extended.prepared(execute.name()));
        }
        if (rules.admit(parsed) == TransactionRules.Verdict.RUN) return false;
        complete(parsed.statement());
        return true;
    }

    /** What a pipeline writes begins a block that the client knows nothing of. */
    void beginImplicitly() {
        rules.begin(false, Optional.empty());
    }

    /** Such a block is over: what was written holds unless something has failed. */
    void endImplicitly() throws IOException {
        rules.end();
        context.backend().execute(context.backend().status() == 'T' ? "COMMIT" : "ROLLBACK");
    }

    /** Whether the client has already said that nothing comes before Sync. */
    boolean syncFollows() throws IOException {
        return in.follows('S');
    }

    boolean inExplicitBlock() {
        return rules.explicit();
    }

    /** PostgreSQL learns of a clock that was stopped or set going in another session. */
    void followClock() throws IOException {
        String now = context.live().clock();
        if (now.equals(clock) || context.backend().status() == 'E') return;
        context.backend().execute("SET weir.clock = " + Quoted.literal(now));
        clock = now;
    }

    /** The prepared statement that an EXECUTE is of. */
    ParsedStatement executed(ParsedStatement parsed) {
        return parsed.statement() instanceof Statement.Execute execute ? extended.prepared(execute.name()) : parsed;
    }

    /** Whether {@link #check} would have to ask the catalog. */
    boolean asks(Statement statement) {
        return authorization.asks(statement) || timedomain.asks(statement);
    }

    /** Throws when the session's role or its cluster may not, or the block may not read it. */
    void check(Statement statement) throws IOException {
        authorization.check(statement);
        timedomain.admit(statement);
    }

    void complete(Statement statement) throws IOException {
        lastTag = rolledBack ? "ROLLBACK" : statement.tag();
        rolledBack = false;
        complete(lastTag);
    }

    private void complete(String tag) throws IOException {
        out.begin('C').text(tag).end();
    }

    /** In an aborted block only its end may be asked for. */
    void requireLiveBlock(Statement statement) {
        boolean end = statement instanceof Statement.Commit || statement instanceof Statement.Rollback;
        if (context.backend().status() == 'E' && !end) {
            throw SqlError.of(
                    "25P02", "current transaction is aborted, commands ignored until end of transaction block");
        }
    }

    /** Sends a query to PostgreSQL and all that comes back to the client; waits for a first refresh, as Materialize does. */
    private void relay(Rewritten sql) throws IOException {
        refreshed(() -> {
            relayOnce(sql);
            return "";
        });
    }

    private interface Reading {
        String run() throws IOException;
    }

    private String refreshed(Reading reading) throws IOException {
        while (true) {
            try {
                return reading.run();
            } catch (BackendException e) {
                if (!e.error().sqlState().equals("WR001") || context.backend().status() != 'I') throw e;
                subscriptions.waitUntil(e.error().field('D').orElse(""), e);
            }
        }
    }

    private void relayOnce(Rewritten sql) throws IOException {
        copyIn.begin();
        FrameWriter backend = context.backend().writer();
        backend.begin('Q')
                .bytes(sql.sql().getBytes(StandardCharsets.UTF_8))
                .int8(0)
                .end();
        backend.flush();
        ServerMessage error = null;
        while (true) {
            Frame frame = context.backend().read();
            switch (frame.type()) {
                case 'Z' -> {
                    if (error != null) throw new BackendException(ErrorTranslation.translate(error, sql));
                    return;
                }
                case 'E' -> error = copyIn.error(ServerMessage.of(frame));
                case 'G' -> copyIn(frame);
                case 'N' -> sendNotice(ServerMessage.of(frame));
                case 'S' -> {}
                default -> forward(frame);
            }
        }
    }

    /** PostgreSQL waits for rows: the client is asked for them, and what it sends is passed on. */
    void copyIn(Frame wanted) throws IOException {
        out.forward(wanted);
        out.flush();
        copyIn.pass();
    }

    CopyIn copied() {
        return copyIn;
    }

    // ---- commands

    void command(Statement statement) throws IOException {
        switch (statement) {
            case Statement.SetVariable set -> changes.set(set);
            case Statement.Begin begin -> begin(begin);
            case Statement.Commit _ -> end("COMMIT");
            case Statement.Rollback _ -> end("ROLLBACK");
            case Statement.ResetAll _ -> changes.resetAll();
            case Statement.Discard discard -> {
                if (context.backend().status() != 'I') {
                    throw SqlError.of("25001", discard.tag() + " cannot be run inside a transaction block");
                }
                dropTemporary();
                if (!discard.all()) return;
                changes.resetAll();
                extended.forgetAll();
            }
            case Statement.Prepare prepare -> extended.prepare(prepare);
            case Statement.Deallocate deallocate -> extended.deallocate(deallocate.name());
            case Statement.Declare declare
            when declare.of() instanceof Statement.Subscribe subscribe ->
                subscriptions.declare(declare.cursor(), subscribe);
            case Statement.CloseCursor close -> subscriptions.close(close.cursor());
            case CatalogChange change -> {
                changedInBlock |= context.backend().status() != 'I';
                new Commands(context).run(change);
                if (!rules.changesNames()) rules.catalogChanged();
            }
            default -> throw new IllegalStateException("not a command: " + statement.tag());
        }
    }

    /** DISCARD TEMP: the session's temporary items, also from the catalog. */
    private void dropTemporary() throws IOException {
        context.backend().execute("DISCARD TEMP; SELECT _weir.sweep()");
    }

    private void begin(Statement.Begin begin) throws IOException {
        boolean goesOn = implicitBlock;
        if (!goesOn && context.backend().status() == 'I') {
            // What is read stays as it was when first looked at.
            context.backend().execute("BEGIN ISOLATION LEVEL REPEATABLE READ");
        } else if (!goesOn) {
            warn("25001", "there is already a transaction in progress");
        }
        implicitBlock = false; // an implicit block goes on as an explicit one
        rules.begin(true, begin.readOnly());
        variables.beginTransaction();
    }

    private void end(String how) throws IOException {
        char status = context.backend().status();
        if (status == 'I' || implicitBlock) warn("25P01", "there is no transaction in progress");
        if (status == 'I') return;
        implicitBlock = false;
        subscriptions.closeAll();
        boolean commits = how.equals("COMMIT") && status == 'T';
        rolledBack = how.equals("COMMIT") && status == 'E';
        boolean changed = rules.changesNames();
        try {
            if (commits) rules.beforeCommit();
        } catch (SqlError e) {
            rules.end();
            context.backend().execute("ROLLBACK");
            context.refreshDatabases();
            throw e;
        }
        Optional<CatalogChange> putOff = rules.end();
        context.backend().execute(how);
        if (changedInBlock) context.live().refresh(context.backend());
        changedInBlock = false;
        if (commits && changed) rules.catalogChanged();
        if (commits && putOff.isPresent()) command(putOff.get());
        if (status == 'E' || how.equals("ROLLBACK")) {
            changes.rollback();
            clock = "unknown";
        }
        changes.endLocals();
    }

    private void warn(String sqlState, String message) {
        sendNotice(ServerMessage.of("WARNING", sqlState, message));
    }

    // ---- telling the client

    void sendNotice(ServerMessage notice) {
        if (notice.message().startsWith("drop cascades to ")
                && notice.field('R').isPresent()) return;
        if (notice.message().contains("will be a temporary view")) return;
        if (notice.message().contains("_weir")) return; // about what is ours alone
        if (notice.message().endsWith(" is not a PostgreSQL backend process")) return; // pg_cancel_backend says false
        if (!variables.shows(notice.field('S').orElse("NOTICE"))) return;
        try {
            ServerMessage own =
                    notice.without('F').without('L').without('R').without('W').without('P');
            own.write(out, 'N');
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void error(ServerMessage error, boolean thenReady) throws IOException {
        new FinalWords(context).of(error).write(out, 'E');
        if (thenReady) ready();
    }
}
