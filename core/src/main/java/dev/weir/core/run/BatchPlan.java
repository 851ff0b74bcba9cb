package dev.weir.core.run;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.context.TimeWindow;
import dev.weir.core.manifest.ModelNode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Into which batches a microbatch model falls. Source: dbt docs, "Microbatch", "lookback", "begin"; recorded runs.
 *
 * @param asked {@code --event-time-start}, or the start of {@code --sample}
 * @param now what a run without an end goes up to, in UTC
 * @param again the batches of an earlier invocation by unique id: those that failed are tried again, and no others
 */
public record BatchPlan(
        Optional<LocalDateTime> asked,
        Optional<LocalDateTime> end,
        LocalDateTime now,
        Map<String, BatchResults> again) {
    /** Up to now, without bounds. */
    public static BatchPlan upTo(LocalDateTime now) {
        return new BatchPlan(Optional.empty(), Optional.empty(), now, Map.of());
    }

    /** Whether a model is built in batches. */
    public static boolean batched(ModelNode model) {
        return model.config().materialized().equals("incremental")
                && model.config().text("incremental_strategy").orElse("").equals("microbatch");
    }

    /** The batches an earlier invocation built, so that only the others are tried again. */
    List<TimeWindow> built(ModelNode model) {
        BatchResults before = again.get(model.uniqueId());
        return before == null ? List.of() : before.successful();
    }

    /** In order, at least one. */
    List<TimeWindow> batches(ModelNode model, boolean incremental) {
        BatchResults before = again.get(model.uniqueId());
        if (before != null) {
            return before.failed();
        }
        BatchSize size = size(model);
        LocalDateTime until = size.ceiling(end.orElse(now));
        LocalDateTime from = size.floor(start(model, size, until, incremental));
        List<TimeWindow> batches = new ArrayList<>();
        LocalDateTime next = size.plus(from, 1);
        batches.add(new TimeWindow(from, next));
        while (next.isBefore(until)) {
            LocalDateTime after = size.plus(next, 1);
            batches.add(new TimeWindow(next, after));
            next = after;
        }
        batches.set(batches.size() - 1, new TimeWindow(batches.getLast().start(), until));
        return batches;
    }

    private LocalDateTime start(ModelNode model, BatchSize size, LocalDateTime until, boolean incremental) {
        if (asked.isPresent()) {
            return asked.get();
        }
        if (!incremental) {
            return moment(model.config().find("begin").orElse(null))
                    .orElseThrow(() -> new WeirException(Diagnostic.of(
                                    DiagnosticCode.RUN_012, "microbatch model \"" + model.name() + "\" has no begin")
                            .inWordsOfDbt(
                                    "Microbatch model '" + model.name() + "' requires a 'begin' configuration.")));
        }
        long lookback = model.config().find("lookback").orElse(1L) instanceof Number number ? number.longValue() : 1;
        // The end lies between two batches, so that the last one is the one before it.
        return size.plus(until, -(lookback + 1));
    }

    static BatchSize size(ModelNode model) {
        return model.config()
                .text("batch_size")
                .flatMap(BatchSize::ofWireName)
                .orElseThrow(() -> new WeirException(Diagnostic.of(
                        DiagnosticCode.RUN_012, "microbatch model \"" + model.name() + "\" has no batch_size")));
    }

    /** A moment as a config may hold it; empty when it is none. UTC where no offset is written. */
    public static Optional<LocalDateTime> moment(@Nullable Object written) {
        if (written == null) {
            return Optional.empty();
        }
        String text = String.valueOf(written).strip().replace(' ', 'T');
        try {
            if (text.length() == "2020-01-01".length()) {
                return Optional.of(LocalDate.parse(text).atStartOfDay());
            }
            boolean zoned =
                    text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > "2020-01-01".length();
            return Optional.of(
                    zoned
                            ? OffsetDateTime.parse(text)
                                    .withOffsetSameInstant(ZoneOffset.UTC)
                                    .toLocalDateTime()
                            : LocalDateTime.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
