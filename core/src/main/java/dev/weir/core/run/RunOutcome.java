package dev.weir.core.run;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run came to.
 *
 * @param nodes in the order in which they ended; ephemeral models have none
 * @param hooks {@code on-run-start} and {@code on-run-end}, in order
 * @param seconds from first to last
 * @param interrupted whether it was stopped from outside
 */
public record RunOutcome(List<NodeOutcome> nodes, List<NodeOutcome> hooks, double seconds, boolean interrupted) {
    public RunOutcome {
        nodes = List.copyOf(nodes);
        hooks = List.copyOf(hooks);
    }

    /** Nodes and hooks. */
    public List<NodeOutcome> all() {
        List<NodeOutcome> all = new ArrayList<>(nodes);
        all.addAll(hooks);
        return all;
    }

    public boolean failed() {
        return interrupted || all().stream().anyMatch(NodeOutcome::bad);
    }

    /** For {@code run_results.json}. */
    public List<NodeResult> results() {
        return all().stream().map(NodeOutcome::result).toList();
    }
}
