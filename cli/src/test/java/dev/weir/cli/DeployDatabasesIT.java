package dev.weir.cli;

import static dev.weir.cli.DeployedProject.USUAL;
import static dev.weir.cli.DeployedProject.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.deploy.DeployRequest;
import dev.weir.deploy.DeployRequest.Action;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code weir deploy} on the real sandbox with schemas of two databases, which have the same name. */
@ExtendWith(DeployedProject.Provided.class)
class DeployDatabasesIT {
    private DeployedProject project;

    @BeforeEach
    void production(DeployedProject provided) {
        project = provided;
        project.ask("CREATE DATABASE sales");
        project.deploys("[bg_mart, {database: sales, schema: bg_mart}]");
        project.write("models/mart/sold.sql", """
                {{ config(database='sales', materialized='materialized_view') }}
                select n, twice from {{ ref('doubled') }}
                """);
        project.write("models/mart/listed.sql", "select count(*) as c from {{ ref('sold') }}\n");
        project.write("models/out/sold_told.sql", """
                {{ config(materialized='sink', database='sales') }}
                FROM {{ ref('sold') }}
                INTO KAFKA CONNECTION "materialize"."public"."broker" (TOPIC 'sold')
                KEY (n) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT
                """);
        project.run();
        project.write("models/mart/sold.sql", """
                {{ config(database='sales', materialized='materialized_view') }}
                select n, twice, 1 as newer from {{ ref('doubled') }}
                """);
        project.write("models/mart/listed.sql", "select sum(newer) as c from {{ ref('sold') }}\n");
    }

    @Test
    void theirSchemasAreSwappedTogether() {
        List<String> before = ids();
        project.deploy(Action.DEPLOY, keeping(), 0);
        assertThat(sold()).containsExactly("n", "twice", "newer");
        assertThat(project.columns()).contains("n", "twice", "version");
        assertThat(project.rows("SELECT c::text FROM bg_mart.listed")).containsExactly(List.of("2"));
        assertThat(ids()).doesNotContainAnyElementsOf(before);
        assertThat(project.rows("SELECT count(*) FROM mz_internal.mz_comments WHERE object_type = 'schema'"
                        + " AND comment LIKE 'Deployment by %'"))
                .containsExactly(List.of(2L));
        assertThat(read("sold_told")).containsExactly("sales.bg_mart.sold");
        assertThat(read("told")).containsExactly("materialize.bg_mart.doubled");

        project.deploy(Action.ROLLBACK, USUAL, 0);
        assertThat(sold()).containsExactly("n", "twice");
        assertThat(ids()).isEqualTo(before);
        assertThat(read("sold_told")).containsExactly("sales.bg_mart.sold");
        assertThat(project.exists("schema", "bg_mart_dbt_deploy")).isFalse();
    }

    @Test
    void oneThatIsBrokenOffIsGoneOnWithOrGivenUp() {
        project.deploy(Action.PLAN, USUAL, 0);
        assertThat(project.said().getLast())
                .contains("CREATE SCHEMA \"bg_mart_dbt_deploy\";")
                .contains("CREATE SCHEMA \"sales\".\"bg_mart_dbt_deploy\";")
                .contains("ALTER SCHEMA \"sales\".\"bg_mart\" SWAP WITH \"bg_mart_dbt_deploy\";")
                .contains("DROP SCHEMA IF EXISTS \"sales\".\"bg_mart_dbt_deploy\" CASCADE;");
        assertThat(project.breakOff(Action.DEPLOY, 10, true)).isTrue();
        project.deploy(Action.ABORT, USUAL, 0);
        assertThat(project.exists("schema", "bg_mart_dbt_deploy")).isFalse();
        assertThat(sold()).containsExactly("n", "twice");
        assertThat(project.breakOff(Action.DEPLOY, 16, true)).isTrue();
        project.deploy(Action.RESUME, USUAL, 0);
        assertThat(sold()).containsExactly("n", "twice", "newer");
        assertThat(project.exists("schema", "bg_mart_dbt_deploy")).isFalse();
    }

    @Test
    void aSchemaOfTheSameNameInAnotherDatabaseIsNotMeant() {
        project.deploys("[bg_mart]");
        assertThat(told(project.deploy(Action.DEPLOY, USUAL, 2)))
                .contains("materialized-view \"sales\".\"bg_mart\".\"sold\"")
                .doesNotContain("\"materialize\".\"bg_mart\"");
    }

