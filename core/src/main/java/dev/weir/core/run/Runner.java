package dev.weir.core.run;

import dev.weir.adapter.DatabaseException;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.compile.CompiledNode;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.InvocationEvent;
import dev.weir.core.manifest.AnalysisNode;
import dev.weir.core.manifest.Exposure;
import dev.weir.core.manifest.FunctionNode;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.OperationNode;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.SeedNode;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.manifest.SnapshotNode;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.manifest.UnitTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs a selection: prepares schemas, runs hooks, gives every node its turn. Makes no artifacts. */
public final class Runner {
    private final RunWiring wiring;

    public Runner(RunWiring wiring) {
        this.wiring = wiring;
    }

    /**
     * Runs to the end. What nodes do wrong is in the outcome; thrown is only what keeps the run from starting, such as a
     * database that cannot be reached.
     */
    public RunOutcome run(RunRequest request, Cancellation cancellation) {
        long start = System.nanoTime();
        List<Resource> nodes = runnable(request);
        if (nodes.isEmpty()) {
            wiring.events().emit(new FindingEvent.NothingToDo());
            return new RunOutcome(List.of(), List.of(), List.of(), 0, false, false, List.of(), Optional.empty());
        }
        int shown = (int) nodes.stream().filter(Runner::counted).count();
        announce(request, shown);
        try (SessionPool sessions = new SessionPool(wiring.runtime(), Math.min(request.threads(), nodes.size()))) {
            cancellation.onCancel(sessions::cancelAll);
            Preparation preparation = new Preparation(wiring, sessions.master());
            List<NodeOutcome> hooks = new ArrayList<>();
            HookRunner hookRunner = new HookRunner(wiring, sessions.master());
            prepare(request, nodes, preparation);
            if (request.kind() == RunKind.COMPILE && !wiring.introspect()) {
                sessions.refuse();
            }
            if (request.kind().hooks()) {
                hooks.addAll(hookRunner.run(OperationNode.When.ON_RUN_START, Map.of()));
            }
            NodeReports reports = new NodeReports(
                    wiring.events(),
                    wiring.manifest(),
                    new NodeWords(wiring.runtime().credentials().database()),
                    shown);
            Schedule schedule = request.kind() == RunKind.CLONE
                    ? Schedule.loose(nodes)
                    : Schedule.of(request.selection(), nodes, request.kind().testsGate());
            NodeTurns turns = new NodeTurns(wiring, request, sessions, reports, cancellation);
            Scheduler scheduler = new Scheduler(
                    schedule,
                    Math.min(request.threads(), nodes.size()),
                    request.failFast(),
                    turns,
                    cancellation,
                    sessions::cancelAll);
            boolean started = hooks.stream().noneMatch(NodeOutcome::bad);
            List<NodeOutcome> outcomes =
                    new ArrayList<>(started || !wiring.skipsAfterFailedHooks() ? scheduler.run() : scheduler.skipAll());
            List<CompiledNode> ephemerals =
                    request.kind() == RunKind.CLONE ? List.of() : turns.ephemerals(outcomes, cancellation.cancelled());
            Optional<WeirException> broken = Optional.empty();
            if (request.kind().hooks()) {
                if (hookRunner.hooks(OperationNode.When.ON_RUN_END).size() > 0) {
                    wiring.events().emit(new InvocationEvent.Formatting(""));
                }
                List<NodeOutcome> seen = new ArrayList<>(hooks.stream()
                        .filter(each -> each instanceof NodeOutcome.Failed)
                        .toList());
                seen.addAll(outcomes);
                try {
                    hooks.addAll(hookRunner.run(OperationNode.When.ON_RUN_END, HookValues.of(seen)));
                } catch (WeirException failed) {
                    broken = Optional.of(failed); // what the nodes did is not forgotten for it
                }
            }
            return new RunOutcome(
                    outcomes,
                    ephemerals,
                    hooks,
                    (System.nanoTime() - start) / 1e9,
                    cancellation.cancelled(),
                    request.kind() == RunKind.CLONE,
                    turns.samples(),
                    broken);
        }
    }

    private void prepare(RunRequest request, List<Resource> nodes, Preparation preparation) {
        try {
            if (request.threads() < 1) {
                throw new WeirException(
                        Diagnostic.of(DiagnosticCode.RUN_020, "nothing can run with " + request.threads() + " threads")
                                .withHint("Give a positive number with --threads, or as threads: of the target."));
            }
            if (request.kind().changesDatabase()) {
                preparation.prepare(nodes, request.storeFailures());
            } else {
                preparation.fillCache();
            }
        } catch (WeirException | DatabaseException failed) {
            if (request.kind().hooks()) {
                wiring.events().emit(new InvocationEvent.Formatting(""));
                wiring.events().emit(new InvocationEvent.FinishedRunningStats("", 0));
            }
            throw failed;
        }
    }

    private void announce(RunRequest request, int shown) {
        wiring.events().emit(new InvocationEvent.Formatting(""));
        wiring.events().emit(new InvocationEvent.ConcurrencyLine(request.threads(), targetName(), shown));
        wiring.events().emit(new InvocationEvent.Formatting(""));
    }

    private String targetName() {
        Object name = wiring.compiler().contexts().invocation().target().get("name");
        return name == null ? "" : String.valueOf(name);
    }

    /**
     * The selected resources that have a turn in this kind of run, in the selection's order. Unit tests are built with their
     * model only, as in the reference.
     */
    private static List<Resource> runnable(RunRequest request) {
        List<Resource> nodes = new ArrayList<>();
        Set<String> selected = Set.copyOf(request.selection().uniqueIds());
        for (Resource resource : request.selection().resources()) {
            if (request.kind() == RunKind.CLONE && resource instanceof Node node && node.ephemeral()) {
                continue;
            }
            boolean runs = switch (resource) {
                case ModelNode _, SeedNode _, SnapshotNode _, GenericTestNode _, SingularTestNode _ -> true;
                case FunctionNode _ -> request.kind() == RunKind.BUILD || request.kind() == RunKind.COMPILE;
                case AnalysisNode _, OperationNode _ -> request.kind() == RunKind.COMPILE;
                case Exposure _, SavedQuery _ -> request.kind() == RunKind.BUILD;
                case UnitTest test ->
                    request.kind() == RunKind.TEST
                            || request.kind() == RunKind.BUILD && selected.containsAll(test.dependsOnNodes());
                case SourceDefinition _, SemanticModel _, Metric _ -> false;
            };
            if (runs) {
                nodes.add(resource);
            }
        }
        return nodes;
    }

    private static boolean counted(Resource resource) {
        return !(resource instanceof Node node && node.ephemeral());
    }
}
