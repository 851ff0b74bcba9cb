package dev.weir.packages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hub, the archives and the git repositories of src/test/resources/world, served on loopback: http hosts through a proxy,
 * git by telling it that https://git.test/ is a folder. Written by conformance/record/deps_world.py.
 */
final class World implements AutoCloseable {
    private static final Path FILES = Path.of("src/test/resources/world");
    private static final Pattern STATUS = Pattern.compile("/status/(\\d+)/");

    private final HttpServer server;
    private final Path repositories;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    World(Path folder) throws IOException, InterruptedException {
        repositories = Files.createDirectories(folder.resolve("repositories"));
        try (DirectoryStream<Path> streams = Files.newDirectoryStream(FILES.resolve("git"))) {
            for (Path stream : streams) {
                String name = stream.getFileName().toString().replace(".fast-import", ".git");
                Path bare = repositories.resolve(name);
                git(repositories, Path.of("/dev/null"), "init", "--quiet", "--bare", "--initial-branch=main", name);
                git(bare, stream.toAbsolutePath(), "fast-import", "--quiet");
            }
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private static void git(Path folder, Path input, String... words) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(input.toFile())
                .inheritIO()
                .redirectInput(input.toFile())
                .start();
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException("git " + String.join(" ", words) + " failed");
        }
    }

    /** Answers the next requests with 503. */
    void failNext(int requests) {
        failures.set(requests);
    }

    /** What was asked for, as host and path. */
    List<String> asked() {
        return asked;
    }

    /** The environment of a program that lives in this world. */
    Map<String, String> environment(Path home) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", home.toString());
        environment.put("DBT_PACKAGE_HUB_URL", "http://hub.test/");
        environment.put("http_proxy", "http://127.0.0.1:" + server.getAddress().getPort());
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_CONFIG_COUNT", "3");
        environment.put("GIT_CONFIG_KEY_0", "url." + repositories.toUri() + ".insteadOf");
        environment.put("GIT_CONFIG_VALUE_0", "https://git.test/");
        environment.put("GIT_CONFIG_KEY_1", "safe.directory");
        environment.put("GIT_CONFIG_VALUE_1", "*");
        environment.put(
                "GIT_CONFIG_KEY_2", "url." + repositories.toUri() + ".insteadOf"); // cases put users into the first
        environment.put("GIT_CONFIG_VALUE_2", "https://git.test/");
        return environment;
    }

    Path repositories() {
        return repositories;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString().replaceFirst("^http://", "");
        asked.add(path);
        Matcher status = STATUS.matcher(path);
        Path file = FILES.resolve(path);
        int code = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? 503
                : status.find() ? Integer.parseInt(status.group(1)) : Files.isRegularFile(file) ? 200 : 404;
        byte[] body = code == 200 ? Files.readAllBytes(file) : "not here\n".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
