package dev.weir.deploy;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 2d}. */
public final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d+)\\s*([smhd])");

    private Durations() {}

    /** Empty when the text is no length of time; a bare number is seconds. */
    public static Optional<Duration> parse(String text) {
        String words = text.strip().toLowerCase(Locale.ROOT);
        if (words.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(words)));
        }
        if (!words.matches("(\\d{1,9}\\s*[smhd]\\s*)+")) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        Matcher parts = PART.matcher(words);
        while (parts.find()) {
            long number = Long.parseLong(parts.group(1));
            sum = sum.plus(
                    switch (parts.group(2)) {
                        case "d" -> Duration.ofDays(number);
                        case "h" -> Duration.ofHours(number);
                        case "m" -> Duration.ofMinutes(number);
                        default -> Duration.ofSeconds(number);
                    });
        }
        return Optional.of(sum);
    }

    static String shown(Duration length) {
        return length.toString().substring(2).toLowerCase(Locale.ROOT).replaceAll("([hms])(?=.)", "$1 ");
    }
}
