package dev.weir.deploy;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.engine.ExitCode;
import dev.weir.core.engine.InvocationResult;
import dev.weir.core.engine.Verb;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Goes through the steps of a deployment with everything but sending changes. */
final class Planner {
    /** What a deployment before this one left for a roll back goes. */
    static final String REMOVE_OLD = "remove old";

    static final String JOURNAL = "journal";
    static final String INIT = "init";
    static final String BUILD = "build";
    static final String TEST = "test";
    static final String PROMOTE = "promote";
    static final String CLEAN_UP = "clean up";

    private final CollectingGate gate;
    private final Operations operations;
    private final Scope scope;

    /** @param connected the target's database */
    Planner(Operations operations, String connected, Scope scope) {
        this.gate = new CollectingGate(connected);
        this.operations = operations.behind(gate);
        this.scope = scope;
    }

    /**
     * @param wanted which steps are still to come
     * @param swapped whether of the promotion only what follows the swap is left
     */
    Plan plan(Predicate<String> wanted, boolean swapped) {
        step(REMOVE_OLD, wanted, () -> cleanUp(operations));
        step(JOURNAL, wanted, () -> journal(operations));
        step(INIT, wanted, () -> init(operations));
        step(BUILD, wanted, () -> build(operations, scope));
        step(TEST, wanted, () -> test(operations, scope));
        step(PROMOTE, wanted, () -> swapped ? finish(operations) : promote(operations, Fence.PLANNED));
        step(CLEAN_UP, wanted, () -> cleanUp(operations));
        return gate.plan();
    }

    private void step(String name, Predicate<String> wanted, Supplier<InvocationResult> work) {
        if (!wanted.test(name)) {
            return;
        }
        gate.step(name);
        InvocationResult result = work.get();
        if (result.exitCode() != ExitCode.OK) {
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.DPL_001,
                            "the deployment cannot be planned: the step " + name + " would fail")
                    .withDetail(Operations.why(result)));
        }
    }

    // ---- the steps, which the deployment itself takes in the same way

    static InvocationResult journal(Operations operations) {
        return operations.operation("weir_journal_create", Map.of(), Map.of());
    }

    static InvocationResult init(Operations operations) {
        return operations.operation("deploy_init", Map.of(), Map.of());
    }

    static InvocationResult build(Operations operations, Scope scope) {
        return operations.nodes(
                Verb.BUILD, Operations.selection(scope.words(), List.of("model", "seed")), scope.vars());
    }

    static InvocationResult test(Operations operations, Scope scope) {
        return operations.nodes(Verb.TEST, Operations.selection(scope.words(), List.of("test")), scope.vars());
    }

    static InvocationResult promote(Operations operations, Fence fence) {
        return operations.operation("deploy_promote", Map.of(), fence.vars());
    }

    /** What follows the swap; for a promotion that was broken off in between. */
    static InvocationResult finish(Operations operations) {
        return operations.operation("weir_finish_promotion", Map.of(), Map.of());
    }

    static InvocationResult cleanUp(Operations operations) {
        return operations.operation("deploy_cleanup", Map.of(), Map.of());
    }
}
