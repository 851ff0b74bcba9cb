package dev.weir.core.event;

import java.io.PrintStream;
import java.time.ZoneId;

/** The console under {@code --log-format debug}: every event with its time, level and thread. */
public final class DetailedWriter implements EventWriter {
    private final PrintStream out;
    private final Palette palette;
    private final Level least;
    private final String invocationId;
    private final ZoneId zone;
    private boolean begun;

    /** Events below {@code least} are left out. */
    public DetailedWriter(PrintStream out, Palette palette, Level least, String invocationId, ZoneId zone) {
        this.out = out;
        this.palette = palette;
        this.least = least;
        this.invocationId = invocationId;
        this.zone = zone;
    }

    @Override
    public void write(StampedEvent stamped) {
        Event event = stamped.event();
        if (event.bare()) {
            out.println(event.message(palette));
        } else if (event.level().compareTo(least) >= 0) {
            if (!begun) {
                begun = true;
                out.print(DetailedLine.heading(stamped.at(), invocationId, zone));
            }
            out.println(DetailedLine.of(stamped, palette, zone));
        }
    }

    @Override
    public void close() {
        out.flush();
    }
}
