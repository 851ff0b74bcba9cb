package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of models that are built in batches, in the words of the reference (1.11.16). */
class MicrobatchConfigTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    batch_size='day'                                      | must provide an 'event_time' (string) config that indicates the name of the event time column.
                    event_time=3                                          | must provide an 'event_time' config of type string, but got: <class 'int'>.
                    event_time='at', batch_size='day'                     | must provide a 'begin' (datetime) config that indicates the earliest timestamp the microbatch model should be built from.
                    event_time='at', begin=1                              | must provide a 'begin' config of type datetime, but got: <class 'int'>.
                    event_time='at', begin='x', batch_size='day'          | must provide a 'begin' config of valid datetime (ISO format), but got: x.
                    event_time='at', begin='2024-01-01'                   | must provide a 'batch_size' config that is one of ['hour', 'day', 'month', 'year'], but got: None.
                    event_time='at', begin='2024-01-01', batch_size='dy'  | must provide a 'batch_size' config that is one of ['hour', 'day', 'month', 'year'], but got: dy.
                    event_time='at', begin='2024-01-01', batch_size='day', lookback=1.5 | must provide the optional 'lookback' config as type int, but got: <class 'float'>).
                    event_time='at', begin='2024-01-01', batch_size='day', concurrent_batches=1 | optional 'concurrent_batches' config must be of type `bool` if specified, but got: <class 'int'>).
                    """)
    void faultIsToldWhenTheProjectIsParsed(String config, String words) {
        ProbeProject.Answer answer = microbatch(config).run("parse");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text()).contains("Parsing Error\n  Microbatch model 'm' " + words);
    }

    @Test
    void modelWithoutAnInputThatHasATimeIsWarnedOf() {
        assertThat(microbatch("event_time='at', begin='2024-01-01', batch_size='day'")
                        .run("parse")
                        .text())
                .contains("[WARNING]: The microbatch model 'm' has no 'ref' or 'source' input with an 'event_time'"
                        + " configuration. \nThis means no filtering can be applied");
    }

    @Test
    void inputWithATimeThatIsNoTextIsRefused() {
        ProbeProject project = microbatch("event_time='at', begin='2024-01-01', batch_size='day'")
                .file("models/input.sql", "{{ config(event_time=3) }} select 1 as at")
                .file(
                        "models/m.sql",
                        "{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at',"
                                + " begin='2024-01-01', batch_size='day') }} select * from {{ ref('input') }}");
        assertThat(project.run("parse").text())
                .contains("Microbatch model 'm' depends on an input node 'input' with an 'event_time' config of invalid"
                        + " (non-string) type: <class 'int'>.");
    }

    @Test
    void projectsThatBuildBatchesInTheirOwnWayAreAskedNothing() {
        ProbeProject project = microbatch("batch_size='dy'")
                .file("macros/own.sql", "{% macro get_incremental_microbatch_sql(arg_dict) %}select 1{% endmacro %}");
        assertThat(project.run("parse").exitCode()).isZero();
    }

    private ProbeProject microbatch(String config) {
        return new ProbeProject(folder)
                .file(
                        "models/m.sql",
                        "{{ config(materialized='incremental', incremental_strategy='microbatch', " + config
                                + ") }} select 1 as at");
    }
}
