package dev.weir.core.parse;

import dev.weir.base.Digests;
import dev.weir.core.manifest.ColumnInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The digest that tells whether an enforced contract changed: over columns by name, types and constraints. Source: recorded manifests. */
final class ContractChecksum {
    /** Materializations for which constraints are part of the contract. */
    private static final Set<String> CONSTRAINED = Set.of("table", "incremental");

    private ContractChecksum() {}

    static String of(
            Map<String, ColumnInfo> columns, List<Map<String, @Nullable Object>> constraints, String materialized) {
        StringBuilder state = new StringBuilder();
        List<ColumnInfo> sorted = new ArrayList<>(columns.values());
        sorted.sort((one, other) -> one.name().compareTo(other.name()));
        for (ColumnInfo column : sorted) {
            state.append('|').append(column.name()).append(column.dataType().orElse("None"));
            state.append(shown(column.constraints(), "ColumnLevelConstraint"));
        }
        if (CONSTRAINED.contains(materialized)) {
            state.append(materialized).append(shown(constraints, "ModelLevelConstraint"));
        }
        return Digests.sha256(state.toString());
    }

    private static String shown(List<Map<String, @Nullable Object>> constraints, String type) {
        StringBuilder text = new StringBuilder("[");
        for (Map<String, @Nullable Object> constraint : constraints) {
            text.append(text.length() == 1 ? "" : ", ").append(type).append('(');
            String separator = "";
            for (Map.Entry<String, @Nullable Object> entry : constraint.entrySet()) {
                text.append(separator).append(entry.getKey()).append('=');
                if (entry.getKey().equals("type")) {
                    text.append("<ConstraintType.")
                            .append(entry.getValue())
                            .append(": '")
                            .append(entry.getValue())
                            .append("'>");
                } else {
                    text.append(ConfigBuilder.shown(entry.getValue()));
                }
                separator = ", ";
            }
            text.append(')');
        }
        return text.append(']').toString();
    }
}
