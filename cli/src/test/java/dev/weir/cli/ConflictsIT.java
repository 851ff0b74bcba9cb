package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.Connection;
import dev.weir.cli.ScratchProject.Answer;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Transactions that lost against others are tried again as long as nothing was kept. The tests' own transaction waits longer
 * before it looks for a deadlock, so that the server always gives up the node's.
 */
class ConflictsIT {
    private static final String FIRST_LOCKS =
            "do $$ begin set local deadlock_timeout = '50ms'; lock table keys.a; perform pg_sleep(1.5); end $$";

    @RegisterExtension
    static final ServerProject SERVER = new ServerProject();

    @BeforeAll
    static void makeTables() {
        SERVER.server().execute("create schema keys", "create table keys.a (id int)", "create table keys.b (id int)");
    }

    /** Runs the command while another transaction holds b and comes to want a, which the command's holds. */
    private Answer against(String command) throws Exception {
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = connect();
                Connection watcher = connect()) {
            execute(other, "set local deadlock_timeout = '60s'");
            execute(other, "lock table keys.b");
            Callable<Answer> call = () -> SERVER.project().weir(command);
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

    private static Connection connect() {
        return SERVER.server().connect(SERVER.server().database());
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
        try (Connection connection = connect()) {
            return count(connection, "select count(*) from " + relation);
        }
    }

    @Test
    void aModelWhoseTransactionLosesStartsAnew() throws Exception {
        SERVER.project().write("models/grown.sql", """
                {{ config(materialized='incremental', pre_hook=["%s", "lock table keys.b"]) }} select 1 as id
                """.formatted(FIRST_LOCKS));
        SERVER.server()
                .execute(
                        "create schema " + SERVER.schema(),
                        "create table " + SERVER.schema() + ".grown as select 0 as id");
        Answer answer = against("run");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(answer.text())
                .contains("deadlock detected; nothing was kept, trying again (1 of 3)", "PASS=1 WARN=0 ERROR=0");
        assertThat(rows(SERVER.schema() + ".grown")).isEqualTo(2);
    }

    @Test
    void aViewThatBecomesATableStartsAnewWithItsOldSelfInPlace() throws Exception {
        SERVER.project().write("models/turned.sql", "select 1 as id");
        SERVER.project().write("models/reader.sql", "select * from {{ ref('turned') }}");
        assertThat(SERVER.project().weir("run").exitCode()).isZero();
        SERVER.project().write("models/turned.sql", """
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
        SERVER.project().write("models/kept.sql", """
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
        SERVER.project().write("models/kept.sql", """
                {{ config(materialized='table', post_hook={'transaction': false, 'sql':
                  "%s; do $$ begin lock table keys.b; end $$; commit"}) }} select 1 as id
                """.formatted(FIRST_LOCKS));
        Answer answer = against("run");
        assertThat(answer.exitCode()).as(answer.text()).isEqualTo(1);
        assertThat(answer.text()).contains("deadlock detected").doesNotContain("again (");
        assertThat(rows(SERVER.schema() + ".kept")).isEqualTo(1);
    }
}
