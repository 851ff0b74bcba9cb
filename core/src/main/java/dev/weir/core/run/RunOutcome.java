package dev.weir.core.run;

import dev.weir.base.WeirException;
import dev.weir.core.compile.CompiledNode;
import dev.weir.core.manifest.OperationNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param nodes in the order in which they ended; ephemeral models have none
 * @param ephemerals the ephemeral models that were selected or read, compiled
 * @param hooks {@code on-run-start} and {@code on-run-end}, in order
 * @param seconds from first to last
 * @param interrupted whether it was stopped from outside
 * @param copies whether nodes were cloned, which is told in fewer words
 * @param samples rows of seeds that are to be shown
 * @param broken what a hook at the end failed with while it was rendered: told when everything else is told and written
 */
public record RunOutcome(
        List<NodeOutcome> nodes,
        List<CompiledNode> ephemerals,
        List<NodeOutcome> hooks,
        double seconds,
        boolean interrupted,
        boolean copies,
        List<SeedSample> samples,
        Optional<WeirException> broken) {
    public RunOutcome {
        samples = List.copyOf(samples);
        nodes = List.copyOf(nodes);
        ephemerals = List.copyOf(ephemerals);
        hooks = List.copyOf(hooks);
    }

    /** Hooks at the start, nodes, hooks at the end. Source: recorded run results. */
    public List<NodeOutcome> all() {
        List<NodeOutcome> all = new ArrayList<>(nodes);
        int start = 0;
        for (NodeOutcome hook : hooks) {
            if (hook.node() instanceof OperationNode operation && operation.when() == OperationNode.When.ON_RUN_START) {
                all.add(start++, hook);
            } else {
                all.add(hook);
            }
        }
        return all;
    }

    public boolean failed() {
        return interrupted || all().stream().anyMatch(NodeOutcome::bad);
    }

    /** The SQL of what was compiled on the way, by unique id. */
    public Map<String, CompiledNode> compiled() {
        Map<String, CompiledNode> compiled = new LinkedHashMap<>();
        for (CompiledNode ephemeral : ephemerals) {
            compiled.put(ephemeral.uniqueId(), ephemeral);
        }
        for (NodeOutcome outcome : all()) {
            outcome.sql().ifPresent(sql -> compiled.put(sql.uniqueId(), sql));
        }
        return compiled;
    }

    /** For {@code run_results.json}. */
    public List<NodeResult> results() {
        return all().stream().map(NodeOutcome::result).toList();
    }
}
