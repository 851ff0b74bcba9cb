package dev.weir.core.engine;

import dev.weir.core.graph.Graph;
import dev.weir.core.manifest.Resource;
import dev.weir.core.select.Change;
import dev.weir.core.select.StateComparison;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --why} says of a resource: its own changes, and for what did not change the nearest resource above it, else below
 * it, that did.
 */
final class Reasons {
    /**
     * One reason.
     *
     * @param what {@code "new"}, {@code "unchanged"}, {@code "modified.body"}, {@code "above"}, {@code "below"}, {@code "rendered"}
     * @param detail may be empty
     */
    record Reason(String what, String detail) {
        String line() {
            return detail.isEmpty() ? "  " + what : "  " + what + "  " + detail;
        }

        Map<String, @Nullable Object> tree() {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("what", what);
            tree.put("detail", detail);
            return tree;
        }
    }

    private final StateComparison comparison;
    private final Graph graph;
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    /** What was found of each resource, by unique id: the ways to several lead past the same ones. */
    private final Map<String, List<Reason>> own = new HashMap<>();

    Reasons(StateComparison comparison, Graph graph) {
        this.comparison = comparison;
        this.graph = graph;
        graph.resources().forEach(each -> resources.put(each.uniqueId(), each));
    }

    List<Reason> of(Resource resource) {
        List<Reason> reasons = new ArrayList<>(own(resource));
        if (reasons.isEmpty()) {
            reasons.add(new Reason("unchanged", ""));
            nearest(resource, graph::parents)
                    .map(path -> new Reason("below", told(path)))
                    .or(() -> nearest(resource, graph::children).map(path -> new Reason("above", told(path))))
                    .ifPresent(reasons::add);
        }
        for (String each : comparison.rendered(resource)) {
            reasons.add(new Reason("rendered", each));
        }
        return reasons;
    }

    private List<Reason> own(Resource resource) {
        return own.computeIfAbsent(resource.uniqueId(), _ -> compared(resource));
    }

    private List<Reason> compared(Resource resource) {
        if (comparison.created(resource)) {
            return List.of(new Reason("new", ""));
        }
        List<Reason> reasons = new ArrayList<>();
        for (Change change : comparison.changes(resource)) {
            boolean counts = StateComparison.counts(resource, change.part());
            reasons.add(new Reason(
                    "modified." + change.part().word(),
                    change.detail() + (counts ? "" : " (does not count for state:modified)")));
        }
        return reasons;
    }

    /** The shortest way to a resource that is new or modified, which comes first; without the start. */
    private Optional<List<Resource>> nearest(Resource from, Function<String, List<String>> next) {
        Map<String, String> cameFrom = new LinkedHashMap<>();
        Set<String> seen = new LinkedHashSet<>(Set.of(from.uniqueId()));
        Deque<String> waiting = new ArrayDeque<>(List.of(from.uniqueId()));
        while (!waiting.isEmpty()) {
            String at = waiting.removeFirst();
            for (String each : next.apply(at)) {
                Resource resource = resources.get(each);
                if (resource == null || !seen.add(each)) {
                    continue;
                }
                cameFrom.put(each, at);
                if (!own(resource).isEmpty()) {
                    return Optional.of(path(each, from.uniqueId(), cameFrom));
                }
                waiting.add(each);
            }
        }
        return Optional.empty();
    }

    private List<Resource> path(String to, String from, Map<String, String> cameFrom) {
        List<Resource> path = new ArrayList<>();
        String at = to;
        while (!at.equals(from)) {
            path.add(java.util.Objects.requireNonNull(resources.get(at)));
            at = java.util.Objects.requireNonNull(cameFrom.get(at));
        }
        return path;
    }

    private String told(List<Resource> path) {
        Resource cause = path.getFirst();
        List<String> whats = own(cause).stream().map(Reason::what).distinct().toList();
        StringBuilder told = new StringBuilder(cause.uniqueId())
                .append(" (")
                .append(String.join(", ", whats))
                .append(')');
        for (int at = 1; at < path.size(); at++) {
            told.append(at == 1 ? ", through " : ", ").append(path.get(at).uniqueId());
        }
        return told.toString();
    }
}
