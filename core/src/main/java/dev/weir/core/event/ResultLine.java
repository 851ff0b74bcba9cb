package dev.weir.core.event;

import org.jspecify.annotations.Nullable;

/** The dotted line that reports one node: {@code "1 of 3 OK created … ..... [SELECT 1 in 0.10s]"}, the bracket after the palette's width. */
final class ResultLine {
    private ResultLine() {}

    /** Without an execution time the bracket holds the status alone. */
    static String format(Palette palette, String text, int index, int total, String status, @Nullable Double seconds) {
        String line = total > 0 ? index + " of " + total + " " + text + " " : text + " ";
        StringBuilder built = new StringBuilder(line);
        while (built.length() < palette.width()) {
            built.append('.');
        }
        built.append(" [").append(status);
        if (seconds != null) {
            built.append(" in ").append(seconds(seconds));
        }
        return built.append(']').toString();
    }

    static String seconds(double seconds) {
        return Seconds.of(seconds, 2) + "s";
    }
}
