package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weir.adapter.Connection;
import dev.weir.cli.ScratchProject.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What breaks around a run: what was built stays, the message is true, and the next run works. */
class FaultsIT {
    @RegisterExtension
    static final ServerProject SERVER = new ServerProject();

    @SuppressWarnings("NullAway.Init") // set before each
    private ScratchProject project;

    @BeforeEach
    void prepare() {
        project = SERVER.of(
                "models/one.sql",
                "{{ config(materialized='table') }} select 1 as id",
                "models/other.sql",
                "{{ config(materialized='table') }} select 2 as id",
                "models/reader.sql",
                "select * from {{ ref('one') }}");
    }

    private Answer fine(String line) {
        Answer answer = project.weir(line);
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        return answer;
    }

    private List<String> partsLeft() throws IOException {
        try (Stream<Path> files = Files.walk(project.folder().resolve("target"))) {
            return files.map(String::valueOf)
                    .filter(each -> each.endsWith(".part"))
                    .toList();
        }
    }

    @Test
    void aKilledBackendFailsOneModelAndNoOther() {
        project.write("models/one.sql", """
                {{ config(materialized='table') }} select 1 as id
                {% if var('killed', true) %}from (select pg_terminate_backend(pg_backend_pid())) k{% endif %}
                """);
        Answer broken = project.weir("run");
        assertThat(broken.exitCode()).as(broken.text()).isEqualTo(1);
        assertThat(broken.text()).contains("terminating connection due to administrator command", "PASS=1", "SKIP=1");
        assertThat(project.results("status"))
                .containsEntry("model.test.one", "error")
                .containsEntry("model.test.other", "success")
                .containsEntry("model.test.reader", "skipped");
        Answer again = project.weir("retry", "--vars", "{killed: false}");
        assertThat(again.exitCode()).as(again.text()).isZero();
        assertThat(again.text()).contains("PASS=2");
    }

    @Test
    void aDroppedNetworkFailsWhatWasToCome() {
        try (TcpProxy proxy =
                new TcpProxy(SERVER.server().host(), SERVER.server().port())) {
            SERVER.reach(proxy.port(), SERVER.server().user(), SERVER.server().password());
            project.write("models/one.sql", "{{ config(materialized='table') }} select 1 as id /* now */");
            fine("run --select other");
            proxy.dropAt("/* now */");
            Answer broken = project.weir("run");
            assertThat(broken.exitCode()).as(broken.text()).isEqualTo(1);
            assertThat(broken.text())
                    .contains("Failure in model one (models/one.sql)")
                    .doesNotContain("Internal Error");
            assertThat(project.results("status")).containsEntry("model.test.one", "error");
            proxy.up();
            Answer again = fine("retry");
            assertThat(again.text()).contains("OK created sql table model " + SERVER.schema() + ".one");
            assertThat(project.rows("select * from {{ ref('reader') }}")).isEqualTo(List.of(Map.of("id", 1L)));
        }
    }

    @Test
    void aNetworkDroppedInATransactionLeavesTheOldTable() {
        fine("run");
        try (TcpProxy proxy =
                new TcpProxy(SERVER.server().host(), SERVER.server().port())) {
            SERVER.reach(proxy.port(), SERVER.server().user(), SERVER.server().password());
            project.write(
                    "models/one.sql",
                    "{{ config(materialized='table', post_hook='select /* now */ 1') }} select 9 as id");
            proxy.dropAt("/* now */");
            Answer broken = project.weir("run --select one+");
            assertThat(broken.exitCode()).as(broken.text()).isEqualTo(1);
            assertThat(broken.text()).contains("server closed the connection unexpectedly", "SKIP=1");
            proxy.up();
            SERVER.reach(
                    SERVER.server().port(),
                    SERVER.server().user(),
                    SERVER.server().password());
            assertThat(
                            project.rows(
                                    "select id, (select count(*) from pg_class where relname like 'one%dbt%'"
                                            + " and relnamespace = '{{ target.schema }}'::regnamespace) as parts from {{ ref('reader') }}"))
                    .isEqualTo(List.of(Map.of("id", 1L, "parts", 0L)));
            fine("run --select one+");
            assertThat(project.rows("select * from {{ ref('reader') }}")).isEqualTo(List.of(Map.of("id", 9L)));
        }
    }

    @Test
    void aStatementThatTakesTooLongFailsItsModelAndNoOther() {
        project.write(
                "models/one.sql",
                "{{ config(materialized='table', sql_header='set local statement_timeout = 50;') }}"
                        + " select 1 as id from pg_sleep(20)");
        Answer broken = project.weir("run");
        assertThat(broken.exitCode()).as(broken.text()).isEqualTo(1);
        assertThat(broken.text()).contains("canceling statement due to statement timeout", "PASS=1", "SKIP=1");
    }

