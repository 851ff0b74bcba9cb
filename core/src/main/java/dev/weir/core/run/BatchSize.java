package dev.weir.core.run;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** How much time a batch of a microbatch model spans. Source: dbt docs, "batch_size"; recorded runs. */
public enum BatchSize {
    HOUR(ChronoUnit.HOURS),
    DAY(ChronoUnit.DAYS),
    MONTH(ChronoUnit.MONTHS),
    YEAR(ChronoUnit.YEARS);

    private final ChronoUnit unit;

    BatchSize(ChronoUnit unit) {
        this.unit = unit;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<BatchSize> ofWireName(String word) {
        for (BatchSize each : values()) {
            if (each.wireName().equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** The start of the batch a moment lies in. */
    LocalDateTime floor(LocalDateTime moment) {
        return switch (this) {
            case HOUR -> moment.truncatedTo(ChronoUnit.HOURS);
            case DAY -> moment.truncatedTo(ChronoUnit.DAYS);
            case MONTH -> moment.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
            case YEAR -> moment.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
        };
    }

    /** The next start of a batch that is not before the moment. */
    LocalDateTime ceiling(LocalDateTime moment) {
        LocalDateTime floor = floor(moment);
        return floor.equals(moment) ? floor : plus(floor, 1);
    }

    /** So many batches later. */
    public LocalDateTime plus(LocalDateTime moment, long batches) {
        return moment.plus(batches, unit);
    }

    /** As lines and file names show a batch: {@code 2020-01-01}, {@code 2020-01-01T13}, {@code 2020-01}, {@code 2020}. */
    String shown(LocalDateTime start) {
        String day = start.toLocalDate().toString();
        return switch (this) {
            case HOUR -> day + "T" + (start.getHour() < 10 ? "0" : "") + start.getHour();
            case DAY -> day;
            case MONTH -> day.substring(0, "2020-01".length());
            case YEAR -> day.substring(0, "2020".length());
        };
    }

    /** As names of tables have it. */
    String id(LocalDateTime start) {
        return shown(start).replace("-", "");
    }
}
