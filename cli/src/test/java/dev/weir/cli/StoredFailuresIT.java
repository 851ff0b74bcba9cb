package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests that keep what they find because of a flag tell where. Source: runs of the reference (1.11.16). */
class StoredFailuresIT {
    @RegisterExtension
    static final ServerProject SERVER = new ServerProject();

    @Test
    void theTableIsNamedInLogsAndArtifacts() {
        ScratchProject project =
                SERVER.of("models/m.sql", "select 1 as id", "tests/found.sql", "select * from {{ ref('m') }}");
        String table = "\"" + SERVER.server().database() + "\".\"" + SERVER.schema() + "_dbt_test__audit\".\"found\"";
        ScratchProject.Answer answer = project.weir("build --store-failures --log-format-file json");
        assertThat(answer.exitCode()).as(answer.text()).isEqualTo(1);
        assertThat(answer.text()).contains("select * from " + table);
        assertThat(project.results("relation_name")).containsEntry("test.test.found", table);
        assertThat(((Map<?, ?>) ((Map<?, ?>) project.artifact("manifest.json").get("nodes")).get("test.test.found"))
                        .get("relation_name"))
                .isEqualTo(table);
        List<String> told = project.read("logs/dbt.log")
                .lines()
                .filter(line -> line.contains("\"relation_name\":\"" + table.replace("\"", "\\\"") + "\""))
                .toList();
        assertThat(told).anyMatch(line -> line.contains("LogTestResult"));
        assertThat(told).anyMatch(line -> line.contains("RunResultFailure"));
        assertThat(told).noneMatch(line -> line.contains("LogStartLine"));
    }

    @Test
    void withoutTheFlagNoneIsNamed() {
        ScratchProject project =
                SERVER.of("models/m.sql", "select 1 as id", "tests/found.sql", "select * from {{ ref('m') }}");
        assertThat(project.weir("build").exitCode()).isEqualTo(1);
        assertThat(project.results("relation_name")).containsEntry("test.test.found", null);
    }
}
