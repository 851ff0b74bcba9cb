package dev.weir.core.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tables that foreign keys of a compiled model point at, in place of the calls they are written as ({@code to: ref('orders')}).
 * Source: dbt docs, "constraints"; recorded manifests.
 */
public final class ForeignKeyTargets {
    private static final String TO = "to";

    private ForeignKeyTargets() {}

    /** The model with the names of those tables in place of the calls. */
    public static Node named(Node node, Supplier<ReferenceIndex> references) {
        if (!(node instanceof ModelNode model) || !any(model)) {
            return node;
        }
        ReferenceIndex index = references.get();
        Map<String, ColumnInfo> columns = new LinkedHashMap<>();
        boolean changed = false;
        for (Map.Entry<String, ColumnInfo> each : model.docs().columns().entrySet()) {
            ColumnInfo column = each.getValue();
            List<Map<String, @Nullable Object>> named = named(column.constraints(), model.packageName(), index);
            changed |= !named.equals(column.constraints());
            columns.put(each.getKey(), column.withConstraints(named));
        }
        List<Map<String, @Nullable Object>> ofModel = named(model.constraints(), model.packageName(), index);
        if (!changed && ofModel.equals(model.constraints())) {
            return model;
        }
        Documentation docs = model.docs().withColumns(columns);
        return model.withBody(model.body().withDocs(docs)).withConstraints(ofModel);
    }

    private static boolean any(ModelNode model) {
        for (Map<String, @Nullable Object> each : model.constraints()) {
            if (each.get(TO) != null) {
                return true;
            }
        }
        for (ColumnInfo column : model.docs().columns().values()) {
            for (Map<String, @Nullable Object> each : column.constraints()) {
                if (each.get(TO) != null) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Optional<WrittenReference> written(Map<String, @Nullable Object> constraint) {
        return constraint.get(TO) instanceof String text ? WrittenReference.in(text) : Optional.empty();
    }

    private static List<Map<String, @Nullable Object>> named(
            List<Map<String, @Nullable Object>> constraints, String packageName, ReferenceIndex index) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>(constraints.size());
        for (Map<String, @Nullable Object> each : constraints) {
            Optional<String> table = written(each).flatMap(reference -> switch (reference) {
                case WrittenReference.Ref ref ->
                    index.find(ref.call(), packageName).map(Node::relation).flatMap(name -> name.rendered());
                case WrittenReference.Source source ->
                    index.find(source.call(), packageName)
                            .map(SourceDefinition::relation)
                            .flatMap(name -> name.rendered());
            });
            if (table.isEmpty()) {
                all.add(each);
            } else {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>(each);
                copy.put(TO, table.get());
                all.add(copy);
            }
        }
        return all;
    }
}
