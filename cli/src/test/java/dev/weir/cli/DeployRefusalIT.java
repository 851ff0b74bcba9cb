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
import java.util.Optional;
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
        InvocationResult refused = project.deployed(Action.DEPLOY, USUAL, StatementGate.OPEN);
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
        InvocationResult refused = project.deployed(Action.DEPLOY, USUAL, StatementGate.OPEN);
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
            InvocationResult refused = project.deployed(Action.DEPLOY, USUAL, StatementGate.OPEN);
            assertThat(refused.exitCode().number()).isEqualTo(2);
            assertThat(told(refused)).contains("model.bg.beats (source)");
        } finally {
            Files.delete(project.folder().resolve("models/mart/beats.sql"));
        }
    }
}
