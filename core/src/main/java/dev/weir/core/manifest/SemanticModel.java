package dev.weir.core.manifest;

import java.time.Instant;
import java.util.List;

/**
 * A model as metrics see it: entities, dimensions, measures. Source: dbt docs, "Semantic models".
 *
 * @param model the ref as written: {@code ref('orders')}
 * @param definition {@code description} to {@code primary_entity}, with {@code node_relation} once it is linked
 */
public record SemanticModel(
        Identity identity, NodeConfig config, String model, Tree definition, NodeLinks links, Instant createdAt)
        implements Resource {
    @Override
    public List<String> parents() {
        return links.dependsOnNodes();
    }

    @Override
    public List<String> tags() {
        return List.of();
    }

    /** Its measures, each a tree as manifest v12 shows it. */
    public List<Tree> measures() {
        return definition.trees("measures");
    }
}
