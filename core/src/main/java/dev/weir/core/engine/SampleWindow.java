package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.context.TimeWindow;
import dev.weir.core.project.CliVars;
import dev.weir.core.run.BatchPlan;
import dev.weir.core.run.BatchSize;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The words of {@code --sample} ⇒ a window: {@code 3 days}, or {@code {start: 2020-01-01, end: 2020-01-02}}. Source: dbt docs, "--sample". */
public final class SampleWindow {
    private SampleWindow() {}

    /**
     * @param now the end of {@code 3 days}
     * @throws WeirException {@code CLI-016}, in dbt's words, when they name no window
     */
    public static TimeWindow of(String words, LocalDateTime now) {
        String text = words.strip();
        return text.startsWith("{") ? written(text) : relative(text, now);
    }

    private static TimeWindow written(String text) {
        Map<String, ?> parts = CliVars.parse("sample", text);
        Optional<LocalDateTime> start = BatchPlan.moment(parts.get("start"));
        Optional<LocalDateTime> end = BatchPlan.moment(parts.get("end"));
        if (start.isEmpty() || end.isEmpty()) {
            throw refused("Unable to load SAMPLE from '" + text + "'. Both `start` and `end` must be dates.");
        }
        return new TimeWindow(start.get(), end.get());
    }

    private static TimeWindow relative(String text, LocalDateTime now) {
        List<String> words = Arrays.asList(text.split(" ", -1));
        if (words.size() != 2) {
            throw refused("Cannot load SAMPLE_WINDOW from '" + text + "'. Must be of form 'DAYS_INT GRAIN_SIZE'.");
        }
        long count;
        try {
            count = Long.parseLong(words.get(0));
        } catch (NumberFormatException _) {
            throw refused("Unable to convert '" + words.get(0) + "' to an integer.");
        }
        String grain = words.get(1).toLowerCase(Locale.ROOT);
        while (grain.endsWith("s")) {
            grain = grain.substring(0, grain.length() - 1);
        }
        BatchSize size = BatchSize.ofWireName(grain)
                .orElseThrow(() -> refused("Invalid grain size '" + words.get(1)
                        + "'. Must be one of ['hour', 'day', 'month', 'year', 'hours', 'days', 'months', 'years']."));
        return new TimeWindow(size.plus(now, -count), now);
    }

    private static WeirException refused(String words) {
        return new WeirException(Diagnostic.of(DiagnosticCode.CLI_016, "--sample names no window of time")
                .inWordsOfDbt(words));
    }
}
