package dev.weir.core.event;

import dev.weir.base.Diagnostic;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** dbt's {@code debug} format: {@code HH:MM:SS.ffffff [level] [thread]: message}, below a line that heads the invocation. */
final class DetailedLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

    private DetailedLine() {}

    /** The line that stands before an invocation's first, with two empty ones before it. */
    static String heading(Instant at, String invocationId, ZoneId zone) {
        String rule = "=".repeat(30);
        return "\n\n" + rule + " " + TIME.format(at.atZone(zone)) + " | " + invocationId + " " + rule + "\n";
    }

    static String of(StampedEvent stamped, Palette palette, ZoneId zone) {
        Event event = stamped.event();
        String level = (event.level().wireName() + "  ").substring(0, 5);
        String thread = stamped.thread().equals("main") ? "MainThread" : stamped.thread();
        StringBuilder text = new StringBuilder(palette.reset())
                .append(TIME.format(stamped.at().atZone(zone)))
                .append(" [")
                .append(level)
                .append("] [")
                .append(thread)
                .append("]: ")
                .append(event.message(palette));
        for (Diagnostic finding : LineWriter.findings(event)) {
            DiagnosticText.below(finding, palette)
                    .ifPresent(lines -> text.append('\n').append(lines));
        }
        return text.toString();
    }
}
