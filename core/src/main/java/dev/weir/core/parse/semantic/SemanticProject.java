package dev.weir.core.parse.semantic;

import dev.weir.core.manifest.ColumnInfo;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the rules look at. Immutable. */
record SemanticProject(List<SemanticModel> models, List<Metric> metrics, List<SavedQuery> queries, List<Spine> spines) {
    /** From fine to coarse. */
    static final List<String> GRAINS = List.of(
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

    /** A model that is a time spine, with the grain of its column. */
    record Spine(ModelNode model, String grain, List<String> customGrains) {}

    static SemanticProject of(Manifest manifest) {
        List<Spine> spines = new ArrayList<>();
        for (Node node : manifest.nodes().values()) {
            if (node instanceof ModelNode model && model.timeSpine().isPresent()) {
                Tree spine = new Tree(model.timeSpine().get());
                List<String> custom = new ArrayList<>();
                for (Tree granularity : spine.trees("custom_granularities")) {
                    custom.add(granularity.words("name"));
                }
                Map<String, ColumnInfo> columns = model.docs().columns();
                Optional<String> grain = Optional.ofNullable(columns.get(spine.words("standard_granularity_column")))
                        .flatMap(ColumnInfo::granularity);
                spines.add(new Spine(model, grain.orElse("day"), custom));
            }
        }
        return new SemanticProject(
                List.copyOf(manifest.semantics().models().values()),
                List.copyOf(manifest.semantics().metrics().values()),
                List.copyOf(manifest.semantics().savedQueries().values()),
                spines);
    }

    /** The grains the project defines. */
    List<String> customGrains() {
        List<String> all = new ArrayList<>();
        spines.forEach(spine -> all.addAll(spine.customGrains()));
        return all;
    }

    /** The semantic model that has a measure, and the measure. */
    record Owned(SemanticModel model, Tree measure) {}

    Optional<Owned> measure(String name) {
        for (SemanticModel model : models) {
            for (Tree measure : model.measures()) {
                if (measure.words("name").equals(name)) {
                    return Optional.of(new Owned(model, measure));
                }
            }
        }
        return Optional.empty();
    }

    static List<Tree> entities(SemanticModel model) {
        return model.definition().trees("entities");
    }

    static List<Tree> dimensions(SemanticModel model) {
        return model.definition().trees("dimensions");
    }

    static List<String> names(List<Tree> elements) {
        List<String> names = new ArrayList<>();
        elements.forEach(element -> names.add(element.words("name")));
        return names;
    }

    /** The names of elements of some type. */
    static List<String> namesOf(List<Tree> elements, String type) {
        return names(elements.stream()
                .filter(element -> element.words("type").equals(type))
                .toList());
    }
}
