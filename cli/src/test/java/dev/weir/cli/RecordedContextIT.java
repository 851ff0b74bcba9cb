package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.project.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Models of one line each, compiled: what dbt's functions yield in them is what {@code conformance/record/context.py} recorded. */
class RecordedContextIT {
    private static final Path GOLDEN = Path.of("")
            .toAbsolutePath()
            .resolve("../core/src/test/resources/golden/context")
            .normalize();

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "GREETING", "hello",
            "DBT_ENV_SECRET_KEY", "s3cret",
            "DBT_ENV_CUSTOM_ENV_TEAM", "blue",
            "DBT_SEND_ANONYMOUS_USAGE_STATS", "false");

    private static final Set<String> SAID = Set.of("PrintEvent", "JinjaLogInfo", "JinjaLogWarning", "WarnOn");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set below
    private static ServerForTests server;

    @BeforeAll
    static void startServer() {
        server = ServerForTests.start(folder.resolve("data"));
        server.execute("create role nobody superuser login password 'none'", "create database probes");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> yieldsWhatIsRecorded() throws IOException {
        Path project = folder.resolve("probes");
        RecordedListsTest.copy(GOLDEN.resolve("project"), project);
        Path profiles = project.resolve("profiles.yml");
        Files.writeString(profiles, Files.readString(profiles).replace("port: 1,", "port: " + server.port() + ","));
        Map<?, ?> ours = answers("ours.json");
        return answers("answers.json").entrySet().stream().map(recorded -> {
            String template = String.valueOf(recorded.getKey());
            Object known = ours.get(template);
            Map<?, ?> expected = (Map<?, ?>) Objects.requireNonNull(known == null ? recorded.getValue() : known);
            return DynamicTest.dynamicTest(template, () -> check(template.replace("\\n", "\n"), expected, project));
        });
    }

    private static Map<?, ?> answers(String file) throws IOException {
        return (Map<?, ?>) Objects.requireNonNull(JsonText.parse(Files.readString(GOLDEN.resolve(file))));
    }

    private static void check(String template, Map<?, ?> expected, Path project) throws IOException {
        Files.writeString(project.resolve("models/probe.sql"), template);
        Path results = project.resolve("target/run_results.json");
        Files.deleteIfExists(results);
        Path compiled = project.resolve("target/compiled/probes/models/probe.sql");
        Files.deleteIfExists(compiled);
        ListCall call =
                ListCall.run(project, ENVIRONMENT, List.of("compile", "--select", "probe", "--no-populate-cache"));
        Map<String, @Nullable Object> got = new LinkedHashMap<>();
        String error = call.error().isEmpty() && call.exitCode() != 0 ? message(results) : call.error();
        if (!error.isEmpty()) {
            got.put("error", error);
        } else {
            String text = Files.exists(compiled) ? Files.readString(compiled) : "";
            got.put(
                    "compiled",
                    text.replace(String.valueOf(server.port()), "1").replaceAll("Thread-[0-9]+", "Thread-N"));
        }
        List<String> said = call.messages(SAID);
        if (!said.isEmpty()) {
            got.put("said", said);
        }
        if (expected.get("error") instanceof String wanted) {
            assertThat(tidy(error)).contains(tidy(wanted));
            got.put("error", wanted);
        }
        assertThat(got).isEqualTo(expected);
    }

    private static String message(Path results) throws IOException {
        Map<?, ?> tree = (Map<?, ?>) Objects.requireNonNull(JsonText.parse(Files.readString(results)));
        Map<?, ?> first = (Map<?, ?>) ((List<?>) Objects.requireNonNull(tree.get("results"))).getFirst();
        return String.valueOf(first.get("message"));
    }

    /** White space at the ends of lines says nothing. */
    private static String tidy(String text) {
        return text.replaceAll("[ \t]+\n", "\n").strip();
    }
}
