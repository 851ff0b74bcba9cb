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
 * @param version of the model it tests: Long, Double or String
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
        Optional<Object> version,
        List<String> dependsOnNodes,
        NodeCode.Checksum checksum,
        Optional<String> schema,
        Instant createdAt)
        implements Resource {
    @Override
    public List<String> parents() {
        return dependsOnNodes;
    }

    /** The name as lines of a run show it: with the version of the model, where it has one. */
    public String shownName() {
        return identity.uniqueId().substring(identity.uniqueId().lastIndexOf('.') + 1);
    }
}
