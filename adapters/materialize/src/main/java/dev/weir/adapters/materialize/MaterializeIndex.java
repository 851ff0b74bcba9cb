package dev.weir.adapters.materialize;

import dev.weir.adapter.ConfigFault;
import dev.weir.base.DiagnosticCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An entry of the config {@code indexes}: {@code columns}, {@code default}, {@code name}, {@code cluster}. */
final class MaterializeIndex {
    private static final List<String> KEYS = List.of("columns", "default", "name", "cluster");
    private static final String EXAMPLE =
            "Write it as {columns: [id], name: by_id, cluster: serving}, or {default: true} for the columns Materialize takes"
                    + " as key.";

    private MaterializeIndex() {}

    static Optional<Map<String, @Nullable Object>> parse(@Nullable Object raw) {
        if (raw == null) {
            return Optional.empty();
        }
        ConfigFaults faults = faults();
        check(raw, faults);
        faults.refuse();
        Map<?, ?> map = (Map<?, ?>) raw;
        Map<String, @Nullable Object> index = new LinkedHashMap<>();
        index.put("columns", columns(map.get("columns")));
        index.put("default", map.get("default") instanceof Boolean flag ? flag : Boolean.FALSE);
        index.put("name", map.get("name"));
        index.put("cluster", map.get("cluster"));
        return Optional.of(index);
    }

    /** Of the whole config. */
    static List<ConfigFault> faultsOf(Object indexes) {
        ConfigFaults faults = faults();
        if (!(indexes instanceof List<?> list)) {
            faults.type(List.of(), indexes, "array", "Put each index on a line of its own that starts with a dash.");
            return faults.found();
        }
        List<ConfigFault> found = new ArrayList<>();
        for (int at = 0; at < list.size(); at++) {
            ConfigFaults ofEntry = faults();
            if (list.get(at) != null) {
                check(list.get(at), ofEntry);
            }
            for (ConfigFault fault : ofEntry.found()) {
                List<Object> path = new ArrayList<>(List.of(at));
                path.addAll(fault.path());
                found.add(new ConfigFault(path, fault.finding()));
            }
        }
        return found;
    }

    private static void check(Object raw, ConfigFaults faults) {
        if (!(raw instanceof Map<?, ?> map)) {
            faults.type(List.of(), raw, "object", EXAMPLE);
            return;
        }
        for (Object key : map.keySet()) {
            if (!KEYS.contains(key)) {
                faults.unknown(List.of(key), key, KEYS);
            }
        }
        checkColumns(map.get("columns"), faults);
        Object byDefault = map.get("default");
        if (byDefault != null && !(byDefault instanceof Boolean)) {
            faults.type(List.of("default"), byDefault, "boolean", "Write default: true, or leave it out.");
        }
        for (String key : List.of("name", "cluster")) {
            Object value = map.get(key);
            if (value != null && !(value instanceof String)) {
                faults.type(List.of(key), value, "string", "Write the name in quotes.");
            }
        }
        boolean hasColumns = map.get("columns") != null && !List.of().equals(map.get("columns"));
        if (Boolean.TRUE.equals(byDefault) && hasColumns) {
            faults.add(
                    List.of("default"),
                    "an index is over columns or the default one, not both",
                    "Leave out one of the two.");
        } else if (map.keySet().stream().allMatch(KEYS::contains)
                && !hasColumns
                && (byDefault == null || Boolean.FALSE.equals(byDefault))) {
            faults.add(List.of(), "an index needs columns, or default: true", EXAMPLE);
        }
    }

    private static void checkColumns(@Nullable Object columns, ConfigFaults faults) {
        switch (columns) {
            case null -> {}
            case String _ -> {}
            case List<?> list -> {
                for (int at = 0; at < list.size(); at++) {
                    if (!(list.get(at) instanceof String)) {
                        faults.type(
                                List.of("columns", at),
                                list.get(at),
                                "string",
                                "Name a column, or write an expression in quotes.");
                    }
                }
            }
            default -> faults.type(List.of("columns"), columns, "array", "Write columns: [id].");
        }
    }

    /** A single column may be given as text, as the starter project does. */
    private static @Nullable Object columns(@Nullable Object raw) {
        return switch (raw) {
            case String column -> List.of(column);
            case List<?> list -> List.copyOf(list);
            case null, default -> null;
        };
    }

    private static ConfigFaults faults() {
        return new ConfigFaults(
                DiagnosticCode.ADP_004, "an index config cannot be understood", "Could not parse index config: ");
    }
}
