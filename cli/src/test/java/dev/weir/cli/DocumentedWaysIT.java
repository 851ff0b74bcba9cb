package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.Connection;
import dev.weir.adapter.EmbeddedServer;
import dev.weir.cli.ScratchProject.Answer;
import dev.weir.core.engine.Adapters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ways of working that Materialize's documents on dbt show, command by command as they show them. Source: Materialize docs,
 * "Use dbt to manage Materialize" (development guidelines, slim deployments), and the notes on dbt of Materialize's field
 * engineering (blue and green as targets).
 */
class DocumentedWaysIT {
    @TempDir
    static Path folder;

    private static EmbeddedServer.Running sandbox;
    private static Connection session;

    private final ScratchProject project = new ScratchProject(folder);

    /** An upstream PostgreSQL of which the sandbox knows two tables. */
    @BeforeAll
    static void start() throws IOException {
        Files.writeString(folder.resolve("sandbox.yml"), """
                connections:
                  pg_connection:
                    public.t:
                      columns: {id: bigint not null, n: bigint}
                      key: [id]
                      rows: [[1, 1], [2, 2], [3, 4]]
                    public.other:
                      columns: {id: bigint not null}
                      rows: [[1]]
                """);
        sandbox = Adapters.load()
                .server("materialize")
                .orElseThrow()
                .start(new EmbeddedServer.Request(folder.resolve(".weir").resolve("sandbox"), OptionalInt.empty()));
        session = SandboxUnderWatch.connect(sandbox);
        tell("CREATE SECRET pg_password AS 'x'");
        tell("CREATE CONNECTION pg_connection TO POSTGRES (HOST 'localhost', DATABASE 'd', USER 'u', PASSWORD SECRET"
                + " pg_password) WITH (VALIDATE = false)");
        tell("CREATE CONNECTION kafka_connection TO KAFKA (BROKER 'localhost:9092', SECURITY PROTOCOL PLAINTEXT)"
                + " WITH (VALIDATE = false)");
    }

    @AfterAll
    static void stop() {
        session.close();
        sandbox.close();
    }

