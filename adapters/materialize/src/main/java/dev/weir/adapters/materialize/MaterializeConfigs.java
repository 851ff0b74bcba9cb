package dev.weir.adapters.materialize;

import dev.weir.adapter.ConfigFault;
import dev.weir.base.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The node configs of Materialize: where each has a meaning, and what its values may be. */
final class MaterializeConfigs {
    private static final Set<String> MATERIALIZED_VIEWS = Set.of("materialized_view", "materializedview", "table");
    private static final Set<String> INDEXED = Set.of(
            "view", "materialized_view", "materializedview", "table", "source", "source_table", "seed", "snapshot");

    private MaterializeConfigs() {}

    static List<ConfigFault> faults(String materialized, String key, Object value) {
        boolean viewKept = MATERIALIZED_VIEWS.contains(materialized);
        return switch (key) {
            case "cluster" -> text(key, value, "Write the cluster's name, in quotes where it is a number.");
            case "indexes" -> INDEXED.contains(materialized) ? MaterializeIndex.faultsOf(value) : List.of();
            case "refresh_interval" -> viewKept ? RefreshInterval.faultsOf(value) : List.of();
            case "partition_by" -> viewKept ? partitionBy(value).found() : List.of();
            case "retain_history" ->
                viewKept ? text(key, value, "Write how long, in quotes: '30 minutes'.") : List.of();
            default -> List.of();
        };
    }

    private static List<ConfigFault> text(String key, Object value, String hint) {
        ConfigFaults faults = new ConfigFaults(
                DiagnosticCode.MZS_015, "config \"" + key + "\" is not text", "Invalid " + key + " config: ");
        if (!(value instanceof String)) {
            faults.type(List.of(), value, "string", hint);
        }
        return faults.found();
    }

    /** The names of the columns; throws when they are no such list. */
    static @Nullable Object parsePartitionBy(@Nullable Object raw) {
        if (raw == null) {
            return null;
        }
        partitionBy(raw).refuse();
        return new ArrayList<>((List<?>) raw);
    }

    private static ConfigFaults partitionBy(Object raw) {
        ConfigFaults faults =
                new ConfigFaults(DiagnosticCode.MZS_014, "a partition_by config cannot be understood", "");
        String words = "Invalid partition_by config:\n  Got: " + ConfigFaults.shown(raw)
                + "\n  Expected a list of column names (e.g. ['col_a', 'col_b'])";
        if (!(raw instanceof List<?> list)) {
            faults.add(
                    List.of(),
                    words,
                    raw instanceof String column
                            ? "Write partition_by: ['" + column + "']."
                            : raw instanceof Map<?, ?> ? "Materialize partitions by columns alone." : "Name columns.");
            return faults;
        }
        for (int at = 0; at < list.size(); at++) {
            if (!(list.get(at) instanceof String)) {
                faults.add(List.of(at), words);
            }
        }
        return faults;
    }
}
