package dev.weir.adapters.postgres;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An entry of the config {@code indexes}: {@code columns}, {@code unique}, {@code type}. Source: dbt docs, "Postgres configurations". */
final class PostgresIndex {
    private PostgresIndex() {}

    static Optional<Map<String, @Nullable Object>> parse(@Nullable Object raw) {
        if (raw == null) {
            return Optional.empty();
        }
        if (!(raw instanceof Map<?, ?> map)) {
            throw fault("Invalid index config:\n  Got: " + raw
                    + "\n  Expected a dictionary with at minimum a \"columns\" key");
        }
        for (Object key : map.keySet()) {
            if (!key.equals("columns") && !key.equals("unique") && !key.equals("type")) {
                throw fault("Could not parse index config: at path []: Additional properties are not allowed ('" + key
                        + "' was unexpected)");
            }
        }
        if (!(map.get("columns") instanceof List<?> columns)) {
            throw fault(
                    map.containsKey("columns")
                            ? "Could not parse index config: at path ['columns']: '" + map.get("columns")
                                    + "' is not of type 'array'"
                            : "Could not parse index config: at path []: 'columns' is a required property");
        }
        Map<String, @Nullable Object> index = new LinkedHashMap<>();
        index.put("columns", List.copyOf(columns));
        Object unique = map.get("unique");
        if (map.containsKey("unique") && !(unique instanceof Boolean)) {
            throw fault("Could not parse index config: at path ['unique']: "
                    + (unique instanceof String text ? "'" + text + "'" : unique == null ? "None" : unique)
                    + " is not of type 'boolean'");
        }
        index.put("unique", unique instanceof Boolean flag ? flag : Boolean.FALSE);
        index.put("type", map.get("type"));
        return Optional.of(index);
    }

    private static WeirException fault(String words) {
        return new WeirException(Diagnostic.of(DiagnosticCode.ADP_004, "an index config cannot be understood")
                .inWordsOfDbt(words));
    }
}
