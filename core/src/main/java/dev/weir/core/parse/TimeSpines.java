package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code time_spine} of models. Source: dbt docs, "MetricFlow time spine"; recorded cases. */
final class TimeSpines {
    /** From fine to coarse. */
    static final List<String> GRANULARITIES = List.of(
            "nanosecond",
            "microsecond",
            "millisecond",
            "second",
            "minute",
            "hour",
            "day",
            "week",
            "month",
            "quarter",
            "year");

    private TimeSpines() {}

    /** As the manifest shows it. */
    static Optional<Map<String, @Nullable Object>> read(Map<String, @Nullable Object> described) {
        if (!(described.get("time_spine") instanceof Map<?, ?>)) {
            return Optional.empty();
        }
        Tree written = Tree.of(described.get("time_spine"));
        Map<String, @Nullable Object> spine = new LinkedHashMap<>();
        spine.put("standard_granularity_column", written.words("standard_granularity_column"));
        List<Object> granularities = new ArrayList<>();
        for (Tree granularity : written.trees("custom_granularities")) {
            Map<String, @Nullable Object> each = new LinkedHashMap<>();
            each.put("name", granularity.words("name"));
            each.put("column_name", granularity.members().get("column_name"));
            granularities.add(each);
        }
        spine.put("custom_granularities", granularities);
        return Optional.of(spine);
    }

    /** Throws {@code PAR-033} where the columns do not bear the spine. */
    static void check(ModelNode model) {
        Tree spine = new Tree(model.timeSpine().orElse(Map.of()));
        String column = spine.words("standard_granularity_column");
        List<String> columns = List.copyOf(model.docs().columns().keySet());
        if (!columns.contains(column)) {
            throw wrong(
                    "the column of time spine \"" + model.name() + "\" is not described",
                    "Time spine standard granularity column must be defined on the model. Got invalid column name '"
                            + column + "' for model '" + model.name() + "'. Valid names: "
                            + ConfigBuilder.shown(columns) + ".");
        }
        if (java.util.Objects.requireNonNull(model.docs().columns().get(column))
                .granularity()
                .isEmpty()) {
            throw wrong(
                    "the column of time spine \"" + model.name() + "\" has no granularity",
                    "Time spine standard granularity column must have a granularity defined. Please add one for column '"
                            + column + "' in model '" + model.name() + "'.");
        }
        List<String> absent = new ArrayList<>();
        for (Tree granularity : spine.trees("custom_granularities")) {
            String name = granularity.text("column_name").orElse(granularity.words("name"));
            if (!columns.contains(name)) {
                absent.add(name);
            }
        }
        if (!absent.isEmpty()) {
            throw wrong(
                    "columns of time spine \"" + model.name() + "\" are not described",
                    "Time spine custom granularity columns do not exist in the model. Columns not found: "
                            + ConfigBuilder.shown(absent) + "; Available columns: " + ConfigBuilder.shown(columns));
        }
    }

    private static WeirException wrong(String primary, String words) {
        return new WeirException(Diagnostic.of(DiagnosticCode.PAR_033, primary).inWordsOfDbt(words));
    }
}
