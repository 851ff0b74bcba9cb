package dev.weir.core.parse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How fresh a table should be: what its source says, what the table says over it; {@code null} switches the check off. What
 * holds no threshold says nothing. Source: recorded manifests.
 */
record Freshness(@Nullable Object thresholds) {
    static final List<String> THRESHOLDS = List.of("warn_after", "error_after");

    /** What source and table say; empty when neither says anything. */
    static Optional<Freshness> merged(Map<String, @Nullable Object> source, Map<String, @Nullable Object> table) {
        Optional<Freshness> ofSource = own(source);
        Optional<Freshness> ofTable = own(table);
        Freshness merged;
        if (ofTable.isEmpty()) {
            if (ofSource.isEmpty()) {
                return Optional.empty();
            }
            merged = ofSource.get();
        } else if (!alone(table)
                && ofTable.get().thresholds instanceof Map<?, ?> over
                && ofSource.isPresent()
                && ofSource.get().thresholds instanceof Map<?, ?> under) {
            merged = new Freshness(over(SourceParser.map(over), SourceParser.map(under)));
        } else {
            merged = ofTable.get();
        }
        if (!(merged.thresholds instanceof Map<?, ?> written)) {
            return Optional.of(merged);
        }
        Map<String, @Nullable Object> thresholds = FreshnessConfig.thresholds(SourceParser.map(written));
        return THRESHOLDS.stream().anyMatch(key -> full(thresholds.get(key)))
                ? Optional.of(new Freshness(complete(thresholds)))
                : Optional.empty();
    }

    /** Whether a table takes nothing from its source: it says beside its config that there is no freshness. */
    private static boolean alone(Map<String, @Nullable Object> table) {
        return table.containsKey("freshness") && table.get("freshness") == null;
    }

    private static boolean full(@Nullable Object threshold) {
        return threshold instanceof Map<?, ?> map && map.get("count") != null && map.get("period") != null;
    }

    private static Optional<Freshness> own(Map<String, @Nullable Object> entry) {
        Map<String, @Nullable Object> config = SourceParser.map(entry.get("config"));
        if (config.containsKey("freshness")) {
            boolean both = config.get("freshness") instanceof Map<?, ?> && entry.get("freshness") instanceof Map<?, ?>;
            return Optional.of(new Freshness(
                    both
                            ? over(SourceParser.map(config.get("freshness")), SourceParser.map(entry.get("freshness")))
                            : config.get("freshness")));
        }
        return entry.containsKey("freshness") ? Optional.of(new Freshness(entry.get("freshness"))) : Optional.empty();
    }

    /** A threshold that the table writes as nothing is taken away. */
    private static Map<String, @Nullable Object> over(
            Map<String, @Nullable Object> table, Map<String, @Nullable Object> source) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(source);
        table.forEach((key, value) -> {
            if (value instanceof Map<?, ?> map ? map.get("count") != null : value != null || THRESHOLDS.contains(key)) {
                merged.put(key, value);
            }
        });
        return merged;
    }

    /** Thresholds with every key, {@code null} where nothing is said. */
    static Map<String, @Nullable Object> complete(Map<String, @Nullable Object> written) {
        Map<String, @Nullable Object> complete = new LinkedHashMap<>();
        for (String key : THRESHOLDS) {
            Map<String, @Nullable Object> given = SourceParser.map(written.get(key));
            Map<String, @Nullable Object> threshold = new LinkedHashMap<>();
            threshold.put("count", given.get("count"));
            threshold.put("period", given.get("period"));
            complete.put(key, threshold);
        }
        complete.put("filter", written.get("filter"));
        return complete;
    }
}
