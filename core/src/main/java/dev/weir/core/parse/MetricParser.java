package dev.weir.core.parse;

import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.NodeConfig;
import dev.weir.core.manifest.NodeLinks;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.Tree;
import dev.weir.core.project.ConfigSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code metrics:} entries ⇒ metrics. Source: dbt docs, "Metrics"; recorded manifests. */
final class MetricParser {
    private static final List<String> TYPES = List.of("simple", "ratio", "cumulative", "derived", "conversion");
    private static final List<String> CALCULATIONS = List.of("conversions", "conversion_rate");
    private static final List<String> PERIOD_AGGREGATIONS = List.of("first", "last", "average");
    private static final int LONGEST_NAME = 250;
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern BEGINNING = Pattern.compile("[A-Za-z].*", Pattern.DOTALL);

    private final ParseScope scope;

    MetricParser(ParseScope scope) {
        this.scope = scope;
    }

    Metric parse(PropertyBlock block) {
        EntryShapes.check(block, EntryShapes.METRIC);
        checkName(block);
        Tree written = new Tree(block.rendered());
        Identity identity = SemanticParts.identity(block, ResourceType.METRIC);
        NodeConfig config = scope.configs()
                .resolve(
                        new ConfigResolver.Place(block.project(), ConfigSection.METRICS, identity.fqn()),
                        ConfigShape.METRIC,
                        block.configLayer(List.of()),
                        ConfigLayer.NONE)
                .config();
        SemanticParts parts = new SemanticParts(scope, block);
        String description = parts.description(written, identity);
        Map<String, @Nullable Object> definition =
                SemanticParts.map("description", description == null ? "" : description);
        definition.put("label", written.words("label"));
        String type = parts.choice(written.words("type"), TYPES, "MetricType");
        definition.put("type", type);
        definition.put(
                "type_params",
                typeParams(parts, type, written.tree("type_params").orElse(Tree.EMPTY)));
        definition.put("filter", SemanticParts.filter(written, "filter"));
        definition.put("time_granularity", written.members().get("time_granularity"));
        Map<String, @Nullable Object> meta = config.map("meta").isEmpty()
                ? written.tree("meta").orElse(Tree.EMPTY).members()
                : config.map("meta");
        return new Metric(
                identity, config, new Tree(definition), meta, written.texts("tags"), NodeLinks.NONE, scope.createdAt());
    }

    private static void checkName(PropertyBlock block) {
        String name = block.name();
        List<String> complaints = new ArrayList<>();
        if (name.indexOf(' ') >= 0) {
            complaints.add("cannot contain spaces");
        }
        if (name.length() > LONGEST_NAME) {
            complaints.add(" cannot contain more than " + LONGEST_NAME + " characters");
        }
        if (!BEGINNING.matcher(name).matches()) {
            complaints.add("must begin with a letter");
        }
        if (!WORD.matcher(name).matches()) {
            complaints.add("must contain only letters, numbers and underscores");
        }
        if (!complaints.isEmpty()) {
            String first = complaints.getFirst();
            String gap = first.startsWith(" ") ? " " : "";
            complaints.set(0, first.strip());
            throw PropertyErrors.config(
                    block,
                    block.written().find("name").orElse(block.written()),
                    "at path []: The metric name '" + name + "' is invalid. " + gap + "It "
                            + String.join(", ", complaints));
        }
    }

    /** The type parameters of a metric that has none, in the manifest's order. */
    static Map<String, @Nullable Object> noTypeParams() {
        Map<String, @Nullable Object> params = SemanticParts.map("measure", null);
        params.put("input_measures", List.of());
        for (String key : List.of("numerator", "denominator", "expr", "window", "grain_to_date")) {
            params.put(key, null);
        }
        params.put("metrics", List.of());
        for (String key : List.of("conversion_type_params", "cumulative_type_params", "metric_aggregation_params")) {
            params.put(key, null);
        }
        return params;
    }

