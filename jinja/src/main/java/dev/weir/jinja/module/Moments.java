package dev.weir.jinja.module;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;

/** Dates and times of plain data ⇒ what templates see of them. */
public final class Moments {
    private Moments() {}

    /** A date or datetime; what is neither is seen as its text. */
    public static Object of(Temporal moment) {
        return switch (moment) {
            case LocalDate date -> new PyDate(date);
            case LocalDateTime time -> PyDateTime.of(time);
            case OffsetDateTime time -> PyDateTime.of(time.toLocalDateTime(), time.getOffset());
            default -> moment.toString();
        };
    }
}
