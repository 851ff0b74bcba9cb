package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ScratchProject.Answer;
import dev.weir.core.project.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs generate} and {@code docs serve} on the warehouse example with its embedded PostgreSQL. */
class DocsSiteIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void siteIsWrittenServedAndBuiltAgain() throws Exception {
        RecordedListsTest.copy(Path.of("../examples/shop"), folder);
        Answer none = run("docs serve --no-browser --port 0");
        assertThat(none.exitCode()).as(none.text()).isEqualTo(2);
        assertThat(none.text()).contains("WEB-005", "weir docs generate");

        assertThat(run("build").exitCode()).isZero();
        Answer generated = run("docs generate --static");
        assertThat(generated.exitCode()).as(generated.text()).isZero();
        assertThat(generated.text()).contains("Catalog written to", "Site written to");
        assertThat(folder.resolve("target/static_index.html")).isNotEmptyFile();
        // the results of the build, though docs generate has written its own
        assertThat(Files.readString(folder.resolve("target/run_results.json"))).contains("\"generate\"");
        assertThat(index().get("lastRun")).asString().contains("command=build");
        assertThat(page("model.shop.customers")).contains("\"status\":\"success\"", "\"compiled\":\"");

        Answer again = run("--no-write-json docs generate --target-path fresh");
        assertThat(again.exitCode()).as(again.text()).isZero();
        assertThat(folder.resolve("fresh/manifest.json")).isNotEmptyFile();
        assertThat(folder.resolve("fresh/catalog.json")).isNotEmptyFile();
        assertThat(folder.resolve("fresh/site/data/index.json")).isNotEmptyFile();
        assertThat(folder.resolve("fresh/run_results.json")).doesNotExist();

        serve();
    }

    @Test
    void whatCannotBeServedIsSaid() throws IOException {
        RecordedListsTest.copy(Path.of("../examples/shop"), folder);
        assertThat(run("parse").exitCode()).isZero();
        Answer open = run("docs serve --no-browser --host 0.0.0.0 --port 0");
        assertThat(open.exitCode()).isEqualTo(2);
        assertThat(open.text()).contains("WEB-004", "WEIR_DOCS_TOKEN", "--allow-anonymous");
        try (ServerSocket taken = new ServerSocket(0)) {
            Answer late =
                    run("docs serve --no-browser --host 0.0.0.0 --allow-anonymous --port " + taken.getLocalPort());
            assertThat(late.exitCode()).isEqualTo(2);
            assertThat(late.text()).contains("WEB-003", "--port 0");
        }
        assertThat(run("docs serve --port 70000").text()).contains("there is no port 70000");
        assertThat(run("docs serve --host no.such.host.invalid").text()).contains("WEB-003");
        Files.writeString(folder.resolve("target/manifest.json"), "{\"metadata\":\n nonsense");
        assertThat(run("docs serve --no-browser --port 0").text()).contains("WEB-001", "manifest.json:2:");
    }

    private void serve() throws Exception {
        try (ServedDocs docs = ServedDocs.of(folder)) {
            String address = docs.address();
            assertThat(get(address + "/").body()).contains("weir-live");
            assertThat(get(address + "/site/data/index.json").body()).contains("model.shop.orders");
            assertThat(get(address + "/run_results.json").statusCode()).isEqualTo(404);
            HttpResponse<InputStream> events = client.send(
                    HttpRequest.newBuilder(URI.create(address + "/events")).build(), BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
                Files.writeString(folder.resolve("models/marts/newcomer.sql"), "select 1 as one");
                awaitRebuilt(lines);
                assertThat(get(address + "/site/data/index.json").body()).contains("model.shop.newcomer");
                // what the database said is kept
                assertThat(get(address + "/catalog.json").body()).contains("model.shop.orders");

                Files.writeString(
                        folder.resolve("models/marts/newcomer.sql"),
                        "{{ ref('nobody' ",
                        StandardOpenOption.TRUNCATE_EXISTING);
                docs.awaitText("newcomer.sql");
                assertThat(get(address + "/site/data/index.json").body()).contains("model.shop.newcomer");
            }
            assertThat(docs.stop()).isEqualTo(2); // as dbt's
        }
    }

    private static void awaitRebuilt(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("data: rebuilt")) {
                return;
            }
        }
        throw new AssertionError("the server ended the events");
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private Map<?, ?> index() throws IOException {
        return (Map<?, ?>)
                Optional.ofNullable(JsonText.parse(Files.readString(folder.resolve("target/site/data/index.json"))))
                        .orElseThrow();
    }

    private String page(String id) throws IOException {
        String pages = Files.readString(folder.resolve("target/site/data/pages/0.json"));
        int start = pages.indexOf("{\"id\":\"" + id + "\"");
        assertThat(start).isNotNegative();
        int next = pages.indexOf(",{\"id\":\"model.", start + 1);
        return pages.substring(start, next < 0 ? pages.length() : next);
    }

    private Answer run(String words) {
        return new ScratchProject(folder).weir(words);
    }
}
