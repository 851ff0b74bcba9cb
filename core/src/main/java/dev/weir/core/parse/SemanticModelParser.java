package dev.weir.core.parse;

import dev.weir.core.context.ParseCalls;
import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.NodeConfig;
import dev.weir.core.manifest.NodeLinks;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.Tree;
import dev.weir.core.project.ConfigSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code semantic_models:} entries ⇒ semantic models, and the metrics that their measures ask for. Source: dbt docs, "Semantic models". */
final class SemanticModelParser {
    private static final List<String> ENTITY_TYPES = List.of("foreign", "natural", "primary", "unique");
    private static final List<String> DIMENSION_TYPES = List.of("categorical", "time");
    private static final List<String> AGGREGATIONS =
            List.of("sum", "min", "max", "count_distinct", "sum_boolean", "average", "percentile", "median", "count");

    private final ParseScope scope;

    SemanticModelParser(ParseScope scope) {
        this.scope = scope;
    }

    SemanticModel parse(PropertyBlock block) {
        EntryShapes.check(block, EntryShapes.SEMANTIC_MODEL);
        Tree written = new Tree(block.rendered());
        Identity identity = SemanticParts.identity(block, ResourceType.SEMANTIC_MODEL);
        ConfigLayer own = block.configLayer(List.of());
        NodeConfig resolved = config(block, identity, own);
        Map<String, @Nullable Object> meta = resolved.map("meta");
        SemanticParts parts = new SemanticParts(scope, block);
        Map<String, @Nullable Object> definition = new LinkedHashMap<>();
        definition.put("node_relation", null);
        definition.put("description", parts.description(written, identity));
        definition.put("label", written.members().get("label"));
        definition.put(
                "defaults",
                written.tree("defaults").map(SemanticModelParser::defaults).orElse(null));
        definition.put("entities", entities(parts, written, identity, meta));
        definition.put("measures", measures(parts, written, identity, meta));
        definition.put("dimensions", dimensions(parts, written, identity, meta));
        definition.put("primary_entity", written.members().get("primary_entity"));
        String model = written.words("model");
        return new SemanticModel(
                identity, resolved, model, new Tree(definition), links(block, identity, model), scope.createdAt());
    }

    private NodeConfig config(PropertyBlock block, Identity identity, ConfigLayer own) {
        NodeConfig resolved = scope.configs()
                .resolve(
                        new ConfigResolver.Place(block.project(), ConfigSection.SEMANTIC_MODELS, identity.fqn()),
                        ConfigShape.SEMANTIC_MODEL,
                        own,
                        ConfigLayer.NONE)
                .config();
        return new NodeConfig(resolved.values(), own.unrendered());
    }

    private NodeLinks links(PropertyBlock block, Identity identity, String model) {
        Optional<ParseCalls> calls = StaticCode.reference(model, block.project().name(), scope.surroundings());
        if (calls.isEmpty() || calls.get().refs().size() != 1) {
            throw PropertyErrors.semantic(
                    block,
                    "model",
                    "semantic model \"" + identity.name() + "\" is not of a ref",
                    "The model of semantic model '" + identity.name() + "' is not a ref: " + model);
        }
        return new NodeLinks(calls.get().refs(), List.of(), List.of(), List.of());
    }

    private static Map<String, @Nullable Object> defaults(Tree written) {
        return SemanticParts.map("agg_time_dimension", written.members().get("agg_time_dimension"));
    }

    private static List<Object> entities(
            SemanticParts parts, Tree model, Identity identity, Map<String, @Nullable Object> meta) {
        List<Object> entities = new ArrayList<>();
        for (Tree written : model.trees("entities")) {
            Map<String, @Nullable Object> entity = SemanticParts.map("name", written.words("name"));
            entity.put("type", parts.choice(written.words("type"), ENTITY_TYPES, "EntityType"));
            entity.put("description", parts.description(written, identity));
            for (String key : List.of("label", "role", "expr")) {
                entity.put(key, written.members().get(key));
            }
            entity.put("config", elementConfig(written, meta));
            entities.add(entity);
        }
        return entities;
    }

    private static List<Object> dimensions(
            SemanticParts parts, Tree model, Identity identity, Map<String, @Nullable Object> meta) {
        List<Object> dimensions = new ArrayList<>();
        for (Tree written : model.trees("dimensions")) {
            Map<String, @Nullable Object> dimension = SemanticParts.map("name", written.words("name"));
            dimension.put("type", parts.choice(written.words("type"), DIMENSION_TYPES, "DimensionType"));
            dimension.put("description", parts.description(written, identity));
            dimension.put("label", written.members().get("label"));
            dimension.put("is_partition", written.flag("is_partition"));
            dimension.put(
                    "type_params",
                    written.words("type").equalsIgnoreCase("time")
                            ? written.tree("type_params")
                                    .map(params -> timeParams(parts, params))
                                    .orElse(null)
                            : null);
            dimension.put("expr", written.members().get("expr"));
            dimension.put("metadata", null);
            dimension.put("config", elementConfig(written, meta));
            dimensions.add(dimension);
        }
        return dimensions;
    }

