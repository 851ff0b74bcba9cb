package dev.weir.sandbox.backend;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A raw connection to PostgreSQL: messages in, messages out, and a small way to ask questions. One thread. */
public final class BackendConnection implements AutoCloseable {
    private static final int SSL_REQUEST = 80877103;

    private final Socket socket;
    private final FrameReader reader;
    private final FrameWriter writer;
    private int processId;
    private int secretKey;
    private char status = 'I';
    private int sessions;
    private String putOff = "";
    private Consumer<ServerMessage> notices = _ -> {};

    private BackendConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.reader = new FrameReader(socket);
        this.writer = new FrameWriter(socket.getOutputStream());
    }

    /** Logs in with startup settings. Throws {@code IOException} when refused. */
    public static BackendConnection open(BackendAddress address, Map<String, String> settings) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address.host(), address.port()), 5_000);
            var connection = new BackendConnection(encrypted(socket, address));
            connection.logIn(address, settings);
            return connection;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket encrypted(Socket socket, BackendAddress address) throws IOException {
        if (address.tls().isEmpty()) return socket;
        var ask = new FrameWriter(socket.getOutputStream());
        ask.beginUntyped().int32(SSL_REQUEST).end();
        ask.flush();
        if (socket.getInputStream().read() != 'S') throw new IOException("the server does not speak TLS");
        return address.tls().get().over(socket, address.host());
    }

    private void logIn(BackendAddress address, Map<String, String> settings) throws IOException {
        writer.beginUntyped().int32(0x30000).text("user").text(address.user());
        writer.text("database").text(address.database());
        for (var setting : settings.entrySet()) writer.text(setting.getKey()).text(setting.getValue());
        writer.int8(0).end();
        writer.flush();
        var exchange = new PasswordExchange(address);
        while (true) {
            Frame frame = reader.read();
            switch (frame.type()) {
                case 'R' -> {
                    int kind = frame.int32(0);
                    if (kind == 3) {
                        writer.begin('p').text(address.password()).end();
                        writer.flush();
                    } else if (kind == 5) {
                        writer.begin('p')
                                .text(exchange.md5(Arrays.copyOfRange(frame.body(), 4, 8)))
                                .end();
                        writer.flush();
                    } else if (kind == 10) {
                        byte[] first = exchange.first().getBytes(StandardCharsets.UTF_8);
                        writer.begin('p')
                                .text("SCRAM-SHA-256")
                                .int32(first.length)
                                .bytes(first)
                                .end();
                        writer.flush();
                    } else if (kind == 11) {
                        String asked = new String(frame.body(), 4, frame.body().length - 4, StandardCharsets.UTF_8);
                        writer.begin('p')
                                .bytes(exchange.last(asked).getBytes(StandardCharsets.UTF_8))
                                .end();
                        writer.flush();
                    } else if (kind != 0 && kind != 12) {
                        throw new IOException("unexpected authentication request " + kind);
                    }
                }
                case 'K' -> {
                    processId = frame.int32(0);
                    secretKey = frame.int32(4);
                }
                case 'E' -> throw new IOException(ServerMessage.of(frame).message());
                case 'Z' -> {
                    return;
                }
                default -> {}
            }
        }
    }

    public int processId() {
        return processId;
    }

    public int secretKey() {
        return secretKey;
    }

    /** How many sessions have used it. */
    int sessions() {
        return sessions;
    }

    /** Another session begins. */
    void begun() {
        sessions++;
    }

    /** The transaction status the server reported last: {@code I}, {@code T} or {@code E}. */
    public char status() {
        return status;
    }

    /** Who hears the notices that come while {@link #execute} or {@link #query} run. */
    public void onNotice(Consumer<ServerMessage> listener) {
        notices = listener;
    }

    /** To send messages by hand. */
    public FrameWriter writer() throws IOException {
        settle();
        return writer;
    }

    /** A transaction begins with the next question, without a round trip of its own. */
    public void beginWithNext() {
        putOff = "BEGIN";
        status = 'T';
    }

    /** Sends what was put off, so that what comes next is sent as it is. */
    public void settle() throws IOException {
        if (!putOff.isEmpty()) query("");
    }

    /** The next message; keeps the transaction status. */
    public Frame read() throws IOException {
        Frame frame = reader.read();
        if (frame.type() == 'Z') status = (char) frame.body()[0];
        return frame;
    }

    /** Passes on the rows that have come already, as they are. */
    public void passOnRows(FrameWriter to) throws IOException {
        reader.passOn('D', to);
    }

    /** Runs statements of ours and forgets their rows. Throws {@link BackendException} for the first error. */
    public void execute(String sql) throws IOException {
        query(sql);
    }

    /** Runs statements of ours; the rows of all of them, as text. */
    public List<List<@Nullable String>> query(String sql) throws IOException {
        String sent = putOff.isEmpty() ? sql : putOff + "; " + sql;
        putOff = "";
        writer.begin('Q').bytes(sent.getBytes(StandardCharsets.UTF_8)).int8(0).end();
        writer.flush();
        var rows = new ArrayList<List<@Nullable String>>();
        ServerMessage error = null;
        while (true) {
            Frame frame = read();
            switch (frame.type()) {
                case 'D' -> rows.add(frame.row());
                case 'E' -> {
                    if (error == null) error = ServerMessage.of(frame);
                }
                case 'N' -> notices.accept(ServerMessage.of(frame));
                case 'Z' -> {
                    if (error != null) throw new BackendException(error);
                    return rows;
                }
                default -> {}
            }
        }
    }

    @Override
    public void close() {
        try (socket) {
            writer.begin('X').end();
            writer.flush();
        } catch (IOException e) {
            // the other side is gone already
        }
    }
}
