package dev.weir.core.event;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Passes events on, but of each kind of deprecation only the first unless all are wanted, and sums them up in the end. Source:
 * dbt docs, "Deprecations"; recorded cases.
 */
public final class DeprecationCounter implements Events {
    private final Events events;
    private final boolean all;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Map<String, String> codes = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** @param all {@code --show-all-deprecations} */
    public DeprecationCounter(Events events, boolean all) {
        this.events = events;
        this.all = all;
    }

    @Override
    public void emit(Event event) {
        if (!(event instanceof FindingEvent.Warning warning) || !warning.deprecation() || first(warning) || all) {
            events.emit(event);
        }
    }

    private boolean first(FindingEvent.Warning warning) {
        String name = warning.name();
        lock.lock();
        try {
            codes.put(name, warning.code());
            return counts.merge(name, 1, Integer::sum) == 1;
        } finally {
            lock.unlock();
        }
    }

    /** Says how often what was met; nothing when there was nothing. */
    public void sumUp() {
        if (!counts.isEmpty()) {
            events.emit(new InvocationEvent.DeprecationsSummary(counts, codes, all));
        }
    }
}
