package dev.weir.core.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Semantic models, metrics and saved queries as plain trees: in the shape of manifest v12, and in the one of
 * {@code semantic_manifest.json}. Source: recorded manifests of dbt 1.11.16 with dbt-semantic-interfaces 0.9.0.
 */
public final class SemanticForm {
    private static final List<String> MODEL = List.of(
            "name",
            "defaults",
            "description",
            "node_relation",
            "primary_entity",
            "entities",
            "measures",
            "dimensions",
            "label",
            "metadata");
    private static final List<String> ENTITY =
            List.of("name", "description", "type", "role", "expr", "metadata", "label", "config");
    private static final List<String> MEASURE = List.of(
            "name",
            "agg",
            "description",
            "create_metric",
            "expr",
            "agg_params",
            "metadata",
            "non_additive_dimension",
            "agg_time_dimension",
            "label",
            "config");
    private static final List<String> DIMENSION = List.of(
            "name", "description", "type", "is_partition", "type_params", "expr", "metadata", "label", "config");
    private static final List<String> TYPE_PARAMS = List.of(
            "measure",
            "numerator",
            "denominator",
            "expr",
            "window",
            "grain_to_date",
            "metrics",
            "conversion_type_params",
            "cumulative_type_params",
            "input_measures");

    private SemanticForm() {}

