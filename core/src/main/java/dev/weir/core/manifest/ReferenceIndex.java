package dev.weir.core.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what {@code ref} and {@code source} calls mean: in the packages of the search order first, then in every other; a ref
 * without a version means the latest one. Immutable. Source: dbt docs, "ref"; recorded cases.
 */
public final class ReferenceIndex {
    private final SearchOrder order;
    private final Map<String, List<Node>> nodes = new HashMap<>();
    private final Map<String, List<FunctionNode>> functions = new HashMap<>();
    private final Map<String, List<SourceDefinition>> sources = new HashMap<>();

    public ReferenceIndex(SearchOrder order, Iterable<? extends Node> allNodes, Iterable<SourceDefinition> allSources) {
        this.order = order;
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

    /** Of the nodes and sources among some resources. */
    public static ReferenceIndex among(SearchOrder order, Iterable<? extends Resource> resources) {
        List<Node> nodes = new ArrayList<>();
        List<SourceDefinition> sources = new ArrayList<>();
        for (Resource resource : resources) {
            if (resource instanceof Node node) {
                nodes.add(node);
            } else if (resource instanceof SourceDefinition source) {
                sources.add(source);
            }
        }
        return new ReferenceIndex(order, nodes, sources);
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
        for (String packageName : order.of(callingPackage)) {
            Optional<Node> found = pick(named, packageName, call.version());
            if (found.isPresent()) {
                return found;
            }
        }
        return named.stream().filter(node -> fits(node, call.version())).findFirst();
    }

    /** Everything a ref may mean that names no package and finds nothing in the search order. */
    public List<Node> candidates(RefCall call, String callingPackage) {
        List<Node> fitting = new ArrayList<>();
        for (Node node : nodes.getOrDefault(call.name(), List.of())) {
            if (fits(node, call.version())) {
                if (order.of(callingPackage).contains(node.packageName())) {
                    return List.of(node);
                }
                fitting.add(node);
            }
        }
        return fitting;
    }

    /** Whether a ref leads from a package into the root project although the package has a node of that name. */
    public boolean passesOver(RefCall call, String callingPackage, Node found) {
        return !order.ownFirst()
                && call.packageName().isEmpty()
                && !callingPackage.equals(order.rootProject())
                && found.packageName().equals(order.rootProject());
    }

    public Optional<FunctionNode> find(FunctionCall call, String callingPackage) {
        List<FunctionNode> named = functions.getOrDefault(call.name(), List.of());
        List<String> packages = call.packageName().map(List::of).orElseGet(() -> order.of(callingPackage));
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
        for (String packageName : order.of(callingPackage)) {
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
