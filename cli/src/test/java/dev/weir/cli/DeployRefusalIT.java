package dev.weir.cli;

import static dev.weir.cli.DeployedProject.USUAL;
import static dev.weir.cli.DeployedProject.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.context.database.StatementGate;
import dev.weir.core.engine.InvocationResult;
import dev.weir.deploy.DeployRequest;
import dev.weir.deploy.DeployRequest.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code weir deploy} refuses on the real sandbox before it touches anything. */
@ExtendWith(DeployedProject.Provided.class)
class DeployRefusalIT {
    private DeployedProject project;

    @BeforeEach
    void production(DeployedProject provided) {
        project = provided;
    }

    @Test
    void whatReadsTheOldObjectsFromOutsideIsToldOfBeforeAnythingIsTouched() {
        project.ask("CREATE SCHEMA elsewhere");
        project.ask("CREATE VIEW elsewhere.reader AS SELECT twice FROM bg_mart.doubled");
        InvocationResult refused = project.deployed(Action.DEPLOY, USUAL, StatementGate.open());
        assertThat(refused.exitCode().number()).isEqualTo(2);
        assertThat(told(refused)).contains("view \"materialize\".\"elsewhere\".\"reader\"");
        assertThat(project.exists("schema", "bg_mart_dbt_deploy")).isFalse();
        DeployRequest.Options cascade = new DeployRequest.Options(
                USUAL.timeout(), USUAL.awaitLag(), Optional.empty(), USUAL.poll(), true, false);
        project.deploy(Action.DEPLOY, cascade, 0);
        project.assertDeployed();
    }

    @Test
    void tablesThatNobodyBuildsAreNotLostAndViewsAreTold() {
        project.ask("CREATE VIEW bg_mart.former AS SELECT 1 AS a");
        project.ask("CREATE TABLE bg_mart.kept_by_hand (a int)");
        InvocationResult refused = project.deployed(Action.DEPLOY, USUAL, StatementGate.open());
        assertThat(refused.exitCode().number()).isEqualTo(2);
        assertThat(told(refused)).contains("table bg_mart.kept_by_hand").doesNotContain("former");
        project.ask("DROP TABLE bg_mart.kept_by_hand");
        project.deploy(Action.DEPLOY, USUAL, 0);
        assertThat(project.said()).anyMatch(line -> line.endsWith("gone with the old side: view bg_mart.former"));
    }

    @Test
    void sourcesInASwappedSchemaAreRefused() throws IOException {
        project.write("models/mart/beats.sql", "{{ config(materialized='source') }}\nFROM LOAD GENERATOR COUNTER\n");
        try {
            InvocationResult refused = project.deployed(Action.DEPLOY, USUAL, StatementGate.open());
            assertThat(refused.exitCode().number()).isEqualTo(2);
            assertThat(told(refused)).contains("model.bg.beats (source)");
        } finally {
            Files.delete(project.folder().resolve("models/mart/beats.sql"));
        }
    }

    @Test
    void snapshotsInASwappedSchemaAreRefused() {
        project.write("snapshots/seen.yml", """
                snapshots:
                  - name: seen
                    relation: ref('doubled')
                    config: {schema: mart, unique_key: n, strategy: check, check_cols: [twice]}
                """);
        assertThat(told(project.deploy(Action.DEPLOY, USUAL, 2))).contains("snapshot.bg.seen (snapshot)");
    }

    @Test
    void eachPrivilegeThatIsMissingIsToldOfBeforeAnythingIsTouched() {
        String role = "deployer_" + Long.toString(System.nanoTime(), 36);
        project.ask("CREATE ROLE " + role);
        project.workAs(role);
        refusedFor("needs CREATE and USAGE privileges on database materialize");
        project.ask("GRANT USAGE, CREATE ON DATABASE materialize TO " + role);
        refusedFor("needs CREATECLUSTER privileges");
        project.ask("GRANT CREATECLUSTER ON SYSTEM TO " + role);
        refusedFor("does not own these schemas, so it cannot swap them: bg_mart");
        project.ask("ALTER SCHEMA bg_mart OWNER TO " + role);
        refusedFor("does not own these clusters, so it cannot swap them: serving");
        project.ask("ALTER CLUSTER serving OWNER TO " + role);
        refusedFor(
                "does not own these sinks, so it cannot turn them to the new objects: \"materialize\".\"bg_out\".\"told\"");
        project.ask("ALTER SINK bg_out.told OWNER TO " + role);
        refusedFor("needs CREATE privileges on the clusters of sinks that it turns to the new objects: sinks");
        project.ask("GRANT CREATE ON CLUSTER sinks TO " + role);

        project.ask("GRANT USAGE ON SCHEMA bg_in TO " + role);
        project.ask("GRANT SELECT ON bg_in.numbers TO " + role);
        for (String each : List.of(
                "MATERIALIZED VIEW bg_mart.doubled", "VIEW bg_mart.summed", "INDEX bg_mart.doubled_twice_idx")) {
            project.ask("ALTER " + each + " OWNER TO " + role);
        }
        project.deploy(Action.DEPLOY, USUAL, 0);
        project.assertDeployed();
    }

    /** Ownership by a role of which the deploying one is a member, by way of a third. */
    @Test
    void whatBelongsToARoleBelongsToItsMembersToo() {
        String suffix = Long.toString(System.nanoTime(), 36);
        String owner = "owner_" + suffix;
        String team = "team_" + suffix;
        String member = "member_" + suffix;
        for (String role : List.of(owner, team, member)) {
            project.ask("CREATE ROLE " + role);
        }
        for (String each : List.of(
                "SCHEMA bg_mart",
                "CLUSTER serving",
                "SINK bg_out.told",
                "MATERIALIZED VIEW bg_mart.doubled",
                "VIEW bg_mart.summed",
                "INDEX bg_mart.doubled_twice_idx")) {
            project.ask("ALTER " + each + " OWNER TO " + owner);
        }
        project.ask("GRANT USAGE, CREATE ON DATABASE materialize TO " + owner);
        project.ask("GRANT CREATECLUSTER ON SYSTEM TO " + owner);
        project.ask("GRANT CREATE ON CLUSTER sinks TO " + owner);
        project.ask("GRANT USAGE ON SCHEMA bg_in TO " + owner);
        project.ask("GRANT SELECT ON bg_in.numbers TO " + owner);
        project.ask("GRANT " + team + " TO " + member);
        project.workAs(member);
        refusedFor("needs CREATE and USAGE privileges on database materialize");
        project.ask("GRANT " + owner + " TO " + team);
        project.deploy(Action.DEPLOY, USUAL, 0);
        project.assertDeployed();
    }

    private void refusedFor(String why) {
        AtomicInteger changes = new AtomicInteger();
        assertThat(told(project.deploy(Action.DEPLOY, USUAL, 2, CrashGate.counting(changes))))
                .contains(why);
        assertThat(changes).hasValue(0);
    }
}
