package dev.weir.core.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what {@code ref} and {@code source} calls mean. The caller's package is searched first, then the root project, then
 * every other package; a ref without a version means the latest one. Immutable. Source: dbt docs, "ref"; recorded cases.
 */
public final class ReferenceIndex {
    private final String rootProject;
    private final Map<String, List<Node>> nodes = new HashMap<>();
    private final Map<String, List<FunctionNode>> functions = new HashMap<>();
    private final Map<String, List<SourceDefinition>> sources = new HashMap<>();

    public ReferenceIndex(
            String rootProject, Iterable<? extends Node> allNodes, Iterable<SourceDefinition> allSources) {
        this.rootProject = rootProject;
        for (Node node : allNodes) {
            if (node instanceof FunctionNode function) {
                functions.computeIfAbsent(node.name(), _ -> new ArrayList<>(1)).add(function);
            }
            if (node.referable()) {
                nodes.computeIfAbsent(node.name(), _ -> new ArrayList<>(1)).add(node);
            }
        }
        for (SourceDefinition source : allSources) {
            sources.computeIfAbsent(key(source.sourceName(), source.name()), _ -> new ArrayList<>(1))
                    .add(source);
        }
    }

    /** The names a ref can use, for suggestions. */
    public Set<String> names() {
        return nodes.keySet();
    }

    public Optional<Node> find(RefCall call, String callingPackage) {
        List<Node> named = nodes.getOrDefault(call.name(), List.of());
        if (call.packageName().isPresent()) {
            return pick(named, call.packageName().get(), call.version());
        }
        Optional<Node> found = pick(named, callingPackage, call.version());
        if (found.isEmpty() && !callingPackage.equals(rootProject)) {
            found = pick(named, rootProject, call.version());
        }
        return found.isPresent()
                ? found
                : named.stream().filter(node -> fits(node, call.version())).findFirst();
    }

    public Optional<FunctionNode> find(FunctionCall call, String callingPackage) {
        List<FunctionNode> named = functions.getOrDefault(call.name(), List.of());
        List<String> packages = call.packageName().map(List::of).orElseGet(() -> List.of(callingPackage, rootProject));
        for (String packageName : packages) {
            for (FunctionNode function : named) {
                if (function.packageName().equals(packageName)) {
                    return Optional.of(function);
                }
            }
        }
        return call.packageName().isPresent()
                ? Optional.empty()
                : named.stream().findFirst();
    }

    private static Optional<Node> pick(List<Node> named, String packageName, Optional<String> version) {
        for (Node node : named) {
            if (node.packageName().equals(packageName) && fits(node, version)) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    private static boolean fits(Node node, Optional<String> version) {
        Optional<Object> own = node instanceof ModelNode model ? model.version() : Optional.empty();
        if (version.isPresent()) {
            return own.map(Object::toString).equals(version);
        }
        return own.isEmpty() || node instanceof ModelNode model && own.equals(model.latestVersion());
    }

    public Optional<SourceDefinition> find(SourceCall call, String callingPackage) {
        List<SourceDefinition> named = sources.getOrDefault(key(call.sourceName(), call.tableName()), List.of());
        for (String packageName : List.of(callingPackage, rootProject)) {
            for (SourceDefinition source : named) {
                if (source.packageName().equals(packageName)) {
                    return Optional.of(source);
                }
            }
        }
        return named.stream().findFirst();
    }

    private static String key(String sourceName, String tableName) {
        return sourceName + "\n" + tableName;
    }
}
