package dev.weir.core.graph;

import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Resource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The enabled resources of a manifest and what each reads. Acyclic. Sets that come out are in manifest order. Immutable and
 * thread-safe; walking costs one pass over the edges visited.
 */
public final class Graph {
    private final Manifest manifest;
    private final List<Resource> resources;
    private final Map<String, Integer> places;
    private final int[][] parents;
    private final int[][] children;
    private final int[] order;

    Graph(
            Manifest manifest,
            List<Resource> resources,
            Map<String, Integer> places,
            int[][] parents,
            int[][] children,
            int[] order) {
        this.manifest = manifest;
        this.resources = resources;
        this.places = places;
        this.parents = parents;
        this.children = children;
        this.order = order;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** Every resource, in manifest order. */
    public List<Resource> resources() {
        return resources;
    }

    public boolean contains(String uniqueId) {
        return places.containsKey(uniqueId);
    }

    /** Every unique id, each after its parents; ties keep manifest order. */
    public List<String> inOrder() {
        List<String> ids = new ArrayList<>(order.length);
        for (int place : order) {
            ids.add(resources.get(place).uniqueId());
        }
        return ids;
    }

    /** Direct parents. */
    public List<String> parents(String uniqueId) {
        return ids(parents, uniqueId);
    }

    /** Direct children. */
    public List<String> children(String uniqueId) {
        return ids(children, uniqueId);
    }

    private List<String> ids(int[][] edges, String uniqueId) {
        Integer place = places.get(uniqueId);
        if (place == null) {
            return List.of();
        }
        List<String> ids = new ArrayList<>(edges[place].length);
        for (int other : edges[place]) {
            ids.add(resources.get(other).uniqueId());
        }
        return ids;
    }

    /** Everything above the given ids, up to {@code depth} edges away, without the ids themselves unless reached. */
    public Set<String> ancestors(Collection<String> of, int depth) {
        return walk(parents, of, depth);
    }

    /** Everything below the given ids, up to {@code depth} edges away. */
    public Set<String> descendants(Collection<String> of, int depth) {
        return walk(children, of, depth);
    }

    private Set<String> walk(int[][] edges, Collection<String> of, int depth) {
        BitSet reached = new BitSet(resources.size());
        ArrayDeque<int[]> queue = new ArrayDeque<>();
        BitSet queued = new BitSet(resources.size());
        for (String id : of) {
            Integer place = places.get(id);
            if (place != null && !queued.get(place)) {
                queued.set(place);
                queue.add(new int[] {place, 0});
            }
        }
        while (!queue.isEmpty()) {
            int[] at = queue.remove();
            if (at[1] == depth) {
                continue;
            }
            for (int next : edges[at[0]]) {
                reached.set(next);
                if (!queued.get(next)) {
                    queued.set(next);
                    queue.add(new int[] {next, at[1] + 1});
                }
            }
        }
        Set<String> ids = new LinkedHashSet<>();
        reached.stream().forEach(place -> ids.add(resources.get(place).uniqueId()));
        return ids;
    }
}
