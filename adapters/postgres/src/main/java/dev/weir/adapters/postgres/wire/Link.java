package dev.weir.adapters.postgres.wire;

import dev.weir.adapter.DatabaseException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import jdk.net.ExtendedSocketOptions;

/** A way to a server that is open: its stream, what the server said at the start, and how to reach it again for a cancel. */
final class Link {
    private static final int TLS_REQUEST = 80877103;
    private static final int CANCEL_REQUEST = 80877102;

    private final SessionSettings settings;
    private final WireStream stream;
    private final Handshake.Session session;
    private final AutoCloseable transport;

    private Link(SessionSettings settings, WireStream stream, Handshake.Session session, AutoCloseable transport) {
        this.settings = settings;
        this.stream = stream;
        this.session = session;
        this.transport = transport;
    }

    WireStream stream() {
        return stream;
    }

    Handshake.Session session() {
        return session;
    }

    /** Tries what {@code sslmode} allows, in its order. */
    static Link open(SessionSettings settings) {
        if (settings.host().startsWith("/")) {
            return openUnix(settings);
        }
        settings.tls().mode().ifPresent(Tls::checkMode);
        List<String> faults = new ArrayList<>();
        for (boolean tls : attempts(settings)) {
            try {
                return openTcp(settings, tls);
            } catch (DatabaseException e) {
                if (e.words().startsWith("could not translate")) {
                    throw e;
                }
                faults.add(address(settings) + " failed: " + e.words());
                // With another kind of connection the server may let us in; libpq tries only for this class of errors
                // too.
                if (!e.sqlState().startsWith("28")) {
                    break;
                }
            } catch (EOFException _) {
                throw new DatabaseException(address(settings) + " failed: " + WireConnection.CLOSED, "", 0, true);
            } catch (SocketTimeoutException _) {
                throw new DatabaseException(address(settings) + " failed: timeout expired\n", "", 0, true);
            } catch (IOException e) {
                String advice = e instanceof java.net.ConnectException
                        ? "\n\tIs the server running on that host and accepting TCP/IP connections?\n"
                        : "\n";
                throw new DatabaseException(address(settings) + " failed: " + e.getMessage() + advice, "", 0, true);
            }
        }
        throw new DatabaseException(String.join("", faults), "", 0, true);
    }

    /** libpq's default is to prefer TLS; on the loopback, where nobody listens in, it is the second try instead. */
    private static List<Boolean> attempts(SessionSettings settings) {
        String mode = settings.tls().mode().orElseGet(() -> loopback(settings.host()) ? "allow" : "prefer");
        return switch (mode) {
            case "disable" -> List.of(false);
            case "allow" -> List.of(false, true);
            case "prefer" -> List.of(true, false);
            default -> List.of(true);
        };
    }

    private static boolean loopback(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("::1");
    }

    /** For people. */
    String server() {
        return settings.host() + ":" + settings.port();
    }

    private static String address(SessionSettings settings) {
        String resolved = "";
        try {
            String address = InetAddress.getByName(settings.host()).getHostAddress();
            resolved = address.equals(settings.host()) ? "" : " (" + address + ")";
        } catch (IOException _) {
            // the name alone
        }
        return "connection to server at \"" + settings.host() + "\"" + resolved + ", port " + settings.port();
    }

    private static Link openTcp(SessionSettings settings, boolean tls) throws IOException {
        Socket socket = new Socket();
        try {
            int timeout = settings.connectTimeoutSeconds() * 1000;
            InetAddress address;
            try {
                address = InetAddress.getByName(settings.host());
            } catch (java.net.UnknownHostException _) {
                throw new DatabaseException(
                        "could not translate host name \"" + settings.host()
                                + "\" to address: Name or service not known\n",
                        "",
                        0,
                        true);
            }
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            if (settings.keepAliveIdleSeconds() > 0
                    && socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
                socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, settings.keepAliveIdleSeconds());
            }
            socket.connect(new InetSocketAddress(address, settings.port()), timeout);
            socket.setSoTimeout(timeout);
            Socket transport = tls ? secured(socket, settings) : socket;
            WireStream stream = new WireStream(transport.getInputStream(), transport.getOutputStream());
            Handshake.Session session = new Handshake(stream, settings).run();
            socket.setSoTimeout(0);
            return new Link(settings, stream, session, transport);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket secured(Socket socket, SessionSettings settings) throws IOException {
        WireStream plain = new WireStream(socket.getInputStream(), socket.getOutputStream());
        plain.writeUntyped(request(TLS_REQUEST));
        plain.flush();
        if (plain.readByte() == 'S') {
            try {
                return Tls.over(socket, settings.host(), settings.port(), settings.tls());
            } catch (GeneralSecurityException | SSLException e) {
                throw new DatabaseException("SSL error: " + Tls.words(e) + "\n", "", 0, true);
            }
        }
        String mode = settings.tls().mode().orElse("prefer");
        if (mode.equals("prefer") || mode.equals("allow")) {
            return socket; // the server has none: go on without
        }
        throw new DatabaseException("server does not support SSL, but SSL was required\n", "", 0, true);
    }

    private static Link openUnix(SessionSettings settings) {
        Path path = Path.of(settings.host(), ".s.PGSQL." + settings.port());
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(path));
            WireStream stream = new WireStream(Channels.newInputStream(channel), Channels.newOutputStream(channel));
            return new Link(settings, stream, new Handshake(stream, settings).run(), channel);
        } catch (IOException e) {
            throw new DatabaseException(
                    "connection to server on socket \"" + path + "\" failed: " + e.getMessage()
                            + "\n\tIs the server running locally and accepting connections on that socket?\n",
                    "",
                    0,
                    true);
        }
    }

    /**
     * Whether the server said something that nobody asked for. Takes a millisecond, when it did not.
     *
     * @throws IOException the other side is gone
     */
    boolean spokeUp() throws IOException {
        if (!(transport instanceof Socket socket)) {
            return stream.waiting();
        }
        socket.setSoTimeout(1);
        try {
            return stream.arrived();
        } finally {
            socket.setSoTimeout(0);
        }
    }

    private static byte[] request(int... numbers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int number : numbers) {
            out.writeInt(number);
        }
        return bytes.toByteArray();
    }

    /** Asks the server, on a way of its own, to stop what this session runs. */
    void cancel() throws IOException {
        byte[] request = request(CANCEL_REQUEST, session.backendId(), session.secret());
        if (settings.host().startsWith("/")) {
            Path path = Path.of(settings.host(), ".s.PGSQL." + settings.port());
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(path));
                send(new WireStream(Channels.newInputStream(channel), Channels.newOutputStream(channel)), request);
            }
            return;
        }
        try (Socket socket = new Socket()) {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.connect(new InetSocketAddress(settings.host(), settings.port()), 5000);
            send(new WireStream(socket.getInputStream(), socket.getOutputStream()), request);
        }
    }

    private static void send(WireStream stream, byte[] request) throws IOException {
        stream.writeUntyped(request);
        stream.flush();
    }

    void close() {
        try {
            transport.close();
        } catch (Exception _) {
            // it is gone either way
        }
    }
}
