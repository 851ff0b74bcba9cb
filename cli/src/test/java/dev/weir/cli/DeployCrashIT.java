package dev.weir.cli;

import static dev.weir.cli.DeployedProject.USUAL;
import static dev.weir.cli.DeployedProject.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.context.database.StatementGate;
import dev.weir.core.engine.InvocationResult;
import dev.weir.deploy.DeployRequest;
import dev.weir.deploy.DeployRequest.Action;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code weir deploy} on the real sandbox, broken off anywhere and gone on with, by another process too. */
@ExtendWith(DeployedProject.Provided.class)
class DeployCrashIT {
    private DeployedProject project;

    @BeforeEach
    void production(DeployedProject provided) {
        project = provided;
    }

    @Test
    void brokenOffBeforeOrAfterAnyStatementItIsGoneOnWith() throws IOException {
        project.deploy(Action.DEPLOY, USUAL, 0); // makes the journal
        AtomicInteger changes = new AtomicInteger();
        project.deploy(Action.DEPLOY, USUAL, 0, CrashGate.counting(changes));
        int all = changes.get();
        assertThat(all).isGreaterThan(15);
        for (int at = 1; at <= all; at++) {
            boolean late = at > all - 9; // from the swap on it matters most whether it has come through
            for (boolean sent : late ? new boolean[] {false, true} : new boolean[] {at % 2 == 0}) {
                assertThat(project.breakOff(Action.DEPLOY, at, sent))
                        .as("change " + at)
                        .isTrue();
                assertThat(project.rows("SELECT count(*) FROM bg_mart.doubled")).containsExactly(List.of(2L));
                boolean begun = project.exists("schema", "weir_deploy")
                        && !project.rows(
                                        "SELECT 1 FROM weir_deploy.journal WHERE deployment NOT IN (SELECT deployment FROM weir_deploy.journal"
                                                + " WHERE step IN ('cleaned up', 'withdrawn'))")
                                .isEmpty();
                InvocationResult result =
                        project.deployed(begun ? Action.RESUME : Action.DEPLOY, USUAL, StatementGate.OPEN);
                assertThat(result.exitCode().number())
                        .as("change " + at + (sent ? " sent" : " not sent") + "\n" + String.join("\n", project.said()))
                        .isZero();
                project.assertDeployed();
            }
        }
    }

    @Test
    void aSecondDeploymentIsRefusedAndToldWhoseTheFirstIs() {
        project.breakOff(Action.DEPLOY, 8, false);
        InvocationResult refused = project.deployed(Action.DEPLOY, USUAL, StatementGate.OPEN);
        assertThat(refused.exitCode().number()).isEqualTo(2);
        assertThat(told(refused))
                .contains("is under way")
                .contains("by materialize (")
                .contains("--resume");
    }

    @Test
    void aRollbackBrokenOffBeforeOrAfterItsSwapIsFinishedByAnother() {
        DeployRequest.Options keep = new DeployRequest.Options(
                USUAL.timeout(), USUAL.awaitLag(), Optional.of(Duration.ofHours(1)), USUAL.poll(), false, true);
        for (boolean sent : new boolean[] {false, true}) {
            project.deploy(Action.DEPLOY, keep, 0);
            project.breakOff(Action.ROLLBACK, 3, sent); // taken over, rolling back, the swap
            assertThat(project.columns()).hasSize(sent ? 2 : 3);
            project.deploy(Action.ROLLBACK, USUAL, 0);
            assertThat(project.columns()).containsExactly("n", "twice");
            assertThat(project.exists("schema", "bg_mart_dbt_deploy")).isFalse();
        }
    }
}
