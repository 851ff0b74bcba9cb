package dev.weir.adapters.postgres;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** An entry of the config {@code indexes}: {@code columns}, {@code unique}, {@code type}. Source: dbt docs, "Postgres configurations". */
final class PostgresIndex {
    private PostgresIndex() {}

    static Optional<Map<String, @Nullable Object>> parse(@Nullable Object raw) {
        if (raw == null) {
            return Optional.empty();
        }
        if (!(raw instanceof Map<?, ?> map)) {
            throw unfit("[]", raw, "object");
        }
        List<String> unknown = new ArrayList<>();
        for (Object key : map.keySet()) {
            if (!key.equals("columns") && !key.equals("unique") && !key.equals("type")) {
                unknown.add(shown(key));
            }
        }
        if (!unknown.isEmpty()) {
            throw fault("[]: Additional properties are not allowed (" + String.join(", ", unknown)
                    + (unknown.size() == 1 ? " was" : " were") + " unexpected)");
        }
        if (!map.containsKey("columns")) {
            throw fault("[]: 'columns' is a required property");
        }
        if (!(map.get("columns") instanceof List<?> columns)) {
            throw unfit("['columns']", map.get("columns"), "array");
        }
        for (int i = 0; i < columns.size(); i++) {
            if (!(columns.get(i) instanceof String)) {
                throw unfit("['columns'][" + i + "]", columns.get(i), "string");
            }
        }
        Object unique = map.get("unique");
        if (map.containsKey("unique") && !(unique instanceof Boolean)) {
            throw unfit("['unique']", unique, "boolean");
        }
        Object type = map.get("type");
        if (type != null && !(type instanceof String)) {
            throw fault("['type']: " + shown(type) + " is not valid under any of the given schemas");
        }
        Map<String, @Nullable Object> index = new LinkedHashMap<>();
        index.put("columns", List.copyOf(columns));
        index.put("unique", unique instanceof Boolean flag ? flag : Boolean.FALSE);
        index.put("type", type);
        return Optional.of(index);
    }

    private static WeirException unfit(String place, @Nullable Object value, String wanted) {
        return fault(place + ": " + shown(value) + " is not of type '" + wanted + "'");
    }

    /** A value as the reference prints it. */
    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case Boolean flag -> flag ? "True" : "False";
            case String text -> "'" + text + "'";
            case List<?> list -> {
                StringJoiner shown = new StringJoiner(", ", "[", "]");
                list.forEach(each -> shown.add(shown(each)));
                yield shown.toString();
            }
            case Map<?, ?> map -> {
                StringJoiner shown = new StringJoiner(", ", "{", "}");
                map.forEach((key, each) -> shown.add(shown(key) + ": " + shown(each)));
                yield shown.toString();
            }
            default -> value.toString();
        };
    }

    private static WeirException fault(String words) {
        return new WeirException(Diagnostic.of(DiagnosticCode.ADP_004, "an index config cannot be understood")
                .inWordsOfDbt("Could not parse index config: at path " + words));
    }
}
