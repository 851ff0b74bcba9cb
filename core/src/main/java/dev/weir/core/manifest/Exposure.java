package dev.weir.core.manifest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A use of the project outside of it: a dashboard, an application. */
public record Exposure(
        Identity identity,
        NodeConfig config,
        String type,
        Map<String, @Nullable Object> owner,
        String description,
        Optional<String> label,
        Optional<String> maturity,
        Optional<String> url,
        Map<String, @Nullable Object> meta,
        NodeLinks links,
        Instant createdAt)
        implements Resource {
    @Override
    public List<String> parents() {
        return links.dependsOnNodes();
    }
}
