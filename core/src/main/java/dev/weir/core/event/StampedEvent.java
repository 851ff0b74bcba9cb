package dev.weir.core.event;

import java.time.Instant;

/** An event with the moment it was said and the thread that said it. */
public record StampedEvent(Event event, Instant at, String thread) {}