    @Test
    void connectionsThatTheServerClosesWhileNothingIsAskedAreOpenedAnew() {
        SERVER.server()
                .execute("alter database \"" + SERVER.server().database() + "\" set idle_session_timeout = '50ms'");
        try {
            project.write(
                    "dbt_project.yml",
                    "name: test\nversion: '1.0'\nprofile: test\non-run-start: create table {{ target.schema }}.seen (id int)\n"
                            + "on-run-end: insert into {{ target.schema }}.seen values (1)\n");
            project.write("models/other.sql", "{{ config(materialized='table') }} select 2 as id from pg_sleep(0.5)");
            Answer answer = project.weir("run --threads 2");
            assertThat(answer.exitCode()).as(answer.text()).isZero();
            assertThat(project.results("status").values()).containsOnly("success");
            assertThat(project.rows("select * from {{ target.schema }}.seen")).isEqualTo(List.of(Map.of("id", 1L)));
        } finally {
            SERVER.server().execute("alter database \"" + SERVER.server().database() + "\" reset idle_session_timeout");
        }
    }

    @Test
    void aServerWithoutTlsIsNoServerForOneWhoDemandsIt() {
        project.write(
                "profiles.yml", project.read("profiles.yml").replace("retries: 0", "retries: 0, sslmode: require"));
        Answer refused = project.weir("run");
        assertThat(refused.exitCode()).as(refused.text()).isEqualTo(2);
        assertThat(refused.text())
                .contains("server does not support SSL, but SSL was required")
                .containsPattern("Finished running  in 0 hours .*\\n.*Encountered an error");
    }

    @Test
    void aModeOfTlsThatNobodyKnowsIsRefused() {
        project.write(
                "profiles.yml", project.read("profiles.yml").replace("retries: 0", "retries: 0, sslmode: required"));
        Answer refused = project.weir("run");
        assertThat(refused.exitCode()).as(refused.text()).isEqualTo(2);
        assertThat(refused.text()).contains("invalid sslmode value: \"required\"");
    }

    @Test
    void anOperationWithoutServerFailsAsAnOperation() {
        project.write("macros/m.sql", "{% macro m() %}{{ log('here', info=true) }}{% endmacro %}");
        project.write("profiles.yml", project.read("profiles.yml").replace("retries: 0", "retries: 0, sslmode: none"));
        Answer refused = project.weir("run-operation m");
        assertThat(refused.exitCode()).as(refused.text()).isEqualTo(1);
        assertThat(refused.text()).contains("Encountered an error while running operation: Database Error");
        assertThat(project.results("status")).containsEntry("macro.test.m", "error");
    }

