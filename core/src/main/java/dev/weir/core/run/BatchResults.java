package dev.weir.core.run;

import dev.weir.core.context.TimeWindow;
import java.util.List;

/** How the batches of a microbatch model ended, in order; skipped ones count as failed. */
public record BatchResults(List<TimeWindow> successful, List<TimeWindow> failed) {
    public BatchResults {
        successful = List.copyOf(successful);
        failed = List.copyOf(failed);
    }

    int total() {
        return successful.size() + failed.size();
    }
}
