package dev.weir.core.context;

import dev.weir.adapter.Relation;
import java.time.LocalDateTime;
import java.util.Optional;

/** A stretch of event time in UTC, start inclusive, end exclusive. Source: dbt docs, "Microbatch", "--sample". */
public record TimeWindow(LocalDateTime start, LocalDateTime end) {
    private static final int NANOS_OF_A_MICROSECOND = 1000;

    /** What both have. */
    public TimeWindow within(TimeWindow other) {
        return new TimeWindow(
                start.isAfter(other.start) ? start : other.start, end.isBefore(other.end) ? end : other.end);
    }

    /** The rows of a relation whose column falls into it. */
    Relation.EventTimeFilter of(String column) {
        return new Relation.EventTimeFilter(column, Optional.of(text(start, ' ')), Optional.of(text(end, ' ')));
    }

    /** As Python writes a moment in UTC: {@code 2020-01-01T00:00:00+00:00}, fractions where there are some. */
    public static String text(LocalDateTime moment, char separator) {
        StringBuilder text = new StringBuilder(32);
        text.append(moment.toLocalDate()).append(separator);
        two(text, moment.getHour()).append(':');
        two(text, moment.getMinute()).append(':');
        two(text, moment.getSecond());
        int micros = moment.getNano() / NANOS_OF_A_MICROSECOND;
        if (micros != 0) {
            String digits = String.valueOf(micros);
            text.append('.').repeat('0', 6 - digits.length()).append(digits);
        }
        return text.append("+00:00").toString();
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append(number < 10 ? "0" : "").append(number);
    }
}
