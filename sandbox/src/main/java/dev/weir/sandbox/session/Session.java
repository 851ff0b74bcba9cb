package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendAddress;
import dev.weir.sandbox.backend.BackendConnection;
import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.backend.Frame;
import dev.weir.sandbox.backend.FrameReader;
import dev.weir.sandbox.backend.FrameWriter;
import dev.weir.sandbox.backend.ServerMessage;
import dev.weir.sandbox.dialect.CatalogChange;
import dev.weir.sandbox.dialect.ParsedStatement;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement;
import dev.weir.sandbox.dialect.StatementParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** One client's session, from the startup packet to the end of the connection. One thread. */
public final class Session {
    private final FrameReader in;
    private final FrameWriter out;
    private final SessionVariables variables = new SessionVariables();
    private final SessionContext context;
    private final Authorization authorization;
    private final Planner planner;
    private final ExtendedProtocol extended;
    private final Subscriptions subscriptions;
    private final TransactionRules rules;
    private boolean implicitBlock;
    private boolean changedInBlock;
    private String clock = "";
    private volatile boolean cancelled;

    private Session(
            FrameReader in,
            FrameWriter out,
            BackendConnection backend,
            BackendAddress address,
            Naming naming,
            Lock catalogLock,
            AtomicLong catalogVersion,
            LoggedIn loggedIn,
            LiveSettings live) {
        this.rules = new TransactionRules(catalogVersion);
        this.in = in;
        this.out = out;
        this.context =
                new SessionContext(backend, address, naming, variables, catalogLock, this::sendNotice, loggedIn, live);
        this.authorization = new Authorization(context);
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
        this.planner = new Planner(naming, variables, subscriptions);
        this.extended = new ExtendedProtocol(this, context, planner, subscriptions, out);
        backend.onNotice(this::sendNotice);
    }

