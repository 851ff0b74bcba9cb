package dev.weir.core.parse;

import dev.weir.core.context.ParseCalls;
import dev.weir.core.manifest.ColumnInfo;
import dev.weir.core.manifest.Documentation;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.ReferenceIndex;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.manifest.WrittenReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables foreign keys point at ({@code to: ref('orders')}): read by the model, and named in its DDL. Source: dbt docs, "constraints". */
final class ForeignKeys {
    private static final String TO = "to";

    private ForeignKeys() {}

    /** Counts what the constraints of a model and of its columns point at among what the model reads. */
    static void read(
            Map<String, @Nullable Object> described, List<Map<String, @Nullable Object>> ofModel, ParseCalls calls) {
        ofModel.forEach(each -> read(each, calls));
        for (Map<String, @Nullable Object> column : PropertyBlock.maps(described.get("columns"))) {
            PropertyBlock.maps(column.get("constraints")).forEach(each -> read(each, calls));
        }
    }

    private static void read(Map<String, @Nullable Object> constraint, ParseCalls calls) {
        Optional<WrittenReference> reference = written(constraint);
        if (reference.isEmpty()) {
            return;
        }
        switch (reference.get()) {
            case WrittenReference.Ref ref -> calls.addRef(ref.call());
            case WrittenReference.Source source -> calls.addSource(source.call());
        }
    }

    private static Optional<WrittenReference> written(Map<String, @Nullable Object> constraint) {
        return constraint.get(TO) instanceof String text ? WrittenReference.in(text) : Optional.empty();
    }

    /** The model with the names of those tables in place of the calls. */
    static ModelNode resolved(ModelNode model, ReferenceIndex index) {
        if (!any(model)) {
            return model;
        }
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
