package dev.weir.cli;

import static dev.weir.cli.DeployedProject.USUAL;
import static dev.weir.cli.DeployedProject.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.context.database.StatementGate;
import dev.weir.core.engine.InvocationResult;
import dev.weir.deploy.DeployRequest;
import dev.weir.deploy.DeployRequest.Action;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code weir deploy} on the real sandbox: whole, given up, kept and taken back. */
@ExtendWith(DeployedProject.Provided.class)
class DeployIT {
    private DeployedProject project;

    @BeforeEach
    void production(DeployedProject provided) {
        project = provided;
    }

    @Test
    void aDeploymentReplacesProductionAndTurnsTheSinks() {
        project.deploy(Action.DEPLOY, USUAL, 0);
        project.assertDeployed();
        assertThat(project.said()).contains("Deployment " + project.id() + " is done.");
    }

    @Test
    void anAbortedDeploymentLeavesProductionAsItWas() {
        project.breakOff(Action.DEPLOY, 10, false); // half built
        project.deploy(Action.ABORT, USUAL, 0);
        assertThat(project.exists("schema", "bg_mart_dbt_deploy")).isFalse();
        assertThat(project.exists("cluster", "serving_dbt_deploy")).isFalse();
        assertThat(project.columns()).containsExactly("n", "twice");
        project.deploy(Action.DEPLOY, USUAL, 0);
        project.assertDeployed();
    }

    @Test
    void theOldSideIsKeptAndSwappedBack() {
        DeployRequest.Options keep = new DeployRequest.Options(
                USUAL.timeout(), USUAL.awaitLag(), Optional.of(Duration.ofHours(1)), USUAL.poll(), false, false);
        project.deploy(Action.DEPLOY, keep, 0);
        assertThat(project.columns()).containsExactly("n", "twice", "version");
        assertThat(project.exists("schema", "bg_mart_dbt_deploy")).isTrue();
        InvocationResult refused = project.deployed(Action.CLEANUP, USUAL, StatementGate.open());
        assertThat(refused.exitCode().number()).isEqualTo(2);
        assertThat(told(refused)).contains("is kept until");

        project.deploy(Action.ROLLBACK, USUAL, 0);
        assertThat(project.columns()).containsExactly("n", "twice");
        assertThat(project.exists("schema", "bg_mart_dbt_deploy")).isFalse();
        assertThat(project.upstream()).isEqualTo("doubled");
        assertThat(project.deployed(Action.ROLLBACK, USUAL, StatementGate.open())
                        .exitCode()
                        .number())
                .isEqualTo(2);
    }

    @Test
    void theNextDeploymentRemovesAnOldSideWhoseTimeIsOver() {
        DeployRequest.Options briefly = new DeployRequest.Options(
                USUAL.timeout(), USUAL.awaitLag(), Optional.of(Duration.ZERO), USUAL.poll(), false, false);
        project.deploy(Action.DEPLOY, briefly, 0);
        assertThat(project.exists("schema", "bg_mart_dbt_deploy")).isTrue();
        project.deploy(Action.DEPLOY, USUAL, 0);
        project.assertDeployed();
    }

    @Test
    void aFailingTestStopsBeforeTheSwap() {
        project.ask("INSERT INTO bg_in.numbers VALUES (NULL)");
        assertThat(project.deployed(Action.DEPLOY, USUAL, StatementGate.open())
                        .exitCode()
                        .number())
                .isEqualTo(1);
        assertThat(project.columns()).containsExactly("n", "twice");
        project.ask("DELETE FROM bg_in.numbers WHERE n IS NULL");
        project.deploy(Action.RESUME, USUAL, 0);
        project.assertDeployed();
    }

    @Test
    void snapshotsOutsideTheDeploymentGoOnAndSinksOfSourcesAreTurnedWhenTheirSourceIsSwapped() {
        project.write("snapshots/seen.yml", """
                snapshots:
                  - name: seen
                    relation: ref('doubled')
                    config: {schema: history, unique_key: n, strategy: check, check_cols: [twice]}
                """);
        project.write("models/mart/known.sql", "select count(*) as c from {{ ref('seen') }}\n");
        project.write("models/out/sources.yml", """
                sources: [{name: made, schema: bg_mart, tables: [{name: doubled}]}]
                """);
        project.write("models/out/raw.sql", sink("source('in', 'numbers')"));
        project.write("models/out/from_made.sql", sink("source('made', 'doubled')"));
        project.build();
        String snapshot = idOf("seen");
        String raw = idOf("raw");
        project.write("models/mart/known.sql", "select count(*) + 1 as c from {{ ref('seen') }}\n");

        project.deploy(Action.DEPLOY, USUAL, 0);
        project.assertDeployed();
        assertThat(idOf("seen")).isEqualTo(snapshot);
        assertThat(idOf("raw")).isEqualTo(raw);
        assertThat(project.rows("SELECT c FROM bg_mart.known")).containsExactly(List.of(3L));
        assertThat(reads("raw")).containsExactly(List.of("bg_in", "numbers"));
        assertThat(reads("from_made")).containsExactly(List.of("bg_mart", "doubled"));
    }

    private static String sink(String upstream) {
        return """
                {{ config(materialized='sink') }}
                FROM {{ %s }}
                INTO KAFKA CONNECTION "materialize"."public"."broker" (TOPIC '{{ this.identifier }}')
                FORMAT JSON ENVELOPE DEBEZIUM
                """.formatted(upstream);
    }

    private String idOf(String name) {
        return String.valueOf(project.rows("SELECT id FROM mz_objects WHERE name = '" + name + "'"));
    }

    private List<List<@Nullable Object>> reads(String sink) {
        return project.rows(
                "SELECT s.name, o.name FROM mz_internal.mz_object_dependencies d JOIN mz_sinks k ON k.id = d.object_id"
                        + " JOIN mz_objects o ON o.id = d.referenced_object_id AND o.type <> 'connection'"
                        + " JOIN mz_schemas s ON s.id = o.schema_id WHERE k.name = '" + sink + "'");
    }
}
