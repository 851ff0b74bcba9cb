package dev.weir.core.run;

import dev.weir.core.compile.NodeCompiler;
import dev.weir.core.context.database.DatabaseRuntime;
import dev.weir.core.event.Events;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.project.Behaviour;
import java.time.InstantSource;
import java.util.Map;

/**
 * What running needs of an invocation.
 *
 * @param introspect whether compiling may ask the database
 * @param choices what the project chose of behaviours
 */
public record RunWiring(
        Manifest manifest,
        DatabaseRuntime runtime,
        NodeCompiler compiler,
        TargetFolder target,
        QueryComment comment,
        InstantSource clock,
        Events events,
        Map<Behaviour, Boolean> choices,
        boolean introspect) {
    public RunWiring {
        choices = Map.copyOf(choices);
    }

    private boolean chosen(Behaviour behaviour) {
        return Boolean.TRUE.equals(choices.get(behaviour));
    }

    /** Whether a project's own macro for the microbatch strategy is called batch by batch. */
    boolean batchesOfOwnStrategies() {
        return chosen(Behaviour.REQUIRE_BATCHED_EXECUTION_FOR_CUSTOM_MICROBATCH_STRATEGY);
    }

    /** Whether packages may replace built-in materializations. */
    boolean packagesReplaceMaterializations() {
        return !chosen(Behaviour.REQUIRE_EXPLICIT_PACKAGE_OVERRIDES_FOR_BUILTIN_MATERIALIZATIONS);
    }

    /** Whether nothing is built once a hook before it failed. */
    boolean skipsAfterFailedHooks() {
        return chosen(Behaviour.SKIP_NODES_IF_ON_RUN_START_FAILS);
    }

    /** The same with another compiler. */
    RunWiring with(NodeCompiler other) {
        return new RunWiring(manifest, runtime, other, target, comment, clock, events, choices, introspect);
    }
}
