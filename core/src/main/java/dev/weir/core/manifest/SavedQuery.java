package dev.weir.core.manifest;

import java.time.Instant;
import java.util.List;

/**
 * A query of metrics that is kept under a name, with the tables and views it is exported to. Source: dbt docs, "Saved queries".
 *
 * @param definition {@code query_params}, {@code exports}, {@code description}, {@code label} in the shape of manifest v12
 */
public record SavedQuery(
        Identity identity, NodeConfig config, Tree definition, List<String> tags, NodeLinks links, Instant createdAt)
        implements Resource {
    @Override
    public List<String> parents() {
        return links.dependsOnNodes();
    }
}