    /** Serves a client until it leaves. {@code parameters} are those of its startup packet. */
    static void serve(
            FrameReader in,
            FrameWriter out,
            Map<String, String> parameters,
            BackendAddress address,
            Naming naming,
            Lock catalogLock,
            AtomicLong catalogVersion,
            LiveSettings live,
            Map<Integer, Session> sessions)
            throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("search_path", Naming.IMPLICIT_PATH + ", public");
        settings.put("weir.database", "materialize");
        settings.put("weir.mz_version", SessionVariables.MZ_VERSION);
        settings.put("extra_float_digits", "3");
        settings.put("client_encoding", "UTF8");
        settings.put("statement_timeout", "60s");
        // No relation of a session has an index: a nested loop is only ever chosen by misjudging row counts.
        settings.put("enable_nestloop", "off");
        BackendConnection backend;
        try {
            backend = BackendConnection.open(address, settings);
        } catch (IOException e) {
            ServerMessage.of("FATAL", "53300", "sandbox: no connection to the database behind: " + e.getMessage())
                    .write(out, 'E');
            out.flush();
            return;
        }
        try (backend) {
            LoggedIn loggedIn = LoggedIn.let(parameters.getOrDefault("user", ""), backend, in, out);
            var session = new Session(in, out, backend, address, naming, catalogLock, catalogVersion, loggedIn, live);
            sessions.put(backend.processId(), session);
            try {
                session.greet(parameters);
                session.loop();
            } finally {
                sessions.remove(backend.processId());
                session.subscriptions.closeAll();
            }
        } catch (SqlError e) {
            ErrorTranslation.of(e).with('S', "FATAL").with('V', "FATAL").write(out, 'E');
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
        }
    }

    // ---- start

    private void greet(Map<String, String> parameters) throws IOException {
        out.begin('R').int32(0).end();
        variables.superuser(context.loggedIn().superuser());
        var wanted = new LinkedHashMap<String, String>(context.loggedIn().parameters());
        for (var parameter : parameters.entrySet()) {
            switch (parameter.getKey()) {
                case "user", "replication" -> {}
                case "options" -> wanted.putAll(StartupOptions.parse(parameter.getValue()));
                default -> wanted.put(parameter.getKey(), parameter.getValue());
            }
        }
        for (var setting : wanted.entrySet()) {
            try {
                variables.setInitial(setting.getKey(), setting.getValue());
                applyToBackend(variables.require(setting.getKey()));
            } catch (SqlError e) {
                sendNotice(ServerMessage.of(
                        "NOTICE", "22023", "startup setting " + setting.getKey() + " not set: " + e.message()));
            } catch (BackendException e) {
                sendNotice(ServerMessage.of(
                        "NOTICE",
                        "22023",
                        "startup setting " + setting.getKey() + " not set: "
                                + e.error().message()));
            }
        }
        context.applySearchPath();
        for (String name : List.of(
                "application_name",
                "client_encoding",
                "cluster",
                "cluster_replica",
                "database",
                "DateStyle",
                "default_cluster_replication_factor",
                "integer_datetimes",
                "IntervalStyle",
                "is_superuser",
                "mz_version",
                "search_path",
                "server_version",
                "standard_conforming_strings",
                "TimeZone",
                "welcome_message")) {
            status(name);
        }
        if (!context.naming().knowsDatabase(context.database())) {
            sendNotice(ServerMessage.of(
                    "NOTICE", "3D000", "session database \"" + context.database() + "\" does not exist"));
        }
        warnOfMissingCluster();
        out.begin('K')
                .int32(context.backend().processId())
                .int32(context.backend().secretKey())
                .end();
        ready();
    }

    private void warnOfMissingCluster() throws IOException {
        String cluster = variables.value("cluster");
        boolean asked = variables.value("current_object_missing_warnings").equals("on");
        if (asked
                && context.value("SELECT 1 FROM _weir.cluster WHERE name = " + Quoted.literal(cluster))
                        .isEmpty()) {
            sendNotice(ServerMessage.of("NOTICE", "42704", "default cluster \"" + cluster + "\" does not exist"));
        }
    }

    private void status(String variable) throws IOException {
        out.begin('S').text(variable).text(variables.value(variable)).end();
    }

    void ready() throws IOException {
        out.begin('Z').int8(context.backend().status()).end();
        out.flush();
    }

    /** From another thread: what runs shall stop, if the key is this session's. */
    void cancel(int secretKey) {
        if (secretKey == context.backend().secretKey()) cancelled = true;
    }

    // ---- messages

    private void loop() throws IOException {
        while (true) {
            Frame frame = in.read();
            cancelled = false;
            switch (frame.type()) {
                case 'Q' -> {
                    extended.settle();
                    simple(frame.text(0));
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

    private void simple(String sql) throws IOException {
        List<ParsedStatement> statements;
        try {
            statements = StatementParser.parse(sql);
        } catch (SqlError e) {
            failBlock();
            error(ErrorTranslation.of(e), false);
            return;
        }
        if (statements.isEmpty()) {
            out.begin('I').end();
            return;
        }
        boolean several = statements.size() > 1;
        try {
            for (ParsedStatement statement : statements) {
                if (several
                        && context.backend().status() == 'I'
                        && !(statement.statement() instanceof Statement.Begin)) {
                    context.backend().execute("BEGIN");
                    rules.begin(false, Optional.empty());
                    implicitBlock = true;
                }
                run(statement);
            }
            if (implicitBlock) end("COMMIT");
        } catch (SqlError e) {
            failBlock();
            error(ErrorTranslation.of(e), false);
        } catch (BackendException e) {
            failBlock();
            error(e.error(), false);
        } finally {
            if (implicitBlock && context.backend().status() != 'I') {
                context.backend().execute("ROLLBACK");
                subscriptions.closeAll();
                rules.end();
            }
            implicitBlock = false;
        }
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
        requireWritable(parsed.statement());
        switch (planner.plan(parsed)) {
            case Plan.Relay relay -> relay(relay.sql());
            case Plan.Streamed streamed -> stream(streamed.statement(), new int[0], true);
            case Plan.Command command -> {
                command(command.statement());
                complete(command.statement());
            }
        }
    }

    /** Rows that the session makes itself; described first when asked for and there are any. */
    void stream(Statement statement, int[] formats, boolean described) throws IOException {
        if (statement instanceof Statement.Explain explain) {
            new Explanations(context, out).run(explain, formats, described);
        } else {
            subscriptions.run(statement, formats, described && Subscriptions.yieldsRows(statement));
        }
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

    Authorization authorization() {
        return authorization;
    }

    void complete(Statement statement) throws IOException {
        out.begin('C').text(statement.tag()).end();
    }

    /** In an aborted block only its end may be asked for. */
    void requireLiveBlock(Statement statement) {
        boolean end = statement instanceof Statement.Commit || statement instanceof Statement.Rollback;
        if (context.backend().status() == 'E' && !end) {
            throw SqlError.of(
                    "25P02", "current transaction is aborted, commands ignored until end of transaction block");
        }
    }

    /** Only tables can be written to; PostgreSQL would write through a simple view. */
    void requireWritable(Statement statement) throws IOException {
        if (!(statement instanceof Statement.Write write)) return;
        String relation = context.naming().relation(context.database(), write.target());
        List<List<@Nullable String>> item = context.backend()
                .query(
                        "SELECT n.type, coalesce(d.name || '.', '') || n.schema_name || '.' || n.name FROM _weir.named_item n "
                                + "LEFT JOIN _weir.database d ON d.id = n.database_id WHERE n.type <> 'table' AND n.oid = pg_catalog.to_regclass("
                                + Quoted.literal(relation) + ")");
        if (item.isEmpty()) return;
        throw SqlError.of(
                        "42809",
                        (statement.tag().equals("INSERT") ? "cannot insert into " : "cannot mutate ")
                                + SessionContext.text(item.getFirst(), 0).replace('-', ' ') + " '"
                                + SessionContext.text(item.getFirst(), 1) + "'")
                .at(write.target().offset());
    }

    /** Sends a query to PostgreSQL and all that comes back to the client; waits for a first refresh, as Materialize does. */
    private void relay(Rewritten sql) throws IOException {
        while (true) {
            try {
                relayOnce(sql);
                return;
            } catch (BackendException e) {
                if (!e.error().sqlState().equals("WR001") || context.backend().status() != 'I') throw e;
                subscriptions.waitUntil(e.error().field('D').orElse(""), e);
            }
        }
    }

    private void relayOnce(Rewritten sql) throws IOException {
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
                case 'E' -> error = ServerMessage.of(frame);
                case 'G' -> {
                    out.forward(frame);
                    out.flush();
                    copyIn();
                }
                case 'N' -> sendNotice(ServerMessage.of(frame));
                case 'S' -> {}
                default -> out.forward(frame);
            }
        }
    }

    /** Passes the client's COPY data on until it ends or fails. */
    void copyIn() throws IOException {
        FrameWriter backend = context.backend().writer();
        while (true) {
            Frame frame = in.read();
            switch (frame.type()) {
                case 'd' -> backend.forward(frame);
                case 'c', 'f' -> {
                    backend.forward(frame);
                    backend.flush();
                    return;
                }
                case 'H', 'S' -> {}
                default -> throw new IOException("unexpected message during COPY: " + frame.type());
            }
        }
    }

    // ---- commands

    void command(Statement statement) throws IOException {
        switch (statement) {
            case Statement.SetVariable set -> set(set);
            case Statement.Begin begin -> begin(begin);
            case Statement.Commit _ -> end("COMMIT");
            case Statement.Rollback _ -> end("ROLLBACK");
            case Statement.ResetAll _ -> resetAll();
            case Statement.Discard discard -> {
                if (!discard.all()) throw SqlError.unsupported("DISCARD TEMP", "Drop the temporary views by name.");
                resetAll();
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

    private void resetAll() throws IOException {
        variables.resetAll();
        for (String name : variables.all().keySet()) applyToBackend(name);
    }

    private void begin(Statement.Begin begin) throws IOException {
        boolean goesOn = implicitBlock;
        if (!goesOn && context.backend().status() == 'I') {
            // What is read stays as it was when first looked at.
            context.backend().execute("BEGIN ISOLATION LEVEL REPEATABLE READ");
        } else if (!goesOn) {
            context.notice("25001", "there is already a transaction in progress");
        }
        implicitBlock = false; // an implicit block goes on as an explicit one
        rules.begin(true, begin.readOnly());
        variables.beginTransaction();
    }

    private void end(String how) throws IOException {
        char status = context.backend().status();
        if (status == 'I') {
            context.notice("25P01", "there is no transaction in progress");
            return;
        }
        implicitBlock = false;
        subscriptions.closeAll();
        boolean commits = how.equals("COMMIT") && status == 'T';
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
            variables.rollback();
            clock = "unknown";
            context.refreshDatabases();
            context.applySearchPath();
        }
    }

    private void set(Statement.SetVariable set) throws IOException {
        String canonical = variables.require(set.name());
        variables.set(canonical, set.value());
        applyToBackend(canonical);
        boolean reported = switch (canonical) {
            case "application_name",
                    "cluster",
                    "cluster_replica",
                    "database",
                    "DateStyle",
                    "IntervalStyle",
                    "search_path",
                    "TimeZone",
                    "client_encoding",
                    "welcome_message" -> true;
            default -> false;
        };
        if (reported) status(canonical);
        if (canonical.equals("cluster")) warnOfMissingCluster();
        if (canonical.equals("database") && !context.naming().knowsDatabase(context.database())) {
            context.notice("3D000", "session database \"" + context.database() + "\" does not exist");
        }
    }

    /** Lets PostgreSQL know of a variable that it must honour too. */
    private void applyToBackend(String canonical) throws IOException {
        String value = variables.value(canonical);
        switch (canonical) {
            case "search_path", "database" -> context.applySearchPath();
            case "TimeZone",
                    "extra_float_digits",
                    "client_min_messages",
                    "idle_in_transaction_session_timeout",
                    "statement_timeout" ->
                context.backend().execute("SET " + canonical + " = " + Quoted.literal(pgDuration(value)));
            default -> {}
        }
    }

    /** Materialize accepts {@code 1 min}, {@code 60 s}; PostgreSQL the same without the blank. */
    private static String pgDuration(String value) {
        String compact = value.replace(" ", "").toLowerCase(Locale.ROOT);
        return compact.isEmpty() || !Character.isDigit(compact.charAt(0)) ? value : compact;
    }

    // ---- telling the client

    void sendNotice(ServerMessage notice) {
        if (notice.message().startsWith("drop cascades to ")
                && notice.field('R').isPresent()) return;
        if (notice.message().contains("will be a temporary view")) return;
        try {
            ServerMessage own =
                    notice.without('F').without('L').without('R').without('W').without('P');
            own.write(out, 'N');
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void error(ServerMessage error, boolean thenReady) throws IOException {
        error.write(out, 'E');
        if (thenReady) ready();
    }
}
