package dev.weir.core.event;

/** Turns events into something a person or a program reads. Called by one thread at a time, in order. */
public interface EventWriter extends AutoCloseable {
    void write(StampedEvent event);

    @Override
    default void close() {}
}
