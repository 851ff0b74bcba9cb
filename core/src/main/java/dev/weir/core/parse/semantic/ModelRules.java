package dev.weir.core.parse.semantic;

import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Entities and dimensions of semantic models, each by itself and beside the others. Source: recorded cases. */
final class ModelRules {
    private final SemanticProject project;
    private final Issues issues;

    ModelRules(SemanticProject project, Issues issues) {
        this.project = project;
        this.issues = issues;
    }

    void validityWindows() {
        for (SemanticModel model : project.models()) {
            List<Tree> bounds = validity(model);
            if (bounds.isEmpty()) {
                continue;
            }
            bounds(model, bounds);
            List<Tree> entities = SemanticProject.entities(model);
            List<String> keys = new ArrayList<>(SemanticProject.namesOf(entities, "primary"));
            keys.addAll(SemanticProject.namesOf(entities, "unique"));
            if (SemanticProject.namesOf(entities, "natural").isEmpty()) {
                issues.error(
                        model,
                        "Semantic model " + model.name()
                                + " has validity param dimensions defined, but does not have an entity with type `natural` set. The natural key for this semantic model is what we use to process a validity window join. Primary or unique entities, if any, might be suitable for use as natural keys: ("
                                + PythonWords.of(keys) + ").");
            }
            if (!keys.isEmpty()) {
                issues.error(
                        model,
                        "Semantic model " + model.name()
                                + " has validity param dimensions defined and also has one or more entities designated as `primary` or `unique`. This is not yet supported, as we do not currently process joins against these key types for semantic models with validity windows specified.");
            }
            if (!model.measures().isEmpty()) {
                issues.error(
                        model,
                        "Semantic model " + model.name()
                                + " has both measures and validity param dimensions defined. This is not currently supported! Please remove either the measures or the validity params. Measure names: "
                                + PythonWords.of(SemanticProject.names(model.measures()))
                                + ". Validity param dimension names: "
                                + PythonWords.of(SemanticProject.names(bounds)) + ".");
            }
        }
    }

    private static final String WINDOW =
            "Semantic models using dimension validity params to define a validity window must have exactly two time dimensions with validity params specified - one marked `is_start` and the other marked `is_end`.";

    private void bounds(SemanticModel model, List<Tree> bounds) {
        if (bounds.size() != 2) {
            issues.error(
                    model,
                    "Semantic model " + model.name() + " has " + bounds.size()
                            + " dimensions defined with validity params. They are: "
                            + PythonWords.of(SemanticProject.names(bounds))
                            + ". There must be either zero or two! If you wish to define a validity window for this semantic model, please follow these requirements: "
                            + WINDOW);
            return;
        }
        List<String> starts = marked(bounds, "is_start");
        List<String> ends = marked(bounds, "is_end");
        if (starts.size() != 1 || ends.size() != 1 || starts.equals(ends)) {
            issues.error(
                    model,
                    "Semantic model " + model.name()
                            + " has two validity param dimensions defined, but does not have exactly one each marked with is_start and is_end! Dimensions: "
                            + PythonWords.of(SemanticProject.names(bounds)) + ". is_start dimensions: "
                            + PythonWords.of(starts) + ". is_end dimensions: " + PythonWords.of(ends) + ". " + WINDOW);
        }
    }

    private static List<String> marked(List<Tree> bounds, String mark) {
        return SemanticProject.names(bounds.stream()
                .filter(bound -> validityParams(bound).flag(mark))
                .toList());
    }

    private static Tree validityParams(Tree dimension) {
        return dimension
                .tree("type_params")
                .flatMap(params -> params.tree("validity_params"))
                .orElse(Tree.EMPTY);
    }

    private static List<Tree> validity(SemanticModel model) {
        return SemanticProject.dimensions(model).stream()
                .filter(dimension -> !validityParams(dimension).members().isEmpty())
                .toList();
    }