    private static Map<String, @Nullable Object> typeParams(SemanticParts parts, String type, Tree written) {
        Map<String, @Nullable Object> params = noTypeParams();
        params.put("measure", inputMeasure(written.members().get("measure")));
        params.put("numerator", inputMetric(parts, written.members().get("numerator")));
        params.put("denominator", inputMetric(parts, written.members().get("denominator")));
        params.put("expr", written.find("expr").map(SemanticParts::pythonText).orElse(null));
        params.put("window", parts.window(written, "window"));
        params.put(
                "grain_to_date",
                written.text("grain_to_date")
                        .map(grain -> parts.choice(grain, TimeSpines.GRANULARITIES, "TimeGranularity"))
                        .orElse(null));
        List<@Nullable Object> metrics = new ArrayList<>();
        if (written.members().get("metrics") instanceof List<?> list) {
            for (Object each : list) {
                metrics.add(inputMetric(parts, each));
            }
        }
        params.put("metrics", metrics);
        params.put(
                "conversion_type_params",
                written.tree("conversion_type_params")
                        .map(conversion -> conversion(parts, conversion))
                        .orElse(null));
        params.put("cumulative_type_params", cumulative(parts, type, written));
        return params;
    }

    static @Nullable Map<String, @Nullable Object> inputMeasure(@Nullable Object written) {
        if (written == null) {
            return null;
        }
        Tree given = written instanceof String name ? new Tree(SemanticParts.map("name", name)) : Tree.of(written);
        Map<String, @Nullable Object> input = SemanticParts.map("name", given.words("name"));
        input.put("filter", SemanticParts.filter(given, "filter"));
        input.put("alias", given.members().get("alias"));
        input.put("join_to_timespine", given.flag("join_to_timespine"));
        input.put("fill_nulls_with", given.members().get("fill_nulls_with"));
        return input;
    }

    private static @Nullable Map<String, @Nullable Object> inputMetric(SemanticParts parts, @Nullable Object written) {
        if (written == null) {
            return null;
        }
        Tree given = written instanceof String name ? new Tree(SemanticParts.map("name", name)) : Tree.of(written);
        Map<String, @Nullable Object> input = SemanticParts.map("name", given.words("name"));
        input.put("filter", SemanticParts.filter(given, "filter"));
        input.put("alias", given.members().get("alias"));
        input.put("offset_window", parts.window(given, "offset_window"));
        input.put("offset_to_grain", given.members().get("offset_to_grain"));
        return input;
    }

    private static Map<String, @Nullable Object> conversion(SemanticParts parts, Tree written) {
        Map<String, @Nullable Object> params =
                SemanticParts.map("base_measure", inputMeasure(written.members().get("base_measure")));
        params.put("conversion_measure", inputMeasure(written.members().get("conversion_measure")));
        params.put("entity", written.words("entity"));
        params.put(
                "calculation",
                parts.choice(
                        written.text("calculation").orElse("conversion_rate"),
                        CALCULATIONS,
                        "ConversionCalculationType"));
        params.put("window", parts.window(written, "window"));
        params.put("constant_properties", written.members().get("constant_properties"));
        return params;
    }

    /** What stands in the parameters' own place, with what still stands beside it where that is empty. */
    private static @Nullable Object cumulative(SemanticParts parts, String type, Tree params) {
        if (params.tree("cumulative_type_params").isEmpty() && !type.equals("cumulative")) {
            return null;
        }
        Tree written = params.tree("cumulative_type_params").orElse(Tree.EMPTY);
        boolean old = type.equals("cumulative");
        Map<String, @Nullable Object> cumulative = SemanticParts.map(
                "window", parts.window(written.text("window").isEmpty() && old ? params : written, "window"));
        cumulative.put(
                "grain_to_date",
                written.text("grain_to_date")
                        .or(() -> old ? params.text("grain_to_date") : java.util.Optional.empty())
                        .orElse(null));
        cumulative.put(
                "period_agg",
                parts.choice(written.text("period_agg").orElse("first"), PERIOD_AGGREGATIONS, "PeriodAggregation"));
        cumulative.put("metric", null);
        return cumulative;
    }
}