    @Test
    void aDeploymentFromAnotherDatabaseOfTheSameSchemaIsRefusedAndToldWhoseTheFirstIs() {
        assertThat(project.breakOff(Action.DEPLOY, 14, true)).isTrue();
        String first = project.id();
        project.workIn("sales");
        project.deploys("[bg_mart]");
        for (Action action : List.of(Action.DEPLOY, Action.PLAN)) {
            assertThat(told(project.deploy(action, USUAL, 2)))
                    .contains(
                            "the deployment " + first + " of the database \"materialize\" is under way",
                            "It swaps schema sales.bg_mart, cluster serving, too. Begun by materialize (",
                            "for a target in that database");
        }
        assertThat(told(project.deploy(Action.RESUME, USUAL, 2))).contains("no deployment is under way");
        project.workIn("materialize");
        project.deploys("[bg_mart, {database: sales, schema: bg_mart}]");
        project.deploy(Action.RESUME, keeping(), 0);

        project.workIn("sales");
        project.deploys("[bg_mart]");
        assertThat(told(project.deploy(Action.DEPLOY, USUAL, 2)))
                .contains("the deployment " + first + " of the database \"materialize\" keeps its old side until");
        assertThat(sold()).containsExactly("n", "twice", "newer");
        assertThat(project.exists("cluster", "serving_dbt_deploy")).isTrue();
    }

    @Test
    void aDeploymentFromAnotherDatabaseThatSharesAClusterIsSeenIfItsJournalMayBeRead() {
        project.ask("CREATE SCHEMA sales.weir_deploy");
        project.ask("CREATE VIEW sales.weir_deploy.\"20260101T000000-abcd_run\" AS SELECT 1 AS held");
        project.ask("CREATE TABLE sales.weir_deploy.journal (deployment text NOT NULL, number int NOT NULL,"
                + " step text NOT NULL, detail text NOT NULL, at text NOT NULL, who text NOT NULL)");
        project.ask(
                "INSERT INTO sales.weir_deploy.journal VALUES ('20260101T000000-abcd', 1, 'begun', '"
                        + "{\"run\": \"run\", \"sides\": [{\"kind\": \"schema\", \"database\": null, \"production\": \"bg_mart_too\","
                        + " \"deployment\": \"bg_mart_too_dbt_deploy\"}, {\"kind\": \"cluster\", \"production\": \"serving\","
                        + " \"deployment\": \"serving_dbt_deploy\"}]}', '2026-01-01T00:00:00.000Z', 'ann (laptop, process 7)')");
        assertThat(told(project.deploy(Action.DEPLOY, USUAL, 2)))
                .contains("the deployment 20260101T000000-abcd of the database \"sales\" is under way")
                .contains(
                        "It swaps cluster serving, too. Begun by ann (laptop, process 7) since 2026-01-01 00:00:00 UTC");

        String role = "reader_" + Long.toString(System.nanoTime(), 36);
        project.ask("CREATE ROLE " + role);
        project.workAs(role);
        project.deploy(Action.DEPLOY, USUAL, 2);
        assertThat(project.said())
                .anyMatch(line -> line.startsWith("A deployment is under way in the database \"sales\", whose journal "
                        + role + " may not read"));

        project.workIn("materialize");
        project.ask("UPDATE sales.weir_deploy.journal SET detail = replace(detail, 'serving', 'serving_too')");
        project.deploy(Action.DEPLOY, USUAL, 0);
        assertThat(sold()).containsExactly("n", "twice", "newer");
    }

    private List<String> sold() {
        return texts(
                "SELECT c.name FROM mz_columns c JOIN mz_objects o ON o.id = c.id JOIN mz_schemas s ON s.id = o.schema_id"
                        + " WHERE s.name = 'bg_mart' AND o.name = 'sold' AND o.type = 'materialized-view' ORDER BY c.position");
    }

    private List<String> ids() {
        return texts(
                "SELECT id FROM mz_schemas WHERE name = 'bg_mart' UNION ALL SELECT id || 'c' FROM mz_clusters WHERE name = 'serving'"
                        + " ORDER BY 1");
    }

    private List<String> read(String sink) {
        return texts("SELECT d.name || '.' || s.name || '.' || o.name FROM mz_internal.mz_object_dependencies p"
                + " JOIN mz_sinks k ON k.id = p.object_id JOIN mz_objects o ON o.id = p.referenced_object_id"
                + " AND o.type = 'materialized-view' JOIN mz_schemas s ON s.id = o.schema_id"
                + " JOIN mz_databases d ON d.id = s.database_id WHERE k.name = '" + sink + "'");
    }

    private List<String> texts(String sql) {
        return project.rows(sql).stream().map(DeployDatabasesIT::first).toList();
    }

    private static String first(List<@Nullable Object> row) {
        return String.valueOf(row.getFirst());
    }

    private static DeployRequest.Options keeping() {
        return new DeployRequest.Options(
                USUAL.timeout(), USUAL.awaitLag(), Optional.of(Duration.ofHours(1)), USUAL.poll(), false, false);
    }
}
