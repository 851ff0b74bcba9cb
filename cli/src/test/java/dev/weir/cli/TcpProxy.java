package dev.weir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes connections on to a server, until it is told to drop them all. */
final class TcpProxy implements AutoCloseable {
    private final ServerSocket door;
    private final String host;
    private final int port;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile boolean down;
    private volatile boolean answering;
    private volatile String dropAt = "";
    private volatile String dropAfter = "";
    private final AtomicInteger refusals = new AtomicInteger();

    TcpProxy(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Goes down when a client says this. */
    void dropAt(String words) {
        dropAt = words;
    }

    /** Goes down when a client has said this and the server answers. */
    void dropAfter(String words) {
        dropAfter = words;
    }

    /** What clients wrote, as it came: what was written without waiting for an answer came together. */
    List<String> heard() {
        return heard;
    }

    /** Closes as many of the next connections at once. */
    void refuse(int times) {
        refusals.set(times);
    }

    void up() {
        dropAt = "";
        dropAfter = "";
        answering = false;
        down = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (down || refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(host, port);
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> pass(client, server, true));
                Thread.ofVirtual().start(() -> pass(server, client, false));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void pass(Socket from, Socket to, boolean fromClient) {
        byte[] bytes = new byte[8192];
        try (from;
                to) {
            for (int count = from.getInputStream().read(bytes);
                    count >= 0;
                    count = from.getInputStream().read(bytes)) {
                String words = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
                if (fromClient) {
                    heard.add(words);
                }
                if (fromClient && !dropAt.isEmpty() && words.contains(dropAt)) {
                    drop();
                    return;
                }
                if (fromClient && !dropAfter.isEmpty() && words.contains(dropAfter)) {
                    answering = true;
                } else if (!fromClient && answering) {
                    drop();
                    return;
                }
                to.getOutputStream().write(bytes, 0, count);
                to.getOutputStream().flush();
            }
        } catch (IOException _) {
            return; // one side is gone, and so is the other
        }
    }

    private void drop() throws IOException {
        down = true;
        for (Socket each : open) {
            each.close();
        }
        open.clear();
    }

    @Override
    public void close() {
        try {
            door.close();
            drop();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
