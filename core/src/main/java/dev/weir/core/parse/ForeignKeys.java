package dev.weir.core.parse;

import dev.weir.core.context.ParseCalls;
import dev.weir.core.manifest.WrittenReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables foreign keys point at ({@code to: ref('orders')}): read by the model; named in its DDL once it is compiled ({@link dev.weir.core.manifest.ForeignKeyTargets}). Source: dbt docs, "constraints". */
final class ForeignKeys {
    private static final String TO = "to";

    private ForeignKeys() {}

    /** Counts what the constraints of a model and of its columns point at among what the model reads. */
    static void read(
            Map<String, @Nullable Object> described, List<Map<String, @Nullable Object>> ofModel, ParseCalls calls) {
        ofModel.forEach(each -> read(each, calls));
        ofColumns(described, calls);
    }

    /** Those of the columns an entry lists. */
    static void ofColumns(Map<String, @Nullable Object> described, ParseCalls calls) {
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
}
