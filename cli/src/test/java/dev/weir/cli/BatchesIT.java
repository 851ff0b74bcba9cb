package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ScratchProject.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Microbatch models, samples, retries and clones on PostgreSQL. Expectations were seen in dbt 1.11.16. */
class BatchesIT {
    private static final String RANGE = " --event-time-start 2020-01-01 --event-time-end 2020-01-04";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all
    private static ScratchProject project;

    @BeforeAll
    static void prepare() {
        project = new ScratchProject(folder);
    }

    @BeforeEach
    void events() {
        project.of(
                "models/input.sql",
                """
                {{ config(materialized='table', event_time='event_time') }}
                select 1 as id, timestamp '2020-01-01 01:00:00' as event_time union all
                select 2 as id, timestamp '2020-01-02 01:00:00' as event_time union all
                select 3 as id, timestamp '2020-01-03 01:00:00' as event_time
                """,
                "models/daily.sql",
                """
                {{ config(materialized='incremental', incremental_strategy='microbatch', unique_key='id',
                          event_time='event_time', batch_size='day', begin='2020-01-01') }}
                select *, case when id = {{ var('bad', 99) }} then id / (id - id) else 0 end as x from {{ ref('input') }}
                """,
                "models/reader.sql",
                "select * from {{ ref('daily') }}");
    }

    private static Answer fine(String line) {
        Answer answer = project.weir(line);
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        return answer;
    }

    private static List<?> ids() {
        return project.rows("select id from {{ ref('daily') }} order by id");
    }

    @Test
    void eachBatchReadsItsOwnTime() {
        Answer answer = fine("run" + RANGE);
        assertThat(answer.text())
                .contains("START sql microbatch model", "Batch 1 of 3 START batch 2020-01-01 of ", "[SUCCESS in ")
                .contains("Batch 3 of 3 OK created batch 2020-01-03 of ");
        assertThat(project.read("target/compiled/test/models/daily/daily_2020-01-02.sql"))
                .contains(
                        "where event_time >= '2020-01-02 00:00:00+00:00' and event_time < '2020-01-03 00:00:00+00:00')"
                                + " _dbt_et_filter_subq_input");
        assertThat(ids()).hasSize(3);
    }

    @Test
    void onlyBatchesThatFailedAreTriedAgain() {
        fine("run" + RANGE);
        Answer broken = project.weir(
                "run", "--vars", "{bad: 2}", "--event-time-start", "2020-01-01", "--event-time-end", "2020-01-04");
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.text())
                .contains("PARTIALLY created", "[PARTIAL SUCCESS (2/3) in ", "Completed with 1 partial success and 0");
        assertThat(project.results("status"))
                .containsEntry("model.test.daily", "partial success")
                .containsEntry("model.test.reader", "skipped");
        Answer again = project.weir("retry", "--vars", "{bad: 99}");
        assertThat(again.exitCode()).as(again.text()).isZero();
        assertThat(again.text()).contains("Batch 1 of 1 OK created batch 2020-01-02 of ", "PASS=2");
        assertThat(fine("retry").text()).contains("Nothing to do.");
    }

    @Test
    void noBatchIsTriedAfterTheFirstFailed() {
        Answer broken = project.weir(
                "run", "--vars", "{bad: 1}", "--event-time-start", "2020-01-01", "--event-time-end", "2020-01-04");
        assertThat(broken.text()).contains("Batch 2 of 3 SKIP batch 2020-01-02 of ", "ERROR creating sql microbatch");
        assertThat(project.results("batch_results").get("model.test.daily"))
                .isInstanceOfSatisfying(
                        Map.class,
                        batches -> assertThat((List<?>) batches.get("failed")).hasSize(3));
    }

    @Test
    void aSampleIsAWindowOfWhatHasAnEventTime() {
        project.write("models/plain.sql", "{{ config(materialized='table') }} select * from {{ ref('input') }}");
        Answer answer = project.weir("run", "--sample", "{start: 2020-01-01, end: 2020-01-03}");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(project.rows("select id from {{ ref('plain') }}")).hasSize(2);
        assertThat(ids()).hasSize(2);
    }

    @Test
    void aRangeHasTwoEnds() {
        assertThat(project.weir("run --event-time-start 2020-01-01").text())
                .contains("The flag `--event-time-start` was specified, but `--event-time-end` was not.");
    }

    @Test
    void retryNeedsAnEarlierRun() {
        assertThat(project.weir("retry").text()).contains("Could not find previous run in 'target' target directory");
    }

    @Test
    void clonesAreViewsOfTheOtherEnvironment() throws java.io.IOException {
        fine("run" + RANGE);
        Files.createDirectories(folder.resolve("before"));
        Files.copy(folder.resolve("target/manifest.json"), folder.resolve("before/manifest.json"));
        project.write("macros/schema.sql", """
                {% macro generate_schema_name(custom_schema_name, node) %}{{ target.schema }}_copy{% endmacro %}
                """);
        Answer first = fine("clone --state before");
        assertThat(first.text()).contains("PASS=3").doesNotContain("START sql");
        assertThat(ids()).hasSize(3);
        assertThat(fine("clone --state before").text()).contains("\"daily\" already exists");
        assertThat(project.results("message")).containsEntry("model.test.daily", "No-op");
    }

    @Test
    void monthsAreCalledByTheirMonthAndRenderReadsAll() {
        project.write("models/daily.sql", """
                {{ config(materialized='incremental', incremental_strategy='microbatch', unique_key='id',
                          event_time='event_time', batch_size='month', begin='2020-01-01', concurrent_batches=true) }}
                select *, '{{ model.batch.event_time_start }}' as since from {{ ref('input').render() }}
                """);
        Answer answer = fine("run" + RANGE);
        assertThat(answer.text())
                .contains("Batch 1 of 1 OK created batch 2020-01 of ")
                .contains("Found 1 microbatch model with the `concurrent_batches` config set to");
        assertThat(ids()).hasSize(3);
        assertThat(project.rows("select distinct since from {{ ref('daily') }}"))
                .isEqualTo(List.of(Map.of("since", "2020-01-01 00:00:00+00:00")));
    }

    @Test
    void aSampleThatIsNoneIsToldOnTheCommandLine() {
        Answer answer = project.weir("run", "--sample", "3 fortnights");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text())
                .contains(
                        "Error: Invalid value for '--sample': Runtime Error\n  Invalid grain size 'fortnights'. Must be one of"
                                + " ['hour', 'day', 'month', 'year', 'hours', 'days', 'months', 'years'].");
    }

    @Test
    void hooksAtTheEndSeeTheBatches() {
        project.write(
                "dbt_project.yml",
                "name: test\nversion: '1.0'\nprofile: test\non-run-end: [\"{% for r in results if r.batch_results %}{% do log("
                        + "r.batch_results.successful | length ~ ' of ' ~ r.node.name, info=true) %}{% endfor %}\"]\n");
        assertThat(fine("run" + RANGE).text()).contains("3 of daily");
    }
}
