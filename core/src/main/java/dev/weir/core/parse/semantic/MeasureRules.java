package dev.weir.core.parse.semantic;

import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.Tree;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Aggregations of measures, and what they need. Source: recorded cases. */
final class MeasureRules {
    private static final double MEDIAN = 0.5;

    private final SemanticProject project;
    private final Issues issues;

    MeasureRules(SemanticProject project, Issues issues) {
        this.project = project;
        this.issues = issues;
    }

    void percentiles() {
        for (SemanticModel model : project.models()) {
            for (Tree measure : model.measures()) {
                percentile(model, measure);
            }
        }
    }

    private void percentile(SemanticModel model, Tree measure) {
        String name = measure.words("name");
        Tree params = measure.tree("agg_params").orElse(Tree.EMPTY);
        Object percentile = params.members().get("percentile");
        switch (measure.words("agg")) {
            case "percentile" -> {
                if (!(percentile instanceof Number number)) {
                    issues.error(
                            model,
                            "Measure '" + name
                                    + "' uses a PERCENTILE aggregation, which requires agg_params.percentile to be provided.");
                } else if (number.doubleValue() <= 0 || number.doubleValue() >= 1) {
                    issues.error(
                            model,
                            "Percentile aggregation parameter for measure '" + name + "' is '"
                                    + PythonWords.of(number.doubleValue())
                                    + "', but must be between 0 and 1 (non-inclusive). For example, to indicate the 65th percentile value, set 'percentile: 0.65'. For percentile values of 0, please use MIN, for percentile values of 1, please use MAX.");
                }
            }
            case "median" -> {
                if (percentile instanceof Number number && number.doubleValue() != MEDIAN) {
                    issues.error(
                            model,
                            "Measure '" + name + "' uses a MEDIAN aggregation, while percentile is set to '"
                                    + PythonWords.of(number.doubleValue())
                                    + "', a conflicting value. Please remove the parameter or set to '0.5'.");
                }
            }
            default -> misplaced(model, measure, params);
        }
    }

    private void misplaced(SemanticModel model, Tree measure, Tree params) {
        StringBuilder given = new StringBuilder();
        if (params.find("percentile").isPresent()) {
            given.append("percentile");
        }
        for (String key : List.of("use_discrete_percentile", "use_approximate_percentile")) {
            if (params.flag(key)) {
                given.append(given.isEmpty() ? "" : ", ").append(key);
            }
        }
        if (!given.isEmpty()) {
            issues.error(
                    model,
                    "Measure '" + measure.words("name") + "' with aggregation '" + measure.words("agg")
                            + "' uses agg_params (" + given + ") only relevant to Percentile measures.");
        }
    }

    void counts() {
        for (SemanticModel model : project.models()) {
            for (Tree measure : model.measures()) {
                if (!measure.words("agg").equals("count")) {
                    continue;
                }
                String name = measure.words("name");
                String expression = measure.words("expr");
                if (measure.find("expr").isEmpty()) {
                    issues.error(
                            model,
                            "Measure '" + name
                                    + "' uses a COUNT aggregation, which requires an expr to be provided. Provide 'expr: 1' if a count of all rows is desired.");
                } else if (expression.toLowerCase(Locale.ROOT).startsWith("distinct ")) {
                    issues.error(
                            model,
                            "Measure '" + name + "' uses a 'count' aggregation with a DISTINCT expr: '" + expression
                                    + ". This is not supported as it effectively converts an additive measure into a non-additive one, and this could cause certain queries to return incorrect results. Please use the count_distinct aggregation type.");
                }
            }
        }
    }

    /** Measures are one of their name in the whole project. */
    void unique() {
        Map<String, List<String>> seen = new HashMap<>();
        for (SemanticModel model : project.models()) {
            for (Tree measure : model.measures()) {
                String name = measure.words("name");
                List<String> others = seen.get(name);
                if (others != null) {
                    issues.error(
                            model,
                            "Found measure with name " + name + " in multiple semantic models with names ("
                                    + PythonWords.of(others) + ")");
                }
                seen.computeIfAbsent(name, _ -> new java.util.ArrayList<>(1)).add(model.name());
            }
        }
    }

    void timeDimensions() {
        for (SemanticModel model : project.models()) {
            List<String> times = SemanticProject.namesOf(SemanticProject.dimensions(model), "time");
            String otherwise = model.definition()
                    .tree("defaults")
                    .map(defaults -> defaults.words("agg_time_dimension"))
                    .orElse("");
            for (Tree measure : model.measures()) {
                String dimension = measure.text("agg_time_dimension").orElse(otherwise);
                if (dimension.isEmpty()) {
                    issues.error(
                            model,
                            "An error occurred while checking aggregation time dimension for a semantic model - AssertionError: Aggregation time dimension for measure "
                                    + measure.words("name")
                                    + " is not set! This should either be set directly on the measure specification in the model, or else defaulted to the primary time dimension in the data source containing the measure.\n");
                    break;
                }
                if (!times.contains(dimension)) {
                    issues.error(
                            model,
                            "In semantic model '" + model.name() + "', measure '" + measure.words("name")
                                    + "' has the aggregation time dimension set to '" + dimension
                                    + "', which is not a valid time dimension in the semantic model");
                }
            }
        }
    }

    void nonAdditive() {
        for (SemanticModel model : project.models()) {
            for (Tree measure : model.measures()) {
                measure.tree("non_additive_dimension").ifPresent(dimension -> nonAdditive(model, measure, dimension));
            }
        }
    }

    private void nonAdditive(SemanticModel model, Tree measure, Tree over) {
        String head = "Measure '" + measure.words("name") + "' has a non_additive_dimension with ";
        Map<String, Tree> dimensions = new LinkedHashMap<>();
        SemanticProject.dimensions(model).forEach(each -> dimensions.put(each.words("name"), each));
        Tree dimension = dimensions.get(over.words("name"));
        if (dimension == null) {
            issues.error(
                    model,
                    head + "name '" + over.words("name") + "' that is not defined as a dimension in semantic model '"
                            + model.name() + "'.");
        } else if (!dimension.words("type").equals("time")) {
            issues.error(
                    model,
                    head + "name'" + over.words("name")
                            + "' that is defined as a categorical dimension which is not supported.");
        }
        String choice = over.words("window_choice");
        if (!choice.equals("min") && !choice.equals("max")) {
            issues.error(
                    model,
                    head + "an invalid 'window_choice' of '" + choice
                            + "'. Only choices supported are 'min' or 'max'.");
        }
        List<String> entities = SemanticProject.names(SemanticProject.entities(model));
        List<String> absent = over.texts("window_groupings").stream()
                .filter(name -> !entities.contains(name))
                .toList();
        if (!absent.isEmpty()) {
            issues.error(
                    model,
                    head + "an invalid 'window_groupings'. These entities " + PythonWords.set(absent)
                            + " do not exist in the semantic model.");
        }
    }
}
