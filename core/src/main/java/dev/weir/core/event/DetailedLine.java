package dev.weir.core.event;

import dev.weir.base.Diagnostic;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** dbt's {@code debug} format: {@code HH:MM:SS.ffffff [level] [thread]: message}, below a line that heads the invocation. */
final class DetailedLine {
    private DetailedLine() {}

    /** The line that stands before an invocation's first, with two empty ones before it. */
    static String heading(Instant at, String invocationId, ZoneId zone) {
        String rule = "=".repeat(30);
        return "\n\n" + rule + " " + time(at, zone) + " | " + invocationId + " " + rule + "\n";
    }

    /** {@code HH:MM:SS.ffffff}. */
    private static String time(Instant at, ZoneId zone) {
        LocalTime time = LocalTime.ofInstant(at, zone);
        char[] text = new char[15];
        digits(text, 0, 2, time.getHour());
        text[2] = ':';
        digits(text, 3, 2, time.getMinute());
        text[5] = ':';
        digits(text, 6, 2, time.getSecond());
        text[8] = '.';
        digits(text, 9, 6, time.getNano() / 1000);
        return new String(text);
    }

    private static void digits(char[] text, int from, int count, int number) {
        int rest = number;
        for (int at = from + count - 1; at >= from; at--) {
            text[at] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    static String of(StampedEvent stamped, Palette palette, ZoneId zone) {
        Event event = stamped.event();
        String level = (event.level().wireName() + "  ").substring(0, 5);
        String thread = stamped.thread().equals("main") ? "MainThread" : stamped.thread();
        StringBuilder text = new StringBuilder(palette.reset())
                .append(time(stamped.at(), zone))
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
