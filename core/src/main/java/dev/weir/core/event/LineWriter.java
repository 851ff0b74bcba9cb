package dev.weir.core.event;

import dev.weir.base.Diagnostic;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * dbt's plain lines: {@code HH:MM:SS  message}; further lines of one message have no time. Below an error's own words stand
 * our code, excerpt, detail and hint. What is {@link Event#bare() bare} is written as it is. Source: recorded console cases.
 */
public final class LineWriter implements EventWriter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final PrintStream out;
    private final Palette palette;
    private final Level least;
    private final boolean quiet;
    private final boolean printer;
    private final ZoneId zone;

    /**
     * @param least events below it are left out
     * @param quiet whether only errors and bare events are written
     * @param printer whether {@code print(…)} of templates is written
     */
    public LineWriter(PrintStream out, Palette palette, Level least, boolean quiet, boolean printer, ZoneId zone) {
        this.out = out;
        this.palette = palette;
        this.least = least;
        this.quiet = quiet;
        this.printer = printer;
        this.zone = zone;
    }

    @Override
    public void write(StampedEvent stamped) {
        Event event = stamped.event();
        if (event.bare()) {
            if (printer || !(event instanceof TemplateEvent.PrintEvent)) {
                out.println(event.message(palette));
            }
            return;
        }
        if (event.level().compareTo(least) < 0 || (quiet && event.level() != Level.ERROR)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        text.append(palette.reset()).append(TIME.format(stamped.at().atZone(zone)));
        text.append("  ").append(event.message(palette));
        for (Diagnostic finding : findings(event)) {
            Optional<String> ours = DiagnosticText.below(finding, palette);
            ours.ifPresent(lines -> text.append('\n').append(lines));
        }
        out.println(text);
    }

    static List<Diagnostic> findings(Event event) {
        return switch (event) {
            case FindingEvent finding -> finding.findings();
            case NodeEvent.RunResultError error -> error.findings();
            case InvocationEvent _, NodeEvent _, DatabaseEvent _, TemplateEvent _, OutputEvent _ -> List.of();
        };
    }

    @Override
    public void close() {
        out.flush();
    }
}
