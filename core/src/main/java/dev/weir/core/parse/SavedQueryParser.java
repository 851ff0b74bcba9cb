package dev.weir.core.parse;

import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.MetricCall;
import dev.weir.core.manifest.NodeConfig;
import dev.weir.core.manifest.NodeLinks;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.Tree;
import dev.weir.core.project.ConfigSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code saved_queries:} entries ⇒ saved queries. Source: dbt docs, "Saved queries"; recorded manifests. */
final class SavedQueryParser {
    private static final List<String> EXPORTS = List.of("table", "view");

    private final ParseScope scope;

    SavedQueryParser(ParseScope scope) {
        this.scope = scope;
    }

    SavedQuery parse(PropertyBlock block) {
        EntryShapes.check(block, EntryShapes.SAVED_QUERY);
        Tree written = new Tree(block.rendered());
        Identity identity = SemanticParts.identity(block, ResourceType.SAVED_QUERY);
        ConfigLayer own = block.configLayer(List.of());
        NodeConfig resolved = scope.configs()
                .resolve(
                        new ConfigResolver.Place(block.project(), ConfigSection.SAVED_QUERIES, identity.fqn()),
                        ConfigShape.SAVED_QUERY,
                        own,
                        ConfigLayer.NONE)
                .config();
        NodeConfig config = new NodeConfig(resolved.values(), own.unrendered());
        SemanticParts parts = new SemanticParts(scope, block);
        Tree params = written.tree("query_params").orElse(Tree.EMPTY);
        List<String> metrics = params.texts("metrics");
        Map<String, @Nullable Object> query = SemanticParts.map("metrics", metrics);
        query.put("group_by", params.texts("group_by"));
        query.put("where", SemanticParts.filter(params, "where"));
        query.put("order_by", params.texts("order_by"));
        query.put("limit", params.members().get("limit"));
        Map<String, @Nullable Object> definition = SemanticParts.map("query_params", query);
        List<Object> exports = new ArrayList<>();
        for (Tree export : written.trees("exports")) {
            exports.add(export(block, export, config));
        }
        definition.put("exports", exports);
        definition.put("description", parts.description(written, identity));
        definition.put("label", written.members().get("label"));
        List<MetricCall> calls = new ArrayList<>();
        for (String metric : metrics) {
            calls.add(new MetricCall(metric, Optional.empty()));
        }
        return new SavedQuery(
                identity,
                config,
                new Tree(definition),
                tags(written, config),
                new NodeLinks(List.of(), List.of(), List.of(), calls, List.of(), List.of()),
                scope.createdAt());
    }

    private static List<String> tags(Tree written, NodeConfig config) {
        Set<String> tags = new TreeSet<>(config.tags());
        if (written.members().get("tags") instanceof String single) {
            tags.add(single);
        }
        tags.addAll(written.texts("tags"));
        return List.copyOf(tags);
    }

    private Map<String, @Nullable Object> export(PropertyBlock block, Tree written, NodeConfig config) {
        Tree given = written.tree("config").orElse(Tree.EMPTY);
        Optional<String> as = given.text("export_as").or(() -> config.text("export_as"));
        if (as.isEmpty() || !EXPORTS.contains(as.get())) {
            throw PropertyErrors.semantic(
                    block,
                    "exports",
                    "export \"" + written.words("name") + "\" is neither a table nor a view",
                    "Field \"export_as\" of type ExportDestinationType in ExportConfig has invalid value "
                            + ConfigBuilder.shown(as.orElse(null)));
        }
        Map<String, @Nullable Object> target = SemanticParts.map("export_as", as.get());
        Map<String, @Nullable Object> credentials = scope.request().invocation().target();
        target.put(
                "schema_name",
                given.text("schema")
                        .or(() -> given.text("schema_name"))
                        .or(() -> config.text("schema"))
                        .orElseGet(() -> String.valueOf(credentials.get("schema"))));
        target.put("alias", given.text("alias").orElse(written.words("name")));
        target.put("database", given.text("database").orElseGet(() -> String.valueOf(credentials.get("database"))));
        Map<String, @Nullable Object> export = SemanticParts.map("name", written.words("name"));
        export.put("config", target);
        export.put("unrendered_config", new LinkedHashMap<>(given.members()));
        return export;
    }
}
