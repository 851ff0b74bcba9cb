package dev.weir.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** User and password of a repository's address reach its server, and nobody else. */
class GitCredentialsTest {
    private static final String PASSWORD = "planted/secret+git";

    @TempDir
    private Path folder = Path.of("");

    private final List<String> processes = new CopyOnWriteArrayList<>();

    @Test
    void noProcessIsCalledWithThem() throws IOException, InterruptedException {
        try (World world = new World(folder)) {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> guarded(exchange, world.repositories()));
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            String host = "127.0.0.1:" + server.getAddress().getPort();
            Shop shop = Shop.wanting(folder, world, """
                      - git: "http://me:{{ env_var('DBT_ENV_SECRET_GIT') }}@HOST/handy.git"
                        revision: 0.1.0
                    """.replace("HOST", host));
            shop.environment().put("DBT_ENV_SECRET_GIT", PASSWORD.replace("/", "%2F"));
            shop.environment().put("no_proxy", "127.0.0.1");
            assertThat(shop.deps()).doesNotContain("planted").endsWith("exit 0\n");
            server.stop(0);
            try (Stream<Path> files = Files.walk(folder)) {
                assertThat(files.filter(Files::isRegularFile)).noneMatch(GitCredentialsTest::tells);
            }
            assertThat(processes).anyMatch(line -> line.contains("fetch")).noneMatch(line -> line.contains("planted"));
        }
    }

    private static boolean tells(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains("planted");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void guarded(HttpExchange exchange, Path repositories) throws IOException {
        ProcessHandle.allProcesses().forEach(each -> each.info().commandLine().ifPresent(processes::add));
        String wanted =
                "Basic " + Base64.getEncoder().encodeToString(("me:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        if (!wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"here\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        Process git = backend(exchange, repositories);
        exchange.getRequestBody().transferTo(git.getOutputStream());
        git.getOutputStream().close();
        byte[] answer;
        try (InputStream out = git.getInputStream()) {
            answer = out.readAllBytes();
        }
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        for (String header : text.substring(0, end).split("\r\n")) {
            exchange.getResponseHeaders()
                    .add(
                            header.substring(0, header.indexOf(':')),
                            header.substring(header.indexOf(':') + 1).strip());
        }
        exchange.sendResponseHeaders(200, answer.length - end - 4L);
        exchange.getResponseBody().write(answer, end + 4, answer.length - end - 4);
        exchange.close();
    }

    private static Process backend(HttpExchange exchange, Path repositories) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
        Map<String, String> variables = builder.environment();
        variables.put("GIT_PROJECT_ROOT", repositories.toString());
        variables.put("GIT_HTTP_EXPORT_ALL", "1");
        variables.put("GIT_CONFIG_COUNT", "1");
        variables.put("GIT_CONFIG_KEY_0", "safe.directory");
        variables.put("GIT_CONFIG_VALUE_0", "*");
        variables.put("REQUEST_METHOD", exchange.getRequestMethod());
        variables.put("PATH_INFO", exchange.getRequestURI().getPath());
        variables.put(
                "QUERY_STRING",
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .ifPresent(type -> variables.put("CONTENT_TYPE", type));
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                .ifPresent(type -> variables.put("HTTP_CONTENT_ENCODING", type));
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Git-Protocol"))
                .ifPresent(type -> variables.put("GIT_PROTOCOL", type));
        return builder.start();
    }

    @Test
    void anAddressIsPartedFromWhatIsSecretInIt() {
        Map<String, String> environment = Map.of("DBT_ENV_SECRET_TOKEN", "tok");
        assertThat(GitCredentials.of("https://me:a%40b@host:8/x.git", environment))
                .contains(new GitCredentials("https://host:8/x.git", "https://host:8", "me", "a@b"));
        assertThat(GitCredentials.of("https://tok@host/x.git", environment))
                .contains(new GitCredentials("https://host/x.git", "https://host", "tok", ""));
        for (String plain : List.of(
                "https://host/x@y.git", "https://org@host/x.git", "git@host:x.git", "ssh://git:x@host/y", "/a/b@c")) {
            assertThat(GitCredentials.of(plain, environment)).as(plain).isEmpty();
        }
    }
}
