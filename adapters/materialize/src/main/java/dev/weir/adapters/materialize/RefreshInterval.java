package dev.weir.adapters.materialize;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The config {@code refresh_interval}: {@code at}, {@code at_creation}, {@code every}, {@code aligned_to}, {@code on_commit}. */
final class RefreshInterval {
    private static final List<String> TEXTS = List.of("at", "every", "aligned_to");
    private static final List<String> FLAGS = List.of("at_creation", "on_commit");

    private RefreshInterval() {}

    static @Nullable Object parse(@Nullable Object raw) {
        if (raw == null) {
            return null;
        }
        if (!(raw instanceof Map<?, ?> map)) {
            throw fault("at path []: " + shown(raw) + " is not of type 'object'");
        }
        for (Object key : map.keySet()) {
            if (!(key instanceof String name) || !(TEXTS.contains(name) || FLAGS.contains(name))) {
                throw fault("at path []: Additional properties are not allowed ('" + key + "' was unexpected)");
            }
        }
        Map<String, @Nullable Object> interval = new LinkedHashMap<>();
        for (String key : List.of("at", "at_creation", "every", "aligned_to", "on_commit")) {
            @Nullable Object value = map.get(key);
            boolean fits = value == null || (TEXTS.contains(key) ? value instanceof String : value instanceof Boolean);
            if (!fits) {
                throw fault(
                        "at path ['" + key + "']: " + shown(value) + " is not valid under any of the given schemas");
            }
            interval.put(key, value == null && FLAGS.contains(key) ? Boolean.FALSE : value);
        }
        return interval;
    }

    private static String shown(@Nullable Object value) {
        return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
    }

    private static WeirException fault(String where) {
        return new WeirException(Diagnostic.of(DiagnosticCode.MZS_013, "a refresh interval cannot be understood")
                .inWordsOfDbt("Could not parse refresh interval config: " + where));
    }
}
