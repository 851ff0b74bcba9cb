package dev.weir.core.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model.
 *
 * @param access {@code private}, {@code protected} or {@code public}
 * @param constraints model-level constraints, plain trees as manifest v12 shows them
 * @param version of a versioned model: Long, Double or String
 * @param deprecationDate ISO text
 * @param timeSpine {@code time_spine} as manifest v12 shows it
 * @param contractChecksum of columns and constraints, when the contract is enforced
 */
public record ModelNode(
        NodeBody body,
        String access,
        List<Map<String, @Nullable Object>> constraints,
        Optional<Object> version,
        Optional<Object> latestVersion,
        Optional<String> deprecationDate,
        List<String> primaryKey,
        Optional<String> contractChecksum,
        Optional<Map<String, @Nullable Object>> timeSpine)
        implements Node {
    public ModelNode {
        constraints = List.copyOf(constraints);
        primaryKey = List.copyOf(primaryKey);
    }

    public ModelNode withConstraints(List<Map<String, @Nullable Object>> newConstraints) {
        return new ModelNode(
                body,
                access,
                newConstraints,
                version,
                latestVersion,
                deprecationDate,
                primaryKey,
                contractChecksum,
                timeSpine);
    }

    public ModelNode withPrimaryKey(List<String> newKey) {
        return new ModelNode(
                body,
                access,
                constraints,
                version,
                latestVersion,
                deprecationDate,
                newKey,
                contractChecksum,
                timeSpine);
    }

    @Override
    public ModelNode withBody(NodeBody newBody) {
        return new ModelNode(
                newBody,
                access,
                constraints,
                version,
                latestVersion,
                deprecationDate,
                primaryKey,
                contractChecksum,
                timeSpine);
    }
}
