package dev.weir.adapters.materialize;

import dev.weir.adapter.ConfigFault;
import dev.weir.base.DiagnosticCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The config {@code refresh_interval}: {@code at}, {@code at_creation}, {@code every}, {@code aligned_to}, {@code on_commit}. */
final class RefreshInterval {
    private static final List<String> KEYS = List.of("at", "at_creation", "every", "aligned_to", "on_commit");
    private static final List<String> TEXTS = List.of("at", "every", "aligned_to");

    private RefreshInterval() {}

    static @Nullable Object parse(@Nullable Object raw) {
        if (raw == null) {
            return null;
        }
        ConfigFaults faults = faults();
        check(raw, faults);
        faults.refuse();
        Map<?, ?> map = (Map<?, ?>) raw;
        Map<String, @Nullable Object> interval = new LinkedHashMap<>();
        for (String key : KEYS) {
            @Nullable Object value = map.get(key);
            interval.put(key, value == null && !TEXTS.contains(key) ? Boolean.FALSE : value);
        }
        return interval;
    }

    static List<ConfigFault> faultsOf(Object interval) {
        ConfigFaults faults = faults();
        check(interval, faults);
        return faults.found();
    }

    private static void check(Object raw, ConfigFaults faults) {
        if (!(raw instanceof Map<?, ?> map)) {
            faults.type(List.of(), raw, "object", "Write it as {every: '1 day', aligned_to: '2026-01-01 06:00:00'}.");
            return;
        }
        map.forEach((key, value) -> {
            if (!(key instanceof String name) || !KEYS.contains(name)) {
                faults.unknown(List.of(key), key, KEYS);
            } else if (value != null && TEXTS.contains(name) && !(value instanceof String)) {
                unfit(name, value, "Put it in quotes.", faults);
            } else if (value != null && !TEXTS.contains(name) && !(value instanceof Boolean)) {
                unfit(name, value, "Write " + name + ": true, or leave it out.", faults);
            }
        });
    }

    private static void unfit(String key, Object value, String hint, ConfigFaults faults) {
        List<Object> path = List.of(key);
        faults.add(
                path,
                ConfigFaults.at(path) + ConfigFaults.shown(value) + " is not valid under any of the given schemas",
                hint);
    }

    private static ConfigFaults faults() {
        return new ConfigFaults(
                DiagnosticCode.MZS_013,
                "a refresh interval cannot be understood",
                "Could not parse refresh interval config: ");
    }
}
