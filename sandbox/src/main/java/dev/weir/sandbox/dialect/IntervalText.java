package dev.weir.sandbox.dialect;

import java.time.Duration;
import java.util.Locale;

/** Interval literals of options: {@code '1s'}, {@code '50ms'}, {@code '2 minutes'}. */
public final class IntervalText {
    private IntervalText() {}

    /** Throws {@link SqlError} {@code 22007} for what is no interval of one unit. */
    public static Duration duration(String text) {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        int digits = 0;
        while (digits < trimmed.length()
                && (Character.isDigit(trimmed.charAt(digits)) || trimmed.charAt(digits) == '.')) digits++;
        if (digits == 0) throw invalid(text);
        double amount;
        try {
            amount = Double.parseDouble(trimmed.substring(0, digits));
        } catch (NumberFormatException e) {
            throw invalid(text);
        }
        double millis = amount
                * switch (trimmed.substring(digits).strip()) {
                    case "us", "microsecond", "microseconds" -> 0.001;
                    case "ms", "millisecond", "milliseconds" -> 1;
                    case "", "s", "sec", "secs", "second", "seconds" -> 1_000;
                    case "m", "min", "mins", "minute", "minutes" -> 60_000;
                    case "h", "hr", "hour", "hours" -> 3_600_000;
                    case "d", "day", "days" -> 86_400_000;
                    default -> throw invalid(text);
                };
        return Duration.ofNanos((long) (millis * 1_000_000));
    }

    private static SqlError invalid(String text) {
        return SqlError.of("22007", "invalid input syntax for type interval: \"" + text + '"');
    }
}
