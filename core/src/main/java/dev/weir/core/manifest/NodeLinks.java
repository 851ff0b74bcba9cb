package dev.weir.core.manifest;

import java.util.List;

/**
 * What a node reads, as written and as resolved, in first-seen order. Calls stand as often as they are written; unique ids
 * once.
 *
 * @param refs calls as written
 * @param sources calls as written
 * @param functions calls as written
 * @param metrics calls as written
 * @param dependsOnMacros unique ids of macros called while parsing
 * @param dependsOnNodes unique ids of nodes and sources the calls resolved to
 */
public record NodeLinks(
        List<RefCall> refs,
        List<SourceCall> sources,
        List<FunctionCall> functions,
        List<MetricCall> metrics,
        List<String> dependsOnMacros,
        List<String> dependsOnNodes) {
    public static final NodeLinks NONE = new NodeLinks(List.of(), List.of(), List.of(), List.of());

    /** Links without functions. */
    public NodeLinks(
            List<RefCall> refs, List<SourceCall> sources, List<String> dependsOnMacros, List<String> dependsOnNodes) {
        this(refs, sources, List.of(), List.of(), dependsOnMacros, dependsOnNodes);
    }

    public NodeLinks {
        refs = List.copyOf(refs);
        sources = List.copyOf(sources);
        functions = List.copyOf(functions);
        metrics = List.copyOf(metrics);
        dependsOnMacros = List.copyOf(dependsOnMacros);
        dependsOnNodes = List.copyOf(dependsOnNodes);
    }

    public NodeLinks withNodes(List<String> newNodes) {
        return new NodeLinks(refs, sources, functions, metrics, dependsOnMacros, newNodes);
    }
}
