package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that mean nothing are told of with their place, and are errors only where a project wants it. */
class StrictKeysTest {
    @TempDir
    private Path folder;

    private ScratchProject project(String flags) {
        return new ScratchProject(folder)
                .of(
                        "dbt_project.yml",
                        "name: test\nversion: '1.0'\nprofile: test\nmodels:\n  +materialised: table\n" + flags,
                        "profiles.yml",
                        "test: {target: d, outputs: {d: {type: postgres, host: h, port: 1, user: u, password: p, dbname: d,"
                                + " schema: s}}}\n",
                        "models/a.sql",
                        "{{ config(unique_keys='id', owner='me') }} select 1 as id",
                        "models/s.yml",
                        "models:\n  - name: a\n    colums: []\n    config:\n      tag: x\n");
    }

    @Test
    void unknownKeysAreWarnedOfWhereTheyStand() {
        ScratchProject.Answer answer = project("").weir("parse");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.text())
                .contains("models/s.yml:3:5", "Did you mean \"columns\"?")
                .contains("models/s.yml:5:7", "Did you mean \"tags\"?")
                .contains("models/a.sql:1:11", "Did you mean \"unique_key\"?")
                .contains("dbt_project.yml:5:4", "Did you mean \"materialized\"?")
                .doesNotContain("owner\"");
    }

    @Test
    void theyAreNoErrorsForWarnError() {
        assertThat(project("").weir("--warn-error", "parse").exitCode()).isZero();
    }

    @Test
    void theyAreErrorsWhereTheProjectSaysSo() {
        ScratchProject.Answer answer = project("flags: {strict_keys: error}\n").weir("parse");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text()).contains("unknown key \"colums\"");
    }
}
