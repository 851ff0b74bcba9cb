package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.Connection;
import dev.weir.cli.ScratchProject.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Marked secrets are planted where secrets may stand; none comes out again: in no log, artifact, compiled file or message. */
class SecretsIT {
    private static final String MARK = "planted-secret-";

    @RegisterExtension
    static final ServerProject SERVER = new ServerProject();

    @SuppressWarnings("NullAway.Init") // set before each
    private ScratchProject project;

    @BeforeAll
    static void makeUser() {
        SERVER.server().execute("create role keeper superuser login password '" + MARK + "password'");
    }

    @BeforeEach
    void prepare() {
        project = SERVER.of(
                "models/fine.sql",
                "select 1 as id, '{{ target.user }}' as u",
                "models/broken.sql",
                "select nothing from {{ ref('fine') }}",
                "dbt_project.yml",
                """
                name: test
                version: '1.0'
                profile: test
                vars: {token: "{{ env_var('DBT_ENV_SECRET_TOKEN') }}"}
                on-run-start: ["select 1 as started"]
                """);
        project.set("DBT_ENV_SECRET_PASSWORD", MARK + "password");
        project.set("DBT_ENV_SECRET_TOKEN", MARK + "token");
        project.set("DBT_ENV_SECRET_GIT", MARK + "git");
        profile("{{ env_var('DBT_ENV_SECRET_PASSWORD') }}");
    }

    private void profile(String password) {
        SERVER.reach(SERVER.server().port(), "keeper", password);
    }

    /** Fails when a file below the project, save those a person wrote, holds the mark. */
    private void nothingTold(Answer answer, String... writtenByHand) throws IOException {
        assertThat(answer.text()).doesNotContain(MARK);
        try (Stream<Path> files = Files.walk(project.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!List.of(writtenByHand)
                        .contains(project.folder().relativize(file).toString())) {
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(MARK);
                }
            }
        }
    }

    /** Fails when the profile's password is taken, or told anywhere but in the profile. */
    private void refusedTellingNothing() throws IOException {
        Answer refused = project.weir("run --debug");
        assertThat(refused.exitCode()).isNotZero();
        nothingTold(refused, "profiles.yml");
        nothingTold(project.weir("debug"), "profiles.yml");
    }

    @Test
    void runsTellNothing() throws IOException {
        for (String line : List.of(
                "run --debug",
                "build --log-format json --debug",
                "compile",
                "docs generate",
                "ls --output json",
                "debug")) {
            nothingTold(project.weir(line));
        }
        assertThat(project.read("logs/dbt.log")).isNotEmpty();
        assertThat(project.results("status")).isNotEmpty();
    }

    @Test
    void aPasswordWrittenIntoTheProfileIsToldNowhereElse() throws IOException {
        profile(MARK + "wrong");
        refusedTellingNothing();
    }

    @Test
    void profilesThatCannotBeReadAreShownWithoutTheirPasswords() throws IOException {
        for (String profile : List.of(
                "p:\n  password: '" + MARK + "'\n  port: 54: 3\n",
                "p: {target: d, outputs: {d: {type: nonsense, password: '" + MARK + "', schema: s}}}\n",
                "p: {target: d, outputs: {d: {type: postgres, password: '" + MARK
                        + "', threads: none, schema: s}}}\n")) {
            project.write("profiles.yml", profile);
            refusedTellingNothing();
        }
    }

    @Test
    void varThatAsksForASecretIsRefusedWhereItIsReadWithoutTellingIt() throws IOException {
        project.write("models/asks.sql", "select '{{ var('token') }}' as id");
        Answer refused = project.weir("parse");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.text()).contains("Secret env vars are allowed only in profiles.yml or packages.yml");
        nothingTold(refused);
    }

    @Test
    void templatesThatAskForASecretAreRefusedWithoutTellingIt() throws IOException {
        project.write("models/asks.sql", "select '{{ env_var('DBT_ENV_SECRET_TOKEN') }}' as id");
        Answer refused = project.weir("run");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.text()).contains("DBT_ENV_SECRET_TOKEN");
        nothingTold(refused);
    }

    @Test
    void secretsOnTheCommandLineAreMasked() throws IOException {
        nothingTold(project.weir("run", "--debug", "--vars", "{other: " + MARK + "token}"));
    }

    @Test
    void addressesOfPackagesAreMasked() throws IOException {
        project.write("packages.yml", """
                packages:
                  - git: "http://me:{{ env_var('DBT_ENV_SECRET_GIT') }}@127.0.0.1:1/nowhere.git"
                    revision: main
                """);
        Answer refused = project.weir("deps --debug");
        assertThat(refused.exitCode()).isNotZero();
        nothingTold(refused);
    }

    @Test
    void whatTemplatesWriteOfASecretIsInNoFile() throws IOException {
        project.write("models/fine.sql", "select '{{ var('other') }}' as id -- {{ env_var('COPIED') }}");
        project.write("models/fine.yml", """
                models:
                  - name: fine
                    description: "{{ var('other') }}"
                    config: {meta: {also: "{{ var('other') }}"}}
                    columns: [{name: id, data_tests: [{accepted_values: {arguments: {values: ["{{ var('other') }}"]}}}]}]
                """);
        project.write("dbt_project.yml", """
                name: test
                version: '1.0'
                profile: test
                query-comment: "{{ env_var('COPIED') }}"
                on-run-end: ["select '{{ var('other') }}'"]
                """);
        project.set("COPIED", MARK + "token");
        for (int round = 0; round < 2; round++) {
            Answer built = project.weir("build", "--debug", "--select", "fine", "--vars", "{other: " + MARK + "token}");
            assertThat(built.exitCode()).as(built.text()).isZero();
            nothingTold(built);
        }
        assertThat(project.read("target/run/test/models/fine.sql")).contains("'*****' as id");
        assertThat(project.folder().resolve("target/weir_parse.memo")).isNotEmptyFile();
        nothingTold(project.weir("docs", "generate", "--vars", "{other: " + MARK + "token}"));
        assertThat(rows("select id from " + SERVER.schema() + ".fine")).contains(MARK + "token");
    }

    private static String rows(String query) {
        try (Connection connection = SERVER.server().connect(SERVER.server().database())) {
            return connection.execute(query, true, OptionalInt.empty()).rows().toString();
        }
    }
}
