package dev.weir.core.artifact;

import dev.weir.core.context.TimeWindow;
import dev.weir.core.run.NodeResult;
import dev.weir.core.run.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code run_results.json} v6. Source: the schema at schemas.getdbt.com/dbt/run-results/v6.json. */
public final class RunResultsWriter {
    private final ArtifactMetadata metadata;

    public RunResultsWriter(ArtifactMetadata metadata) {
        this.metadata = metadata;
    }

    /**
     * Replaces the file.
     *
     * @param results in the order in which the nodes ended
     * @param args the flags of the invocation by dbt's names, as plain data
     */
    public void write(
            ArtifactPlace target, List<NodeResult> results, Duration elapsed, Map<String, @Nullable Object> args) {
        ArtifactFile.write(target, out -> {
            out.metadata("run-results/v6", metadata);
            out.startArray("results");
            for (NodeResult result : results) {
                result(out, result);
            }
            out.endArray();
            out.member("elapsed_time", seconds(elapsed));
            out.member("args", args);
        });
    }

    private static void result(ArtifactFile out, NodeResult result) {
        out.startObject();
        out.member("status", result.status());
        timing(out, result.timing());
        out.member("thread_id", result.threadId());
        out.member("execution_time", seconds(result.executionTime()));
        out.member("adapter_response", result.adapterResponse());
        out.member("message", result.message());
        out.member("failures", result.failures());
        out.member("unique_id", result.uniqueId());
        out.member("compiled", result.compiled());
        out.member("compiled_code", result.compiledCode());
        out.member("relation_name", result.relationName());
        batches(out, result);
        out.endObject();
    }

    private static void batches(ArtifactFile out, NodeResult result) {
        if (result.batches().isEmpty()) {
            out.member("batch_results", null);
            return;
        }
        Map<String, @Nullable Object> batches = new LinkedHashMap<>();
        batches.put("successful", windows(result.batches().get().successful()));
        batches.put("failed", windows(result.batches().get().failed()));
        out.member("batch_results", batches);
    }

    private static List<List<String>> windows(List<TimeWindow> windows) {
        List<List<String>> texts = new ArrayList<>();
        for (TimeWindow each : windows) {
            texts.add(List.of(TimeWindow.text(each.start(), 'T'), TimeWindow.text(each.end(), 'T')));
        }
        return texts;
    }

    static void timing(ArtifactFile out, List<Timing> steps) {
        out.startArray("timing");
        for (Timing step : steps) {
            out.startObject();
            out.member("name", step.name());
            out.member("started_at", step.startedAt());
            out.member("completed_at", step.completedAt());
            out.endObject();
        }
        out.endArray();
    }

    static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9; // ages of 2,000 years have too many nanoseconds
    }
}
