package dev.weir.core.manifest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A number worth following over time. Source: dbt docs, "Metrics".
 *
 * @param definition {@code description}, {@code label}, {@code type}, {@code type_params}, {@code filter},
 *     {@code time_granularity} in the shape of manifest v12
 */
public record Metric(
        Identity identity,
        NodeConfig config,
        Tree definition,
        Map<String, @Nullable Object> meta,
        List<String> tags,
        NodeLinks links,
        Instant createdAt)
        implements Resource {
    @Override
    public List<String> parents() {
        return links.dependsOnNodes();
    }

    /** {@code "simple"}, {@code "ratio"}, {@code "derived"}, {@code "cumulative"} or {@code "conversion"}. */
    public String type() {
        return definition.words("type");
    }

    public Tree typeParams() {
        return definition.tree("type_params").orElse(Tree.EMPTY);
    }
}
