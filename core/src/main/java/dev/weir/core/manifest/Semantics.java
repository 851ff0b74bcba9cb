package dev.weir.core.manifest;

import dev.weir.base.Ordered;
import java.util.Map;

/** The semantic models, metrics and saved queries of a project and its packages, by unique id. Immutable. */
public record Semantics(
        Map<String, SemanticModel> models, Map<String, Metric> metrics, Map<String, SavedQuery> savedQueries) {
    public static final Semantics NONE = new Semantics(Map.of(), Map.of(), Map.of());

    public Semantics {
        models = Ordered.copyOf(models);
        metrics = Ordered.copyOf(metrics);
        savedQueries = Ordered.copyOf(savedQueries);
    }

    int size() {
        return models.size() + metrics.size() + savedQueries.size();
    }
}
