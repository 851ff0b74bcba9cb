package dev.weir.core.run;

import dev.weir.core.compile.NodeCompiler;
import dev.weir.core.context.database.DatabaseRuntime;
import dev.weir.core.event.Events;
import dev.weir.core.manifest.Manifest;
import java.time.InstantSource;

/**
 * What running needs of an invocation.
 *
 * @param introspect whether compiling may ask the database
 * @param batchesOfOwnStrategies whether a project's own macro for the microbatch strategy is called batch by batch
 */
public record RunWiring(
        Manifest manifest,
        DatabaseRuntime runtime,
        NodeCompiler compiler,
        TargetFolder target,
        QueryComment comment,
        InstantSource clock,
        Events events,
        boolean batchesOfOwnStrategies,
        boolean introspect) {
    /** The same with another compiler. */
    RunWiring with(NodeCompiler other) {
        return new RunWiring(
                manifest, runtime, other, target, comment, clock, events, batchesOfOwnStrategies, introspect);
    }
}
