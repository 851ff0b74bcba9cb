package dev.weir.adapters.postgres.wire;

import dev.weir.adapter.Connection;
import dev.weir.adapter.DatabaseException;
import dev.weir.adapter.Dialect;
import dev.weir.adapter.QueryResult;
import dev.weir.adapter.QueryResult.ResultColumn;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A session over the simple query protocol. A transaction opens with the first statement, in the same packet.
 *
 * <p>After a commit, further statements run outside of any transaction until {@link #rollback} starts afresh: that is what
 * the reference's driver makes of dbt's commits, and what hooks after a commit ({@code vacuum}, {@code transaction: false})
 * and {@code on-run-start} hooks rely on. Source: statements of dbt 1.11.16 as the server logged them.
 */
public final class WireConnection implements Connection {
    private static final int LARGEST_ROW_LIST = Integer.MAX_VALUE;
    static final String CLOSED = """
            server closed the connection unexpectedly
            \tThis probably means the server terminated abnormally
            \tbefore or while processing the request.
            """;
    private static final long REST_NANOS = 20_000_000;

    private final Link link;
    private final boolean implicitTransactions;
    private final Dialect dialect;
    private boolean open;
    private char serverState = 'I';
    private long answeredAt = System.nanoTime();
    private volatile boolean usable = true;

    private WireConnection(Link link, boolean implicitTransactions, Dialect dialect) {
        this.link = link;
        this.implicitTransactions = implicitTransactions;
        this.dialect = dialect;
    }

    /** @throws DatabaseException in libpq's words */
    public static WireConnection open(SessionSettings settings, Dialect dialect) {
        Link link = Link.open(settings);
        WireConnection connection = new WireConnection(link, settings.implicitTransactions(), dialect);
        String dateStyle = link.session().parameters().getOrDefault("DateStyle", "ISO");
        if (!dateStyle.startsWith("ISO")) {
            connection.sendQuietly("SET DATESTYLE TO 'ISO'");
        }
        return connection;
    }

    /** What the server announced at the start or later: {@code server_version}, {@code mz_version}, {@code TimeZone}. */
    public Optional<String> parameter(String name) {
        Map<String, String> parameters = link.session().parameters();
        return Optional.ofNullable(parameters.get(name));
    }

    @Override
    public QueryResult execute(String sql, boolean fetch, OptionalInt limit) {
        boolean begins = implicitTransactions && !open;
        boolean unbegun = begins;
        heed();
        try {
            if (begins) {
                link.stream().write('Q', "BEGIN");
            }
            link.stream().write('Q', sql);
            link.stream().flush();
            if (begins) {
                open = true;
                Answer begun = readAnswer("BEGIN", 0);
                if (!usable) {
                    throw unbegun(begun.error);
                }
                unbegun = false;
                if (begun.error != null) {
                    readAnswer(sql, 0);
                    throw begun.error;
                }
            }
            Answer answer = readAnswer(sql, fetch ? limit.orElse(LARGEST_ROW_LIST) : 0);
            if (answer.error != null) {
                throw answer.error;
            }
            return answer.result();
        } catch (IOException e) {
            usable = false;
            throw lost(e, unbegun);
        }
    }

    /** What the server said while nothing was asked may be that it closed the session, or it just did: then nothing is sent. */
    private void heed() {
        try {
            while (serverState == 'I'
                    && (rested() ? link.spokeUp() : link.stream().waiting())) {
                Message message = link.stream().read();
                switch (message.type()) {
                    case 'S' -> link.session().parameters().put(message.readText(), message.readText());
                    case 'E' -> {
                        usable = false;
                        throw unbegun(ServerError.read(message).toException(""));
                    }
                    default -> {} // notices, notifications
                }
            }
        } catch (IOException e) {
            usable = false;
            throw lost(e, true);
        }
    }

    /** Whether nothing was asked for so long that a look is worth its millisecond. */
    private boolean rested() {
        return System.nanoTime() - answeredAt > REST_NANOS;
    }

    /** What the server said when it closed the session, before or instead of the transaction. */
    private DatabaseException unbegun(@Nullable DatabaseException goodbye) {
        return goodbye == null
                ? lost(new EOFException(), true)
                : DatabaseException.lost(goodbye.words(), goodbye.sqlState(), true, link.server());
    }

    private DatabaseException lost(IOException e, boolean unbegun) {
        return DatabaseException.lost(
                CLOSED + (e.getMessage() == null ? "" : e.getMessage()), "", unbegun, link.server());
    }

    @Override
    public Answers send(List<String> statements) {
        if (implicitTransactions) {
            return Connection.super.send(statements);
        }
        heed();
        return new Sent(statements);
    }

    /** Writes so many at a time that neither side has to wait for the other to read. */
    private final class Sent implements Answers {
        private static final int AT_ONCE = 64;

        private final List<String> statements;
        private int written;
        private int answered;

        Sent(List<String> statements) {
            this.statements = statements;
        }

        @Override
        public QueryResult next() {
            try {
                if (answered == written) {
                    write();
                }
                Answer answer = readAnswer(statements.get(answered++), 0);
                if (answer.error != null) {
                    throw answer.error;
                }
                return answer.result();
            } catch (IOException e) {
                usable = false;
                throw lost(e, false);
            }
        }

        private void write() throws IOException {
            while (written < Math.min(statements.size(), answered + AT_ONCE)) {
                link.stream().write('Q', statements.get(written++));
            }
            link.stream().flush();
        }

        @Override
        public void close() {
            while (usable && answered < written) {
                try {
                    next();
                } catch (DatabaseException _) {
                    // the first failure is the one to tell
                }
            }
        }
    }

    @Override
    public QueryResult execute(String sql, List<@Nullable Object> bindings) {
        StringBuilder text = new StringBuilder(sql.length() + bindings.size() * 8);
        int from = 0;
        int used = 0;
        for (int at = sql.indexOf('%'); at >= 0 && at + 1 < sql.length(); at = sql.indexOf('%', from)) {
            text.append(sql, from, at);
            if (sql.charAt(at + 1) == 's') {
                text.append(dialect.literal(bindings.get(used++)));
            } else {
                text.append('%');
                if (sql.charAt(at + 1) != '%') {
                    from = at + 1;
                    continue;
                }
            }
            from = at + 2;
        }
        return execute(text.append(sql, from, sql.length()).toString(), false, OptionalInt.empty());
    }

    /** What came back for one query message. */
    private static final class Answer {
        private String tag = "";
        private List<ResultColumn> columns = List.of();
        private List<List<@Nullable Object>> rows = List.of();
        private @Nullable DatabaseException error;

        QueryResult result() {
            return QueryResult.ofTag(tag, columns, rows);
        }
    }

    private Answer readAnswer(String sql, int rowLimit) throws IOException {
        Answer answer = new Answer();
        while (true) {
            Message message = link.stream().read();
            switch (message.type()) {
                case 'T' -> {
                    answer.columns = readColumns(message);
                    answer.rows = new ArrayList<>();
                }
                case 'D' -> {
                    if (answer.rows.size() < rowLimit) {
                        answer.rows.add(readRow(message, answer.columns));
                    }
                }
                case 'C' -> {
                    String tag = message.readText();
                    if (!returnsRows(tag)) {
                        answer.columns = List.of();
                        answer.rows = List.of();
                    }
                    answer.tag = tag;
                }
                case 'E' -> {
                    ServerError error = ServerError.read(message);
                    if (answer.error == null) {
                        answer.error = error.toException(sql);
                    }
                    if (error.fatal()) {
                        usable = false;
                        answer.error = DatabaseException.lost(
                                answer.error.words(), answer.error.sqlState(), false, link.server());
                        return answer;
                    }
                }
                case 'G' -> {
                    link.stream().write('f', "COPY from the client is not supported");
                    link.stream().flush();
                }
                case 'S' -> link.session().parameters().put(message.readText(), message.readText());
                case 'Z' -> {
                    serverState = message.readChar();
                    answeredAt = System.nanoTime();
                    return answer;
                }
                default -> {} // notices, notifications, copied rows, empty queries
            }
        }
    }

    /** With several statements in one text, only the last one's rows count, and a later command without rows hides them. */
    private static boolean returnsRows(String tag) {
        int space = tag.indexOf(' ');
        return switch (space < 0 ? tag : tag.substring(0, space)) {
            case "SELECT",
                    "INSERT",
                    "UPDATE",
                    "DELETE",
                    "MERGE",
                    "FETCH",
                    "EXPLAIN",
                    "SHOW",
                    "VALUES",
                    "EXECUTE",
                    "CALL" -> true;
            default -> false;
        };
    }

    private static List<ResultColumn> readColumns(Message message) {
        int count = message.readShort();
        List<ResultColumn> columns = new ArrayList<>(count);
        for (int at = 0; at < count; at++) {
            String name = message.readText();
            message.readInt(); // table
            message.readShort(); // its column
            int typeId = message.readInt();
            message.readShort(); // size
            message.readInt(); // modifier
            message.readShort(); // format
            columns.add(new ResultColumn(name, typeId));
        }
        return List.copyOf(columns);
    }

    private static List<@Nullable Object> readRow(Message message, List<ResultColumn> columns) {
        int count = message.readShort();
        List<@Nullable Object> row = new ArrayList<>(count);
        for (int at = 0; at < count; at++) {
            String text = message.readSizedText();
            row.add(text == null ? null : TextValues.of(columns.get(at).typeId(), text));
        }
        return row;
    }

    @Override
    public void commit() {
        if (implicitTransactions) {
            open = true;
            if (serverState != 'I') {
                send("COMMIT");
            }
        }
    }

    @Override
    public void rollback() {
        open = false;
        if (serverState != 'I') {
            sendQuietly("ROLLBACK");
        }
    }

    private void send(String sql) {
        try {
            link.stream().write('Q', sql);
            link.stream().flush();
            Answer answer = readAnswer(sql, 0);
            if (answer.error != null) {
                throw answer.error;
            }
        } catch (IOException e) {
            usable = false;
            throw lost(e, false);
        }
    }

    private void sendQuietly(String sql) {
        if (usable) {
            try {
                send(sql);
            } catch (DatabaseException _) {
                usable = false;
            }
        }
    }

    @Override
    public List<String> notices() {
        return link.session().notices();
    }

    @Override
    public boolean usable() {
        return usable;
    }

    @Override
    public int backendId() {
        return link.session().backendId();
    }

    @Override
    public void cancel() {
        try {
            link.cancel();
        } catch (IOException _) {
            // no way to the server: nothing to cancel
        }
    }

    @Override
    public void close() {
        if (usable) {
            usable = false;
            try {
                link.stream().write('X', new byte[0]);
                link.stream().flush();
            } catch (IOException _) {
                // it is gone already
            }
        }
        link.close();
    }
}
