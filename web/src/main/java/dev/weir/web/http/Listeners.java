package dev.weir.web.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Pages that hear what the server tells (server-sent events). Thread-safe. */
final class Listeners implements AutoCloseable {
    /** So often a silent connection is written to, to learn whether there is somebody still. */
    private static final int SECONDS_OF_SILENCE = 15;

    private static final String END = "";

    private final Set<BlockingQueue<String>> queues = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    void tell(String message) {
        queues.forEach(queue -> queue.add(message));
    }

    /** Stays as long as the page does. */
    void serve(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        queues.add(queue);
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            send(out, "retry: 1000\n\n");
            while (!closed) {
                @Nullable String message = queue.poll(SECONDS_OF_SILENCE, TimeUnit.SECONDS);
                if (END.equals(message)) {
                    return;
                }
                send(out, message == null ? ": still here\n\n" : "data: " + message + "\n\n");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            queues.remove(queue);
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        closed = true;
        tell(END);
    }
}
