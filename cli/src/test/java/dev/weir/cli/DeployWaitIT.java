package dev.weir.cli;

import static dev.weir.cli.DeployedProject.USUAL;
import static dev.weir.cli.DeployedProject.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.context.database.StatementGate;
import dev.weir.core.engine.InvocationResult;
import dev.weir.deploy.DeployRequest;
import dev.weir.deploy.DeployRequest.Action;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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
            InvocationResult refused = project.deployed(Action.DEPLOY, brief, StatementGate.OPEN);
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
            InvocationResult refused = project.deployed(Action.DEPLOY, USUAL, StatementGate.OPEN);
            assertThat(refused.exitCode().number()).isEqualTo(1);
            assertThat(told(refused)).contains("serving_dbt_deploy").contains("run out of memory again and again");
            assertThat(project.columns()).containsExactly("n", "twice");
        } finally {
            project.ask("ALTER SYSTEM RESET sandbox_replica_oom");
        }
        project.deploy(Action.ABORT, USUAL, 0);
        assertThat(project.exists("cluster", "serving_dbt_deploy")).isFalse();
    }
}