    static Map<String, @Nullable Object> of(SemanticModel model) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(48);
        WireForm.identity(tree, model.identity());
        tree.put("model", model.model());
        Tree definition = model.definition();
        for (String key :
                List.of("node_relation", "description", "label", "defaults", "entities", "measures", "dimensions")) {
            tree.put(key, definition.members().get(key));
        }
        tree.put("metadata", null);
        dependsOn(tree, model.links());
        tree.put("refs", WireForm.refs(model.links().refs()));
        tree.put("created_at", WireForm.seconds(model.createdAt()));
        tree.put("config", model.config().values());
        tree.put("unrendered_config", model.config().unrendered());
        tree.put("primary_entity", definition.members().get("primary_entity"));
        tree.put("group", model.config().text("group").orElse(null));
        return tree;
    }

    static Map<String, @Nullable Object> of(Metric metric) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(48);
        WireForm.identity(tree, metric.identity());
        Tree definition = metric.definition();
        for (String key : List.of("description", "label", "type", "type_params", "filter")) {
            tree.put(key, definition.members().get(key));
        }
        tree.put("metadata", null);
        tree.put("time_granularity", definition.members().get("time_granularity"));
        tree.put("meta", metric.meta());
        tree.put("tags", metric.tags());
        tree.put("config", metric.config().values());
        tree.put("unrendered_config", metric.config().unrendered());
        tree.put("sources", List.of());
        dependsOn(tree, metric.links());
        tree.put("refs", List.of());
        tree.put("metrics", List.of());
        tree.put("created_at", WireForm.seconds(metric.createdAt()));
        tree.put("group", metric.config().text("group").orElse(null));
        return tree;
    }

    static Map<String, @Nullable Object> of(SavedQuery query) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(48);
        WireForm.identity(tree, query.identity());
        Tree definition = query.definition();
        for (String key : List.of("query_params", "exports", "description", "label")) {
            tree.put(key, definition.members().get(key));
        }
        tree.put("metadata", null);
        tree.put("config", query.config().values());
        tree.put("unrendered_config", query.config().unrendered());
        tree.put("group", query.config().text("group").orElse(null));
        dependsOn(tree, query.links());
        tree.put("created_at", WireForm.seconds(query.createdAt()));
        tree.put("refs", List.of());
        tree.put("tags", query.tags());
        return tree;
    }

    private static void dependsOn(Map<String, @Nullable Object> tree, NodeLinks links) {
        Map<String, @Nullable Object> dependsOn = new LinkedHashMap<>();
        dependsOn.put("macros", links.dependsOnMacros());
        dependsOn.put("nodes", links.dependsOnNodes());
        tree.put("depends_on", dependsOn);
    }

    /** The whole of {@code semantic_manifest.json}. */
    public static Map<String, @Nullable Object> of(Manifest manifest) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        List<Object> models = new ArrayList<>();
        manifest.semantics().models().values().forEach(model -> models.add(semantic(model)));
        tree.put("semantic_models", models);
        List<Object> metrics = new ArrayList<>();
        manifest.semantics().metrics().values().forEach(metric -> metrics.add(semantic(metric)));
        tree.put("metrics", metrics);
        tree.put("project_configuration", project(manifest));
        List<Object> queries = new ArrayList<>();
        manifest.semantics().savedQueries().values().forEach(query -> queries.add(semantic(query)));
        tree.put("saved_queries", queries);
        return tree;
    }

    private static Map<String, @Nullable Object> semantic(SemanticModel model) {
        Tree definition = model.definition().with("name", model.name());
        Map<String, @Nullable Object> tree = picked(definition, MODEL);
        tree.put("entities", picked(definition.trees("entities"), ENTITY));
        tree.put("measures", picked(definition.trees("measures"), MEASURE));
        tree.put("dimensions", picked(definition.trees("dimensions"), DIMENSION));
        tree.put("config", single("meta", model.config().map("meta")));
        return tree;
    }

    private static Map<String, @Nullable Object> semantic(Metric metric) {
        Tree definition = metric.definition();
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", metric.name());
        tree.put("description", definition.members().get("description"));
        tree.put("type", metric.type());
        Map<String, @Nullable Object> params = picked(metric.typeParams(), TYPE_PARAMS);
        metric.typeParams()
                .tree("cumulative_type_params")
                .ifPresent(cumulative -> params.put(
                        "cumulative_type_params",
                        picked(cumulative, List.of("window", "grain_to_date", "period_agg"))));
        tree.put("type_params", params);
        tree.put("filter", definition.members().get("filter"));
        tree.put("metadata", null);
        tree.put("label", definition.members().get("label"));
        tree.put("config", single("meta", metric.config().map("meta")));
        tree.put("time_granularity", definition.members().get("time_granularity"));
        return tree;
    }

    private static Map<String, @Nullable Object> semantic(SavedQuery query) {
        Tree definition = query.definition();
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", query.name());
        tree.put(
                "query_params",
                picked(
                        definition.tree("query_params").orElse(Tree.EMPTY),
                        List.of("metrics", "group_by", "order_by", "limit", "where")));
        tree.put("description", definition.members().get("description"));
        tree.put("metadata", null);
        tree.put("label", definition.members().get("label"));
        List<Object> exports = new ArrayList<>();
        for (Tree export : definition.trees("exports")) {
            Map<String, @Nullable Object> each = new LinkedHashMap<>();
            each.put("name", export.words("name"));
            each.put(
                    "config",
                    picked(export.tree("config").orElse(Tree.EMPTY), List.of("export_as", "schema_name", "alias")));
            exports.add(each);
        }
        tree.put("exports", exports);
        tree.put("tags", query.tags());
        return tree;
    }

    private static Map<String, @Nullable Object> project(Manifest manifest) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        List<Object> tables = new ArrayList<>();
        List<Object> spines = new ArrayList<>();
        for (Node node : manifest.nodes().values()) {
            if (node instanceof ModelNode model && model.timeSpine().isPresent()) {
                spines.add(spine(model, new Tree(model.timeSpine().get())));
            }
        }
        if (!manifest.semantics().models().isEmpty()) {
            legacySpine(manifest).ifPresent(model -> tables.add(table(model)));
        }
        tree.put("time_spine_table_configurations", tables);
        tree.put("metadata", null);
        Map<String, @Nullable Object> version = new LinkedHashMap<>();
        version.put("major_version", "0");
        version.put("minor_version", "9");
        version.put("patch_version", "0");
        tree.put("dsi_package_version", version);
        tree.put("time_spines", spines);
        return tree;
    }

    /** The model that is a time spine by its name alone. */
    public static Optional<ModelNode> legacySpine(Manifest manifest) {
        for (Node node : manifest.nodes().values()) {
            if (node instanceof ModelNode model && model.name().equals("metricflow_time_spine")) {
                return Optional.of(model);
            }
        }
        return Optional.empty();
    }

    private static Map<String, @Nullable Object> table(ModelNode model) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("location", model.relation().rendered().orElse(null));
        tree.put("column_name", "date_day");
        tree.put("grain", "day");
        return tree;
    }

    private static Map<String, @Nullable Object> spine(ModelNode model, Tree written) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("node_relation", relation(model));
        String column = written.words("standard_granularity_column");
        Map<String, @Nullable Object> primary = new LinkedHashMap<>();
        primary.put("name", column);
        primary.put(
                "time_granularity",
                Optional.ofNullable(model.docs().columns().get(column))
                        .flatMap(ColumnInfo::granularity)
                        .orElse(null));
        tree.put("primary_column", primary);
        List<Object> granularities = new ArrayList<>();
        for (Tree granularity : written.trees("custom_granularities")) {
            granularities.add(picked(granularity, List.of("name", "column_name")));
        }
        tree.put("custom_granularities", granularities);
        return tree;
    }

    /** {@code node_relation} of a node. */
    public static Map<String, @Nullable Object> relation(Node node) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("alias", node.relation().alias());
        tree.put("schema_name", node.relation().schema());
        tree.put("database", node.relation().database().orElse(null));
        tree.put("relation_name", node.relation().rendered().orElse(null));
        return tree;
    }

    private static List<Object> picked(List<Tree> trees, List<String> keys) {
        List<Object> picked = new ArrayList<>();
        trees.forEach(tree -> picked.add(picked(tree, keys)));
        return picked;
    }

    private static Map<String, @Nullable Object> picked(Tree tree, List<String> keys) {
        Map<String, @Nullable Object> picked = new LinkedHashMap<>();
        for (String key : keys) {
            picked.put(key, tree.members().get(key));
        }
        return picked;
    }

    private static Map<String, @Nullable Object> single(String key, Object value) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put(key, value);
        return tree;
    }
}
