package dev.weir.cli.console;

import dev.weir.core.event.DatabaseEvent;
import dev.weir.core.event.Event;
import dev.weir.core.event.EventWriter;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.InvocationEvent;
import dev.weir.core.event.Level;
import dev.weir.core.event.NodeEvent;
import dev.weir.core.event.OutputEvent;
import dev.weir.core.event.Palette;
import dev.weir.core.event.StampedEvent;
import dev.weir.core.event.TemplateEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lines on a terminal, and below them the nodes that run now with the time each has taken, drawn anew ten times a second. A
 * node's start is not a line of its own here: it is seen below. The region is as high as it must be and at most
 * {@value #MOST_NODES} nodes; longer lines are cut by the terminal (autowrap is off while they are drawn), so that its width
 * need not be known.
 */
final class LiveWriter implements EventWriter {
    private static final int MOST_NODES = 8;
    private static final Duration BEAT = Duration.ofMillis(100);
    private static final String WRAP_OFF = "\u001b[?7l";
    private static final String WRAP_ON = "\u001b[?7h";
    private static final String SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    private final EventWriter lines;
    private final PrintStream out;
    private final Palette palette;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final Instant begun;
    private @Nullable Thread painter;
    private boolean closed;
    private int drawn;
    private int beat;
    private int done;
    private int failed;
    private int total;

    private record Running(String what, Instant since) {}

    LiveWriter(EventWriter lines, PrintStream out, Palette palette, InstantSource clock) {
        this.lines = lines;
        this.out = out;
        this.palette = palette;
        this.clock = clock;
        this.begun = clock.instant();
    }

    @Override
    public void write(StampedEvent stamped) {
        if (stamped.event().level() == Level.DEBUG && !stamped.event().bare()) {
            return; // not shown here, so nothing to draw anew
        }
        lock.lock();
        try {
            if (follow(stamped.event(), stamped.at())) {
                erase();
                lines.write(stamped);
                draw();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Keeps count; whether the event is also a line. */
    private boolean follow(Event event, Instant at) {
        return switch (event) {
            case NodeEvent.LogStartLine start -> {
                total = Math.max(total, start.total());
                running.put(start.node().uniqueId(), new Running(start.description(), at));
                startPainting();
                yield false;
            }
            case NodeEvent.LogResult result -> {
                ended(result.node().uniqueId(), result.total());
                failed += result.tone() == NodeEvent.Tone.BAD ? 1 : 0;
                yield true;
            }
            case NodeEvent.SkippingDetails skipped -> {
                ended(skipped.node().uniqueId(), skipped.total());
                yield true;
            }
            case NodeEvent.LogHookStartLine hook -> {
                running.put(hook.node().uniqueId(), new Running("hook " + hook.statement(), at));
                startPainting();
                yield false;
            }
            case NodeEvent.LogHookEndLine hook -> {
                running.remove(hook.node().uniqueId());
                yield true;
            }
            case NodeEvent _, InvocationEvent _, DatabaseEvent _, TemplateEvent _, OutputEvent _, FindingEvent _ ->
                true;
        };
    }

    private void ended(String uniqueId, int ofTotal) {
        running.remove(uniqueId);
        total = Math.max(total, ofTotal);
        done++;
    }

    private void startPainting() {
        if (painter == null) {
            painter = Thread.ofVirtual().name("live-progress").start(this::paint);
        }
    }

    private void paint() {
        while (true) {
            try {
                Thread.sleep(BEAT);
            } catch (InterruptedException ended) {
                return;
            }
            lock.lock();
            try {
                if (closed) {
                    return;
                }
                if (drawn > 0 || !running.isEmpty()) {
                    beat++;
                    erase();
                    draw();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void erase() {
        if (drawn > 0) {
            out.print("\u001b[" + drawn + "F\u001b[J");
            drawn = 0;
        }
    }

    private void draw() {
        if (running.isEmpty()) {
            out.flush();
            return;
        }
        Instant now = clock.instant();
        StringBuilder region = new StringBuilder(WRAP_OFF);
        int shown = 0;
        for (Running node : running.values()) {
            if (shown++ == MOST_NODES) {
                break;
            }
            region.append("  ").append(palette.yellow(String.valueOf(SPINNER.charAt(beat % SPINNER.length()))));
            region.append(' ')
                    .append(seconds(Duration.between(node.since(), now)))
                    .append("  ")
                    .append(node.what());
            region.append("\u001b[K\n");
        }
        region.append("  ")
                .append(done)
                .append(" of ")
                .append(total)
                .append(" done, ")
                .append(running.size())
                .append(" running");
        if (failed > 0) {
            region.append(", ").append(palette.red(failed + " failed"));
        }
        region.append(", ")
                .append(seconds(Duration.between(begun, now)).strip())
                .append("\u001b[K\n")
                .append(WRAP_ON);
        out.print(region);
        out.flush();
        drawn = Math.min(running.size(), MOST_NODES) + 1;
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%5.1fs", duration.toMillis() / 1000.0);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            erase();
            lines.close();
        } finally {
            lock.unlock();
        }
        if (painter != null) {
            painter.interrupt();
        }
    }
}
