package dev.weir.core.manifest;

import java.util.List;

/**
 * A resource with code or data that a command can compile or run: what stands under {@code nodes} in manifest v12. Each
 * kind is a record around the same {@link NodeBody} plus what only that kind has.
 */
public sealed interface Node extends Resource
        permits ModelNode,
                SeedNode,
                SnapshotNode,
                AnalysisNode,
                SingularTestNode,
                GenericTestNode,
                OperationNode,
                FunctionNode {
    NodeBody body();

    /** The same node with another body. */
    Node withBody(NodeBody body);

    @Override
    default Identity identity() {
        return body().identity();
    }

    @Override
    default NodeConfig config() {
        return body().config();
    }

    @Override
    default List<String> parents() {
        return body().links().dependsOnNodes();
    }

    @Override
    default List<String> tags() {
        return body().tags();
    }

    default RelationName relation() {
        return body().relation();
    }

    default Documentation docs() {
        return body().docs();
    }

    default NodeCode code() {
        return body().code();
    }

    default NodeLinks links() {
        return body().links();
    }

    /** Whether another node may {@code ref} this one. */
    default boolean referable() {
        return switch (this) {
            case ModelNode _, SeedNode _, SnapshotNode _ -> true;
            case AnalysisNode _, SingularTestNode _, GenericTestNode _, OperationNode _, FunctionNode _ -> false;
        };
    }

    /** Whether it is inlined where it is read rather than built. */
    default boolean ephemeral() {
        return this instanceof ModelNode && config().materialized().equals("ephemeral");
    }
}
