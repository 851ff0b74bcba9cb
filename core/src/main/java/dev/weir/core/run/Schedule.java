package dev.weir.core.run;

import dev.weir.core.graph.Graph;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.manifest.UnitTest;
import dev.weir.core.select.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The nodes of a run and which waits for which, also through nodes that are not part of it. In a build, what stands below a
 * tested node waits for the tests whose parents all stand above it. Immutable; nodes keep the selection's order.
 */
final class Schedule {
    private final List<Resource> nodes;
    private final int[][] children;
    private final int[] parentCounts;
    private final int[] weights;
    private final boolean gated;

    private Schedule(List<Resource> nodes, int[][] children, int[] parentCounts, int[] weights, boolean gated) {
        this.nodes = nodes;
        this.children = children;
        this.parentCounts = parentCounts;
        this.weights = weights;
        this.gated = gated;
    }

    /** Whether what stands below a tested node waits for its tests ({@code build}). */
    boolean gated() {
        return gated;
    }

    List<Resource> nodes() {
        return nodes;
    }

    int[] children(int node) {
        return children[node];
    }

    /** How many nodes each waits for; a fresh copy. */
    int[] parentCounts() {
        return parentCounts.clone();
    }

    /** Nodes on the longest way down from this one: the larger, the sooner it should start. */
    int weight(int node) {
        return weights[node];
    }

    static Schedule of(Selection selection, List<Resource> nodes, boolean testsGate) {
        return new Builder(selection.graph(), nodes).build(testsGate);
    }

    /** Nodes of which none waits for another. */
    static Schedule loose(List<Resource> nodes) {
        int size = nodes.size();
        return new Schedule(List.copyOf(nodes), new int[size][0], new int[size], new int[size], false);
    }

    private static final class Builder {
        private final Graph graph;
        private final List<Resource> nodes;
        private final Map<String, Integer> places = new HashMap<>();
        private final Map<String, Set<Integer>> nearest = new HashMap<>();
        private final List<Set<Integer>> parents = new ArrayList<>();

        Builder(Graph graph, List<Resource> nodes) {
            this.graph = graph;
            this.nodes = List.copyOf(nodes);
            for (int at = 0; at < nodes.size(); at++) {
                places.put(nodes.get(at).uniqueId(), at);
            }
        }

        Schedule build(boolean testsGate) {
            for (Resource node : nodes) {
                parents.add(new LinkedHashSet<>(above(node.uniqueId())));
            }
            if (testsGate) {
                putUnitTestsFirst();
                addGates();
            }
            int[][] children = children();
            int[] counts = new int[nodes.size()];
            for (int at = 0; at < counts.length; at++) {
                counts[at] = parents.get(at).size();
            }
            return new Schedule(nodes, children, counts, weights(children, counts), testsGate);
        }

        /** The nearest scheduled ancestors, past those that are not scheduled. */
        private Set<Integer> above(String uniqueId) {
            Set<Integer> known = nearest.get(uniqueId);
            if (known != null) {
                return known;
            }
            Set<Integer> found = new LinkedHashSet<>();
            for (String parent : graph.parents(uniqueId)) {
                Integer place = places.get(parent);
                if (place != null) {
                    found.add(place);
                } else {
                    found.addAll(above(parent));
                }
            }
            nearest.put(uniqueId, found);
            return found;
        }

        /** A unit test needs what its model reads, not the model; the model waits for it. */
        private void putUnitTestsFirst() {
            for (int at = 0; at < nodes.size(); at++) {
                if (!(nodes.get(at) instanceof UnitTest test)) {
                    continue;
                }
                Set<Integer> needed = new LinkedHashSet<>();
                for (String model : test.dependsOnNodes()) {
                    needed.addAll(above(model));
                    Integer place = places.get(model);
                    if (place != null) {
                        parents.get(place).add(at);
                    }
                }
                parents.set(at, needed);
            }
        }

        private void addGates() {
            for (int at = 0; at < nodes.size(); at++) {
                if (!test(nodes.get(at)) || nodes.get(at).parents().isEmpty()) {
                    continue;
                }
                Set<String> below = new HashSet<>();
                boolean first = true;
                for (String parent : new LinkedHashSet<>(nodes.get(at).parents())) {
                    Set<String> descendants = graph.descendants(List.of(parent), Integer.MAX_VALUE);
                    if (first) {
                        below.addAll(descendants);
                        first = false;
                    } else {
                        below.retainAll(descendants);
                    }
                }
                for (String each : below) {
                    Integer place = places.get(each);
                    if (place != null && !test(nodes.get(place)) && !testsOneAbove(nodes.get(place), below)) {
                        parents.get(place).add(at);
                    }
                }
            }
        }

        /** A unit test comes before its model, and so before the tests of that. */
        private static boolean testsOneAbove(Resource node, Set<String> below) {
            return node instanceof UnitTest unit && !below.containsAll(unit.dependsOnNodes());
        }

        private static boolean test(Resource node) {
            return node instanceof GenericTestNode || node instanceof SingularTestNode;
        }

        private int[][] children() {
            List<List<Integer>> lists = new ArrayList<>();
            for (int at = 0; at < nodes.size(); at++) {
                lists.add(new ArrayList<>());
            }
            for (int at = 0; at < nodes.size(); at++) {
                for (int parent : parents.get(at)) {
                    lists.get(parent).add(at);
                }
            }
            int[][] children = new int[nodes.size()][];
            for (int at = 0; at < children.length; at++) {
                children[at] =
                        lists.get(at).stream().mapToInt(Integer::intValue).toArray();
            }
            return children;
        }

        /** From the leaves up, in the reverse of an order in which parents come first. */
        private static int[] weights(int[][] children, int[] counts) {
            int[] left = counts.clone();
            int[] order = new int[counts.length];
            int filled = 0;
            for (int at = 0; at < left.length; at++) {
                if (left[at] == 0) {
                    order[filled++] = at;
                }
            }
            for (int read = 0; read < filled; read++) {
                for (int child : children[order[read]]) {
                    if (--left[child] == 0) {
                        order[filled++] = child;
                    }
                }
            }
            int[] weights = new int[counts.length];
            Arrays.fill(weights, 1);
            for (int read = filled - 1; read >= 0; read--) {
                for (int child : children[order[read]]) {
                    weights[order[read]] = Math.max(weights[order[read]], weights[child] + 1);
                }
            }
            return weights;
        }
    }
}
