package dev.weir.core.graph;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Links a manifest's resources into a graph. */
public final class GraphBuilder {
    private final Manifest manifest;
    private final List<Resource> resources;
    private final Map<String, Integer> places;
    private final int[][] parents;
    private final int[][] children;

    private GraphBuilder(Manifest manifest) {
        this.manifest = manifest;
        resources = manifest.resources().stream()
                .filter(each -> each.config().enabled())
                .toList();
        places = HashMap.newHashMap(resources.size());
        for (int place = 0; place < resources.size(); place++) {
            places.put(resources.get(place).uniqueId(), place);
        }
        parents = new int[resources.size()][];
        children = new int[resources.size()][];
    }

    /**
     * The graph of a manifest. Throws {@code SEL-002} with the whole path when resources read each other in a circle.
     * Source of the message: dbt 1.11.16, recorded case.
     */
    public static Graph build(Manifest manifest) {
        return new GraphBuilder(manifest).build();
    }

    private Graph build() {
        int[] childCounts = new int[resources.size()];
        for (int place = 0; place < parents.length; place++) {
            parents[place] = resources.get(place).parents().stream()
                    .map(places::get)
                    .filter(parent -> parent != null)
                    .mapToInt(Integer::intValue)
                    .distinct()
                    .toArray();
            for (int parent : parents[place]) {
                childCounts[parent]++;
            }
        }
        for (int place = 0; place < children.length; place++) {
            children[place] = new int[childCounts[place]];
        }
        int[] filled = new int[resources.size()];
        for (int place = 0; place < parents.length; place++) {
            for (int parent : parents[place]) {
                children[parent][filled[parent]++] = place;
            }
        }
        return new Graph(manifest, resources, places, parents, children, order());
    }

    private int[] order() {
        int[] waiting = new int[parents.length];
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int place = 0; place < parents.length; place++) {
            waiting[place] = parents[place].length;
            if (waiting[place] == 0) {
                ready.add(place);
            }
        }
        int[] order = new int[parents.length];
        int count = 0;
        while (!ready.isEmpty()) {
            int place = ready.remove();
            order[count++] = place;
            for (int child : children[place]) {
                if (--waiting[child] == 0) {
                    ready.add(child);
                }
            }
        }
        if (count < order.length) {
            throw new WeirException(diagnose(cycle(waiting)));
        }
        return order;
    }

    /** Walks up from a resource that never got ready until one comes again. */
    private List<Resource> cycle(int[] waiting) {
        int at = 0;
        while (waiting[at] == 0) {
            at++;
        }
        int[] seenAt = new int[parents.length];
        Arrays.fill(seenAt, -1);
        List<Integer> path = new ArrayList<>();
        while (seenAt[at] < 0) {
            seenAt[at] = path.size();
            path.add(at);
            for (int parent : parents[at]) {
                if (waiting[parent] > 0) {
                    at = parent;
                    break;
                }
            }
        }
        List<Resource> circle = new ArrayList<>();
        for (int place : path.subList(seenAt[at], path.size())) {
            circle.add(resources.get(place));
        }
        Collections.reverse(circle);
        circle.add(circle.getFirst());
        return circle;
    }

    private static Diagnostic diagnose(List<Resource> circle) {
        StringBuilder ids = new StringBuilder();
        StringBuilder files = new StringBuilder("Each of these reads the one before it:");
        for (Resource member : circle) {
            ids.append(ids.isEmpty() ? "" : " --> ").append(member.uniqueId());
            files.append("\n    ")
                    .append(member.name())
                    .append(" (")
                    .append(member.identity().originalFilePath())
                    .append(')');
        }
        return Diagnostic.of(
                        DiagnosticCode.SEL_002,
                        "\"" + circle.getFirst().name() + "\" reads itself through " + (circle.size() - 2) + " other"
                                + (circle.size() == 3 ? "" : "s"))
                .inWordsOfDbt("Found a cycle: " + ids)
                .withDetail(files.toString())
                .withHint("Take the common part of two of them into a model of its own that both can ref.");
    }
}