    void sameDimensions() {
        Map<String, Tree> seen = new HashMap<>();
        for (SemanticModel model : project.models()) {
            for (Tree dimension : SemanticProject.dimensions(model)) {
                Tree other = seen.putIfAbsent(dimension.words("name"), dimension);
                if (other == null) {
                    continue;
                }
                String name = dimension.words("name");
                if (!other.words("type").equals(dimension.words("type"))) {
                    issues.error(
                            model,
                            "In semantic model `" + model.name() + "`, type conflict for dimension `" + name
                                    + "` - already in model as type `DimensionType." + upper(other.words("type"))
                                    + "` but got `DimensionType." + upper(dimension.words("type")) + "`");
                }
                if (other.flag("is_partition") != dimension.flag("is_partition")) {
                    issues.error(
                            model,
                            "In semantic model `" + model.name()
                                    + ", conflicting is_partition attribute for dimension `DimensionReference(element_name='"
                                    + name + "')` - already in model with is_partition as `"
                                    + PythonWords.of(other.flag("is_partition")) + "` but got `"
                                    + PythonWords.of(dimension.flag("is_partition")) + "``");
                }
            }
        }
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    /** What is an entity somewhere is no dimension and no measure elsewhere. */
    void sameElements() {
        Map<String, Map<String, Set<SemanticModel>>> kinds = new LinkedHashMap<>();
        for (SemanticModel model : project.models()) {
            note(kinds, model, "measure", model.measures());
            note(kinds, model, "dimension", SemanticProject.dimensions(model));
            note(kinds, model, "entity", SemanticProject.entities(model));
        }
        kinds.forEach((name, of) -> {
            if (of.size() < 2) {
                return;
            }
            List<String> all = of.keySet().stream()
                    .map(kind -> "<SemanticModelElementType." + upper(kind) + ": '" + kind + "'>")
                    .toList();
            of.forEach((kind, models) -> issues.error(
                    models.iterator().next(),
                    "In semantic models "
                            + PythonWords.set(
                                    models.stream().map(SemanticModel::name).toList())
                            + ", element `" + name + "` is of type SemanticModelElementType." + upper(kind)
                            + ", but it is used as types [" + String.join(", ", all) + "] across the model."));
        });
    }

    private static void note(
            Map<String, Map<String, Set<SemanticModel>>> kinds, SemanticModel model, String kind, List<Tree> elements) {
        for (Tree element : elements) {
            kinds.computeIfAbsent(element.words("name"), _ -> new TreeMap<>())
                    .computeIfAbsent(kind, _ -> new LinkedHashSet<>())
                    .add(model);
        }
    }

    void naturalEntities() {
        for (SemanticModel model : project.models()) {
            List<String> natural = SemanticProject.namesOf(SemanticProject.entities(model), "natural");
            if (natural.size() > 1) {
                issues.error(
                        model,
                        "Semantic models can have at most one natural entity, but semantic model `" + model.name()
                                + "` has " + natural.size() + " distinct natural entities set! "
                                + PythonWords.set(natural) + ".");
            }
            if (!natural.isEmpty() && validity(model).isEmpty()) {
                issues.error(
                        model,
                        "The use of `natural` entities is currently supported only in conjunction with a validity window defined in the set of time dimensions associated with the semantic model. Semantic model `"
                                + model.name() + "` uses a natural entity (" + PythonWords.set(natural)
                                + ") but does not define a validity window!");
            }
        }
    }

    void defaults() {
        for (SemanticModel model : project.models()) {
            model.definition()
                    .tree("defaults")
                    .flatMap(defaults -> defaults.text("agg_time_dimension"))
                    .filter(dimension -> !SemanticProject.namesOf(SemanticProject.dimensions(model), "time")
                            .contains(dimension))
                    .ifPresent(dimension -> issues.error(
                            model,
                            "Default aggregation time dimension was specified as '" + dimension
                                    + "' which doesn't exist as a time dimension in semantic model named '"
                                    + model.name() + "'."));
        }
    }

    void primaryEntities() {
        for (SemanticModel model : project.models()) {
            List<String> primary = SemanticProject.namesOf(SemanticProject.entities(model), "primary");
            if (primary.size() > 1) {
                issues.error(
                        model,
                        "Semantic models can have only one primary entity. The semantic model `" + model.name()
                                + "` has " + primary.size() + ": " + String.join(", ", primary));
            }
            boolean named = model.definition().find("primary_entity").isPresent();
            if (named && !primary.isEmpty()) {
                issues.error(
                        model,
                        "The semantic model `" + model.name() + "` has an entity named `" + primary.getFirst()
                                + "` with type primary but it also has the `primary_entity` field set to `"
                                + model.definition().words("primary_entity")
                                + "`. Both should not be present in the model.");
            }
            if (!named
                    && primary.isEmpty()
                    && !SemanticProject.dimensions(model).isEmpty()) {
                issues.error(
                        model,
                        "The semantic model " + model.name()
                                + " contains dimensions, but it does not define a primary entity. Either add an entity with type PRIMARY or set a value for the primary_entity key.");
            }
        }
    }

    /** A dimension is called by its primary entity and its name. */
    void primaryEntityDimensions() {
        Map<String, SemanticModel> seen = new HashMap<>();
        for (SemanticModel model : project.models()) {
            String primary = model.definition()
                    .text("primary_entity")
                    .orElseGet(() ->
                            String.join(",", SemanticProject.namesOf(SemanticProject.entities(model), "primary")));
            if (primary.isEmpty()) {
                continue;
            }
            for (String dimension : new LinkedHashSet<>(SemanticProject.names(SemanticProject.dimensions(model)))) {
                SemanticModel other = seen.putIfAbsent(primary + "__" + dimension, model);
                if (other != null) {
                    issues.error(
                            model,
                            "Duplicate dimension + primary entity pairing detected, dimension + primary entity pairings must be unique. Semantic model `"
                                    + model.name() + "` has a primary entity of `" + primary + "` and dimension `"
                                    + dimension + "`, but this pairing is already in use on semantic model `"
                                    + other.name() + "`.");
                }
            }
        }
    }
}
