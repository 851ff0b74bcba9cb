package dev.weir.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.base.WeirException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocsServerTest {
    @TempDir
    private Path folder;

    private Path target;
    private DocsServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        target = Files.createDirectory(folder.resolve("target"));
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.createDirectories(target.resolve("site/data"));
        Files.createDirectories(target.resolve("assets"));
        Files.createDirectories(target.resolve("compiled"));
        Files.writeString(target.resolve("index.html"), "<!doctype html>\n<head>\n<title>t</title>");
        Files.writeString(target.resolve("static_index.html"), "alone");
        Files.writeString(target.resolve("manifest.json"), "{}");
        Files.writeString(target.resolve("run_results.json"), "secret");
        Files.writeString(target.resolve("compiled/a.sql"), "secret");
        Files.writeString(target.resolve("site/.hidden"), "secret");
        Files.writeString(target.resolve("site/app.js"), "let a = 1;\n".repeat(500));
        Files.writeString(target.resolve("site/data/index.json"), "{}");
        Files.write(target.resolve("assets/a b.png"), new byte[] {1, 2, 3});
        server = DocsServer.start(request(Optional.empty()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ServerRequest request(Optional<String> token) {
        return new ServerRequest(target, InetAddress.getLoopbackAddress(), 0, token);
    }

    @Test
    void filesOfTheSiteAreServedWithTheirTypes() throws Exception {
        assertThat(get("/").body()).contains("<meta name=\"weir-live\" content=\"events\">", "<title>t</title>");
        assertThat(get("/index.html").headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(get("/site/app.js").headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
        assertThat(get("/site/data/index.json").body()).isEqualTo("{}");
        assertThat(get("/manifest.json?1").statusCode()).isEqualTo(200);
        assertThat(get("/assets/a%20b.png").headers().firstValue("Content-Type"))
                .contains("image/png");
    }

    @Test
    void pagesMayDoNothingButWhatTheyAreFor() throws Exception {
        var headers = get("/").headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(get("/static_index.html").headers().firstValue("Content-Security-Policy"))
                .contains("frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/run_results.json",
                "/compiled/a.sql",
                "/site/.hidden",
                "/site/",
                "/site",
                "/../secret.txt",
                "/site/../../secret.txt",
                "/site/../run_results.json",
                "/site/%2e%2e/run_results.json",
                "/site/%2E%2E%2Frun_results.json",
                "/site/..%2frun_results.json",
                "/site/..%5crun_results.json",
                "/site/..\\run_results.json",
                "/site/%252e%252e/run_results.json",
                "/site/.%2e/run_results.json",
                "/site/%c0%ae%c0%ae/run_results.json",
                "/site//../run_results.json",
                "/site/app.js%00.png",
                "/site/app.js/",
                "//secret.txt",
                "/%2fetc/passwd",
                "/site/%2fetc%2fpasswd",
                "/site/C:/x",
                "/SITE/app.js",
            })
    void nothingElseIsReached(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).doesNotContain("secret").matches("(?s)HTTP/1\\.1 4\\d\\d.*");
    }

    @Test
    void linksOutOfTheFolderAreNotFollowed() throws Exception {
        Files.createSymbolicLink(target.resolve("assets/out.txt"), folder.resolve("secret.txt"));
        Files.createSymbolicLink(target.resolve("assets/up"), folder);
        Files.createSymbolicLink(target.resolve("assets/in.js"), target.resolve("site/app.js"));
        assertThat(get("/assets/out.txt").statusCode()).isEqualTo(404);
        assertThat(get("/assets/up/secret.txt").statusCode()).isEqualTo(404);
        assertThat(get("/assets/in.js").statusCode()).isEqualTo(200);
    }

    @Test
    void otherNamesOfThisMachineAreNotAnswered() throws IOException {
        for (String host :
                new String[] {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "0.0.0.0"}) {
            assertThat(raw("GET / HTTP/1.1\r\nHost: " + host + ":80\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 421");
        }
        for (String host : new String[] {"localhost", "127.0.0.1", "[::1]", "docs.localhost", "LOCALHOST"}) {
            assertThat(raw("GET / HTTP/1.1\r\nHost: " + host + ":80\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void onlyGetAndHeadAreAnswered() throws Exception {
        HttpResponse<String> head = client.send(
                builder("/site/app.js")
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).contains("5500");
        for (String method : new String[] {"POST", "PUT", "DELETE", "OPTIONS"}) {
            HttpResponse<String> refused = client.send(
                    builder("/")
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
        }
    }

    @Test
    void compressedWhereThatIsWelcome() throws Exception {
        HttpResponse<InputStream> zipped = client.send(
                builder("/site/app.js").header("Accept-Encoding", "br, gzip").build(), BodyHandlers.ofInputStream());
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        try (InputStream in = new GZIPInputStream(zipped.body())) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(target.resolve("site/app.js")));
        }
        HttpResponse<String> plain = client.send(
                builder("/site/app.js").header("Accept-Encoding", "gzip;q=0").build(), BodyHandlers.ofString());
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void whatIsKnownIsNotSentAgainUntilItChanges() throws Exception {
        String tag = get("/site/app.js").headers().firstValue("ETag").orElseThrow();
        HttpRequest again = builder("/site/app.js")
                .header("If-None-Match", "\"other\", W/" + tag)
                .build();
        HttpResponse<String> unchanged = client.send(again, BodyHandlers.ofString());
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        Files.writeString(target.resolve("site/app.js"), "let b = 2;");
        assertThat(client.send(again, BodyHandlers.ofString()).body()).isEqualTo("let b = 2;");
    }

    @Test
    void tokenIsAskedForOnceAndKeptOutOfSight() throws Exception {
        server.close();
        server = DocsServer.start(request(Optional.of("s3cret & more")));
        assertThat(get("/").statusCode()).isEqualTo(401);
        assertThat(get("/manifest.json").statusCode()).isEqualTo(401);
        assertThat(get("/events").statusCode()).isEqualTo(401);
        assertThat(get("/?token=wrong").statusCode()).isEqualTo(403);
        HttpResponse<String> known = get("/index.html?a=b&token=s3cret%20%26%20more");
        assertThat(known.statusCode()).isEqualTo(303);
        assertThat(known.headers().firstValue("Location")).contains("/index.html?a=b");
        String cookie = known.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain("s3cret");
        String value = cookie.substring(0, cookie.indexOf(';'));
        HttpResponse<String> shown =
                client.send(builder("/").header("Cookie", "other=1; " + value).build(), BodyHandlers.ofString());
        assertThat(shown.statusCode()).isEqualTo(200);
        HttpResponse<String> forged = client.send(
                builder("/").header("Cookie", "weir-docs=s3cret & more").build(), BodyHandlers.ofString());
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(request(Optional.of("s3cret")).toString()).doesNotContain("s3cret");
    }

    @Test
    void openPagesHearOfANewSite() throws Exception {
        HttpResponse<InputStream> events = client.send(builder("/events").build(), BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).startsWith("retry:");
            server.rebuilt();
            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine()).isEqualTo("data: rebuilt");
            server.close();
            assertThat(ends(lines)).isTrue();
        }
    }

    /** Whether the connection is over: closed in order or cut, as the server happens to be faster. */
    private static boolean ends(BufferedReader lines) {
        try {
            return lines.lines().allMatch(String::isEmpty);
        } catch (UncheckedIOException cut) {
            return true;
        }
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        assertThatThrownBy(() -> DocsServer.start(
                        new ServerRequest(target, InetAddress.getLoopbackAddress(), server.port(), Optional.empty())))
                .isInstanceOfSatisfying(WeirException.class, failed -> {
                    assertThat(failed.diagnostics().getFirst().code().wireName())
                            .isEqualTo("WEB-003");
                    assertThat(failed.diagnostics().getFirst().hint().orElseThrow())
                            .contains("--port 0");
                });
    }

    private HttpRequest.Builder builder(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(builder(path).build(), BodyHandlers.ofString());
    }

    /** What a client would tidy up first, as it is. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
