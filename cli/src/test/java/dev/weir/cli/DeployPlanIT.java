package dev.weir.cli;

import static dev.weir.cli.DeployedProject.USUAL;
import static dev.weir.cli.DeployedProject.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.DatabaseException;
import dev.weir.core.context.database.StatementGate;
import dev.weir.core.engine.InvocationResult;
import dev.weir.core.engine.Verb;
import dev.weir.core.project.JsonText;
import dev.weir.deploy.DeployRequest;
import dev.weir.deploy.DeployRequest.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code weir deploy --plan} and {@code --plan-file} on the real sandbox. */
@ExtendWith(DeployedProject.Provided.class)
class DeployPlanIT {
    private DeployedProject project;

    @BeforeEach
    void production(DeployedProject provided) {
        project = provided;
    }

    @Test
    void aPlanSendsNothingAndIsWhatTheDeploymentSends() {
        project.deploy(Action.PLAN, USUAL, 0);
        String plan = project.said().getLast();
        assertThat(project.exists("schema", "bg_mart_dbt_deploy")).isFalse();
        assertThat(project.exists("schema", "weir_deploy")).isFalse();
        assertThat(plan)
                .contains("CREATE SCHEMA \"bg_mart_dbt_deploy\"")
                .contains(
                        "create materialized view \"materialize\".\"bg_mart_dbt_deploy\".\"doubled\" in cluster serving_dbt_deploy")
                .contains(
                        "BEGIN; ALTER VIEW \"materialize\".\"weir_deploy\".\"<deployment>\" RENAME TO \"<deployment>_swapped\"; ALTER SCHEMA \"bg_mart\" SWAP WITH \"bg_mart_dbt_deploy\"; ALTER CLUSTER \"serving\" SWAP WITH"
                                + " \"serving_dbt_deploy\"; COMMIT;")
                .contains(
                        "ALTER SINK \"materialize\".\"bg_out\".\"told\" SET FROM \"materialize\".\"bg_mart\".\"doubled\"")
                .contains("DROP SCHEMA IF EXISTS \"bg_mart_dbt_deploy\" CASCADE");

        List<String> sent = new ArrayList<>();
        project.deploy(Action.DEPLOY, USUAL, 0, (statement, send) -> {
            sent.add(statement.sql().replaceAll("\\d{8}T\\d{6}-[0-9a-f]{4}_[0-9a-f-]{36}", "<deployment>"));
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
    void aPlanFileIsSentAsItIsWithTheOptionsItWasMadeWith() throws IOException {
        Path file = planned(keeping(Duration.ofHours(1)));
        assertThat(planFile(file, Action.DEPLOY, StatementGate.open())
                        .exitCode()
                        .number())
                .as(String.join("\n", project.said()))
                .isZero();
        assertThat(project.columns()).containsExactly("n", "twice", "version");
        assertThat(project.exists("schema", "bg_mart_dbt_deploy")).isTrue();
    }

    @Test
    void nothingIsSentWhenTheProjectOrTheDatabaseIsNotWhatThePlanFileWasMadeFor() throws IOException {
        Path file = planned(USUAL);
        project.write("models/mart/summed.sql", "select sum(twice) + 1 as total from {{ ref('doubled') }}\n");
        assertThat(refused(file))
                .contains("Not in the file:")
                .contains("sum(twice) + 1")
                .contains("Only in the file:");
        project.write("models/mart/summed.sql", "select sum(twice) as total from {{ ref('doubled') }}\n");
        project.ask("GRANT USAGE ON SCHEMA bg_mart TO PUBLIC");
        assertThat(refused(file))
                .contains("init: GRANT USAGE ON SCHEMA \"bg_mart_dbt_deploy\" TO PUBLIC")
                .doesNotContain("Only in the file");
        project.ask("REVOKE USAGE ON SCHEMA bg_mart FROM PUBLIC");
        assertThat(planFile(file, Action.DEPLOY, StatementGate.open())
                        .exitCode()
                        .number())
                .as(String.join("\n", project.said()))
                .isZero();
        project.assertDeployed();
    }

    @Test
    void aFileWithoutAPlanIsRefused() throws IOException {
        Path file = Files.writeString(project.folder().resolve("plan.json"), "{\"statements\": [1], \"form\": 1}");
        assertThat(refused(file)).contains("holds no plan").contains("changed by hand");
        assertThat(refused(Files.writeString(file, "{")))
                .contains("holds no plan")
                .contains("not JSON");
        assertThat(refused(Files.writeString(file, "{\"statements\": [], \"form\": 9}")))
                .contains("Another version");
        Files.delete(file);
        assertThat(refused(file)).contains("cannot be read");
    }

    @Test
    void aPlanIsMadeAsIfTheOldSideThatIsKeptWereGoneAndShowsItsRemoval() throws IOException {
        List<String> first = statements(planned(USUAL));
        project.deploy(Action.DEPLOY, keeping(Duration.ZERO), 0);
        // what stands there would fail the tests of the new one
        project.ask("CREATE OR REPLACE VIEW bg_mart_dbt_deploy.summed AS SELECT 'x' AS total");
        Path file = planned(USUAL);
        assertThat(statements(file).stream()
                        .filter(each -> each.startsWith("remove old: "))
                        .toList())
                .containsExactly(
                        "remove old: DROP SCHEMA IF EXISTS \"bg_mart_dbt_deploy\" CASCADE",
                        "remove old: DROP CLUSTER IF EXISTS \"serving_dbt_deploy\" CASCADE");
        assertThat(rest(statements(file))).isEqualTo(rest(first));
        assertThat(project.exists("schema", "bg_mart_dbt_deploy")).isTrue();
        assertThat(planFile(file, Action.DEPLOY, StatementGate.open())
                        .exitCode()
                        .number())
                .as(String.join("\n", project.said()))
                .isZero();
        project.assertDeployed();
    }

    @Test
    void aPlanIsRefusedAsLongAsTheOldSideIsKept() {
        project.deploy(Action.DEPLOY, keeping(Duration.ofHours(1)), 0);
        assertThat(told(project.deploy(Action.PLAN, USUAL, 2))).contains("is kept until");
        DeployRequest.Options now = new DeployRequest.Options(
                USUAL.timeout(), USUAL.awaitLag(), Optional.empty(), USUAL.poll(), false, true);
        project.deploy(Action.PLAN, now, 0);
        assertThat(project.said().getLast()).startsWith("-- remove old: ");
    }

    @Test
    void whatIsLeftOfADeploymentIsPlannedAndSentAsItIs() throws IOException {
        Path whole = planned(USUAL);
        project.deploy(Action.DEPLOY, USUAL, 1, failing("COMMENT ON SCHEMA")); // right after the swap
        Path left = planned(USUAL);
        assertThat(statements(left))
                .noneMatch(each -> each.contains("SWAP"))
                .anyMatch(each -> each.startsWith("promote: COMMENT ON SCHEMA"))
                .anyMatch(each -> each.startsWith("promote: ALTER SINK"))
                .anyMatch(each -> each.startsWith("clean up: DROP SCHEMA"));
        assertThat(told(planFile(whole, Action.RESUME, StatementGate.open()))).contains("It is for a new deployment");
        assertThat(told(planFile(left, Action.DEPLOY, StatementGate.open()))).contains("is under way");
        assertThat(planFile(left, Action.RESUME, StatementGate.open())
                        .exitCode()
                        .number())
                .as(String.join("\n", project.said()))
                .isZero();
        project.assertDeployed();
    }

    private static StatementGate failing(String words) {
        return (statement, send) -> {
            if (statement.sql().contains(words)) {
                throw new DatabaseException("the test says no", "58000", 0, false);
            }
            return send.get();
        };
    }

    private static DeployRequest.Options keeping(Duration length) {
        return new DeployRequest.Options(
                USUAL.timeout(), USUAL.awaitLag(), Optional.of(length), USUAL.poll(), false, false);
    }

    private Path planned(DeployRequest.Options options) throws IOException {
        Path file = Files.createTempFile(project.folder(), "plan", ".json");
        DeployRequest request = new DeployRequest(
                project.invocation(Verb.RUN_OPERATION),
                Action.PLAN,
                options,
                false,
                Optional.of(file),
                Optional.empty());
        assertThat(project.deployed(request, StatementGate.open()).exitCode().number())
                .as(String.join("\n", project.said()))
                .isZero();
        return file;
    }

    private InvocationResult planFile(Path file, Action action, StatementGate gate) {
        return project.deployed(
                new DeployRequest(
                        project.invocation(Verb.RUN_OPERATION),
                        action,
                        USUAL,
                        false,
                        Optional.empty(),
                        Optional.of(file)),
                gate);
    }

    private String refused(Path file) {
        AtomicInteger changes = new AtomicInteger();
        InvocationResult result = planFile(file, Action.DEPLOY, CrashGate.counting(changes));
        assertThat(result.exitCode().number()).isEqualTo(2);
        assertThat(changes).hasValue(0);
        return told(result);
    }

    /** {@code "step: sql"} each. */
    private static List<String> statements(Path file) throws IOException {
        Map<?, ?> data = (Map<?, ?>) JsonText.parse(Files.readString(file));
        return ((List<?>) data.get("statements"))
                .stream()
                        .map(each -> (Map<?, ?>) each)
                        .map(each -> each.get("step") + ": " + each.get("sql"))
                        .toList();
    }

    private static List<String> rest(List<String> statements) {
        return statements.stream()
                .filter(each -> !each.startsWith("remove old: ") && !each.startsWith("journal: "))
                .toList();
    }
}
