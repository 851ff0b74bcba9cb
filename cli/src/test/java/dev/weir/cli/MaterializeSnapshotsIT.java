package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ScratchProject.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots on Materialize hold the rows the same snapshots hold on PostgreSQL. */
class MaterializeSnapshotsIT {
    private static final String TYPES =
            "seeds: [{name: raw, config: {column_types: {id: integer, name: text, n: numeric, at: timestamp}}}]\n";

    private static final String SNAPSHOTS = """
            snapshots:
              - {name: stamped, relation: ref('raw'), config: {unique_key: id, strategy: timestamp, updated_at: at}}
              - {name: ended, relation: ref('raw'), config: {unique_key: id, strategy: timestamp, updated_at: at, hard_deletes: invalidate}}
              - {name: recorded, relation: ref('raw'), config: {unique_key: id, strategy: timestamp, updated_at: at, hard_deletes: new_record}}
              - name: open_ended
                relation: ref('raw')
                config:
                  unique_key: [id, name]
                  strategy: timestamp
                  updated_at: at
                  dbt_valid_to_current: "'2999-01-01'::timestamp"
                  snapshot_meta_column_names: {dbt_valid_to: until, dbt_valid_from: since}
              - {name: checked, relation: ref('raw'), config: {unique_key: id, strategy: check, check_cols: [name, n]}}
              - {name: checked_all, relation: ref('raw'), config: {unique_key: id, strategy: check, check_cols: all, hard_deletes: new_record}}
            """;

    private static final List<String> HISTORY = List.of(
            "id,name,n,at\n1,a,1.5,2024-01-01 00:00:00\n2,it's,2,2024-01-01 00:00:00\n3,c,,2024-01-01 00:00:00\n",
            "id,name,n,at\n1,aa,1.5,2024-01-02 00:00:00\n3,c,3,2024-01-01 00:00:00\n4,d,4,2024-01-02 00:00:00\n",
            "id,name,n,at\n1,aa,1.5,2024-01-02 00:00:00\n3,c,3,2024-01-03 00:00:00\n4,d,4,2024-01-02 00:00:00\n",
            "id,name,n,at\n1,aaa,1.5,2024-01-04 00:00:00\n2,back,2,2024-01-04 00:00:00\n3,c,3,2024-01-03 00:00:00\n");

    /** What of each snapshot does not come from the moment of the run. */
    private static final Map<String, String> COMPARED = Map.of(
            "stamped", "*",
            "ended", "id, name, n, at, dbt_scd_id, dbt_valid_from, dbt_valid_to is null as current",
            "recorded",
                    "id, name, n, at, dbt_is_deleted, dbt_valid_to is null as current, case when dbt_is_deleted = 'False' then"
                            + " dbt_scd_id end as scd",
            "open_ended", "*",
            "checked", "id, name, n, at, dbt_valid_to is null as current, dbt_valid_from = dbt_updated_at as same",
            "checked_all", "id, name, n, at, dbt_is_deleted, dbt_valid_to is null as current");

    @TempDir
    Path folder;

    @Test
    void rowsAreThoseOfPostgres() throws IOException {
        try (SandboxUnderWatch server = SandboxUnderWatch.start(folder.resolve("server"), "select 'x'")) {
            ScratchProject there = onMaterialize(server);
            ScratchProject here = new ScratchProject(Files.createDirectories(folder.resolve("postgres")))
                    .of("seeds/raw.yml", TYPES, "snapshots/s.yml", SNAPSHOTS);
            int day = 1;
            for (String rows : HISTORY) {
                server.execute("alter system set sandbox_clock = '2026-01-0" + day++ + " 00:00:00Z'");
                for (ScratchProject each : List.of(here, there)) {
                    each.write("seeds/raw.csv", rows);
                    for (String command : List.of("seed", "snapshot", "snapshot")) {
                        Answer answer = each.weir(command);
                        assertThat(answer.exitCode()).as(answer.text()).isZero();
                    }
                }
                COMPARED.forEach((snapshot, columns) -> assertThat(rows(there, snapshot, columns))
                        .as(snapshot)
                        .isEqualTo(rows(here, snapshot, columns)));
            }
            assertThat(there.rows("select id from {{ ref('recorded') }}")).hasSize(10);
        }
    }

    private static List<?> rows(ScratchProject project, String snapshot, String columns) {
        return project.rows("select * from (select " + columns + " from {{ ref('" + snapshot
                + "') }}) r order by 1, 2, 3, 4, 5, 6");
    }

