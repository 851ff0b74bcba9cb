package dev.weir.core.manifest;

/** A snapshot, from a SQL block or from YAML. */
public record SnapshotNode(NodeBody body) implements Node {
    @Override
    public SnapshotNode withBody(NodeBody newBody) {
        return new SnapshotNode(newBody);
    }
}