    /** Two targets side by side and sources in {@code public}, which both read. */
    @BeforeEach
    void anew() {
        for (String schema : List.of("blue", "green", "green_views", "mart", "pr_1", "pr_1_views")) {
            tell("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        }
        for (String cluster : List.of("compute_blue", "compute_green", "pr_1")) {
            tell("DROP CLUSTER IF EXISTS " + cluster + " CASCADE");
        }
        tell("DROP SOURCE IF EXISTS public.pg CASCADE");
        tell("CREATE CLUSTER compute_blue (SIZE '25cc')");
        project.write("dbt_project.yml", "name: my_project\nversion: '1.0'\nprofile: default\n");
        project.write("profiles.yml", """
                default:
                  target: blue
                  outputs:
                    sources: {type: materialize, sandbox: true, schema: public, cluster: quickstart}
                    blue: {type: materialize, sandbox: true, schema: blue, cluster: compute_blue}
                    green: {type: materialize, sandbox: true, schema: green, cluster: compute_green}
                    production: {type: materialize, sandbox: true, schema: blue, cluster: compute_blue}
                """);
        project.write("models/sources/pg.sql", """
                {{ config(
                    materialized='source',
                    post_hook="CREATE INDEX IF NOT EXISTS t_by_n IN CLUSTER quickstart ON {{ this.schema }}.t (n)"
                ) }}

                FROM POSTGRES CONNECTION pg_connection (PUBLICATION 'mz_source')
                FOR ALL TABLES
                """);
        project.write("models/sources/schema.yml", """
                sources:
                  - name: pg
                    schema: public
                    tables:
                      - name: t
                      - name: other
                """);
        project.write("models/views/even_count.sql", """
                {{ config(materialized='view') }}
                SELECT count(*) AS evens FROM {{ source('pg', 't') }} WHERE n % 2 = 0
                """);
        project.write("models/views/t_mv.sql", """
                {{ config(materialized='materialized_view', indexes=[{'columns': ['n']}]) }}
                SELECT n FROM {{ source('pg', 't') }}
                """);
        project.write("models/views/biggest.sql", """
                {{ config(materialized='materialized_view', tags=['nightly']) }}
                SELECT max(n) AS n FROM {{ ref('t_mv') }}
                """);
        fine("run --select config.materialized:source --target sources");
    }

    @Test
    void greenIsBuiltBesideBlueWhichIsThenDropped() {
        fine("run --exclude config.materialized:source");
        List<String> sources = standing("public");
        assertThat(sources).contains("index t_by_n", "source t", "source pg");
        List<String> blue = ids("blue");

        tell("CREATE CLUSTER compute_green (SIZE '25cc')");
        tell("CREATE SCHEMA green");
        fine("run --exclude config.materialized:source --target green");
        assertThat(standing("green"))
                .containsExactly(
                        "index t_mv_n_idx", "materialized-view biggest", "materialized-view t_mv", "view even_count");
        assertThat(ask("SELECT DISTINCT c.name FROM mz_materialized_views v JOIN mz_schemas s ON s.id = v.schema_id"
                        + " JOIN mz_clusters c ON c.id = v.cluster_id WHERE s.name = 'green'"))
                .containsExactly("compute_green");
        assertThat(ids("blue")).isEqualTo(blue);

        tell("drop cluster compute_blue cascade");
        tell("drop schema blue cascade");
        assertThat(standing("public")).isEqualTo(sources);
        assertThat(ask("SELECT evens FROM green.even_count")).containsExactly("2");
        assertThat(ask("SELECT name FROM mz_clusters WHERE name LIKE 'compute%'"))
                .containsExactly("compute_green");
    }

    @Test
    void oneTableIsIngestedAgainAndWhatReadsItIsBuiltAgain() {
        fine("run --exclude config.materialized:source");
        List<String> other = ask("SELECT id FROM mz_sources WHERE name IN ('pg', 'other') ORDER BY 1");
        tell("DROP SOURCE public.t CASCADE");
        assertThat(standing("blue")).isEmpty();
        tell("ALTER SOURCE public.pg ADD SUBSOURCE public.t");
        tell("CREATE INDEX t_by_n IN CLUSTER quickstart ON public.t (n)");
        fine("run --select source:pg.t+");
        assertThat(standing("blue")).hasSize(4);
        assertThat(ask("SELECT n FROM blue.biggest")).containsExactly("4");
        assertThat(ask("SELECT id FROM mz_sources WHERE name IN ('pg', 'other') ORDER BY 1"))
                .isEqualTo(other);
    }

    @Test
    void aModelIsNamedByItsFileAsOnTheCommandLine() {
        assertThat(fine("run --models ./models/views/t_mv.sql+")).contains("PASS=2");
        assertThat(fine("--quiet ls --select my_project --resource-type model").lines())
                .hasSize(4);
        assertThat(fine("--quiet ls --select views").lines()).hasSize(3);
        assertThat(fine("--quiet ls --select my_project.views.t_mv").lines()).hasSize(1);
        assertThat(fine("--quiet ls --select tag:nightly").lines()).containsExactly("my_project.views.biggest");
        assertThat(fine("--quiet ls --select models/views").lines()).hasSize(3);
        assertThat(fine("--quiet ls --select models/views/t_mv.sql").lines()).hasSize(1);
        assertThat(fine("--quiet ls --select t_mv+").lines()).hasSize(2);
    }

    @Test
    void aDefaultSelectorLeavesSourcesAndSinksAlone() {
        project.write("models/sinks/told.sql", """
                {{ config(materialized='sink') }}
                FROM {{ ref('t_mv') }}
                INTO KAFKA CONNECTION materialize.public.kafka_connection (TOPIC 'told')
                FORMAT JSON ENVELOPE DEBEZIUM
                """);
        String excluded =
                fine("--quiet ls --resource-type model --exclude config.materialized:source config.materialized:sink");
        assertThat(excluded.lines()).hasSize(3);
        project.write("selectors.yml", """
                # YAML selectors should be defined in a top-level file named selectors.yml
                selectors:
                  - name: exclude_sources_and_sinks
                    description: >
                      Exclude models that use source or sink materializations in the command
                      invocation.
                    default: true
                    definition:
                      union:
                        # The fqn method combined with the "*" operator selects all nodes in the
                        # dbt graph
                        - method: fqn
                          value: "*"
                        - exclude:
                            - 'config.materialized:source'
                            - 'config.materialized:sink'
                """);
        try {
            assertThat(fine("--quiet ls --resource-type model")).isEqualTo(excluded);
            assertThat(fine("run")).contains("PASS=3");
            assertThat(fine("run --select config.materialized:sink")).contains("PASS=1");
        } finally {
            project.remove("selectors.yml");
            project.remove("models/sinks/told.sql");
        }
    }

    /** The slim deployment of the documents: what production was built from lies beside the project. */
    @Test
    void onlyWhatAPullRequestChangesIsBuilt() throws IOException {
        fine("run --exclude config.materialized:source --target production");
        Files.copy(folder.resolve("target/manifest.json"), folder.resolve("manifest.json"));
        List<String> before = ids("blue");
        project.write("models/views/biggest.sql", """
                {{ config(materialized='materialized_view', tags=['nightly']) }}
                SELECT max(n) AS n, 'new' AS version FROM {{ ref('t_mv') }}
                """);
        project.set("CI_TAG", "gh_ci_1");
        try {
            assertThat(fine("run-operation drop_environment")).contains("Nothing is tagged gh_ci_1.");
            assertThat(fine("build --profiles-dir ./ --select state:modified+ --state ./ --target production"))
                    .contains("PASS=1 ");
        } finally {
            project.set("CI_TAG", "");
            Files.delete(folder.resolve("manifest.json"));
        }
        assertThat(ids("blue"))
                .containsAll(before.stream()
                        .filter(each -> !each.startsWith("biggest"))
                        .toList())
                .doesNotContainAnyElementsOf(before.stream()
                        .filter(each -> each.startsWith("biggest"))
                        .toList());
    }

    @Test
    void anEnvironmentIsDroppedByItsTagAndNothingElse() {
        Answer refused = project.weir("run-operation drop_environment");
        assertThat(refused.exitCode()).as(refused.text()).isEqualTo(1);
        assertThat(refused.text()).contains("CI_TAG, which is empty");

        fine("run --exclude config.materialized:source"); // without a tag, so it is nobody's environment
        tell("CREATE SCHEMA pr_1");
        project.set("CI_TAG", "gh_ci_1");
        try {
            fine("run-operation", "create_cluster", "--args", "{cluster_name: compute_green, size: 25cc}");
            fine("run --exclude config.materialized:source --target green");
            fine("run --exclude config.materialized:source --target blue");
            assertThat(tagged()).containsExactly("gh_ci_1 compute_green", "gh_ci_1 green");

            assertThat(fine("run-operation", "drop_environment", "--args", "{dry_run: true}"))
                    .contains(
                            "DRY RUN: DROP SCHEMA IF EXISTS \"green\" CASCADE",
                            "DRY RUN: DROP CLUSTER IF EXISTS \"compute_green\" CASCADE");
            assertThat(standing("green")).hasSize(4);

            project.set("CI_TAG", "gh_ci_2");
            assertThat(fine("run-operation drop_environment")).contains("Nothing is tagged gh_ci_2.");
            assertThat(standing("green")).hasSize(4);

            project.set("CI_TAG", "gh_ci_1");
            assertThat(fine("run-operation drop_environment"))
                    .contains("Running DROP SCHEMA IF EXISTS \"green\" CASCADE");
        } finally {
            project.set("CI_TAG", "");
        }
        assertThat(tagged()).isEmpty();
        assertThat(ask("SELECT name FROM mz_schemas WHERE name IN ('green', 'blue', 'pr_1') ORDER BY 1"))
                .containsExactly("blue", "pr_1");
        assertThat(ask("SELECT name FROM mz_clusters WHERE name LIKE 'compute%'"))
                .containsExactly("compute_blue");
        assertThat(standing("blue")).hasSize(4);
    }

    private static List<String> tagged() {
        return ask("SELECT c.comment || ' ' || coalesce(s.name, k.name) FROM mz_internal.mz_comments c"
                + " LEFT JOIN mz_schemas s ON s.id = c.id AND c.object_type = 'schema'"
                + " LEFT JOIN mz_clusters k ON k.id = c.id AND c.object_type = 'cluster'"
                + " WHERE c.object_type IN ('schema', 'cluster') ORDER BY 1");
    }

    private static List<String> standing(String schema) {
        return ask("SELECT o.type || ' ' || o.name FROM mz_objects o JOIN mz_schemas s ON s.id = o.schema_id"
                + " WHERE s.name = '" + schema + "' AND o.id LIKE 'u%' ORDER BY 1");
    }

    private static List<String> ids(String schema) {
        return ask("SELECT o.name || ' ' || o.id FROM mz_objects o JOIN mz_schemas s ON s.id = o.schema_id"
                + " WHERE s.name = '" + schema + "' ORDER BY 1");
    }

    private String fine(String line) {
        return fine(line.split(" "));
    }

    private String fine(String... words) {
        Answer answer = project.weir(words);
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        return answer.text();
    }

    private static List<String> ask(String sql) {
        return session.execute(sql, true, OptionalInt.empty()).rows().stream()
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
    }

    private static void tell(String sql) {
        session.execute(sql, false, OptionalInt.empty());
    }
}
