package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ScratchProject.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs generate} writes of Materialize's objects. Source: catalog.json of dbt-materialize 1.9.11 on the same project. */
class MaterializeCatalogIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void subsourcesCommentsAndPlacesOfColumnsAreInTheCatalog() throws IOException {
        try (SandboxUnderWatch server = SandboxUnderWatch.start(folder.resolve("server"), "select 'x'")) {
            ScratchProject project = new ScratchProject(Files.createDirectories(folder.resolve("project")))
                    .of(
                            "profiles.yml",
                            """
                            test:
                              target: default
                              outputs:
                                default: {type: materialize, host: 127.0.0.1, port: %d, user: materialize, password: any,
                                          database: materialize, schema: mart, threads: 1}
                            """.formatted(server.port()),
                            "models/auction.sql",
                            "{{ config(materialized='source') }} from load generator auction for all tables",
                            "models/kept.sql",
                            "{{ config(materialized='materialized_view', persist_docs={'relation': true, 'columns': true},"
                                    + " indexes=[{'default': True}]) }} -- depends_on: {{ ref('auction') }}\n"
                                    + "select id, map['a' => 1] as m, list[1] as l from {{ source('auction', 'bids') }}",
                            "models/told.sql",
                            "{{ config(materialized='sink') }} from {{ ref('kept') }} into kafka connection kc (topic 'x')"
                                    + " format json envelope debezium",
                            "models/properties.yml",
                            """
                            sources: [{name: auction, schema: mart, tables: [{name: bids}, {name: auction_progress}]}]
                            models:
                              - {name: auction, description: The auction}
                              - {name: kept, description: "It's kept", columns: [{name: m, description: "$x$ 'q'"}]}
                            """);
            server.execute("create connection kc to kafka (broker 'localhost:9092', security protocol plaintext)"
                    + " with (validate = false)");
            Answer run = project.weir("run");
            assertThat(run.exitCode()).as(run.text()).isZero();
            assertThat(project.weir("docs generate").exitCode()).isZero();
            Map<String, @Nullable Object> catalog = project.artifact("catalog.json");

            Map<?, ?> nodes = map(catalog.get("nodes"));
            assertThat(nodes.keySet()).hasSize(1).allMatch("model.test.kept"::equals);
            Map<?, ?> kept = map(nodes.get("model.test.kept"));
            assertThat(metadata(kept)).isEqualTo("materialized_view It's kept");
            assertThat(column(kept, "id")).isEqualTo("1 bigint null");
            assertThat(column(kept, "m")).isEqualTo("2 map $x$ 'q'");
            assertThat(column(kept, "l")).isEqualTo("3 list null");

            Map<?, ?> sources = map(catalog.get("sources"));
            assertThat(metadata(map(sources.get("source.test.auction.bids")))).isEqualTo("subsource null");
            assertThat(column(map(sources.get("source.test.auction.bids")), "bid_time"))
                    .isEqualTo("5 timestamp with time zone null");
            Map<?, ?> progress = map(sources.get("source.test.auction.auction_progress"));
            assertThat(metadata(progress)).isEqualTo("progress null");
            assertThat(column(progress, "offset")).isEqualTo("1 uint8 null");
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    private static String metadata(Map<?, ?> table) {
        Map<?, ?> metadata = map(table.get("metadata"));
        return metadata.get("type") + " " + text(metadata.get("comment"));
    }

    private static String column(Map<?, ?> table, String name) {
        Map<?, ?> column = map(map(table.get("columns")).get(name));
        return column.get("index") + " " + column.get("type") + " " + text(column.get("comment"));
    }

    private static String text(@Nullable Object value) {
        return Optional.ofNullable(value).map(String::valueOf).orElse("null");
    }
}
