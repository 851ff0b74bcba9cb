package dev.weir.core.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configs of a generic test as they stand in its code. */
final class TestConfigs {
    /** Configs that may stand beside the arguments of a test, in the order in which they stand in its code. */
    static final List<String> KEYS = List.of(
            "severity",
            "tags",
            "enabled",
            "where",
            "limit",
            "warn_if",
            "error_if",
            "fail_calc",
            "store_failures",
            "store_failures_as",
            "meta",
            "database",
            "schema",
            "alias");

    private TestConfigs() {}

    private static int placeInCall(String key) {
        int place = KEYS.indexOf(key);
        return place < 0 ? KEYS.size() : place;
    }

    static Map<String, @Nullable Object> inCallOrder(Map<String, @Nullable Object> config) {
        List<String> keys = new ArrayList<>(config.keySet());
        keys.sort(Comparator.comparingInt(TestConfigs::placeInCall));
        Map<String, @Nullable Object> ordered = LinkedHashMap.newLinkedHashMap(config.size());
        keys.forEach(key -> ordered.put(key, config.get(key)));
        return ordered;
    }

    /** {@code {{ config(…) }}} as the reference writes it. */
    static String call(Map<String, @Nullable Object> config) {
        if (config.isEmpty()) {
            return "";
        }
        StringBuilder call = new StringBuilder("{{ config(");
        String separator = "";
        for (Map.Entry<String, @Nullable Object> each : inCallOrder(config).entrySet()) {
            call.append(separator).append(each.getKey()).append('=');
            if (each.getValue() instanceof String text) {
                call.append('"').append(text.replace("\"", "\\\"")).append('"');
            } else {
                call.append(ConfigBuilder.shown(each.getValue()));
            }
            separator = ",";
        }
        return call.append(") }}").toString();
    }
}
