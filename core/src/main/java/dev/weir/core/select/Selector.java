package dev.weir.core.select;

import dev.weir.core.graph.Graph;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.manifest.UnitTest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds what a request asks for in a graph. */
public final class Selector {
    private final Graph graph;
    private final IndirectSelection indirect;
    private final boolean settling;
    private final SelectorMethods methods;
    private final List<String> unmatched = new ArrayList<>();

    private Selector(Graph graph, SelectionRequest request) {
        this.graph = graph;
        indirect = request.indirect();
        settling = !request.select().isEmpty() || !request.exclude().isEmpty();
        methods = new SelectorMethods(graph, request.state());
    }

    /**
     * The selected resources of the wanted kinds. Throws {@code SEL-…} for words that cannot be understood.
     *
     * @param named definitions of {@code selectors.yml}, by name; may be empty
     */
    public static Selection select(Graph graph, SelectionRequest request, NamedSelectors named) {
        Selector selector = new Selector(graph, request);
        Found found = selector.evaluate(named.resolve(request));
        List<Resource> resources = new ArrayList<>();
        for (String id : graph.inOrder()) {
            if (found.direct.contains(id)) {
                Resource resource = graph.manifest().find(id).orElseThrow();
                if (request.kinds().contains(resource.resourceType())) {
                    resources.add(resource);
                }
            }
        }
        return new Selection(graph, resources, selector.unmatched);
    }

    /**
     * Ids selected, and tests that wait for more of their parents to be selected.
     *
     * @param waiting tests that a cautious or buildable selection held back
     */
    private record Found(Set<String> direct, Set<String> waiting) {}

    private Found evaluate(Definition definition) {
        return switch (definition) {
            case Definition.One one -> match(one.criterion());
            case Definition.Everything _ -> new Found(new LinkedHashSet<>(graph.inOrder()), new LinkedHashSet<>());
            case Definition.Word word -> {
                Found found = evaluate(word.meaning());
                if (found.direct.isEmpty()) {
                    unmatched.add(word.text());
                }
                yield found;
            }
            case Definition.Union union -> {
                Found all = new Found(new LinkedHashSet<>(), new LinkedHashSet<>());
                for (Definition member : union.members()) {
                    Found found = evaluate(member);
                    all.direct.addAll(found.direct);
                    all.waiting.addAll(found.waiting);
                }
                yield settle(all);
            }
            case Definition.Intersection intersection -> {
                if (intersection.members().isEmpty()) { // a list of nothing but an exclusion
                    yield new Found(new LinkedHashSet<>(), new LinkedHashSet<>());
                }
                Found all = evaluate(intersection.members().getFirst());
                for (Definition member :
                        intersection.members().subList(1, intersection.members().size())) {
                    Found found = evaluate(member);
                    all.direct.retainAll(found.direct);
                    all.waiting.addAll(found.waiting);
                }
                yield settle(all);
            }
            case Definition.Difference difference -> {
                Found from = evaluate(difference.from());
                Found without = evaluate(difference.without());
                from.direct.removeAll(without.direct);
                from.waiting.removeAll(without.direct);
                yield from;
            }
        };
    }

    /** Lets in the waiting tests whose parents have all come together. Definitions of {@code selectors.yml} do not wait. */
    private Found settle(Found found) {
        if (!settling) {
            return found;
        }
        found.waiting.removeIf(test -> {
            boolean complete = found.direct.containsAll(graph.parents(test));
            if (complete) {
                found.direct.add(test);
            }
            return complete;
        });
        return found;
    }

    private Found match(Criterion criterion) {
        Set<String> matched = new LinkedHashSet<>();
        SelectorMethod method = methods.find(criterion);
        for (Resource resource : graph.resources()) {
            if (method.matches(resource)) {
                matched.add(resource.uniqueId());
            }
        }
        Set<String> direct = new LinkedHashSet<>(matched);
        if (criterion.childrensParents()) {
            direct.addAll(graph.descendants(matched, Integer.MAX_VALUE));
            direct.addAll(graph.ancestors(direct, Integer.MAX_VALUE));
        }
        criterion.parentsDepth().ifPresent(depth -> direct.addAll(graph.ancestors(matched, depth)));
        criterion.childrenDepth().ifPresent(depth -> direct.addAll(graph.descendants(matched, depth)));
        return withTests(direct, criterion.indirect().orElse(indirect));
    }

    private Found withTests(Set<String> direct, IndirectSelection how) {
        Set<String> waiting = new LinkedHashSet<>();
        if (how == IndirectSelection.EMPTY) {
            return new Found(direct, waiting);
        }
        Set<String> selected = Set.copyOf(direct);
        Set<String> buildable = selected;
        if (how == IndirectSelection.BUILDABLE) {
            buildable = graph.ancestors(selected, Integer.MAX_VALUE);
            buildable.addAll(selected);
            buildable.addAll(graph.manifest().sources().keySet());
        }
        for (String id : graph.descendants(selected, 1)) {
            if (!isTest(id) || selected.contains(id)) {
                continue;
            }
            if (how == IndirectSelection.EAGER || buildable.containsAll(graph.parents(id))) {
                direct.add(id);
            } else {
                waiting.add(id);
            }
        }
        return new Found(direct, waiting);
    }

    private boolean isTest(String id) {
        return graph.manifest()
                .find(id)
                .map(found -> found instanceof GenericTestNode
                        || found instanceof SingularTestNode
                        || found instanceof UnitTest)
                .orElse(false);
    }
}
