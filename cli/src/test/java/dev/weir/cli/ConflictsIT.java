package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.Connection;
import dev.weir.cli.ScratchProject.Answer;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transactions that lost against others are tried again as long as nothing was kept. The tests' own transaction waits longer
 * before it looks for a deadlock, so that the server always gives up the node's.
 */
class ConflictsIT {
    private static final String FIRST_LOCKS =
            "do $$ begin set local deadlock_timeout = '50ms'; lock table keys.a; perform pg_sleep(1.5); end $$";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path data;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before all
    private static ServerForTests server;

    @SuppressWarnings("NullAway.Init") // set before each
    private ScratchProject project;

    private static int schemas;

    @BeforeAll
    static void start() {
        server = ServerForTests.start(data);
        server.execute("create schema keys", "create table keys.a (id int)", "create table keys.b (id int)");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void prepare() {
        project = new ScratchProject(folder);
        project.of();
        schemas++;
        project.write("profiles.yml", server.profile(server.port(), server.user(), server.password(), "c" + schemas));
    }

    /** Runs the command while another transaction holds b and comes to want a, which the command's holds. */
    private Answer against(String command) throws Exception {
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = server.connect(server.database());
                Connection watcher = server.connect(server.database())) {
            execute(other, "set local deadlock_timeout = '60s'");
            execute(other, "lock table keys.b");
            Callable<Answer> call = () -> project.weir(command);
            Future<Answer> running = pool.submit(call);
            while (count(watcher, "select count(*) from pg_locks where relation = 'keys.a'::regclass and granted")
                    == 0) {
                assertThat(running.isDone()).isFalse();
                Thread.sleep(20);
            }
            execute(other, "lock table keys.a");
            other.commit();
            return running.get(60, TimeUnit.SECONDS);
        }
    }

    private static void execute(Connection connection, String sql) {
        connection.execute(sql, false, OptionalInt.empty());
    }

    private static long count(Connection connection, String sql) {
        long count = ((Number) java.util.Objects.requireNonNull(connection
                        .execute(sql, true, OptionalInt.empty())
                        .rows()
                        .getFirst()
                        .getFirst()))
                .longValue();
        connection.rollback();
        return count;
    }

    private static long rows(String relation) {
        try (Connection connection = server.connect(server.database())) {
            return count(connection, "select count(*) from " + relation);
        }
    }

    @Test
    void aModelWhoseTransactionLosesStartsAnew() throws Exception {
        project.write("models/grown.sql", """
                {{ config(materialized='incremental', pre_hook=["%s", "lock table keys.b"]) }} select 1 as id
                """.formatted(FIRST_LOCKS));
        server.execute("create schema c" + schemas, "create table c" + schemas + ".grown as select 0 as id");
        Answer answer = against("run");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(answer.text())
                .contains("deadlock detected; nothing was kept, trying again (1 of 3)", "PASS=1 WARN=0 ERROR=0");
        assertThat(rows("c" + schemas + ".grown")).isEqualTo(2);
    }

    @Test
    void aViewThatBecomesATableStartsAnewWithItsOldSelfInPlace() throws Exception {
        project.write("models/turned.sql", "select 1 as id");
        project.write("models/reader.sql", "select * from {{ ref('turned') }}");
        assertThat(project.weir("run").exitCode()).isZero();
        project.write("models/turned.sql", """
                {{ config(materialized='table', post_hook=["%s", "lock table keys.b"]) }} select 1 as id
                """.formatted(FIRST_LOCKS));
        Answer answer = against("run");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(answer.text()).contains("nothing was kept, trying again", "PASS=2 WARN=0 ERROR=0");
        assertThat(rows("pg_class where relname like 'turned%' or relname = 'reader'"))
                .isEqualTo(2);
    }

    @Test
    void aStatementAloneInItsTransactionIsSentAgain() throws Exception {
        project.write("models/kept.sql", """
                {{ config(materialized='table', post_hook={'transaction': false, 'sql':
                  "do $$ begin set local deadlock_timeout = '50ms'; lock table keys.a; perform pg_sleep(1.5); lock table keys.b; end $$"
                }) }} select 1 as id
                """);
        Answer answer = against("run");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(answer.text())
                .contains("deadlock detected; sending the statement again (1 of 3)", "PASS=1 WARN=0 ERROR=0");
    }

    @Test
    void aModelThatKeptSomethingIsNotTriedAgain() throws Exception {
        project.write("models/kept.sql", """
                {{ config(materialized='table', post_hook={'transaction': false, 'sql':
                  "%s; do $$ begin lock table keys.b; end $$; commit"}) }} select 1 as id
                """.formatted(FIRST_LOCKS));
        Answer answer = against("run");
        assertThat(answer.exitCode()).as(answer.text()).isEqualTo(1);
        assertThat(answer.text()).contains("deadlock detected").doesNotContain("again (");
        assertThat(rows("c" + schemas + ".kept")).isEqualTo(1);
    }
}
