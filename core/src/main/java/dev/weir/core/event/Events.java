package dev.weir.core.event;

/** Where events go. Thread-safe. */
public interface Events {
    void emit(Event event);

    /** Hears nothing. */
    Events NONE = _ -> {};
}
