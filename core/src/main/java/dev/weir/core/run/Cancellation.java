package dev.weir.core.run;

import java.util.ArrayList;
import java.util.List;

/** A wish to stop, made once from any thread ({@code Ctrl-C}), heard by whoever registered. Thread-safe. */
public final class Cancellation {
    private final List<Runnable> listeners = new ArrayList<>();
    private boolean cancelled;

    /** Runs every listener once; a listener registered later runs at once. */
    public void cancel() {
        List<Runnable> toRun;
        synchronized (listeners) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            toRun = List.copyOf(listeners);
        }
        toRun.forEach(Runnable::run);
    }

    public boolean cancelled() {
        synchronized (listeners) {
            return cancelled;
        }
    }

    public void onCancel(Runnable listener) {
        boolean now;
        synchronized (listeners) {
            now = cancelled;
            if (!now) {
                listeners.add(listener);
            }
        }
        if (now) {
            listener.run();
        }
    }
}
