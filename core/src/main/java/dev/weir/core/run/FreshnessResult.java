package dev.weir.core.run;

import dev.weir.base.Ordered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How fresh one source is, with the fields of {@code sources.json} v3. */
public sealed interface FreshnessResult {
    String uniqueId();

    /**
     * A source whose newest row could be found.
     *
     * @param status {@code pass}, {@code warn} or {@code error}
     * @param criteria the thresholds as a plain tree ({@code warn_after}, {@code error_after}, {@code filter})
     */
    record Measured(
            String uniqueId,
            String status,
            Instant maxLoadedAt,
            Instant snapshottedAt,
            Map<String, @Nullable Object> criteria,
            Map<String, @Nullable Object> adapterResponse,
            List<Timing> timing,
            String threadId,
            Duration executionTime)
            implements FreshnessResult {
        public Measured {
            criteria = Ordered.copyOf(criteria);
            adapterResponse = Ordered.copyOf(adapterResponse);
            timing = List.copyOf(timing);
        }

        public Duration age() {
            return Duration.between(maxLoadedAt, snapshottedAt);
        }
    }

    /** A source that could not be measured ({@code runtime error}). */
    record Failed(String uniqueId, String error) implements FreshnessResult {}
}
