package dev.weir.adapters.materialize;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An entry of the config {@code indexes}: {@code columns}, {@code default}, {@code name}, {@code cluster}. */
final class MaterializeIndex {
    private static final List<String> KEYS = List.of("columns", "default", "name", "cluster");

    private MaterializeIndex() {}

    static Optional<Map<String, @Nullable Object>> parse(@Nullable Object raw) {
        if (raw == null) {
            return Optional.empty();
        }
        if (!(raw instanceof Map<?, ?> map)) {
            throw fault("at path []: '" + raw + "' is not of type 'object'");
        }
        for (Object key : map.keySet()) {
            if (!KEYS.contains(key)) {
                throw fault("Additional properties are not allowed ('" + key + "' was unexpected)");
            }
        }
        Map<String, @Nullable Object> index = new LinkedHashMap<>();
        index.put("columns", columns(map.get("columns")));
        index.put("default", map.get("default") instanceof Boolean flag ? flag : Boolean.FALSE);
        index.put("name", text("name", map.get("name")));
        index.put("cluster", text("cluster", map.get("cluster")));
        return Optional.of(index);
    }

    /** A single column may be given as text, as the starter project does. */
    private static @Nullable Object columns(@Nullable Object raw) {
        return switch (raw) {
            case null -> null;
            case String column -> List.of(column);
            case List<?> list -> List.copyOf(list);
            default -> throw fault("at path ['columns']: " + raw + " is not of type 'array'");
        };
    }

    private static @Nullable Object text(String key, @Nullable Object raw) {
        if (raw == null || raw instanceof String) {
            return raw;
        }
        throw fault("at path ['" + key + "']: " + raw + " is not of type 'string'");
    }

    private static WeirException fault(String where) {
        return new WeirException(Diagnostic.of(DiagnosticCode.ADP_004, "an index config cannot be understood")
                .inWordsOfDbt("Could not parse index config: " + where));
    }
}
