package dev.weir.core.manifest;

/** A data test written as a query of its own. */
public record SingularTestNode(NodeBody body) implements Node {
    @Override
    public SingularTestNode withBody(NodeBody newBody) {
        return new SingularTestNode(newBody);
    }
}
