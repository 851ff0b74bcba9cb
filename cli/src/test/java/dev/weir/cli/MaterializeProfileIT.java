package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ScratchProject.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles of Materialize: what {@code debug} shows of them, and how sessions start. */
class MaterializeProfileIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each
    private SandboxUnderWatch server;

    @SuppressWarnings("NullAway.Init") // set before each
    private ScratchProject project;

    @BeforeEach
    void start() throws IOException {
        server = SandboxUnderWatch.start(folder.resolve("server"), "select 'x'");
        project = new ScratchProject(Files.createDirectories(folder.resolve("project")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer debug(String keys) {
        project.of(
                "profiles.yml",
                "test:\n  target: default\n  outputs:\n    default: {type: materialize, host: 127.0.0.1, port: "
                        + server.port() + ", user: materialize, dbname: materialize, schema: dbg, retries: 0, " + keys
                        + "}\n");
        return project.weir("debug");
    }

    /** Recorded of dbt-materialize 1.9.11. */
    @Test
    void debugShowsTheKeysInTheirOrder() {
        Answer answer = debug("pass: 'it''s a \\ \"pass\" word', threads: 3, cluster: my cl, connect_timeout: 3,"
                + " keepalives_idle: 10, sslmode: prefer, search_path: 'a, b', application_name: my app,"
                + " options: {cluster: quickstart, statement_timeout: 1h}");
        assertThat(answer.text().replaceAll("(?m)^[0-9:]{8}  ", "")).contains("""
                  user: materialize
                  database: materialize
                  schema: dbg
                  cluster: my cl
                  sslmode: prefer
                  keepalives_idle: 10
                  connect_timeout: 3
                  search_path: a, b
                  retries: 0
                  application_name: my app
                  options: {'cluster': 'quickstart', 'statement_timeout': '1h'}
                """);
        assertThat(answer.exitCode()).as(answer.text()).isZero();
    }

    /** In the words that libpq writes for dbt-materialize 1.9.11, but once. */
    @Test
    void whatTheServerSaysWhenSessionsBeginIsShownOnce() {
        Answer answer = debug("password: x, threads: 3, options: {cluster: no_cluster, nonsense: '1',"
                + " current_object_missing_warnings: 'on'}");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        List<String> said = List.of(
                "NOTICE:  startup setting nonsense not set: unrecognized configuration parameter \"nonsense\"",
                "NOTICE:  default cluster \"no_cluster\" does not exist");
        assertThat(answer.text()).contains(said);
        project.write("models/one.sql", "select 1 as id");
        project.write("models/other.sql", "select 2 as id");
        Answer run = project.weir("run");
        assertThat(run.exitCode()).as(run.text()).isZero();
        said.forEach(each -> assertThat(run.text()).containsOnlyOnce(each));
    }

    @Test
    void emptyTextsAreAsIfTheyWereNotThere() {
        Answer answer = debug("password: x, sslmode: '', search_path: '', role: '', application_name: ''");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
    }

    @Test
    void aRoleIsRefusedWithWhatToDoWhereTheServerHasNoSetRole() {
        Answer answer = debug("password: x, role: My Role");
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.text())
                .contains(
                        "The profile names role \"My Role\", but this server has no SET ROLE: Expected",
                        "Take role out of the profile and connect as that role (user), or grant it",
                        "GRANT \"My Role\" TO ...;");
        assertThat(server.sent()).anyMatch(each -> each.text().equals("set role \"My Role\""));
    }
}
