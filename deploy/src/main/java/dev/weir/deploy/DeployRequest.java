package dev.weir.deploy;

import dev.weir.core.engine.Invocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What `weir deploy` was asked.
 *
 * @param invocation the project, target and vars that every step runs with; its verb and selection do not matter
 * @param json whether a plan or a status is printed as JSON
 * @param out where a plan is written to
 * @param planFile the plan that is sent as it is or not at all; with it go the options it was made with
 */
public record DeployRequest(
        Invocation invocation,
        Action action,
        Options options,
        boolean json,
        Optional<Path> out,
        Optional<Path> planFile) {
    /** What is done. */
    public enum Action {
        /** All steps, from making the other side to removing the old one. */
        DEPLOY,
        /** Goes on with the deployment that a process left unfinished. */
        RESUME,
        /** Prints what a deployment would send. */
        PLAN,
        STATUS,
        /** Gives an unfinished deployment up and removes what it made. */
        ABORT,
        /** Swaps back while the old side is kept. */
        ROLLBACK,
        /** Removes the old side that was kept. */
        CLEANUP
    }

    /**
     * @param timeout how long clusters may take to become ready
     * @param awaitLag how far they may lag behind, as an interval of the database: {@code "1s"}
     * @param keepOld how long the old side is kept at least; empty when it is removed at once
     * @param poll how long between two looks at the clusters
     * @param cascade whether what reads the old side from outside, sinks aside, is dropped with it
     * @param now whether an old side may be removed before its time
     */
    public record Options(
            Duration timeout,
            String awaitLag,
            Optional<Duration> keepOld,
            Duration poll,
            boolean cascade,
            boolean now) {}
}
