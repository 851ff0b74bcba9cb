package dev.weir.core.engine;

import dev.weir.core.event.Events;
import dev.weir.core.run.Cancellation;

/**
 * Runs commands on dbt projects. Holds nothing between invocations; one instance may serve several threads.
 */
public final class Engine {
    /**
     * Runs one command to its end. Findings are emitted as events and returned; nothing is thrown for what a user, a file or
     * a database did wrong. {@code cancellation} may be triggered from any thread: running queries are cancelled, the rest is
     * skipped, artifacts are still written.
     */
    public InvocationResult invoke(Invocation invocation, Events events, Cancellation cancellation) {
        throw new IllegalStateException("verbs are wired next: " + invocation.verb());
    }
}
