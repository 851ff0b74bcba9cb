package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.Connection;
import dev.weir.adapter.EmbeddedServer;
import dev.weir.adapter.QueryResult;
import dev.weir.base.Diagnostic;
import dev.weir.core.context.database.StatementGate;
import dev.weir.core.engine.Adapters;
import dev.weir.core.engine.Engine;
import dev.weir.core.engine.Invocation;
import dev.weir.core.engine.InvocationResult;
import dev.weir.core.engine.Verb;
import dev.weir.core.event.Palette;
import dev.weir.core.run.Cancellation;
import dev.weir.deploy.DeployRequest;
import dev.weir.deploy.DeployRequest.Action;
import dev.weir.deploy.Deployer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir deploy} on the real sandbox: whole, broken off anywhere, given up, taken back, and what it refuses. */
class DeployIT {
    private static final DeployRequest.Options USUAL = new DeployRequest.Options(
            Duration.ofSeconds(20), "5s", Optional.empty(), Duration.ofMillis(50), false, false);

    @TempDir
    static Path folder;

    private static final Adapters ADAPTERS = Adapters.load();
    private static EmbeddedServer.Running sandbox;
    private static Connection session;

    private final List<String> said = new ArrayList<>();

    @BeforeAll
    static void start() {
        sandbox = ADAPTERS.server("materialize")
                .orElseThrow()
                .start(new EmbeddedServer.Request(folder.resolve(".weir").resolve("sandbox"), OptionalInt.empty()));
        session = SandboxUnderWatch.connect(sandbox);
    }

    @AfterAll
    static void stop() {
        session.close();
        sandbox.close();
    }

