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
