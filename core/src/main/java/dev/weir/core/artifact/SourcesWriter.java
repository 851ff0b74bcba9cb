package dev.weir.core.artifact;

import dev.weir.core.run.FreshnessResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Writes {@code sources.json} v3. Source: the schema at schemas.getdbt.com/dbt/sources/v3.json. */
public final class SourcesWriter {
    private final ArtifactMetadata metadata;

    public SourcesWriter(ArtifactMetadata metadata) {
        this.metadata = metadata;
    }

    /** Replaces the file. */
    public void write(ArtifactPlace target, List<FreshnessResult> results, Duration elapsed) {
        ArtifactFile.write(target, out -> {
            out.metadata("sources/v3", metadata);
            out.startArray("results");
            for (FreshnessResult result : results) {
                result(out, result);
            }
            out.endArray();
            out.member("elapsed_time", RunResultsWriter.seconds(elapsed));
        });
    }

    private static void result(ArtifactFile out, FreshnessResult result) {
        out.startObject();
        out.member("unique_id", result.uniqueId());
        switch (result) {
            case FreshnessResult.Measured measured -> measured(out, measured);
            case FreshnessResult.Failed failed -> {
                out.member("error", failed.error());
                out.member("status", "runtime error");
            }
        }
        out.endObject();
    }

    private static void measured(ArtifactFile out, FreshnessResult.Measured source) {
        out.member("max_loaded_at", iso(source.maxLoadedAt()));
        out.member("snapshotted_at", iso(source.snapshottedAt()));
        out.member("max_loaded_at_time_ago_in_s", RunResultsWriter.seconds(source.age()));
        out.member("status", source.status());
        out.member("criteria", source.criteria());
        out.member("adapter_response", source.adapterResponse());
        RunResultsWriter.timing(out, source.timing());
        out.member("thread_id", source.threadId());
        out.member("execution_time", RunResultsWriter.seconds(source.executionTime()));
    }

    /** {@code 2024-01-31T12:00:00.250000+00:00}; no fraction where there is none. */
    private static String iso(Instant moment) {
        String seconds = moment.truncatedTo(ChronoUnit.SECONDS).toString();
        int micros = moment.getNano() / 1000;
        return seconds.substring(0, seconds.length() - 1)
                + (micros == 0 ? "" : "." + String.valueOf(1_000_000 + micros).substring(1))
                + "+00:00";
    }
}