    /** Production as an earlier version of the project left it, with a sink in a schema of its own. */
    @BeforeEach
    void production() throws IOException {
        for (String schema : List.of("bg_mart", "bg_mart_dbt_deploy", "bg_out", "bg_in", "elsewhere", "weir_deploy")) {
            ask("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        }
        for (String cluster : List.of("serving", "serving_dbt_deploy", "sinks")) {
            ask("DROP CLUSTER IF EXISTS " + cluster + " CASCADE");
        }
        ask("CREATE CLUSTER serving (SIZE '25cc')");
        ask("CREATE CLUSTER sinks (SIZE '25cc')");
        ask("CREATE SCHEMA bg_in");
        ask("CREATE TABLE bg_in.numbers (n int)");
        ask("INSERT INTO bg_in.numbers VALUES (1), (2)");
        ask(
                "CREATE CONNECTION IF NOT EXISTS broker TO KAFKA (BROKER 'localhost:9092', SECURITY PROTOCOL PLAINTEXT) WITH (VALIDATE = false)");
        write("dbt_project.yml", """
                name: bg
                version: 1.0.0
                profile: bg
                models:
                  bg:
                    mart: {+schema: mart, +cluster: serving}
                    out: {+schema: out, +cluster: sinks}
                vars:
                  deployment:
                    dev: {clusters: [serving], schemas: [bg_mart]}
                """);
        write("profiles.yml", """
                bg:
                  target: dev
                  outputs:
                    dev: {type: materialize, sandbox: true, schema: bg, cluster: quickstart, threads: 2}
                """);
        write("models/in.yml", """
                sources: [{name: in, schema: bg_in, tables: [{name: numbers}]}]
                models:
                  - name: doubled
                    columns: [{name: twice, data_tests: [not_null]}]
                  - name: summed
                    config: {contract: {enforced: true}}
                    columns: [{name: total, data_type: bigint}]
                """);
        write("models/mart/doubled.sql", """
                {{ config(materialized='materialized_view', indexes=[{'columns': ['twice']}]) }}
                select n, n * 2 as twice from {{ source('in', 'numbers') }}
                """);
        write("models/mart/summed.sql", "select sum(twice) as total from {{ ref('doubled') }}\n");
        write("models/out/told.sql", """
                {{ config(materialized='sink') }}
                FROM {{ ref('doubled') }}
                INTO KAFKA CONNECTION "materialize"."public"."broker" (TOPIC 'told')
                KEY (n) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT
                """);
        assertThat(engine(StatementGate.OPEN)
                        .invoke(
                                invocation(Verb.RUN),
                                event -> said.add(event.message(Palette.PLAIN)),
                                new Cancellation())
                        .exitCode()
                        .number())
                .as(String.join("\n", said))
                .isZero();
        said.clear();
        // what the next version changes
        write("models/mart/doubled.sql", """
                {{ config(materialized='materialized_view', indexes=[{'columns': ['twice']}]) }}
                select n, n * 2 as twice, 'new' as version from {{ source('in', 'numbers') }}
                """);
    }

    @Test
    void aDeploymentReplacesProductionAndTurnsTheSinks() {
        deploy(Action.DEPLOY, USUAL, 0);
        assertDeployed();
        assertThat(said).contains("Deployment " + id() + " is done.");
    }

    @Test
    void aPlanSendsNothingAndIsWhatTheDeploymentSends() {
        deploy(Action.PLAN, USUAL, 0);
        String plan = said.getLast();
        assertThat(exists("schema", "bg_mart_dbt_deploy")).isFalse();
        assertThat(exists("schema", "weir_deploy")).isFalse();
        assertThat(plan)
                .contains("CREATE SCHEMA \"bg_mart_dbt_deploy\"")
                .contains(
                        "create materialized view \"materialize\".\"bg_mart_dbt_deploy\".\"doubled\" in cluster serving_dbt_deploy")
                .contains(
                        "BEGIN; ALTER SCHEMA \"bg_mart\" SWAP WITH \"bg_mart_dbt_deploy\"; ALTER CLUSTER \"serving\" SWAP WITH"
                                + " \"serving_dbt_deploy\"; COMMIT;")
                .contains(
                        "ALTER SINK \"materialize\".\"bg_out\".\"told\" SET FROM \"materialize\".\"bg_mart\".\"doubled\"")
                .contains("DROP SCHEMA IF EXISTS \"bg_mart_dbt_deploy\" CASCADE");

        List<String> sent = new ArrayList<>();
        deploy(Action.DEPLOY, USUAL, 0, (statement, send) -> {
            sent.add(statement.sql());
            return send.get();
        });
        for (String statement : plan.split(";(\n|$)")) {
            if (statement.contains("<time>")) {
                continue;
            }
            String sql = statement.replaceFirst("(?s)^\\s*(-- [a-z ]+: \\S+\n)?", "");
            assertThat(sent).as(sql).anyMatch(text -> text.contains(sql.strip()));
        }
    }

    @Test
    void brokenOffBeforeOrAfterAnyStatementItIsGoneOnWith() throws IOException {
        deploy(Action.DEPLOY, USUAL, 0); // makes the journal
        AtomicInteger changes = new AtomicInteger();
        deploy(Action.DEPLOY, USUAL, 0, counting(changes));
        int all = changes.get();
        assertThat(all).isGreaterThan(15);
        for (int at = 1; at <= all; at++) {
            boolean late = at > all - 9; // from the swap on it matters most whether it has come through
            for (boolean sent : late ? new boolean[] {false, true} : new boolean[] {at % 2 == 0}) {
                CrashGate crash = new CrashGate(at, sent);
                try {
                    deployed(Action.DEPLOY, USUAL, crash);
                } catch (Killed expected) {
                    // as a process that is gone
                }
                assertThat(crash.happened()).as("change " + at).isTrue();
                assertThat(rows("SELECT count(*) FROM bg_mart.doubled")).containsExactly(List.of(2L));
                boolean begun = exists("schema", "weir_deploy")
                        && !rows("SELECT 1 FROM weir_deploy.journal WHERE deployment NOT IN (SELECT deployment FROM weir_deploy.journal"
                                        + " WHERE step IN ('cleaned up', 'withdrawn'))")
                                .isEmpty();
                InvocationResult result = deployed(begun ? Action.RESUME : Action.DEPLOY, USUAL, StatementGate.OPEN);
                assertThat(result.exitCode().number())
                        .as("change " + at + (sent ? " sent" : " not sent") + "\n" + String.join("\n", said))
                        .isZero();
                assertDeployed();
                said.clear();
            }
        }
    }

    @Test
    void aSecondDeploymentIsRefusedAndToldWhoseTheFirstIs() {
        try {
            deployed(Action.DEPLOY, USUAL, new CrashGate(8, false));
        } catch (Killed expected) {
            // the first one hangs
        }
        said.clear();
        InvocationResult refused1 = deployed(Action.DEPLOY, USUAL, StatementGate.OPEN);
        assertThat(refused1.exitCode().number()).isEqualTo(2);
        assertThat(told(refused1))
                .contains("is under way")
                .contains("by materialize (")
                .contains("--resume");
    }

    @Test
    void anAbortedDeploymentLeavesProductionAsItWas() {
        try {
            deployed(Action.DEPLOY, USUAL, new CrashGate(10, false));
        } catch (Killed expected) {
            // half built
        }
        deploy(Action.ABORT, USUAL, 0);
        assertThat(exists("schema", "bg_mart_dbt_deploy")).isFalse();
        assertThat(exists("cluster", "serving_dbt_deploy")).isFalse();
        assertThat(columns()).containsExactly("n", "twice");
        deploy(Action.DEPLOY, USUAL, 0);
        assertDeployed();
    }

    @Test
    void theOldSideIsKeptAndSwappedBack() {
        DeployRequest.Options keep = new DeployRequest.Options(
                USUAL.timeout(), USUAL.awaitLag(), Optional.of(Duration.ofHours(1)), USUAL.poll(), false, false);
        deploy(Action.DEPLOY, keep, 0);
        assertThat(columns()).containsExactly("n", "twice", "version");
        assertThat(exists("schema", "bg_mart_dbt_deploy")).isTrue();
        InvocationResult refused2 = deployed(Action.CLEANUP, USUAL, StatementGate.OPEN);
        assertThat(refused2.exitCode().number()).isEqualTo(2);
        assertThat(told(refused2)).contains("is kept until");

        deploy(Action.ROLLBACK, USUAL, 0);
        assertThat(columns()).containsExactly("n", "twice");
        assertThat(exists("schema", "bg_mart_dbt_deploy")).isFalse();
        assertThat(upstream()).isEqualTo("doubled");
        assertThat(deployed(Action.ROLLBACK, USUAL, StatementGate.OPEN)
                        .exitCode()
                        .number())
                .isEqualTo(2);
    }

    @Test
    void theNextDeploymentRemovesAnOldSideWhoseTimeIsOver() {
        DeployRequest.Options briefly = new DeployRequest.Options(
                USUAL.timeout(), USUAL.awaitLag(), Optional.of(Duration.ZERO), USUAL.poll(), false, false);
        deploy(Action.DEPLOY, briefly, 0);
        assertThat(exists("schema", "bg_mart_dbt_deploy")).isTrue();
        deploy(Action.DEPLOY, USUAL, 0);
        assertDeployed();
    }

    @Test
    void aRollbackBrokenOffBeforeOrAfterItsSwapIsFinishedByAnother() {
        DeployRequest.Options keep = new DeployRequest.Options(
                USUAL.timeout(), USUAL.awaitLag(), Optional.of(Duration.ofHours(1)), USUAL.poll(), false, true);
        for (boolean sent : new boolean[] {false, true}) {
            deploy(Action.DEPLOY, keep, 0);
            try {
                deployed(Action.ROLLBACK, USUAL, new CrashGate(3, sent)); // taken over, rolling back, the swap
            } catch (Killed expected) {
                // as a process that is gone
            }
            assertThat(columns()).hasSize(sent ? 2 : 3);
            deploy(Action.ROLLBACK, USUAL, 0);
            assertThat(columns()).containsExactly("n", "twice");
            assertThat(exists("schema", "bg_mart_dbt_deploy")).isFalse();
        }
    }

    @Test
    void whatReadsTheOldObjectsFromOutsideIsToldOfBeforeAnythingIsTouched() {
        ask("CREATE SCHEMA elsewhere");
        ask("CREATE VIEW elsewhere.reader AS SELECT twice FROM bg_mart.doubled");
        InvocationResult refused3 = deployed(Action.DEPLOY, USUAL, StatementGate.OPEN);
        assertThat(refused3.exitCode().number()).isEqualTo(2);
        assertThat(told(refused3)).contains("view \"materialize\".\"elsewhere\".\"reader\"");
        assertThat(exists("schema", "bg_mart_dbt_deploy")).isFalse();
        DeployRequest.Options cascade = new DeployRequest.Options(
                USUAL.timeout(), USUAL.awaitLag(), Optional.empty(), USUAL.poll(), true, false);
        deploy(Action.DEPLOY, cascade, 0);
        assertDeployed();
    }

    @Test
    void aClusterThatIsNeverReadyEndsTheWaitAndWaitingMayGoOn() {
        ask("ALTER SYSTEM SET sandbox_hydration_delay = '1h'");
        try {
            DeployRequest.Options brief = new DeployRequest.Options(
                    Duration.ofMillis(300), "5s", Optional.empty(), Duration.ofMillis(50), false, false);
            InvocationResult refused4 = deployed(Action.DEPLOY, brief, StatementGate.OPEN);
            assertThat(refused4.exitCode().number()).isEqualTo(1);
            assertThat(told(refused4)).contains("are not ready after").contains("hydrating");
            assertThat(columns()).containsExactly("n", "twice");
        } finally {
            ask("ALTER SYSTEM RESET sandbox_hydration_delay");
        }
        deploy(Action.RESUME, USUAL, 0);
        assertDeployed();
    }

    @Test
    void replicasThatRunOutOfMemoryEndTheWaitAtOnce() {
        ask("ALTER SYSTEM SET sandbox_replica_oom = 'serving_dbt_deploy.r1'");
        try {
            InvocationResult refused = deployed(Action.DEPLOY, USUAL, StatementGate.OPEN);
            assertThat(refused.exitCode().number()).isEqualTo(1);
            assertThat(told(refused)).contains("serving_dbt_deploy").contains("run out of memory again and again");
            assertThat(columns()).containsExactly("n", "twice");
        } finally {
            ask("ALTER SYSTEM RESET sandbox_replica_oom");
        }
        deploy(Action.ABORT, USUAL, 0);
        assertThat(exists("cluster", "serving_dbt_deploy")).isFalse();
    }

    @Test
    void tablesThatNobodyBuildsAreNotLostAndViewsAreTold() {
        ask("CREATE VIEW bg_mart.former AS SELECT 1 AS a");
        ask("CREATE TABLE bg_mart.kept_by_hand (a int)");
        InvocationResult refused = deployed(Action.DEPLOY, USUAL, StatementGate.OPEN);
        assertThat(refused.exitCode().number()).isEqualTo(2);
        assertThat(told(refused)).contains("table bg_mart.kept_by_hand").doesNotContain("former");
        ask("DROP TABLE bg_mart.kept_by_hand");
        deploy(Action.DEPLOY, USUAL, 0);
        assertThat(said).anyMatch(line -> line.endsWith("gone with the old side: view bg_mart.former"));
    }

    @Test
    void aFailingTestStopsBeforeTheSwap() {
        ask("INSERT INTO bg_in.numbers VALUES (NULL)");
        assertThat(deployed(Action.DEPLOY, USUAL, StatementGate.OPEN).exitCode().number())
                .isEqualTo(1);
        assertThat(columns()).containsExactly("n", "twice");
        ask("DELETE FROM bg_in.numbers WHERE n IS NULL");
        deploy(Action.RESUME, USUAL, 0);
        assertDeployed();
    }

    @Test
    void sourcesInASwappedSchemaAreRefused() throws IOException {
        write("models/mart/beats.sql", "{{ config(materialized='source') }}\nFROM LOAD GENERATOR COUNTER\n");
        try {
            InvocationResult refused5 = deployed(Action.DEPLOY, USUAL, StatementGate.OPEN);
            assertThat(refused5.exitCode().number()).isEqualTo(2);
            assertThat(told(refused5)).contains("model.bg.beats (source)");
        } finally {
            Files.delete(folder.resolve("models/mart/beats.sql"));
        }
    }

    // ---- what is looked at

    /** What the program says went wrong, why, and what to do. */
    private static String told(InvocationResult result) {
        Diagnostic finding = result.findings().getFirst();
        return finding.message() + "\n" + finding.detail().orElse("") + "\n"
                + finding.hint().orElse("");
    }

    private void assertDeployed() {
        assertThat(columns()).containsExactly("n", "twice", "version");
        assertThat(rows("SELECT total FROM bg_mart.summed")).containsExactly(List.of(6L));
        assertThat(exists("schema", "bg_mart_dbt_deploy")).isFalse();
        assertThat(exists("cluster", "serving_dbt_deploy")).isFalse();
        assertThat(upstream()).isEqualTo("doubled");
    }

    private static List<String> columns() {
        return rows(
                        "SELECT c.name FROM mz_columns c JOIN mz_objects o ON o.id = c.id JOIN mz_schemas s ON s.id = o.schema_id"
                                + " WHERE s.name = 'bg_mart' AND o.name = 'doubled' AND o.type = 'materialized-view' ORDER BY c.position")
                .stream()
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
    }

    /** What the sink reads, by the catalog; it must be in production. */
    private static String upstream() {
        List<List<@Nullable Object>> found = rows(
                "SELECT s.name, o.name FROM mz_internal.mz_object_dependencies d JOIN mz_sinks k ON k.id = d.object_id"
                        + " JOIN mz_objects o ON o.id = d.referenced_object_id AND o.type = 'materialized-view'"
                        + " JOIN mz_schemas s ON s.id = o.schema_id WHERE k.name = 'told'");
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().getFirst()).isEqualTo("bg_mart");
        return String.valueOf(found.getFirst().get(1));
    }

    private static boolean exists(String kind, String name) {
        return !rows("SELECT 1 FROM mz_" + kind + "s WHERE name = '" + name + "'")
                .isEmpty();
    }

    private static String id() {
        return String.valueOf(rows("SELECT deployment FROM weir_deploy.journal ORDER BY at DESC LIMIT 1")
                .getFirst()
                .getFirst());
    }

    private static List<List<@Nullable Object>> rows(String sql) {
        return session.execute(sql, true, OptionalInt.empty()).rows();
    }

    private static void ask(String sql) {
        session.execute(sql, false, OptionalInt.empty());
    }

    // ---- what is done

    private void deploy(Action action, DeployRequest.Options options, int exitCode) {
        deploy(action, options, exitCode, StatementGate.OPEN);
    }

    private void deploy(Action action, DeployRequest.Options options, int exitCode, StatementGate gate) {
        assertThat(deployed(action, options, gate).exitCode().number())
                .as(String.join("\n", said))
                .isEqualTo(exitCode);
    }

    private InvocationResult deployed(Action action, DeployRequest.Options options, StatementGate gate) {
        return new Deployer(
                        engine(gate),
                        InstantSource.system(),
                        event -> said.add(event.message(Palette.PLAIN)),
                        new Cancellation(),
                        new DeployRequest(invocation(Verb.RUN_OPERATION), action, options, false))
                .run();
    }

    private static Engine engine(StatementGate gate) {
        return new Engine(ADAPTERS, InstantSource.system()).behind(gate);
    }

    private static Invocation invocation(Verb verb) {
        return new Invocation(
                verb,
                "dbt deploy",
                new Invocation.ProjectOptions(
                        Optional.of(folder),
                        Optional.of(folder),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.of(1)),
                Invocation.SelectionOptions.ALL,
                Invocation.StateOptions.NONE,
                Invocation.ExecutionOptions.DEFAULT,
                Invocation.OutputOptions.DEFAULT,
                Map.of("HOME", folder.toString()),
                folder);
    }

    private static void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static boolean change(String sql) {
        String text = sql.strip().replaceFirst("(?s)^/\\*.*?\\*/", "").strip().toLowerCase(java.util.Locale.ROOT);
        return !text.matches("(?s)(select|with|show|set|--).*");
    }

    private static StatementGate counting(AtomicInteger changes) {
        return (statement, send) -> {
            QueryResult result = send.get();
            if (change(statement.sql())) {
                changes.incrementAndGet();
            }
            return result;
        };
    }

    /** Stands for a kill -9: from the chosen change on nothing reaches the server any more. */
    private static final class CrashGate implements StatementGate {
        private final int at;
        private final boolean afterSending;
        private int changes;
        private boolean happened;

        CrashGate(int at, boolean afterSending) {
            this.at = at;
            this.afterSending = afterSending;
        }

        synchronized boolean happened() {
            return happened;
        }

        @Override
        public synchronized QueryResult pass(Statement statement, Supplier<QueryResult> send) {
            if (happened) {
                throw new Killed();
            }
            if (!change(statement.sql()) || ++changes < at) {
                return send.get();
            }
            happened = true;
            if (afterSending) {
                send.get();
            }
            throw new Killed();
        }
    }

    /** No exception that anything recovers from. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
