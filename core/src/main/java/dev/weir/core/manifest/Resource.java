package dev.weir.core.manifest;

import java.util.List;

/** Anything with a unique id that can be selected, listed or linked. */
public sealed interface Resource permits Node, SourceDefinition, Exposure, UnitTest, SemanticModel, Metric, SavedQuery {
    Identity identity();

    /** The effective config; sources and exposures have one too. */
    NodeConfig config();

    /** Unique ids of what this resource reads, in the order the manifest lists them. Sources have none. */
    List<String> parents();

    default String uniqueId() {
        return identity().uniqueId();
    }

    default String name() {
        return identity().name();
    }

    default ResourceType resourceType() {
        return identity().resourceType();
    }

    default String packageName() {
        return identity().packageName();
    }

    default List<String> tags() {
        return config().tags();
    }

    /** {@code model orders (models/orders.sql)}: how messages name it. */
    default String subject() {
        return identity().subject();
    }
}
