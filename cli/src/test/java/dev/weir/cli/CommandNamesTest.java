package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What templates see of the command: its name as typed. Source: recorded calls of the reference (1.11.16). */
class CommandNamesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void commandIsCalledAsItWasTyped() {
        ProbeProject project = new ProbeProject(folder)
                .file(
                        "models/m.sql",
                        "{{ log('it is ' ~ flags.WHICH ~ ' ' ~ invocation_args_dict.which, info=true) }} select 1");
        assertThat(project.run("ls").text()).contains("it is ls ls");
        assertThat(project.run("list").text()).contains("it is list list");
        assertThat(project.run("parse").text()).contains("it is parse parse");
    }

    @Test
    void packagesFileSeesFlagsAndTheInvocation() {
        ProbeProject project = new ProbeProject(folder)
                .file("packages.yml", "packages:\n  - local: \"{{ flags.WHICH }}{{ invocation_id | length }}\"\n")
                .file("deps36/dbt_project.yml", "name: given\nversion: '1.0'\nprofile: probe\n");
        ProbeProject.Answer answer = project.run("deps");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(Files.exists(folder.resolve("dbt_packages/given/dbt_project.yml")))
                .isTrue();
    }

    @Test
    void functionsHaveNoConfigThatIsSelected() {
        ProbeProject project = new ProbeProject(folder)
                .file("functions/f.sql", "x")
                .file(
                        "functions/f.yml",
                        "functions: [{name: f, arguments: [{name: x, data_type: int}], returns: {data_type: int}}]")
                .file("models/m.sql", "select 1 as a");
        assertThat(project.run("--quiet", "ls", "--resource-type", "all", "--select", "config.enabled:true")
                        .text())
                .isEqualTo("probe.m\n");
    }
}
