package dev.weir.core.parse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How fresh a table should be: what its source says, what the table says over it; {@code null} switches the check off. */
record Freshness(@Nullable Object thresholds) {
    /** What source and table say; empty when neither says anything. */
    static Optional<Freshness> merged(Map<String, @Nullable Object> source, Map<String, @Nullable Object> table) {
        Optional<Freshness> ofSource = own(source);
        Optional<Freshness> ofTable = own(table);
        if (ofTable.isEmpty()) {
            return ofSource;
        }
        if (!(ofTable.get().thresholds instanceof Map<?, ?>)
                || ofSource.isEmpty()
                || !(ofSource.get().thresholds instanceof Map<?, ?>)) {
            return ofTable;
        }
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(SourceParser.map(ofSource.get().thresholds));
        ofTable.get().written().forEach(merged::put);
        return Optional.of(new Freshness(complete(merged)));
    }

    private static Optional<Freshness> own(Map<String, @Nullable Object> entry) {
        Map<String, @Nullable Object> config = SourceParser.map(entry.get("config"));
        if (config.containsKey("freshness")) {
            return Optional.of(of(config.get("freshness")));
        }
        return entry.containsKey("freshness") ? Optional.of(of(entry.get("freshness"))) : Optional.empty();
    }

    private static Freshness of(@Nullable Object written) {
        return new Freshness(written instanceof Map<?, ?> ? complete(SourceParser.map(written)) : null);
    }

    /** The keys that say something. */
    private Map<String, @Nullable Object> written() {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        SourceParser.map(thresholds).forEach((key, value) -> {
            if (value != null && !(value instanceof Map<?, ?> map && map.get("count") == null)) {
                written.put(key, value);
            }
        });
        return written;
    }

    /** Thresholds with every key, {@code null} where nothing is said. */
    static Map<String, @Nullable Object> complete(Map<String, @Nullable Object> written) {
        Map<String, @Nullable Object> complete = new LinkedHashMap<>();
        for (String key : List.of("warn_after", "error_after")) {
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
