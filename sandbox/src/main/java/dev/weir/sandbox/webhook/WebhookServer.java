package dev.weir.sandbox.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.sandbox.backend.BackendAddress;
import dev.weir.sandbox.backend.BackendException;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Answers webhooks while it is open. Limits and status codes are those of Materialize's docs, "CREATE SOURCE: Webhook",
 * "Request limits". Thread-safe.
 */
public final class WebhookServer implements AutoCloseable {
    private static final int LARGEST_BODY = 2 * 1024 * 1024;
    private static final int MOST_AT_ONCE = 500;
    private static final String PATH = "/api/webhook/";

    private final HttpServer server;
    private final ExecutorService executor;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final WebhookRows rows;

    private WebhookServer(HttpServer server, ExecutorService executor, WebhookRows rows) {
        this.server = server;
        this.executor = executor;
        this.rows = rows;
    }

    /**
     * Starts to listen.
     *
     * @param port the port wanted; another is taken when it is not free, 0 for any
     * @param admin the role that may read secrets
     * @param session the role that conditions are evaluated with
     */
    public static WebhookServer start(InetAddress host, int port, BackendAddress admin, BackendAddress session)
            throws IOException {
        HttpServer http;
        try {
            http = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (BindException taken) {
            http = HttpServer.create(new InetSocketAddress(host, 0), 0);
        }
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        var server = new WebhookServer(http, executor, new WebhookRows(admin, session));
        http.setExecutor(executor);
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!places.tryAcquire()) {
                reply(exchange, 429, "too many requests");
                return;
            }
            try {
                append(exchange);
            } catch (WebhookRefusal refusal) {
                reply(exchange, refusal.status(), refusal.message());
            } catch (BackendException | IOException e) {
                System.getLogger(WebhookServer.class.getName()).log(System.Logger.Level.WARNING, "webhook failed", e);
                reply(exchange, 500, "internal storage failure!");
            } finally {
                places.release();
            }
        }
    }

    private void append(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        if (!path.startsWith(PATH)) throw new WebhookRefusal(404, "not found");
        if (!exchange.getRequestMethod().equals("POST")) throw new WebhookRefusal(405, "method not allowed");
        String[] parts = path.substring(PATH.length()).split("/", -1);
        String[] names = new String[parts.length];
        for (int i = 0; i < parts.length; i++) {
            names[i] = URLDecoder.decode(parts[i].replace("+", "%2B"), StandardCharsets.UTF_8);
        }
        if (parts.length != 3) throw WebhookRefusal.notFound(String.join(".", names));
        Map<String, String> headers = headers(exchange);
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(LARGEST_BODY + 1);
        }
        if (body.length > LARGEST_BODY) throw new WebhookRefusal(413, "length limit exceeded");
        rows.append(names[0], names[1], names[2], headers, body);
        reply(exchange, 200, "");
    }

    /** Names in lower case, sorted, as Materialize's maps are. */
    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new TreeMap<String, String>();
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (header.getValue().size() > 1) {
                throw new WebhookRefusal(
                        401, "headers of request were invalid: " + name + " is specified more than once");
            }
            headers.put(name, header.getValue().getFirst());
        }
        return headers;
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
        rows.close();
    }
}
