package dev.weir.web.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves a site while it is open, to those who may see it; a virtual thread for each request. Thread-safe. */
public final class DocsServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService executor;
    private final SiteFiles files;
    private final Doorkeeper doorkeeper;
    private final Listeners listeners = new Listeners();

    private DocsServer(HttpServer server, ExecutorService executor, ServerRequest request) {
        this.server = server;
        this.executor = executor;
        files = new SiteFiles(request.folder());
        doorkeeper = new Doorkeeper(request.host(), request.token());
    }

    /** Starts to listen. Throws {@code WEB-003} when nothing can listen there. */
    public static DocsServer start(ServerRequest request) {
        HttpServer http;
        try {
            http = HttpServer.create(new InetSocketAddress(request.host(), request.port()), 0);
        } catch (IOException | IllegalArgumentException taken) {
            throw new WeirException(
                    Diagnostic.of(
                                    DiagnosticCode.WEB_003,
                                    "nothing can listen at " + address(request.host(), request.port()))
                            .withDetail(String.valueOf(taken.getMessage()))
                            .withHint("Give another port: --port 0 takes any that is free, and says which."),
                    taken);
        }
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        DocsServer server = new DocsServer(http, executor, request);
        http.setExecutor(executor);
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Tells all pages that are open that there is a new site. */
    public void rebuilt() {
        listeners.tell("rebuilt");
    }

    /** Ends open connections, too. */
    @Override
    public void close() {
        listeners.close();
        server.stop(0);
        executor.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
            exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            exchange.getResponseHeaders().set("Content-Security-Policy", SiteFiles.POLICY);
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                say(exchange, 405, "Only GET and HEAD are answered.");
                return;
            }
            Doorkeeper.Verdict verdict = doorkeeper.judge(exchange);
            switch (verdict) {
                case Doorkeeper.Verdict.Welcome _ -> show(exchange);
                case Doorkeeper.Verdict.Known known -> {
                    exchange.getResponseHeaders().set("Set-Cookie", known.cookie());
                    exchange.getResponseHeaders().set("Location", known.address());
                    exchange.sendResponseHeaders(303, -1);
                }
                case Doorkeeper.Verdict.Refused refused -> say(exchange, refused.status(), refused.message());
            }
        }
    }

    private void show(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getRawPath().equals("/events")) {
            listeners.serve(exchange);
            return;
        }
        Optional<SiteFiles.Found> found = files.find(exchange.getRequestURI().getRawPath());
        if (found.isEmpty()) {
            say(exchange, 404, "There is no such page.");
        } else {
            new FileAnswer(exchange).send(found.get());
        }
    }

    private static void say(HttpExchange exchange, int status, String message) throws IOException {
        byte[] bytes = (message + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    static String address(InetAddress host, int port) {
        String name = host.getHostAddress();
        return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
    }
}
