package dev.weir.core.artifact;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.Ordered;
import dev.weir.base.WeirException;
import dev.weir.core.context.TimeWindow;
import dev.weir.core.project.JsonText;
import dev.weir.core.run.BatchPlan;
import dev.weir.core.run.BatchResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code run_results.json} as {@code retry} needs it: what ended how, and by which command. */
public final class RunResultsReader {
    private RunResultsReader() {}

    /** @param batches of a microbatch model */
    public record Result(String uniqueId, String status, Optional<BatchResults> batches) {}

    /** @param args the flags of the command by dbt's names */
    public record Earlier(List<Result> results, Map<String, @Nullable Object> args) {
        public Earlier {
            results = List.copyOf(results);
            args = Ordered.copyOf(args);
        }
    }

    /** Empty when the folder has none; {@code SEL-010} when it cannot be read. */
    public static Optional<Earlier> read(Path folder) {
        Path file = folder.resolve("run_results.json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            if (JsonText.parse(Files.readString(file)) instanceof Map<?, ?> tree) {
                return Optional.of(earlier(tree));
            }
        } catch (IOException | WeirException unreadable) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.SEL_010, "the earlier run results cannot be read")
                    .inWordsOfDbt("Could not read RunResultsArtifact at \"" + file + "\" as JSON: "
                            + unreadable.getMessage()));
        }
        return Optional.empty();
    }

    private static Earlier earlier(Map<?, ?> tree) {
        List<Result> results = new ArrayList<>();
        if (tree.get("results") instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> result) {
                    results.add(new Result(
                            String.valueOf(result.get("unique_id")),
                            String.valueOf(result.get("status")),
                            batches(result.get("batch_results"))));
                }
            }
        }
        Map<String, @Nullable Object> args = new LinkedHashMap<>();
        if (tree.get("args") instanceof Map<?, ?> written) {
            written.forEach((name, value) -> args.put(String.valueOf(name), value));
        }
        return new Earlier(results, args);
    }

    private static Optional<BatchResults> batches(@Nullable Object written) {
        return written instanceof Map<?, ?> both
                ? Optional.of(new BatchResults(windows(both.get("successful")), windows(both.get("failed"))))
                : Optional.empty();
    }

    private static List<TimeWindow> windows(@Nullable Object written) {
        List<TimeWindow> windows = new ArrayList<>();
        if (written instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof List<?> pair && pair.size() == 2) {
                    Optional<LocalDateTime> start = BatchPlan.moment(pair.get(0));
                    Optional<LocalDateTime> end = BatchPlan.moment(pair.get(1));
                    if (start.isPresent() && end.isPresent()) {
                        windows.add(new TimeWindow(start.get(), end.get()));
                    }
                }
            }
        }
        return windows;
    }
}
