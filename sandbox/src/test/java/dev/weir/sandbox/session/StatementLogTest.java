package dev.weir.sandbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementLogTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    Path folder;

    private static final StatementLog.Client JOE =
            new StatementLog.Client(7, "joe", "psql", "materialize", "quickstart");

    private static StatementLog.Entry entry(String text, String tag) {
        return new StatementLog.Entry(JOE, NOON, 1_234_567, text, tag, Optional.empty(), "");
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file));
    }

    @Test
    void lineHoldsWhatWasAskedAndWhatCameOfIt() throws IOException {
        try (StatementLog log = StatementLog.open(folder)) {
            log.add(entry("select \"a\",\n'\u0001'", "SELECT 3"));
            log.add(new StatementLog.Entry(JOE, NOON, 1_000, "selct", "", Optional.of("42601"), "Expected …"));
        }
        assertThat(lines(StatementLog.FILE))
                .containsExactly(
                        "{\"time\":\"2026-01-02T12:00:00Z\",\"session\":7,\"user\":\"joe\","
                                + "\"application\":\"psql\",\"database\":\"materialize\",\"cluster\":\"quickstart\","
                                + "\"ms\":1.234,\"outcome\":\"ok\",\"tag\":\"SELECT 3\",\"rows\":3,"
                                + "\"text\":\"select \\\"a\\\",\\n'\\u0001'\"}",
                        "{\"time\":\"2026-01-02T12:00:00Z\",\"session\":7,\"user\":\"joe\","
                                + "\"application\":\"psql\",\"database\":\"materialize\",\"cluster\":\"quickstart\","
                                + "\"ms\":0.001,\"outcome\":\"error\",\"sqlstate\":\"42601\",\"error\":\"Expected …\","
                                + "\"text\":\"selct\"}");
    }

    @Test
    void secretsAreMasked() {
        assertThat(SecretText.masked("CREATE SECRET s AS 'hunter2'")).isEqualTo("CREATE SECRET s AS '***'");
        assertThat(SecretText.masked("CREATE SECRET s AS $a$hunter2$a$")).isEqualTo("CREATE SECRET s AS '***'");
        assertThat(SecretText.masked("ALTER SECRET s AS E'hun\\'ter2' || 'x'"))
                .isEqualTo("ALTER SECRET s AS '***' || '***'");
        assertThat(SecretText.masked("CREATE SECRET s AS 'hunter2")).isEqualTo("CREATE SECRET s AS '***'");
        assertThat(SecretText.in("create role r password 'x'")).isTrue();
        assertThat(SecretText.in("create connection c to aws (secret access key 'x')"))
                .isTrue();
        assertThat(SecretText.in("select 'x'")).isFalse();
    }

    @Test
    void largeFilesArePutAside() throws IOException {
        try (StatementLog log = StatementLog.open(folder, 300, 2)) {
            for (int i = 0; i < 12; i++) {
                log.add(entry("select " + "x".repeat(300) + i, "SELECT 1"));
                while (!Files.exists(folder.resolve("statements.1.jsonl"))) Thread.onSpinWait();
            }
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> !name.equals(StatementLog.FILE)))
                    .isSubsetOf("statements.1.jsonl", "statements.2.jsonl");
        }
        assertThat(lines("statements.1.jsonl").getLast()).contains("x11\"");
    }
}
