package dev.weir.core.manifest;

/** SQL that is compiled and never run. */
public record AnalysisNode(NodeBody body) implements Node {
    @Override
    public AnalysisNode withBody(NodeBody newBody) {
        return new AnalysisNode(newBody);
    }
}
