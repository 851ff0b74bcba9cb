package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ScratchProject.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comments of {@code persist_docs} on Materialize: a statement for each column, and no waiting in between. */
class MaterializeCommentsIT {
    private static final int COLUMNS = 100;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each
    private SandboxUnderWatch server;

    @SuppressWarnings("NullAway.Init") // set before each
    private TcpProxy network;

    @SuppressWarnings("NullAway.Init") // set before each
    private ScratchProject project;

    @BeforeEach
    void start() throws IOException {
        server = SandboxUnderWatch.start(folder.resolve("server"), "select 'x'");
        network = new TcpProxy("127.0.0.1", server.port());
        project = new ScratchProject(Files.createDirectories(folder.resolve("project")));
        project.of("profiles.yml", """
                test:
                  target: default
                  outputs:
                    default: {type: materialize, host: 127.0.0.1, port: %d, user: materialize, password: any, dbname: materialize,
                              schema: s, threads: 1, retries: 0, sslmode: disable}
                """.formatted(network.port()));
    }

    @AfterEach
    void stop() {
        network.close();
        server.close();
    }

    private static String each(String pattern, String between) {
        return IntStream.range(0, COLUMNS)
                .mapToObj(each -> pattern.replace("#", String.valueOf(each)))
                .collect(Collectors.joining(between));
    }

    @Test
    void aHundredColumnsCostFewRoundTrips() {
        project.write("models/wide.sql", "select " + each("# as c#", ", "));
        project.write(
                "models/wide.yml",
                "models:\n  - name: wide\n    config: {persist_docs: {relation: true, columns: true}}\n    description: all\n"
                        + "    columns:\n" + each("      - {name: c#, description: 'it''s no. #'}", "\n") + "\n");
        Answer answer = project.weir("run");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        List<String> comments = server.sent().stream()
                .map(SandboxUnderWatch.Sent::text)
                .filter(text -> text.startsWith("comment on column"))
                .map(text -> text.replaceFirst(".*\\.(c\\d+) is.*", "$1"))
                .toList();
        assertThat(comments)
                .isEqualTo(IntStream.range(0, COLUMNS).mapToObj(at -> "c" + at).toList());
        assertThat(network.heard().stream()
                        .filter(text -> text.contains("comment on column"))
                        .count())
                .isLessThan(10);
        assertThat(project.rows("select count(*) as n from mz_internal.mz_comments where comment like 'it''s no. %'"))
                .isEqualTo(List.of(Map.of("n", (long) COLUMNS)));
    }

    @Test
    void aCommentThatIsRefusedFailsItsModelInTheServersWordsAndNoOther() {
        project.write("models/first.sql", "select 1 as a, 2 as \"a b\", 3 as z");
        project.write("models/second.sql", "select 1 as a");
        project.write(
                "models/first.yml",
                "models:\n  - name: first\n    config: {persist_docs: {columns: true}}\n"
                        + "    columns: [{name: a, description: x}, {name: a b, description: y}, {name: z, description: z}]\n");
        Answer answer = project.weir("run");
        assertThat(answer.exitCode()).as(answer.text()).isEqualTo(1);
        assertThat(answer.text())
                .contains("Database Error in model first (models/first.sql)\n  Expected", "PASS=1 WARN=0 ERROR=1");
    }
}
