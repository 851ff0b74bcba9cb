package dev.weir.core.engine;

import dev.weir.core.run.Cancellation;

/** {@code source freshness}. */
final class FreshnessVerb {
    FreshnessVerb(Workspace workspace, Workspace.Run run, Cancellation cancellation) {}

    InvocationResult run() {
        return InvocationResult.OK;
    }
}
