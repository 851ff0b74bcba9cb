package dev.weir.core.engine;

import dev.weir.core.run.Cancellation;

/** {@code docs generate}. */
final class DocsVerb {
    DocsVerb(Workspace workspace, Workspace.Run run, Cancellation cancellation) {}

    InvocationResult run() {
        return InvocationResult.OK;
    }
}
