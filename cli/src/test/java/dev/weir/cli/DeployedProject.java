package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.Connection;
import dev.weir.adapter.EmbeddedServer;
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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A project whose former version stands in production, on a sandbox that all tests of deployments share: a materialized view
 * with an index, a view with a contract, and a sink in a schema of its own. Its next version is deployed in this process.
 */
final class DeployedProject implements AutoCloseable {
    static final DeployRequest.Options USUAL = new DeployRequest.Options(
            Duration.ofSeconds(20), "5s", Optional.empty(), Duration.ofMillis(50), false, false);

    private static final Adapters ADAPTERS = Adapters.load();

    private final Path folder;
    private final EmbeddedServer.Running sandbox;
    private final Connection session;
    private final List<String> said = new ArrayList<>();

    private DeployedProject(Path folder) {
        this.folder = folder;
        sandbox = ADAPTERS.server("materialize")
                .orElseThrow()
                .start(new EmbeddedServer.Request(folder.resolve(".weir").resolve("sandbox"), OptionalInt.empty()));
        session = SandboxUnderWatch.connect(sandbox);
    }

    /** Gives tests the one there is, as it is before a deployment. */
    static final class Provided implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == DeployedProject.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            DeployedProject project = context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(DeployedProject.class, _ -> start(), DeployedProject.class);
            project.reset();
            return project;
        }

        private static DeployedProject start() {
            try {
                return new DeployedProject(Files.createTempDirectory("deployed"));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    @Override
    public void close() throws IOException {
        session.close();
        sandbox.close();
        remove(folder);
    }

    private static void remove(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Production as the former version of the project left it. */
    private void reset() {
        for (String schema :
                List.of("bg_mart", "bg_mart_dbt_deploy", "bg_out", "bg_in", "bg_history", "elsewhere", "weir_deploy")) {
            ask("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        }
        for (String cluster : List.of("serving", "serving_dbt_deploy", "sinks")) {
            ask("DROP CLUSTER IF EXISTS " + cluster + " CASCADE");
        }
        ask("DROP DATABASE IF EXISTS sales CASCADE");
        ask("CREATE CLUSTER serving (SIZE '25cc')");
        ask("CREATE CLUSTER sinks (SIZE '25cc')");
        ask("CREATE SCHEMA bg_in");
        ask("CREATE TABLE bg_in.numbers (n int)");
        ask("INSERT INTO bg_in.numbers VALUES (1), (2)");
        ask(
                "CREATE CONNECTION IF NOT EXISTS broker TO KAFKA (BROKER 'localhost:9092', SECURITY PROTOCOL PLAINTEXT) WITH (VALIDATE = false)");
        try {
            for (String old : List.of("models", "snapshots")) {
                if (Files.exists(folder.resolve(old))) {
                    remove(folder.resolve(old));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        deploys("[bg_mart]");
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
        run();
        // what the next version changes
        write("models/mart/doubled.sql", """
                {{ config(materialized='materialized_view', indexes=[{'columns': ['twice']}]) }}
                select n, n * 2 as twice, 'new' as version from {{ source('in', 'numbers') }}
                """);
    }

    // ---- what is done

    /** Builds the project where it stands, without deploying it. */
    void run() {
        invoke(Verb.RUN);
    }

    /** The same with its snapshots and tests. */
    void build() {
        invoke(Verb.BUILD);
    }

    private void invoke(Verb verb) {
        said.clear();
        InvocationResult result = engine(StatementGate.open())
                .invoke(invocation(verb), event -> said.add(event.message(Palette.PLAIN)), new Cancellation());
        assertThat(result.exitCode().number()).as(String.join("\n", said)).isZero();
        said.clear();
    }

    /** What was said meanwhile is kept until the next one. */
    InvocationResult deploy(Action action, DeployRequest.Options options, int exitCode) {
        return deploy(action, options, exitCode, StatementGate.open());
    }

    InvocationResult deploy(Action action, DeployRequest.Options options, int exitCode, StatementGate gate) {
        InvocationResult result = deployed(action, options, gate);
        assertThat(result.exitCode().number())
                .as(String.join("\n", said) + "\n" + result.findings())
                .isEqualTo(exitCode);
        return result;
    }

    /** The same, whatever comes of it. */
    InvocationResult deployed(Action action, DeployRequest.Options options, StatementGate gate) {
        return deployed(
                new DeployRequest(
                        invocation(Verb.RUN_OPERATION), action, options, false, Optional.empty(), Optional.empty()),
                gate);
    }

    /** Whether it came to the change at which it was to be broken off, before or after that reached the server. */
    boolean breakOff(Action action, int at, boolean sent) {
        CrashGate crash = new CrashGate(at, sent);
        try {
            deployed(action, USUAL, crash);
        } catch (CrashGate.Killed expected) {
            // as a process that is gone
        }
        return crash.happened();
    }

    InvocationResult deployed(DeployRequest request, StatementGate gate) {
        return deployed(request, gate, InstantSource.system());
    }

    InvocationResult deployed(DeployRequest request, StatementGate gate, InstantSource clock) {
        said.clear();
        return new Deployer(
                        new Engine(ADAPTERS, clock).behind(gate),
                        clock,
                        event -> said.add(event.message(Palette.PLAIN)),
                        new Cancellation(),
                        request)
                .run();
    }

    private static Engine engine(StatementGate gate) {
        return new Engine(ADAPTERS, InstantSource.system()).behind(gate);
    }

    Invocation invocation(Verb verb) {
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

    /** What a deployment swaps beside the cluster {@code serving}: schemas, as YAML. */
    void deploys(String schemas) {
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
                    dev: {clusters: [serving], schemas: %s}
                """.formatted(schemas));
    }

    void write(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    // ---- what is looked at

    /** What the program says went wrong, why, and what to do. */
    static String told(InvocationResult result) {
        Diagnostic finding = result.findings().getFirst();
        return finding.message() + "\n" + finding.detail().orElse("") + "\n"
                + finding.hint().orElse("");
    }

    /** What the last deployment said, a line of the console each. */
    List<String> said() {
        return said;
    }

    Path folder() {
        return folder;
    }

    /** From now on the project connects as this role. */
    void workAs(String role) {
        work(role, sandbox.port(), sandbox.database());
    }

    /** From now on the project connects to this database. */
    void workIn(String database) {
        work(sandbox.user(), sandbox.port(), database);
    }

    /** From now on the project connects by this port. */
    void workThrough(int port) {
        work(sandbox.user(), port, sandbox.database());
    }

    int port() {
        return sandbox.port();
    }

    private void work(String role, int port, String database) {
        write("profiles.yml", """
                bg:
                  target: dev
                  outputs:
                    dev: {type: materialize, host: %s, port: %d, user: %s, password: any, database: %s, schema: bg,
                          cluster: quickstart, sslmode: disable, threads: 2}
                """.formatted(sandbox.host(), port, role, database));
    }

    /** A session of a test's own. */
    Connection another() {
        return SandboxUnderWatch.connect(sandbox);
    }

    void assertDeployed() {
        assertThat(columns()).containsExactly("n", "twice", "version");
        assertThat(rows("SELECT total FROM bg_mart.summed")).containsExactly(List.of(6L));
        assertThat(exists("schema", "bg_mart_dbt_deploy")).isFalse();
        assertThat(exists("cluster", "serving_dbt_deploy")).isFalse();
        assertThat(upstream()).isEqualTo("doubled");
    }

    List<String> columns() {
        return rows(
                        "SELECT c.name FROM mz_columns c JOIN mz_objects o ON o.id = c.id JOIN mz_schemas s ON s.id = o.schema_id"
                                + " WHERE s.name = 'bg_mart' AND o.name = 'doubled' AND o.type = 'materialized-view' ORDER BY c.position")
                .stream()
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
    }

    /** What the sink reads, by the catalog; it must be in production. */
    String upstream() {
        List<List<@Nullable Object>> found = rows(
                "SELECT s.name, o.name FROM mz_internal.mz_object_dependencies d JOIN mz_sinks k ON k.id = d.object_id"
                        + " JOIN mz_objects o ON o.id = d.referenced_object_id AND o.type = 'materialized-view'"
                        + " JOIN mz_schemas s ON s.id = o.schema_id WHERE k.name = 'told'");
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().getFirst()).isEqualTo("bg_mart");
        return String.valueOf(found.getFirst().get(1));
    }

    boolean exists(String kind, String name) {
        return !rows("SELECT 1 FROM mz_" + kind + "s WHERE name = '" + name + "'")
                .isEmpty();
    }

    String id() {
        return String.valueOf(rows("SELECT deployment FROM weir_deploy.journal ORDER BY at DESC LIMIT 1")
                .getFirst()
                .getFirst());
    }

    List<List<@Nullable Object>> rows(String sql) {
        return session.execute(sql, true, OptionalInt.empty()).rows();
    }

    void ask(String sql) {
        session.execute(sql, false, OptionalInt.empty());
    }
}
