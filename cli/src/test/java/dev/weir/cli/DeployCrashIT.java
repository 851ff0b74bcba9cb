package dev.weir.cli;

import static dev.weir.cli.DeployedProject.USUAL;
import static dev.weir.cli.DeployedProject.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.QueryResult;
import dev.weir.core.context.database.StatementGate;
import dev.weir.core.engine.InvocationResult;
import dev.weir.core.engine.Verb;
import dev.weir.deploy.DeployRequest;
import dev.weir.deploy.DeployRequest.Action;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
        // broken off before a change is broken off after the one before it; from the swap on it matters most
        for (int done = 1; done <= all; done += done < all - 10 ? 2 : 1) {
            assertThat(project.breakOff(Action.DEPLOY, done, true))
                    .as("change " + done)
                    .isTrue();
            assertThat(project.rows("SELECT count(*) FROM bg_mart.doubled")).containsExactly(List.of(2L));
            boolean begun = !project.rows(
                            "SELECT 1 FROM weir_deploy.journal WHERE deployment NOT IN (SELECT deployment FROM weir_deploy.journal"
                                    + " WHERE step IN ('cleaned up', 'withdrawn'))")
                    .isEmpty();
            InvocationResult result =
                    project.deployed(begun ? Action.RESUME : Action.DEPLOY, USUAL, StatementGate.open());
            assertThat(result.exitCode().number())
                    .as("change " + done + "\n" + String.join("\n", project.said()))
                    .isZero();
            project.assertDeployed();
        }
    }

    @Test
    void aSecondDeploymentIsRefusedAndToldWhoseTheFirstIs() {
        project.breakOff(Action.DEPLOY, 8, false);
        InvocationResult refused = project.deployed(Action.DEPLOY, USUAL, StatementGate.open());
        assertThat(refused.exitCode().number()).isEqualTo(2);
        assertThat(told(refused))
                .contains("is under way")
                .contains("by materialize (")
                .contains("--resume");
    }

    @Test
    void aRollbackBrokenOffBeforeOrAfterItsSwapIsFinishedByAnother() {
        for (boolean sent : new boolean[] {false, true}) {
            project.deploy(Action.DEPLOY, keeping(), 0);
            project.breakOff(Action.ROLLBACK, 4, sent); // taken over, fenced, rolling back, the swap
            assertThat(project.columns()).hasSize(sent ? 2 : 3);
            project.deploy(Action.ROLLBACK, USUAL, 0);
            assertThat(project.columns()).containsExactly("n", "twice");
            assertThat(project.exists("schema", "bg_mart_dbt_deploy")).isFalse();
        }
    }

    @Test
    void aSwapThatIsOnItsWayWhenAnotherProcessHasSwappedDoesNotSwapBack() {
        late(Action.DEPLOY, () -> project.deploy(Action.RESUME, keeping(), 0));
        assertThat(project.columns()).containsExactly("n", "twice", "version");
        project.deploy(Action.ROLLBACK, USUAL, 0);
        assertThat(project.columns()).containsExactly("n", "twice");
        assertThat(fences()).isEmpty();
    }

    @Test
    void aSwapThatIsOnItsWayWhenTheNextDeploymentIsHalfBuiltDoesNotPromoteThat() {
        late(Action.DEPLOY, () -> {
            project.deploy(Action.ABORT, USUAL, 0);
            assertThat(project.breakOff(Action.DEPLOY, 10, true)).isTrue();
        });
        assertThat(project.columns()).containsExactly("n", "twice");
        project.deploy(Action.RESUME, USUAL, 0);
        project.assertDeployed();
    }

    @Test
    void aRollbackThatIsOnItsWayWhenAnotherHasSwappedDoesNotSwapForthAgain() {
        project.deploy(Action.DEPLOY, keeping(), 0);
        late(
                Action.ROLLBACK,
                () -> assertThat(project.breakOff(Action.ROLLBACK, 4, true))
                        .isTrue()); // taken over, fenced, rolling back, the swap
        assertThat(project.columns()).containsExactly("n", "twice");
        project.deploy(Action.ROLLBACK, USUAL, 0);
        assertThat(project.columns()).containsExactly("n", "twice");
        assertThat(fences()).isEmpty();
    }

    /** What another process does while the swap is on its way to the server makes it fail. */
    private void late(Action action, Runnable meanwhile) {
        InvocationResult late = project.deploy(action, USUAL, 1, before("SWAP WITH", meanwhile));
        assertThat(told(late)).contains("another process goes on with the deployment");
    }

    @Test
    void aCleanUpDoesNotRemoveWhatARollbackThatWasBrokenOffLeft() {
        project.deploy(Action.DEPLOY, keeping(), 0);
        assertThat(project.breakOff(Action.ROLLBACK, 4, true)).isTrue(); // taken over, fenced, rolling back, the swap
        assertThat(project.columns()).containsExactly("n", "twice");
        assertThat(told(project.deploy(Action.CLEANUP, USUAL, 2))).contains("was being rolled back");
        assertThat(told(project.deploy(Action.DEPLOY, USUAL, 2))).contains("`weir deploy rollback` finishes it");
        project.deploy(Action.ROLLBACK, USUAL, 0);
        assertThat(project.upstream()).isEqualTo("doubled");
    }

    @Test
    void aProcessThatSleptDoesNotTouchWhatTheNextDeploymentMakes() {
        AtomicReference<Duration> slept = new AtomicReference<>(Duration.ZERO);
        StatementGate sleepy = (statement, send) -> {
            QueryResult result = send.get();
            if (statement.sql().contains("DROP SCHEMA IF EXISTS \"bg_mart_dbt_deploy\"")
                    && slept.get().isZero()) {
                project.deploy(Action.RESUME, USUAL, 0);
                assertThat(project.breakOff(Action.DEPLOY, 14, false)).isTrue();
                slept.set(Duration.ofHours(8));
            }
            return result;
        };
        InvocationResult late = project.deployed(
                new DeployRequest(
                        project.invocation(Verb.RUN_OPERATION),
                        Action.DEPLOY,
                        USUAL,
                        false,
                        Optional.empty(),
                        Optional.empty()),
                sleepy,
                () -> Instant.now().plus(slept.get()));
        assertThat(late.exitCode().number()).isEqualTo(1);
        assertThat(told(late)).contains("another process goes on with the deployment");
        assertThat(project.exists("cluster", "serving_dbt_deploy")).isTrue();
        project.deploy(Action.RESUME, USUAL, 0);
        project.assertDeployed();
    }

    /** While something is dropped another process goes on with the deployment, ends it, and begins the next one. */
    @ParameterizedTest
    @EnumSource(names = {"ABORT", "ROLLBACK", "CLEANUP"})
    void whatDropsLooksBeforeEachDropWhetherAnotherHasTheDeployment(Action action) {
        if (action == Action.ABORT) {
            assertThat(project.breakOff(Action.DEPLOY, 14, true)).isTrue();
        } else {
            project.deploy(Action.DEPLOY, keeping(), 0);
        }
        AtomicBoolean done = new AtomicBoolean();
        StatementGate slow = (statement, send) -> {
            QueryResult result = send.get();
            if (statement.sql().contains("DROP SCHEMA IF EXISTS \"bg_mart_dbt_deploy\"")
                    && done.compareAndSet(false, true)) {
                project.deploy(action, keeping(), 0);
                assertThat(project.breakOff(Action.DEPLOY, 14, false)).isTrue();
            }
            return result;
        };
        assertThat(told(project.deploy(action, keeping(), 1, slow)))
                .contains("another process goes on with the deployment");
        assertThat(project.exists("cluster", "serving_dbt_deploy")).isTrue();
        project.deploy(Action.RESUME, USUAL, 0);
        project.assertDeployed();
    }

    /** The server is gone before it has got a statement, or when it has carried it out and nobody knows. */
    @ParameterizedTest
    @CsvSource({"SWAP WITH,false", "SWAP WITH,true", "CREATE MATERIALIZED VIEW,true", "DROP CLUSTER,false"})
    void aServerThatIsLostIsNamedAndTheDeploymentGoesOnWhenItIsBack(String words, boolean carriedOut) {
        try (TcpProxy proxy = new TcpProxy("127.0.0.1", project.port())) {
            project.workThrough(proxy.port());
            String sent = words.startsWith("CREATE") ? words.toLowerCase(Locale.ROOT) : words;
            if (carriedOut) {
                proxy.dropAfter(sent);
            } else {
                proxy.dropAt(sent);
            }
            assertThat(told(project.deploy(Action.DEPLOY, USUAL, 1)))
                    .contains("of the deployment failed", "`weir deploy --resume` goes on from there")
                    .doesNotContain("weir_journal_read");
            assertThat(project.rows("SELECT count(*) FROM bg_mart.doubled")).containsExactly(List.of(2L));
            proxy.up();
            project.deploy(Action.RESUME, USUAL, 0);
        }
        project.assertDeployed();
        assertThat(fences()).isEmpty();
    }

    /** Does something once before a statement goes on its way. */
    private static StatementGate before(String words, Runnable meanwhile) {
        AtomicBoolean done = new AtomicBoolean();
        return (statement, send) -> {
            if (statement.sql().contains(words) && done.compareAndSet(false, true)) {
                meanwhile.run();
            }
            return send.get();
        };
    }

    private List<List<@Nullable Object>> fences() {
        return project.rows(
                "SELECT v.name FROM mz_views v JOIN mz_schemas s ON s.id = v.schema_id WHERE s.name = 'weir_deploy'");
    }

    private static DeployRequest.Options keeping() {
        return new DeployRequest.Options(
                USUAL.timeout(), USUAL.awaitLag(), Optional.of(Duration.ofHours(1)), USUAL.poll(), false, true);
    }
}
