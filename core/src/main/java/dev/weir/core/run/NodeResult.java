package dev.weir.core.run;

import dev.weir.base.Ordered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one node's turn came to, with the fields of {@code run_results.json} v6.
 *
 * @param status dbt's word: {@code success}, {@code error}, {@code skipped}, {@code partial success}, {@code no-op},
 *     {@code pass}, {@code fail}, {@code warn}
 * @param failures rows a test found; empty for what counts none
 * @param threadId {@code "Thread-1 (worker)"}
 * @param adapterResponse plain tree, {@code _message} first; empty when no statement ran
 * @param compiledCode the SQL; empty when the node has none or was not compiled
 * @param compiled empty for what is never compiled (seeds, exposures)
 * @param relationName rendered; empty for what has no relation
 * @param batches of a microbatch model
 */
public record NodeResult(
        String uniqueId,
        String status,
        Optional<String> message,
        Optional<Long> failures,
        Duration executionTime,
        List<Timing> timing,
        String threadId,
        Map<String, @Nullable Object> adapterResponse,
        Optional<Boolean> compiled,
        Optional<String> compiledCode,
        Optional<String> relationName,
        Optional<BatchResults> batches) {
    /** Of what is not built in batches. */
    public NodeResult(
            String uniqueId,
            String status,
            Optional<String> message,
            Optional<Long> failures,
            Duration executionTime,
            List<Timing> timing,
            String threadId,
            Map<String, @Nullable Object> adapterResponse,
            Optional<Boolean> compiled,
            Optional<String> compiledCode,
            Optional<String> relationName) {
        this(
                uniqueId,
                status,
                message,
                failures,
                executionTime,
                timing,
                threadId,
                adapterResponse,
                compiled,
                compiledCode,
                relationName,
                Optional.empty());
    }

    public NodeResult {
        timing = List.copyOf(timing);
        adapterResponse = Ordered.copyOf(adapterResponse);
    }
}