    @Test
    void whatCannotBeWrittenIsRefusedBeforeTheTableIsTouched() throws IOException {
        try (SandboxUnderWatch server = SandboxUnderWatch.start(folder.resolve("server"), "select 'x'")) {
            ScratchProject project = onMaterialize(server);
            project.write("seeds/raw.csv", HISTORY.getFirst());
            project.write(
                    "macros/hash.sql",
                    "{% macro materialize__snapshot_hash_arguments(args) %}md5(id::text){% endmacro %}\n");
            project.write(
                    "snapshots/s.sql",
                    "{% snapshot mapped %}{{ config(unique_key='id', strategy='check', check_cols='all') }}\n"
                            + "select id, list[id] as names from {{ ref('raw') }}{% endsnapshot %}\n"
                            + "{% snapshot widened %}{{ config(unique_key='id', strategy='check', check_cols='all') }}\n"
                            + "select id{{ var('more', '') }} from {{ ref('raw') }}{% endsnapshot %}\n");
            assertThat(project.weir("seed").exitCode()).isZero();
            Answer mapped = project.weir("snapshot --select mapped");
            assertThat(mapped.exitCode()).isEqualTo(1);
            assertThat(mapped.text()).contains("Column \"names\" of a snapshot cannot be a list");
            assertThat(project.weir("snapshot --select widened").exitCode()).isZero();
            Answer widened = project.weir("snapshot", "--select", "widened", "--vars", "{more: ', name'}");
            assertThat(widened.exitCode()).isEqualTo(1);
            assertThat(widened.text()).contains("has no column \"name\"");
            assertThat(project.rows("select id from {{ ref('widened') }}")).hasSize(3);
        }
    }

    @Test
    void snapshotOfASourceIsWrittenThoughAWriteMayNotReadIt() throws IOException {
        try (SandboxUnderWatch server = SandboxUnderWatch.start(folder.resolve("server"), "select 'x'")) {
            ScratchProject project = onMaterialize(server);
            server.execute("create source counted from load generator counter (tick interval '1s', up to 3)");
            project.write("seeds/raw.csv", HISTORY.getFirst());
            project.write(
                    "snapshots/s.sql",
                    "{% snapshot counts %}{{ config(unique_key='counter', strategy='check', check_cols='all',"
                            + " grants={'select': ['public']}) }}\nselect counter from materialize.public.counted{% endsnapshot %}\n");
            Answer first = project.weir("snapshot --select counts");
            assertThat(first.exitCode()).as(first.text()).isZero();
            server.execute("alter system set sandbox_clock = '2026-01-01 00:01:00Z'");
            assertThat(project.weir("snapshot --select counts").exitCode()).isZero();
            assertThat(project.rows("select counter from {{ ref('counts') }} where dbt_valid_to is null"))
                    .isNotEmpty();
        }
    }

    @Test
    void grantsOfATableThatStaysAreThoseOfTheConfig() throws IOException {
        try (SandboxUnderWatch server = SandboxUnderWatch.start(folder.resolve("server"), "select 'x'")) {
            server.execute("create role reader");
            server.execute("create role \"Other\"");
            ScratchProject project = onMaterialize(server);
            project.write("seeds/raw.csv", HISTORY.getFirst());
            for (String grants : List.of("[reader, public]", "['\"Other\"']", "[reader]", "[]")) {
                project.write("seeds/raw.yml", "seeds: [{name: raw, config: {grants: {select: " + grants + "}}}]\n");
                Answer answer = project.weir("seed");
                assertThat(answer.exitCode()).as(answer.text()).isZero();
                assertThat(granted(project))
                        .isEqualTo(
                                switch (grants) {
                                    case "[reader, public]" -> "PUBLIC,reader";
                                    case "[reader]" -> "reader";
                                    case "[]" -> "";
                                    default -> "Other";
                                });
            }
        }
    }

    private static String granted(ScratchProject project) {
        List<?> rows =
                project.rows("select grantee from ({{ materialize__get_show_grant_sql(ref('raw')) }}) g order by 1");
        return rows.stream()
                .map(row -> String.valueOf(((Map<?, ?>) row).get("grantee")))
                .collect(java.util.stream.Collectors.joining(","));
    }

    private ScratchProject onMaterialize(SandboxUnderWatch server) throws IOException {
        return new ScratchProject(Files.createDirectories(folder.resolve("materialize")))
                .of(
                        "profiles.yml",
                        "test:\n  target: default\n  outputs:\n    default: {type: materialize, host: 127.0.0.1, port: "
                                + server.port()
                                + ", user: materialize, password: any, database: materialize, schema: mart, threads: 1}\n",
                        "seeds/raw.yml",
                        TYPES,
                        "snapshots/s.yml",
                        SNAPSHOTS);
    }
}
