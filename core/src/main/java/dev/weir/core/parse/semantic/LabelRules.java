package dev.weir.core.parse.semantic;

import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Labels are given once. Source: recorded cases. */
final class LabelRules {
    private final SemanticProject project;
    private final Issues issues;

    LabelRules(SemanticProject project, Issues issues) {
        this.project = project;
        this.issues = issues;
    }

    void metrics() {
        Map<String, String> used = new HashMap<>();
        for (Metric metric : project.metrics()) {
            once("metric", metric, metric.definition(), used);
        }
    }

    void models() {
        Map<String, String> used = new HashMap<>();
        for (SemanticModel model : project.models()) {
            once("semantic model", model, model.definition(), used);
            within(model, "Dimension", "dimensions", SemanticProject.dimensions(model));
            within(model, "Entity", "entities", SemanticProject.entities(model));
            within(model, "Measure", "measures", model.measures());
        }
    }

    private void once(String kind, Resource resource, Tree definition, Map<String, String> used) {
        if (definition.find("label").isEmpty()) {
            return;
        }
        String label = definition.words("label");
        String other = used.putIfAbsent(label, resource.name());
        if (other != null) {
            issues.error(
                    resource,
                    "Can't use label `" + label + "` for " + kind + " `" + resource.name()
                            + "` as it's already used for " + kind + " `" + other + "`");
        }
    }

    private void within(SemanticModel model, String kind, String kinds, List<Tree> elements) {
        Map<String, List<Tree>> byLabel = new LinkedHashMap<>();
        for (Tree element : elements) {
            element.text("label")
                    .ifPresent(label -> byLabel.computeIfAbsent(label, _ -> new ArrayList<>(1))
                            .add(element));
        }
        byLabel.forEach((label, with) -> {
            if (with.size() > 1) {
                issues.error(
                        model,
                        kind + " labels must be unique within a semantic model. The label `" + label + "` was used for "
                                + with.size() + " " + kinds + " on semantic model `" + model.name());
            }
        });
    }
}
