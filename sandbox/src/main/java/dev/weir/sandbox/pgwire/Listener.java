package dev.weir.sandbox.pgwire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts TCP connections, one virtual thread each, until closed. Thread-safe. */
public final class Listener implements AutoCloseable {
    private final ServerSocket server;
    private final Conversation conversation;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** What happens on one connection; the socket is closed when it returns or throws. */
    public interface Conversation {
        void hold(Socket socket) throws IOException;
    }

    private Listener(ServerSocket server, Conversation conversation) {
        this.server = server;
        this.conversation = conversation;
    }

    /** Listens on a port, or on any free one for 0. Throws {@code BindException} when it is taken. */
    public static Listener start(InetAddress address, int port, Conversation conversation) throws IOException {
        var server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(address, port), 512);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        var listener = new Listener(server, conversation);
        Thread.ofPlatform().daemon().name("sandbox-listener").start(listener::accept);
        return listener;
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().name("sandbox-connection").start(() -> converse(socket));
            } catch (IOException e) {
                if (server.isClosed()) return;
                System.getLogger(Listener.class.getName())
                        .log(System.Logger.Level.WARNING, "connection not accepted", e);
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            conversation.hold(socket);
        } catch (IOException e) {
            // the client is gone; nobody is left to be told
            System.getLogger(Listener.class.getName()).log(System.Logger.Level.TRACE, "connection ended", e);
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) socket.close();
        } catch (IOException e) {
            System.getLogger(Listener.class.getName())
                    .log(System.Logger.Level.WARNING, "listener not closed cleanly", e);
        }
    }
}
