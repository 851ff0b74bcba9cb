package dev.weir.core.manifest;

import dev.weir.base.Ordered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every node and edge of a project and its packages. Maps are keyed by unique id and keep the order of parsing. Immutable
 * and thread-safe. Written as {@code manifest.json} v12 by {@code core.artifact}.
 *
 * @param searchOrder where refs look first
 * @param disabled resources whose config says {@code enabled: false}, by unique id
 */
public record Manifest(
        SearchOrder searchOrder,
        Map<String, Node> nodes,
        Map<String, SourceDefinition> sources,
        Map<String, Exposure> exposures,
        Map<String, UnitTest> unitTests,
        Semantics semantics,
        Map<String, Macro> macros,
        Map<String, DocBlock> docs,
        Map<String, Group> groups,
        Map<String, List<Resource>> disabled,
        Map<String, Object> selectors) {
    public Manifest {
        nodes = Ordered.copyOf(nodes);
        sources = Ordered.copyOf(sources);
        exposures = Ordered.copyOf(exposures);
        unitTests = Ordered.copyOf(unitTests);
        macros = Ordered.copyOf(macros);
        docs = Ordered.copyOf(docs);
        groups = Ordered.copyOf(groups);
        disabled = Ordered.copyOf(disabled);
        selectors = Ordered.copyOf(selectors);
    }

    /** With the named selectors that are shown; they are read apart from what is parsed. */
    public Manifest withSelectors(Map<String, Object> shown) {
        return new Manifest(
                searchOrder, nodes, sources, exposures, unitTests, semantics, macros, docs, groups, disabled, shown);
    }

    /** The root project. */
    public String projectName() {
        return searchOrder.rootProject();
    }

    /** Any resource by its unique id. */
    public Optional<Resource> find(String uniqueId) {
        Resource found = nodes.get(uniqueId);
        if (found == null) {
            found = sources.get(uniqueId);
        }
        if (found == null) {
            found = exposures.get(uniqueId);
        }
        if (found == null) {
            found = unitTests.get(uniqueId);
        }
        if (found == null) {
            found = semantics.metrics().get(uniqueId);
        }
        if (found == null) {
            found = semantics.models().get(uniqueId);
        }
        if (found == null) {
            found = semantics.savedQueries().get(uniqueId);
        }
        return Optional.ofNullable(found);
    }

    /** What is disabled, in the order of unique ids. */
    public List<Resource> resourcesOff() {
        return disabled.values().stream().flatMap(List::stream).toList();
    }

    /** Nodes, sources, exposures, metrics, semantic models, saved queries and unit tests, in that order. */
    public List<Resource> resources() {
        List<Resource> all =
                new ArrayList<>(nodes.size() + sources.size() + exposures.size() + semantics.size() + unitTests.size());
        all.addAll(nodes.values());
        all.addAll(sources.values());
        all.addAll(exposures.values());
        all.addAll(semantics.metrics().values());
        all.addAll(semantics.models().values());
        all.addAll(semantics.savedQueries().values());
        all.addAll(unitTests.values());
        return all;
    }
}
