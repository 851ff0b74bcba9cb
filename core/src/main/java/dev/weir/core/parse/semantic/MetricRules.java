package dev.weir.core.parse.semantic;

import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What metrics are made of. Source: recorded cases. */
final class MetricRules {
    private static final String NO_CUSTOM = " Custom granularities are not supported for this field yet.";

    private final SemanticProject project;
    private final Issues issues;

    MetricRules(SemanticProject project, Issues issues) {
        this.project = project;
        this.issues = issues;
    }

    void derived() {
        for (Metric metric : project.metrics()) {
            if (metric.type().equals("derived")) {
                derived(metric);
            }
        }
    }

    private void derived(Metric metric) {
        NameRules names = new NameRules(project, issues);
        Tree params = metric.typeParams();
        List<Tree> inputs = params.trees("metrics");
        if (inputs.isEmpty()) {
            issues.error(
                    metric,
                    "No input metrics found for derived metric '" + metric.name()
                            + "'. Please add metrics to type_params.metrics.");
        }
        for (Tree input : inputs) {
            input.text("alias").ifPresent(alias -> names.check(metric, alias));
            if (input.tree("offset_window").isPresent()
                    && input.find("offset_to_grain").isPresent()) {
                issues.error(
                        metric,
                        "Both offset_window and offset_to_grain set for derived metric '" + metric.name()
                                + "' on input metric '" + input.words("name") + "'. Please set one or the other.");
            }
            window(metric, input.tree("offset_window"), true);
            grain(metric, "offset_to_grain", input.text("offset_to_grain"));
        }
        Optional<String> expression = params.text("expr");
        if (expression.isEmpty()) {
            issues.warn(
                    metric,
                    "No `expr` set for derived metric " + metric.name()
                            + ". Please add an `expr` that references all input metrics.");
            return;
        }
        for (Tree input : inputs) {
            String name = input.text("alias").orElse(input.words("name"));
            if (!expression.get().contains(name)) {
                issues.warn(
                        metric,
                        "Input metric '" + name + "' is not used in `expr`: '" + expression.get()
                                + "' for derived metric '" + metric.name()
                                + "'. Please update the `expr` or remove the input metric.");
            }
        }
    }

    private void window(Metric metric, Optional<Tree> window, boolean custom) {
        if (window.isEmpty()) {
            return;
        }
        String grain = window.get().words("granularity");
        boolean known = project.customGrains().contains(grain);
        if (!SemanticProject.GRAINS.contains(grain) && !(custom && known)) {
            issues.error(
                    metric,
                    "Invalid time granularity '" + grain + "' in window: '"
                            + window.get().words("count") + " " + grain + "'" + (known ? NO_CUSTOM : ""));
        }
    }

    private void grain(Metric metric, String key, Optional<String> grain) {
        if (grain.isPresent() && !SemanticProject.GRAINS.contains(grain.get())) {
            issues.error(metric, "Invalid time granularity found in `" + key + "`: '" + grain.get() + "'." + NO_CUSTOM);
        }
    }

    /** An alias of a measure names nothing else in the whole project. */
    void aliases() {
        Set<String> measures = new TreeSet<>();
        project.models().forEach(model -> measures.addAll(SemanticProject.names(model.measures())));
        Map<String, List<String>> used = new LinkedHashMap<>();
        NameRules names = new NameRules(project, issues);
        for (Metric metric : project.metrics()) {
            Map<String, List<Tree>> byName = new LinkedHashMap<>();
            for (Tree input : metric.typeParams().trees("input_measures")) {
                byName.computeIfAbsent(input.words("name"), _ -> new ArrayList<>(1))
                        .add(input);
            }
            byName.forEach((name, inputs) -> unaliased(metric, name, inputs));
            for (Tree input : metric.typeParams().trees("input_measures")) {
                Optional<String> alias = input.text("alias");
                if (alias.isPresent()) {
                    names.check(metric, alias.get());
                    alias(metric, input, alias.get(), measures, used);
                }
            }
        }
    }

    private void unaliased(Metric metric, String name, List<Tree> inputs) {
        List<String> bare = new ArrayList<>();
        for (Tree input : inputs) {
            if (input.tree("filter").isPresent() && input.find("alias").isEmpty()) {
                bare.add("PydanticMetricInputMeasure(" + PythonWords.members(input, ", ") + ")");
            }
        }
        if (inputs.size() > 1 && !bare.isEmpty()) {
            issues.error(
                    metric,
                    "PydanticMetric " + metric.name()
                            + " depends on multiple different constrained versions of measure "
                            + name
                            + ". In such cases, aliases must be provided, but the following input measures have constraints specified without an alias: ["
                            + String.join(", ", bare) + "].");
        }
    }

