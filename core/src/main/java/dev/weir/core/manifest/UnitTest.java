package dev.weir.core.manifest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A unit test of a model.
 *
 * @param given plain trees as manifest v12 shows them ({@code input}, {@code rows}, {@code format}, {@code fixture})
 * @param schema of the model it tests
 */
public record UnitTest(
        Identity identity,
        NodeConfig config,
        String model,
        String description,
        List<Map<String, @Nullable Object>> given,
        Map<String, @Nullable Object> expect,
        Optional<Map<String, @Nullable Object>> overrides,
        Optional<Map<String, @Nullable Object>> versions,
        List<String> dependsOnNodes,
        NodeCode.Checksum checksum,
        Optional<String> schema,
        Instant createdAt)
        implements Resource {
    @Override
    public List<String> parents() {
        return dependsOnNodes;
    }
}
