package dev.weir.core.manifest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Resources as plain trees in the shape of manifest v12: what {@code manifest.json} holds and what templates see as
 * {@code model} and {@code graph}. Source: manifest v12 schema; key order as dbt 1.11.16 writes it.
 */
public final class WireForm {
    private WireForm() {}

    /** A node before compilation. Fresh and mutable; nested values may be shared and are not to be changed. */
    public static Map<String, @Nullable Object> of(Node node) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(64);
        relation(tree, node.relation());
        identity(tree, node.identity());
        tree.put("alias", node.relation().alias());
        tree.put("checksum", checksum(node.code().checksum()));
        tree.put("config", node.config().values());
        tree.put("tags", node.tags());
        docs(tree, node);
        tree.put("build_path", null);
        tree.put("unrendered_config", node.config().unrendered());
        tree.put("created_at", seconds(node.body().createdAt()));
        tree.put("relation_name", node.relation().rendered().orElse(null));
        tree.put("raw_code", node.code().rawCode());
        tree.put("doc_blocks", node.docs().docBlocks());
        if (node instanceof SeedNode seed) {
            tree.put("root_path", seed.rootPath());
            tree.put("depends_on", single("macros", node.links().dependsOnMacros()));
            return tree;
        }
        tree.put("language", node.code().language());
        links(tree, node.links());
        tree.put("compiled_path", null);
        tree.put("contract", contract(node));
        kind(tree, node);
        return tree;
    }

    private static void kind(Map<String, @Nullable Object> tree, Node node) {
        switch (node) {
            case ModelNode model -> {
                tree.put("access", model.access());
                tree.put("constraints", model.constraints());
                tree.put("version", model.version().orElse(null));
                tree.put("latest_version", model.latestVersion().orElse(null));
                tree.put("deprecation_date", model.deprecationDate().orElse(null));
                tree.put("primary_key", model.primaryKey());
                tree.put("time_spine", model.timeSpine().orElse(null));
            }
            case GenericTestNode test -> {
                tree.put("column_name", test.columnName().orElse(null));
                tree.put("file_key_name", test.fileKeyName());
                tree.put("attached_node", test.attachedNode().orElse(null));
                Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
                metadata.put("name", test.testName());
                metadata.put("kwargs", test.kwargs());
                metadata.put("namespace", test.namespace().orElse(null));
                tree.put("test_metadata", metadata);
            }
            case OperationNode operation -> {
                tree.put("index", (long) operation.index());
            }
            case FunctionNode function -> {
                tree.put("arguments", function.arguments());
                tree.put("returns", function.returns());
            }
            case SeedNode _, SnapshotNode _, AnalysisNode _, SingularTestNode _ -> {}
        }
    }

    public static Map<String, @Nullable Object> of(SourceDefinition source) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(48);
        relation(tree, source.relation());
        identity(tree, source.identity());
        tree.put("source_name", source.sourceName());
        tree.put("source_description", source.sourceDescription());
        tree.put("loader", source.loader());
        tree.put("identifier", source.relation().alias());
        tree.put("quoting", source.quoting());
        tree.put("loaded_at_field", source.freshness().loadedAtField().orElse(null));
        tree.put("loaded_at_query", source.freshness().loadedAtQuery().orElse(null));
        tree.put("freshness", source.freshness().thresholds().orElse(null));
        tree.put("external", source.external().orElse(null));
        tree.put("description", source.docs().description());
        tree.put("columns", columns(source.docs().columns()));
        tree.put("meta", source.docs().meta());
        tree.put("source_meta", source.sourceMeta());
        tree.put("tags", source.tags());
        tree.put("config", source.config().values());
        tree.put("patch_path", source.docs().patchPath().orElse(null));
        tree.put("unrendered_config", source.config().unrendered());
        tree.put("relation_name", source.relation().rendered().orElse(null));
        tree.put("created_at", seconds(source.createdAt()));
        tree.put("unrendered_database", source.unrenderedDatabase().orElse(null));
        tree.put("unrendered_schema", source.unrenderedSchema().orElse(null));
        tree.put("doc_blocks", source.docs().docBlocks());
        return tree;
    }

    public static Map<String, @Nullable Object> of(Exposure exposure) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(40);
        Identity identity = exposure.identity();
        tree.put("name", identity.name());
        tree.put("resource_type", "exposure");
        tree.put("package_name", identity.packageName());
        tree.put("path", identity.path());
        tree.put("original_file_path", identity.originalFilePath());
        tree.put("unique_id", identity.uniqueId());
        tree.put("fqn", identity.fqn());
        tree.put("type", exposure.type());
        tree.put("owner", exposure.owner());
        tree.put("description", exposure.description());
        tree.put("label", exposure.label().orElse(null));
        tree.put("maturity", exposure.maturity().orElse(null));
        tree.put("meta", exposure.meta());
        tree.put("tags", exposure.tags());
        tree.put("config", exposure.config().values());
        tree.put("unrendered_config", exposure.config().unrendered());
        tree.put("url", exposure.url().orElse(null));
        Map<String, @Nullable Object> dependsOn = new LinkedHashMap<>();
        dependsOn.put("macros", exposure.links().dependsOnMacros());
        dependsOn.put("nodes", exposure.links().dependsOnNodes());
        tree.put("depends_on", dependsOn);
        tree.put("refs", refs(exposure.links().refs()));
        tree.put("sources", sources(exposure.links().sources()));
        tree.put("metrics", metrics(exposure.links().metrics()));
        tree.put("created_at", seconds(exposure.createdAt()));
        return tree;
    }

    public static Map<String, @Nullable Object> of(Resource resource) {
        return switch (resource) {
            case Node node -> of(node);
            case SourceDefinition source -> of(source);
            case Exposure exposure -> of(exposure);
            case UnitTest test -> of(test);
            case SemanticModel model -> SemanticForm.of(model);
            case Metric metric -> SemanticForm.of(metric);
            case SavedQuery query -> SemanticForm.of(query);
        };
    }

    public static Map<String, @Nullable Object> of(Group group) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", group.name());
        tree.put("resource_type", "group");
        tree.put("package_name", group.packageName());
        tree.put("path", group.path());
        tree.put("original_file_path", group.originalFilePath());
        tree.put("unique_id", group.uniqueId());
        tree.put("owner", group.owner());
        tree.put("description", group.description());
        tree.put("config", group.config());
        return tree;
    }

    public static Map<String, @Nullable Object> of(UnitTest test) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(40);
        Identity identity = test.identity();
        tree.put("model", test.model());
        tree.put("given", test.given());
        tree.put("expect", test.expect());
        tree.put("name", identity.name());
        tree.put("resource_type", "unit_test");
        tree.put("package_name", identity.packageName());
        tree.put("path", identity.path());
        tree.put("original_file_path", identity.originalFilePath());
        tree.put("unique_id", identity.uniqueId());
        tree.put("fqn", identity.fqn());
        tree.put("description", test.description());
        tree.put("overrides", test.overrides().orElse(null));
        Map<String, @Nullable Object> dependsOn = new LinkedHashMap<>();
        dependsOn.put("macros", List.of());
        dependsOn.put("nodes", test.dependsOnNodes());
        tree.put("depends_on", dependsOn);
        tree.put("config", test.config().values());
        tree.put( // intended: COMPATIBILITY #92
                "checksum",
                test.checksum().checksum().isEmpty() ? null : test.checksum().checksum());
        tree.put("schema", test.schema().orElse(null));
        tree.put("created_at", seconds(test.createdAt()));
        tree.put("versions", test.versions().orElse(null));
        tree.put("version", test.version().orElse(null));
        return tree;
    }

    private static void relation(Map<String, @Nullable Object> tree, RelationName relation) {
        tree.put("database", relation.database().orElse(null));
        tree.put("schema", relation.schema());
    }

    static void identity(Map<String, @Nullable Object> tree, Identity identity) {
        tree.put("name", identity.name());
        tree.put("resource_type", identity.resourceType().wireName());
        tree.put("package_name", identity.packageName());
        tree.put("path", identity.path());
        tree.put("original_file_path", identity.originalFilePath());
        tree.put("unique_id", identity.uniqueId());
        tree.put("fqn", identity.fqn());
    }

    private static void docs(Map<String, @Nullable Object> tree, Node node) {
        Documentation docs = node.docs();
        tree.put("description", docs.description());
        tree.put("columns", columns(docs.columns()));
        tree.put("meta", docs.meta());
        tree.put(
                "group",
                (node instanceof GenericTestNode test
                                ? test.group()
                                : node.config().text("group"))
                        .orElse(null));
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("show", docs.show());
        shown.put("node_color", docs.nodeColor().orElse(null));
        tree.put("docs", shown);
        tree.put("patch_path", docs.patchPath().orElse(null));
    }

    private static Map<String, @Nullable Object> columns(Map<String, ColumnInfo> columns) {
        Map<String, @Nullable Object> trees = new LinkedHashMap<>();
        for (ColumnInfo column : columns.values()) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("name", column.name());
            tree.put("description", column.description());
            tree.put("meta", column.meta());
            tree.put("data_type", column.dataType().orElse(null));
            tree.put("constraints", column.constraints());
            tree.put("quote", column.quote().orElse(null));
            tree.put("config", column.config());
            tree.put("tags", column.tags());
            tree.put("granularity", column.granularity().orElse(null));
            tree.put("doc_blocks", column.docBlocks());
            trees.put(column.name(), tree);
        }
        return trees;
    }

    private static void links(Map<String, @Nullable Object> tree, NodeLinks links) {
        tree.put("refs", refs(links.refs()));
        tree.put("sources", sources(links.sources()));
        tree.put("metrics", metrics(links.metrics()));
        tree.put("functions", functions(links.functions()));
        Map<String, @Nullable Object> dependsOn = new LinkedHashMap<>();
        dependsOn.put("macros", links.dependsOnMacros());
        dependsOn.put("nodes", links.dependsOnNodes());
        tree.put("depends_on", dependsOn);
    }

    private static List<Object> metrics(List<MetricCall> calls) {
        List<Object> trees = new ArrayList<>(calls.size());
        for (MetricCall call : calls) {
            trees.add(call.packageName().map(name -> List.of(name, call.name())).orElseGet(() -> List.of(call.name())));
        }
        return trees;
    }

    private static List<Object> functions(List<FunctionCall> calls) {
        List<Object> trees = new ArrayList<>(calls.size());
        for (FunctionCall call : calls) {
            trees.add(call.packageName().map(name -> List.of(name, call.name())).orElseGet(() -> List.of(call.name())));
        }
        return trees;
    }

    static List<Object> refs(List<RefCall> refs) {
        List<Object> trees = new ArrayList<>(refs.size());
        for (RefCall ref : refs) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("name", ref.name());
            tree.put("package", ref.packageName().orElse(null));
            tree.put(
                    "version",
                    ref.version()
                            .<Object>map(text -> ref.quoted() ? text : version(text))
                            .orElse(null));
            trees.add(tree);
        }
        return trees;
    }

    private static Object version(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notWhole) {
            return text;
        }
    }

    private static List<Object> sources(List<SourceCall> sources) {
        List<Object> trees = new ArrayList<>(sources.size());
        for (SourceCall source : sources) {
            trees.add(List.of(source.sourceName(), source.tableName()));
        }
        return trees;
    }

    private static Map<String, @Nullable Object> checksum(NodeCode.Checksum checksum) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", checksum.name());
        tree.put("checksum", checksum.checksum());
        return tree;
    }

    private static Map<String, @Nullable Object> contract(Node node) {
        Map<String, @Nullable Object> configured = node.config().map("contract");
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("enforced", Boolean.TRUE.equals(configured.get("enforced")));
        tree.put("alias_types", !Boolean.FALSE.equals(configured.get("alias_types")));
        tree.put(
                "checksum",
                node instanceof ModelNode model ? model.contractChecksum().orElse(null) : null);
        return tree;
    }

    private static Map<String, @Nullable Object> single(String key, Object value) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put(key, value);
        return tree;
    }

    /** Seconds since the epoch with a fraction, as Python's {@code time.time()}. */
    public static double seconds(Instant at) {
        return at.getEpochSecond() + at.getNano() / 1e9;
    }
}