    private void alias(Metric metric, Tree input, String alias, Set<String> measures, Map<String, List<String>> used) {
        if (measures.contains(alias)) {
            issues.error(
                    metric,
                    "Alias `" + alias + "` for measure `" + input.words("name")
                            + "` conflicts with measure names defined elsewhere in the model! This can cause ambiguity for certain types of query. Please choose another alias.");
        }
        List<String> others = used.computeIfAbsent(alias, _ -> new ArrayList<>(1));
        if (!others.isEmpty()) {
            issues.error(
                    metric,
                    "Measure alias " + alias
                            + " conflicts with a measure alias used elsewhere in the model! This can cause ambiguity for certain types of query. Please choose another alias, or, if the measures are constrained in the same way, consider centralizing that definition in a new semantic model. Measure specification: "
                            + PythonWords.members(input, " ")
                            + ". Existing metrics with that measure alias used: " + PythonWords.of(others));
        }
        others.add(metric.name());
    }

    void cumulative() {
        for (Metric metric : project.metrics()) {
            if (metric.type().equals("cumulative")) {
                cumulative(metric);
            }
        }
    }

    private void cumulative(Metric metric) {
        Tree params = metric.typeParams();
        Tree nested = params.tree("cumulative_type_params").orElse(Tree.EMPTY);
        if (params.tree("window").isPresent() && !Objects.equals(params.tree("window"), nested.tree("window"))) {
            issues.error(
                    metric,
                    "Got differing values for `window` on cumulative metric '" + metric.name()
                            + "'. In `type_params.window`, got '"
                            + shown(params.tree("window").get())
                            + "'. In `type_params.cumulative_type_params.window`, got '"
                            + nested.tree("window").map(MetricRules::shown).orElse("None")
                            + "'. Please remove the value from `type_params.window`.");
        }
        if (nested.tree("window").isPresent() && nested.text("grain_to_date").isPresent()) {
            issues.error(
                    metric, "Both window and grain_to_date set for cumulative metric. Please set one or the other.");
        }
        grain(metric, "grain_to_date", nested.text("grain_to_date"));
        window(metric, nested.tree("window"), false);
    }

    private static String shown(Tree window) {
        return "count=" + window.words("count") + " granularity=" + PythonWords.of(window.words("granularity"));
    }

    void conversions() {
        for (Metric metric : project.metrics()) {
            if (metric.type().equals("conversion")) {
                metric.typeParams().tree("conversion_type_params").ifPresent(params -> conversion(metric, params));
            }
        }
    }

    private void conversion(Metric metric, Tree params) {
        Tree base = params.tree("base_measure").orElse(Tree.EMPTY);
        Tree conversion = params.tree("conversion_measure").orElse(Tree.EMPTY);
        Optional<SemanticProject.Owned> baseMeasure = project.measure(base.words("name"));
        Optional<SemanticProject.Owned> conversionMeasure = project.measure(conversion.words("name"));
        if (baseMeasure.isEmpty() || conversionMeasure.isEmpty()) {
            return;
        }
        SemanticModel baseModel = baseMeasure.get().model();
        SemanticModel conversionModel = conversionMeasure.get().model();
        entity(metric, params.words("entity"), baseModel, "base");
        entity(metric, params.words("entity"), conversionModel, "conversion");
        counted(metric, baseMeasure.get().measure());
        counted(metric, conversionMeasure.get().measure());
        if (conversion.tree("filter").isPresent()) {
            issues.warn(
                    metric,
                    "Measure input " + conversion.words("name")
                            + " has a filter. For conversion metrics, filtering on a conversion input measure is not fully supported yet.");
        }
        for (Tree property : params.trees("constant_properties")) {
            property(metric, property.words("base_property"), baseModel);
            property(metric, property.words("conversion_property"), conversionModel);
        }
        window(metric, params.tree("window"), false);
    }

    private void entity(Metric metric, String entity, SemanticModel model, String side) {
        boolean known = SemanticProject.names(SemanticProject.entities(model)).contains(entity)
                || model.definition().words("primary_entity").equals(entity);
        if (!known) {
            issues.error(
                    metric, "Entity: " + entity + " not found in " + side + " semantic model: " + model.name() + ".");
        }
    }

    private void counted(Metric metric, Tree measure) {
        String aggregation = measure.words("agg");
        boolean counts = aggregation.equals("count")
                || aggregation.equals("count_distinct")
                || aggregation.equals("sum") && measure.words("expr").equals("1");
        if (!counts) {
            issues.error(
                    metric,
                    "For conversion metrics, the measure must be COUNT/SUM(1)/COUNT_DISTINCT. Measure: "
                            + measure.words("name") + " is agg type: AggregationType."
                            + aggregation.toUpperCase(Locale.ROOT));
        }
    }

    private void property(Metric metric, String property, SemanticModel model) {
        boolean known = SemanticProject.names(SemanticProject.entities(model)).contains(property)
                || SemanticProject.names(SemanticProject.dimensions(model)).contains(property);
        if (!known) {
            issues.error(
                    metric,
                    "The provided constant property: " + property + ", cannot be found in semantic model "
                            + model.name());
        }
    }
}
