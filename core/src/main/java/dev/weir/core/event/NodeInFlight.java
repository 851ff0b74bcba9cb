package dev.weir.core.event;

import java.util.Optional;

/** The node whose templates the current thread renders; what they say is told of it in the JSON log. */
public final class NodeInFlight {
    private static final ScopedValue<NodeInfo> NODE = ScopedValue.newInstance();

    private NodeInFlight() {}

    /** Does the work for a node in a status such as {@code "executing"}. */
    public static <R> R in(String status, NodeInfo node, Work<R> work) {
        return ScopedValue.where(NODE, node.withStatus(status, "")).call(work::done);
    }

    static Optional<NodeInfo> current() {
        return NODE.isBound() ? Optional.of(NODE.get()) : Optional.empty();
    }

    /** What is done for a node. */
    @FunctionalInterface
    public interface Work<R> {
        R done();
    }
}