    private static Map<String, @Nullable Object> timeParams(SemanticParts parts, Tree written) {
        Map<String, @Nullable Object> params = SemanticParts.map(
                "time_granularity",
                parts.choice(written.words("time_granularity"), TimeSpines.GRANULARITIES, "TimeGranularity"));
        params.put(
                "validity_params",
                written.tree("validity_params")
                        .map(validity -> {
                            Map<String, @Nullable Object> flags =
                                    SemanticParts.map("is_start", validity.flag("is_start"));
                            flags.put("is_end", validity.flag("is_end"));
                            return flags;
                        })
                        .orElse(null));
        return params;
    }

    private static List<Object> measures(
            SemanticParts parts, Tree model, Identity identity, Map<String, @Nullable Object> meta) {
        List<Object> measures = new ArrayList<>();
        for (Tree written : model.trees("measures")) {
            Map<String, @Nullable Object> measure = SemanticParts.map("name", written.words("name"));
            measure.put("agg", parts.choice(written.words("agg"), AGGREGATIONS, "AggregationType"));
            measure.put("description", parts.description(written, identity));
            measure.put("label", written.members().get("label"));
            measure.put("create_metric", false); // intended: dbt forgets here that one was asked for
            measure.put(
                    "expr", written.find("expr").map(SemanticParts::pythonText).orElse(null));
            measure.put(
                    "agg_params",
                    written.tree("agg_params")
                            .map(SemanticModelParser::aggregationParams)
                            .orElse(null));
            measure.put(
                    "non_additive_dimension",
                    written.tree("non_additive_dimension")
                            .map(dimension -> nonAdditive(parts, dimension))
                            .orElse(null));
            measure.put("agg_time_dimension", written.members().get("agg_time_dimension"));
            measure.put("config", elementConfig(written, meta));
            measures.add(measure);
        }
        return measures;
    }

    private static Map<String, @Nullable Object> aggregationParams(Tree written) {
        Object percentile = written.members().get("percentile");
        Map<String, @Nullable Object> params = SemanticParts.map(
                "percentile", percentile instanceof Number number ? (Object) number.doubleValue() : null);
        params.put("use_discrete_percentile", written.flag("use_discrete_percentile"));
        params.put("use_approximate_percentile", written.flag("use_approximate_percentile"));
        return params;
    }

    private static Map<String, @Nullable Object> nonAdditive(SemanticParts parts, Tree written) {
        Map<String, @Nullable Object> dimension = SemanticParts.map("name", written.words("name"));
        dimension.put("window_choice", parts.choice(written.words("window_choice"), AGGREGATIONS, "AggregationType"));
        dimension.put("window_groupings", written.texts("window_groupings"));
        return dimension;
    }

    /** The meta of the semantic model with that of its part over it. */
    private static Map<String, @Nullable Object> elementConfig(Tree written, Map<String, @Nullable Object> meta) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(meta);
        written.tree("config").flatMap(config -> config.tree("meta")).ifPresent(own -> all.putAll(own.members()));
        return SemanticParts.map("meta", all);
    }

    /** A metric for each measure that has {@code create_metric: true}. */
    List<Metric> metrics(PropertyBlock block) {
        Tree written = new Tree(block.rendered());
        List<Metric> metrics = new ArrayList<>();
        for (Tree measure : written.trees("measures")) {
            if (measure.flag("create_metric")) {
                metrics.add(metric(block, measure));
            }
        }
        return metrics;
    }

    private Metric metric(PropertyBlock block, Tree measure) {
        Identity ofModel = SemanticParts.identity(block, ResourceType.SEMANTIC_MODEL);
        NodeConfig modelConfig = config(block, ofModel, block.configLayer(List.of()));
        String name = measure.words("name");
        Identity identity = SemanticParts.identity(block, ResourceType.METRIC, name);
        Map<String, @Nullable Object> given = SemanticParts.map("enabled", modelConfig.enabled());
        given.put("meta", modelConfig.map("meta"));
        NodeConfig config = scope.configs()
                .resolve(
                        new ConfigResolver.Place(block.project(), ConfigSection.METRICS, identity.fqn()),
                        ConfigShape.METRIC,
                        ConfigLayer.of(given),
                        ConfigLayer.NONE)
                .config();
        Map<String, @Nullable Object> params = MetricParser.noTypeParams();
        params.put("measure", MetricParser.inputMeasure(name));
        params.put("expr", measure.find("expr").map(SemanticParts::pythonText).orElse(name));
        String description = new SemanticParts(scope, block).description(measure, identity);
        Map<String, @Nullable Object> definition = SemanticParts.map(
                "description", description == null ? "Metric created from measure " + name : description);
        definition.put("label", measure.text("label").orElse(name));
        definition.put("type", "simple");
        definition.put("type_params", params);
        definition.put("filter", null);
        definition.put("time_granularity", null);
        return new Metric(
                identity,
                config,
                new Tree(definition),
                config.map("meta"),
                List.of(),
                NodeLinks.NONE,
                scope.createdAt());
    }
}
