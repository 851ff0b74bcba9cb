package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.EmbeddedServer;
import dev.weir.cli.ScratchProject.Answer;
import dev.weir.core.context.database.StatementGate;
import dev.weir.core.engine.Adapters;
import dev.weir.core.engine.Engine;
import dev.weir.core.engine.Invocation;
import dev.weir.core.engine.InvocationResult;
import dev.weir.core.engine.Verb;
import dev.weir.core.event.Palette;
import dev.weir.core.run.Cancellation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Materialize that goes away and comes back: before a run, between two statements, in the middle of one. */
class MaterializeReconnectsIT {
    private static final Adapters ADAPTERS = Adapters.load();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each
    private EmbeddedServer.Running server;

    @SuppressWarnings("NullAway.Init") // set before each
    private ScratchProject project;

    private int port;
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = started(OptionalInt.empty());
        port = server.port();
        project = new ScratchProject(Files.createDirectories(folder.resolve("project")));
        project.of(
                "models/first.sql", "{{ config(materialized='materialized_view') }} select 1 as id",
                "models/second.sql", "{{ config(materialized='materialized_view') }} select id from {{ ref('first') }}",
                "models/third.sql", "{{ config(materialized='materialized_view') }} select id from {{ ref('second') }}",
                "dbt_project.yml",
                        "name: test\nversion: '1.0'\nprofile: test\non-run-start: create table seen (id int)\n"
                                + "on-run-end: insert into seen values (1)\n");
        reach(port, "");
    }

    private EmbeddedServer.Running started(OptionalInt wanted) {
        return ADAPTERS.server("materialize")
                .orElseThrow()
                .start(new EmbeddedServer.Request(folder.resolve("server"), wanted));
    }

    private void restart() {
        server.close();
        server = started(OptionalInt.of(port));
    }

    private void reach(int at, String keys) {
        project.write("profiles.yml", """
                test:
                  target: default
                  outputs:
                    default: {type: materialize, host: 127.0.0.1, port: %d, user: materialize, password: any, dbname: materialize,
                              schema: s, threads: 1, retries: 0%s}
                """.formatted(at, keys.isEmpty() ? "" : ", " + keys));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int run(StatementGate gate) {
        said.clear();
        InvocationResult result = new Engine(ADAPTERS, InstantSource.system())
                .behind(gate)
                .invoke(
                        new Invocation(
                                Verb.RUN,
                                "dbt run",
                                new Invocation.ProjectOptions(
                                        Optional.of(project.folder()),
                                        Optional.of(project.folder()),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        OptionalInt.empty()),
                                Invocation.SelectionOptions.ALL,
                                Invocation.StateOptions.NONE,
                                Invocation.ExecutionOptions.DEFAULT,
                                Invocation.OutputOptions.DEFAULT,
                                Map.of("HOME", folder.toString()),
                                project.folder()),
                        event -> said.add(event.message(Palette.PLAIN)),
                        new Cancellation());
        return result.exitCode().number();
    }

    /** How often the server was sent what begins so. */
    private long received(String words) throws IOException {
        server.close(); // the log is whole then
        return Files.readAllLines(ADAPTERS.server("materialize").orElseThrow().statementLog(folder.resolve("server")))
                .stream()
                .filter(line -> line.contains(words))
                .count();
    }

    @Test
    void aServerThatIsStartedAgainBetweenStatementsIsConnectedToAgain() throws IOException {
        StatementGate gate = (statement, send) -> {
            if (statement.sql().contains("\"second\"") && statement.sql().contains("create materialized view")
                    || statement.sql().contains("insert into seen")) {
                restart();
            }
            return send.get();
        };
        assertThat(run(gate)).as(String.join("\n", said)).isZero();
        assertThat(project.results("status").values()).containsOnly("success");
        assertThat(received("create materialized view")).isEqualTo(3);
        assertThat(received("insert into seen")).isOne();
    }

    @Test
    void aStatementIsNotSentToAnotherSessionThanItsSettings() throws IOException {
        project.write("models/second.sql", """
                {{ config(materialized='materialized_view', pre_hook='set cluster = quickstart') }} select id from {{ ref('first') }}
                """);
        StatementGate gate = (statement, send) -> {
            if (statement.sql().contains("\"second\"") && statement.sql().contains("create materialized view")) {
                restart();
            }
            return send.get();
        };
        assertThat(run(gate)).isEqualTo(1);
        assertThat(String.join("\n", said)).contains("server closed the connection unexpectedly");
        assertThat(project.results("status"))
                .containsEntry("model.test.second", "error")
                .containsEntry("model.test.third", "skipped");
        assertThat(received("create materialized view")).isOne();
    }

    @Test
    void aServerLostInAStatementFailsItsNodeOnceAndTheOthersSayThatThereIsNone() throws IOException {
        project.write(
                "models/second.sql",
                "{{ config(materialized='materialized_view') }} select id /* now */ from {{ ref('first') }}");
        project.write("models/alone.sql", "{{ config(materialized='materialized_view') }} select 4 as id");
        try (TcpProxy proxy = new TcpProxy("127.0.0.1", port)) {
            reach(proxy.port(), "sslmode: disable");
            proxy.dropAfter("/* now */");
            Answer broken = project.weir("run");
            assertThat(broken.exitCode()).as(broken.text()).isEqualTo(1);
            assertThat(broken.text())
                    .contains(
                            "Database Error in model second (models/second.sql)\n  server closed the connection unexpectedly",
                            "error[ADP-016]: the connection to 127.0.0.1:" + proxy.port() + " was lost",
                            "Whether the server carried out what it was sent last is not known; it was not sent again.",
                            "`weir retry` does what failed and what was skipped")
                    .doesNotContain("\tat ");
            assertThat(project.results("status"))
                    .containsEntry("model.test.first", "success")
                    .containsEntry("model.test.second", "error")
                    .containsEntry("model.test.third", "skipped");
            proxy.up();
            project.write("dbt_project.yml", "name: test\nversion: '1.0'\nprofile: test\n");
            Answer again = project.weir("retry");
            assertThat(again.exitCode()).as(again.text()).isZero();
            assertThat(project.results("status"))
                    .containsKey("model.test.third")
                    .doesNotContainKey("model.test.first");
        }
        assertThat(received("select id /* now */")).isEqualTo(2);
    }

    @Test
    void aServerThatIsNotUpYetIsWaitedForAsOftenAsTheProfileSays() {
        try (TcpProxy proxy = new TcpProxy("127.0.0.1", port)) {
            reach(proxy.port(), "sslmode: disable");
            proxy.refuse(1);
            Answer refused = project.weir("run");
            assertThat(refused.exitCode()).as(refused.text()).isEqualTo(2);
            assertThat(refused.text()).contains("error[ADP-001]: no connection to 127.0.0.1:" + proxy.port());
            reach(proxy.port(), "sslmode: disable");
            project.write("profiles.yml", project.read("profiles.yml").replace("retries: 0", "retries: 2"));
            proxy.refuse(2);
            Answer answer = project.weir("run");
            assertThat(answer.exitCode()).as(answer.text()).isZero();
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUpInTime() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            reach(mute.getLocalPort(), "sslmode: disable, connect_timeout: 1");
            Answer refused = project.weir("run");
            assertThat(refused.exitCode()).as(refused.text()).isEqualTo(2);
            assertThat(refused.text())
                    .contains("connection to server at \"127.0.0.1\", port " + mute.getLocalPort()
                            + " failed: timeout expired");
        }
    }
}
