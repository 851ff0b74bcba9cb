package dev.weir.deploy;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether this process still has a deployment, by the journal: another may have gone on with it, or given it up, while this one
 * was held up. Thread-safe.
 */
final class Ownership {
    /** A look holds for so long by the clock on the wall, which goes on while a machine sleeps. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Journal journal;
    private final Fence fence;
    private final InstantSource clock;
    private Instant looked = Instant.MIN;

    Ownership(Journal journal, Fence fence, InstantSource clock) {
        this.journal = journal;
        this.fence = fence;
        this.clock = clock;
    }

    Fence fence() {
        return fence;
    }

    /** Looks unless it has just been seen. Throws {@code DPL-004}. */
    synchronized void require() {
        Instant now = clock.instant();
        if (now.isBefore(looked) || now.isAfter(looked.plus(FRESH))) {
            look();
        }
    }

    /** Before a change. What is dropped cannot be brought back, so it is looked at each time. Throws {@code DPL-004}. */
    void requireFor(String sql) {
        if (Statements.firstWord(Statements.plain(sql)).equalsIgnoreCase("drop")) {
            look();
        } else {
            require();
        }
    }

    /** After a failure, which may be that the server is gone. Throws {@code DPL-004}. */
    void lookWhereReachable() {
        try {
            look();
        } catch (WeirException failed) {
            if (failed.diagnostic().code() == DiagnosticCode.DPL_004) {
                throw failed;
            }
        }
    }

    /** Throws {@code DPL-004}. */
    synchronized void look() {
        Instant now = clock.instant();
        journal.read().stream()
                .filter(each -> each.id().equals(fence.deployment()))
                .filter(each -> !each.owner().equals(fence.run()))
                .findFirst()
                .ifPresent(lost -> {
                    throw new WeirException(Diagnostic.of(
                                    DiagnosticCode.DPL_004, "another process goes on with the deployment " + lost.id())
                            .withDetail("It was taken over " + lost.told() + "."));
                });
        looked = now;
    }

    /** It has been seen while something was written. */
    synchronized void seen(Instant at) {
        looked = at;
    }
}
