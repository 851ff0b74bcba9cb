package dev.weir.cli;

import static dev.weir.cli.DeployedProject.USUAL;
import static dev.weir.cli.DeployedProject.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.Connection;
import dev.weir.core.context.database.StatementGate;
import dev.weir.core.engine.InvocationResult;
import dev.weir.deploy.DeployRequest;
import dev.weir.deploy.DeployRequest.Action;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code weir deploy} on the real sandbox waits for, and what it does not wait for any longer. */
@ExtendWith(DeployedProject.Provided.class)
class DeployWaitIT {
    private DeployedProject project;

    @BeforeEach
    void production(DeployedProject provided) {
        project = provided;
    }

    @Test
    void aClusterThatIsNeverReadyEndsTheWaitAndWaitingMayGoOn() {
        project.ask("ALTER SYSTEM SET sandbox_hydration_delay = '1h'");
        try {
            DeployRequest.Options brief = new DeployRequest.Options(
                    Duration.ofMillis(300), "5s", Optional.empty(), Duration.ofMillis(50), false, false);
            InvocationResult refused = project.deployed(Action.DEPLOY, brief, StatementGate.open());
            assertThat(refused.exitCode().number()).isEqualTo(1);
            assertThat(told(refused)).contains("are not ready after").contains("hydrating");
            assertThat(project.columns()).containsExactly("n", "twice");
        } finally {
            project.ask("ALTER SYSTEM RESET sandbox_hydration_delay");
        }
        project.deploy(Action.RESUME, USUAL, 0);
        project.assertDeployed();
    }

    @Test
    void replicasThatRunOutOfMemoryEndTheWaitAtOnce() {
        project.ask("ALTER SYSTEM SET sandbox_replica_oom = 'serving_dbt_deploy.r1'");
        try {
            InvocationResult refused = project.deployed(Action.DEPLOY, USUAL, StatementGate.open());
            assertThat(refused.exitCode().number()).isEqualTo(1);
            assertThat(told(refused)).contains("serving_dbt_deploy").contains("run out of memory again and again");
            assertThat(project.columns()).containsExactly("n", "twice");
        } finally {
            project.ask("ALTER SYSTEM RESET sandbox_replica_oom");
        }
        project.deploy(Action.ABORT, USUAL, 0);
        assertThat(project.exists("cluster", "serving_dbt_deploy")).isFalse();
    }

    @Test
    void lagThatDoesNotGoAwayEndsTheWaitAndLeavesProductionAsItWas() {
        project.ask("ALTER SYSTEM SET sandbox_lag.serving_dbt_deploy = '1 hour'");
        try {
            DeployRequest.Options brief = new DeployRequest.Options(
                    Duration.ofMillis(300), "5s", Optional.empty(), Duration.ofMillis(50), false, false);
            assertThat(told(project.deploy(Action.DEPLOY, brief, 1)))
                    .contains("are not ready after")
                    .contains("lagging")
                    .contains("3600s")
                    .contains("`weir deploy --resume --timeout …` goes on waiting; `weir deploy abort` gives it up.");
            assertThat(project.columns()).containsExactly("n", "twice");
            assertThat(project.exists("schema", "bg_mart_dbt_deploy")).isTrue();
            project.deploy(Action.STATUS, USUAL, 0);
            assertThat(project.said().getLast())
                    .contains("tested")
                    .contains("failed")
                    .doesNotContain("promoting");
            assertThat(told(project.deploy(Action.RESUME, brief, 1))).contains("are not ready after");
        } finally {
            project.ask("ALTER SYSTEM RESET sandbox_lag.serving_dbt_deploy");
        }
        project.deploy(Action.ABORT, USUAL, 0);
        assertThat(project.columns()).containsExactly("n", "twice");
        assertThat(project.exists("schema", "bg_mart_dbt_deploy")).isFalse();
        assertThat(project.exists("cluster", "serving_dbt_deploy")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aSwapThatAnotherSessionsChangeSpoilsIsTriedThreeTimesMore(int times) {
        AtomicInteger spoiled = new AtomicInteger();
        StatementGate gate = (statement, send) -> {
            if (statement.sql().contains("SWAP WITH") && spoiled.getAndIncrement() < times) {
                changedMeanwhile(statement.sql());
            }
            return send.get();
        };
        InvocationResult result = project.deploy(Action.DEPLOY, USUAL, times < 4 ? 0 : 1, gate);
        assertThat(project.said())
                .contains(
                        "Atomic swap aborted by concurrent DDL: another session modified the catalog while this DDL transaction was open")
                .contains("Retrying atomic swap (attempt 2 of 4) due to concurrent-DDL conflict");
        if (times == 4) {
            assertThat(told(result)).contains("Atomic swap transaction failed after 4 attempts");
            assertThat(project.columns()).containsExactly("n", "twice");
            project.deploy(Action.RESUME, USUAL, 0);
        }
        project.assertDeployed();
    }

    /** Sends a transaction in pieces, with a change by another session before its end. */
    private void changedMeanwhile(String transaction) {
        try (Connection own = project.another()) {
            for (String each : transaction.split(";")) {
                if (each.strip().equals("COMMIT")) {
                    project.ask("COMMENT ON SCHEMA bg_in IS 'changed'");
                    project.ask("CREATE VIEW bg_in.meanwhile AS SELECT 1 AS a");
                    project.ask("DROP VIEW bg_in.meanwhile");
                }
                own.execute(each, false, OptionalInt.empty());
            }
        }
    }
}
