package dev.weir.core.event;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes events on; what the server says at the start of every session is passed on once. Thread-safe. */
public final class NoticesOnce implements Events {
    private final Events next;
    private final Set<DatabaseEvent.ServerNotice> said = ConcurrentHashMap.newKeySet();

    public NoticesOnce(Events next) {
        this.next = next;
    }

    @Override
    public void emit(Event event) {
        if (!(event instanceof DatabaseEvent.ServerNotice notice) || said.add(notice)) {
            next.emit(event);
        }
    }
}
