package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ScratchProject.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that no column tells the age of are as old as they lag behind. */
class MaterializeFreshnessIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void aSourceIsAsOldAsItLagsBehind() throws IOException {
        try (SandboxUnderWatch server = SandboxUnderWatch.start(folder.resolve("server"), "select 'x'")) {
            ScratchProject project = new ScratchProject(Files.createDirectories(folder.resolve("project")))
                    .of("profiles.yml", """
                            test:
                              target: default
                              outputs:
                                default: {type: materialize, host: 127.0.0.1, port: %d, user: materialize, password: any,
                                          database: materialize, schema: mart, threads: 1}
                            """.formatted(server.port()), "models/sources.yml", """
                            sources:
                              - name: mart
                                config: {freshness: {warn_after: {count: 5, period: minute}, error_after: {count: 1, period: hour}}}
                                tables: [{name: ticks}, {name: plain}]
                            """);
            server.execute("create schema mart");
            server.execute("create source mart.ticks from load generator counter");
            server.execute("create view mart.plain as select 1 as id");
            assertThat(project.weir("parse").text()).doesNotContain("metadata-based");
            server.execute("alter system set sandbox_lag.materialize.mart.ticks = '4 minutes'");
            assertThat(freshness(project).text()).contains("PASS freshness of mart.ticks");
            server.execute("alter system set sandbox_lag.materialize.mart.ticks = '6 minutes'");
            assertThat(freshness(project).text()).contains("WARN freshness of mart.ticks");
            assertThat(project.read("target/sources.json"))
                    .contains("\"max_loaded_at\":\"2025-12-31T23:54:00+00:00\"", "\"status\":\"warn\"");
            server.execute("alter system set sandbox_lag.materialize.mart.ticks = '61 minutes'");
            Answer stale = freshness(project);
            assertThat(stale.text()).contains("ERROR STALE freshness of mart.ticks");
            assertThat(stale.exitCode()).isEqualTo(1);
            Answer view = project.weir("source freshness --select source:mart.plain");
            assertThat(view.text())
                    .contains(
                            "Materialize knows no lag of \"materialize\".\"mart\".\"plain\": it is not there, or it is a view.");
        }
    }

    private static Answer freshness(ScratchProject project) {
        return project.weir("source freshness --select source:mart.ticks");
    }
}
