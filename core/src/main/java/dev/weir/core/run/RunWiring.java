package dev.weir.core.run;

import dev.weir.core.compile.NodeCompiler;
import dev.weir.core.context.database.DatabaseRuntime;
import dev.weir.core.event.Events;
import dev.weir.core.manifest.Manifest;
import java.time.InstantSource;

/**
 * What running needs of an invocation.
 */
public record RunWiring(
        Manifest manifest,
        DatabaseRuntime runtime,
        NodeCompiler compiler,
        TargetFolder target,
        QueryComment comment,
        InstantSource clock,
        Events events) {}
