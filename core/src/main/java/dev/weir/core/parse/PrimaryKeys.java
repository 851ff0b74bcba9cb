package dev.weir.core.parse;

import dev.weir.core.manifest.ColumnInfo;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.ModelNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Guesses a model's primary key: from constraints, then from tests for unique and present values. Source: recorded manifests. */
final class PrimaryKeys {
    private PrimaryKeys() {}

    static List<String> of(ModelNode model, List<GenericTestNode> tests) {
        for (Map<String, @Nullable Object> constraint : model.constraints()) {
            if ("primary_key".equals(constraint.get("type"))) {
                return ColumnReader.texts(constraint.get("columns"));
            }
        }
        for (ColumnInfo column : model.docs().columns().values()) {
            for (Map<String, @Nullable Object> constraint : column.constraints()) {
                if ("primary_key".equals(constraint.get("type"))) {
                    return List.of(column.name());
                }
            }
        }
        Set<String> unique = new LinkedHashSet<>();
        Set<String> uniqueOff = new LinkedHashSet<>();
        Set<String> present = new LinkedHashSet<>();
        for (GenericTestNode test : tests) {
            switch (test.testName()) {
                case "unique" -> column(test).ifPresent((test.config().enabled() ? unique : uniqueOff)::add);
                case "unique_combination_of_columns" ->
                    (test.config().enabled() ? unique : uniqueOff)
                            .addAll(ColumnReader.texts(test.kwargs().get("combination_of_columns")));
                case "not_null" -> column(test).ifPresent(present::add);
                default -> {}
            }
        }
        List<String> both = new ArrayList<>();
        for (String column : present) {
            if (unique.contains(column) || uniqueOff.contains(column)) {
                both.add(column);
            }
        }
        if (!both.isEmpty()) {
            return both;
        }
        return List.copyOf(unique.isEmpty() ? uniqueOff : unique);
    }

    /** The column a test stands below, or names as its argument. */
    private static Optional<String> column(GenericTestNode test) {
        return test.columnName()
                .or(() ->
                        test.kwargs().get("column_name") instanceof String name ? Optional.of(name) : Optional.empty());
    }
}