    @Test
    void aRunKilledInTheMiddleLeavesTheEarlierResultsAndBlocksNoOther() throws Exception {
        project.write("models/reader.sql", "select nothing from {{ ref('one') }}");
        assertThat(project.weir("run").exitCode()).isEqualTo(1);
        project.write("models/reader.sql", "select * from {{ ref('one') }}");
        project.write("models/other.sql", "{{ config(materialized='table') }} select 3 as id from pg_sleep(2)");
        Process run = started("run --select other", "START sql");
        Thread.sleep(300);
        run.destroyForcibly();
        assertThat(run.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(partsLeft()).isEmpty();
        assertThat(project.results("status")).containsEntry("model.test.reader", "error");
        assertThat(fine("retry").text()).contains("PASS=1").contains(SERVER.schema() + ".reader");
        fine("run");
        assertThat(project.rows("select * from {{ ref('other') }}")).isEqualTo(List.of(Map.of("id", 3L)));
    }

    /** The program in a process of its own that has come so far as to say this. */
    private Process started(String line, String until) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.weir.cli.Main"));
        words.addAll(List.of(line.split(" ")));
        Process run = new ProcessBuilder(words)
                .directory(project.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(project.folder().resolve("killed.txt").toFile())
                .start();
        for (int tenths = 0;
                tenths < 600
                        && !Files.readString(project.folder().resolve("killed.txt"))
                                .contains(until);
                tenths++) {
            assertThat(run.isAlive()).isTrue();
            Thread.sleep(100);
        }
        return run;
    }

    private static void send(Process process, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Statements that wait on the server since a model asked it to. */
    private static long waiting() {
        try (Connection connection = SERVER.server().connect(SERVER.server().database())) {
            String query = "select count(*) from pg_stat_activity where state = 'active' and wait_event = 'PgSleep'";
            return ((Number) Objects.requireNonNull(connection
                            .execute(query, true, OptionalInt.empty())
                            .rows()
                            .getFirst()
                            .getFirst()))
                    .longValue();
        }
    }

    private void isStoppedBy(int exitCode, String... signals) throws Exception {
        project.write(
                "models/one.sql",
                "{{ config(materialized='table') }} select 1 as id from pg_sleep({{ var('seconds', 60) }})");
        Process run = started("run --select one reader", "START sql table model " + SERVER.schema() + ".one");
        while (waiting() == 0) {
            assertThat(run.isAlive()).isTrue();
            Thread.sleep(20);
        }
        long start = System.nanoTime();
        for (String signal : signals) {
            send(run, signal);
            Thread.sleep(20);
        }
        while (waiting() > 0) {
            Thread.sleep(10);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(run.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(exitCode);
        assertThat(Files.readString(project.folder().resolve("killed.txt")))
                .contains("Exited because of keyboard interrupt");
        assertThat(partsLeft()).isEmpty();
        assertThat(project.results("status"))
                .containsEntry("model.test.one", "error")
                .containsEntry("model.test.reader", "skipped");
        Answer again = project.weir("retry", "--vars", "{seconds: 0}");
        assertThat(again.exitCode()).as(again.text()).isZero();
        assertThat(again.text()).contains("PASS=2");
    }

    @Test
    void sigtermStopsTheServerAndLeavesWholeResults() throws Exception {
        isStoppedBy(143, "TERM");
        isStoppedBy(143, "TERM", "TERM");
    }

    @Test
    void ctrlCStopsTheServerAndLeavesWholeResults() throws Exception {
        assumeThat(interruptsReachChildren()).isTrue();
        isStoppedBy(2, "INT");
        isStoppedBy(2, "INT", "INT");
    }

    /** What a shell starts in the background ignores Ctrl-C, and so do its children. */
    private static boolean interruptsReachChildren() throws Exception {
        Process sleep = new ProcessBuilder("sleep", "20").start();
        send(sleep, "INT");
        boolean ended = sleep.waitFor(2, TimeUnit.SECONDS);
        sleep.destroyForcibly();
        return ended;
    }

    @Test
    void anArtifactThatCannotBeWrittenIsNamed() throws IOException {
        fine("parse");
        Files.createDirectories(project.folder().resolve("target/run_results.json/in the way"));
        Answer broken = project.weir("run");
        assertThat(broken.exitCode()).as(broken.text()).isEqualTo(2);
        assertThat(broken.text()).contains("run_results.json\" cannot be written", "OK created sql table model");
        assertThat(partsLeft()).isEmpty();
        Files.delete(project.folder().resolve("target/run_results.json/in the way"));
        Files.delete(project.folder().resolve("target/run_results.json"));
        fine("run");
        assertThat(project.results("status")).hasSize(3);
    }

    @Test
    void twoRunsAtOnceInOneProjectDoNotHurtEachOther() throws Exception {
        fine("run");
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            Future<Answer> left = two.submit(() -> project.weir("run --select one+"));
            Future<Answer> right = two.submit(() -> project.weir("run --select other"));
            assertThat(left.get().exitCode()).as(left.get().text()).isZero();
            assertThat(right.get().exitCode()).as(right.get().text()).isZero();
        }
        assertThat(project.results("status").values()).containsOnly("success");
        assertThat(project.artifact("manifest.json")).containsKey("nodes");
        assertThat(partsLeft()).isEmpty();
        fine("run");
    }

    @Test
    void thirtyTwoAtOnceInOneProcessComeToTheSameAsOneAfterAnother() throws Exception {
        List<ScratchProject> projects = Stream.iterate(0, number -> number + 1)
                .limit(32)
                .map(this::numbered)
                .toList();
        List<String> alone = projects.stream().map(FaultsIT::built).toList();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> runs = projects.stream()
                    .<Callable<String>>map(each -> () -> built(each))
                    .toList();
            List<Future<String>> together = all.invokeAll(runs);
            for (int at = 0; at < together.size(); at++) {
                assertThat(together.get(at).get()).isEqualTo(alone.get(at));
            }
        }
    }

    private ScratchProject numbered(int number) {
        Path own = project.folder().resolve("p" + number);
        ScratchProject each = new ScratchProject(own);
        each.write("dbt_project.yml", "name: test\nversion: '1.0'\nprofile: test\nvars: {number: " + number + "}\n");
        each.write("models/m" + number + ".sql", "{{ config(materialized='table') }} select {{ var('number') }} as id");
        each.write("models/reader.sql", "select id, " + number + " as n from {{ ref('m" + number + "') }}");
        each.write("seeds/s.csv", "a,b\n" + number + ",x\n");
        each.write("models/m.yml", "models: [{name: reader, columns: [{name: id, data_tests: [unique, not_null]}]}]");
        ServerForTests server = SERVER.server();
        each.write("profiles.yml", server.profile(server.port(), server.user(), server.password(), "p" + number));
        return each;
    }

    /** What a build came to, without times and ids. */
    private static String built(ScratchProject project) {
        Answer answer = project.weir("build");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        Map<String, ?> manifest = project.artifact("manifest.json");
        return project.results("status") + " " + project.results("message") + " " + project.results("compiled_code")
                + " " + manifest.get("parent_map")
                + " "
                + String.valueOf(manifest.get("nodes")).replaceAll("created_at=[0-9.E]+", "");
    }
}
