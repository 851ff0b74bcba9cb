package dev.weir.core.context;

import dev.weir.core.manifest.FunctionNode;
import dev.weir.core.manifest.Group;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.WireForm;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyMutableMapping;
import dev.weir.jinja.value.Values;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code graph} in templates: {@code nodes}, {@code sources}, {@code exposures}, {@code groups}, … by unique id, in manifest v12's
 * shape, each part made when it is first asked for. One for all nodes of a run: packages keep there what nodes leave for each
 * other and for the hooks at the end ({@code graph.setdefault("elementary", {…})}).
 */
public final class GraphValue implements PyMutableMapping {
    private static final List<Object> KEYS = List.of(
            "exposures", "functions", "groups", "metrics", "nodes", "sources", "semantic_models", "saved_queries");

    private final Manifest manifest;
    private final ConcurrentMap<String, PyDict> parts = new ConcurrentHashMap<>();
    /** What templates put there, in the order in which it came. */
    private final Map<Object, Object> added = new LinkedHashMap<>();

    public GraphValue(Manifest manifest) {
        this.manifest = manifest;
    }

    @Override
    public List<Object> keys() {
        Set<Object> keys = new LinkedHashSet<>(KEYS);
        synchronized (added) {
            keys.addAll(added.keySet());
        }
        return List.copyOf(keys);
    }

    @Override
    public int length() {
        return keys().size();
    }

    @Override
    public @Nullable Object item(Object key) {
        synchronized (added) {
            Object own = added.get(key);
            if (own != null) {
                return own;
            }
        }
        return key instanceof String name ? part(name) : null;
    }

    @Override
    public void put(Object key, Object value) {
        synchronized (added) {
            added.put(key, value);
        }
    }

    /** Only what templates put there is taken out. */
    @Override
    public @Nullable Object remove(Object key) {
        synchronized (added) {
            Object own = added.remove(key);
            return own != null ? own : item(key);
        }
    }

    private @Nullable Object part(String name) {
        return switch (name) {
            case "nodes" -> part(name, nodes(false));
            case "functions" -> part(name, nodes(true));
            case "sources" -> part(name, manifest.sources().values());
            case "exposures" -> part(name, manifest.exposures().values());
            case "metrics" -> part(name, manifest.semantics().metrics().values());
            case "semantic_models" -> part(name, manifest.semantics().models().values());
            case "saved_queries" ->
                part(name, manifest.semantics().savedQueries().values());
            case "groups" -> parts.computeIfAbsent(name, _ -> groups());
            default -> null;
        };
    }

    private List<Node> nodes(boolean functions) {
        return manifest.nodes().values().stream()
                .filter(node -> node instanceof FunctionNode == functions)
                .toList();
    }

    private PyDict groups() {
        PyDict trees = new PyDict();
        for (Group group : manifest.groups().values()) {
            trees.put(group.uniqueId(), Values.fromData(WireForm.of(group)));
        }
        return trees;
    }

    private PyDict part(String name, Collection<? extends Resource> resources) {
        return parts.computeIfAbsent(name, _ -> {
            PyDict trees = new PyDict();
            for (Resource resource : resources) {
                trees.put(resource.uniqueId(), NodeTree.of(WireForm.of(resource)));
            }
            return trees;
        });
    }
}
