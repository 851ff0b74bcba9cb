package dev.weir.core.event;

import java.time.Instant;
import java.util.Optional;

/** An event with the moment it was said, the thread that said it and the node it is told of. */
public record StampedEvent(Event event, Instant at, String thread, Optional<NodeInfo> node) {
    public StampedEvent(Event event, Instant at, String thread) {
        this(event, at, thread, event.nodeInfo());
    }
}
