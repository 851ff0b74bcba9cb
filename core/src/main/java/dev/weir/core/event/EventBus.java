package dev.weir.core.event;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Hands every event to every writer, one event at a time. Thread-safe; closing it closes the writers. */
public final class EventBus implements Events, AutoCloseable {
    private final InstantSource clock;
    private final List<EventWriter> writers;
    private final ReentrantLock lock = new ReentrantLock();

    public EventBus(InstantSource clock, List<EventWriter> writers) {
        this.clock = clock;
        this.writers = List.copyOf(writers);
    }

    @Override
    public void emit(Event event) {
        Optional<NodeInfo> node = event instanceof TemplateEvent.Logged ? NodeInFlight.current() : event.nodeInfo();
        StampedEvent stamped =
                new StampedEvent(event, clock.instant(), Thread.currentThread().getName(), node);
        lock.lock();
        try {
            for (EventWriter writer : writers) {
                writer.write(stamped);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            writers.forEach(EventWriter::close);
        } finally {
            lock.unlock();
        }
    }
}
