package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;

/** A {@code deprecation_date} as written ⇒ the instant the manifest shows. Source: dbt docs, "deprecation_date"; recorded cases. */
final class DeprecationDate {
    private static final DateTimeFormatter SHOWN = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .appendPattern("xxx")
            .toFormatter(Locale.ROOT);
    /** The ways people write a day; a time and an offset may follow. */
    private static final List<DateTimeFormatter> WRITTEN = List.of(
            written("uuuu-MM-dd"),
            written("uuuuMMdd"),
            written("uuuu/M/d"),
            written("M/d/uuuu"),
            written("MMM d[,] uuuu"),
            written("MMMM d[,] uuuu"),
            written("d MMM uuuu"),
            written("d MMMM uuuu"));

    private DeprecationDate() {}

    private static DateTimeFormatter written(String day) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(day + "[['T'][' ']H:mm[:ss]")
                .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                .appendPattern("[' '][XXX][XX][X]]")
                .toFormatter(Locale.ENGLISH);
    }

    /** What has no offset is of UTC, on every machine. Throws {@code PAR-014} for a text that is no date. */
    static String shown(Object date) {
        return SHOWN.format( // intended: COMPATIBILITY #127
                switch (date) {
                    case LocalDate day -> day.atStartOfDay().atOffset(ZoneOffset.UTC);
                    case LocalDateTime time -> time.atOffset(ZoneOffset.UTC);
                    case OffsetDateTime instant -> instant;
                    case Object text -> parsed(String.valueOf(text).strip());
                });
    }

    private static OffsetDateTime parsed(String text) {
        for (DateTimeFormatter each : WRITTEN) {
            try {
                TemporalAccessor found = each.parse(text);
                LocalTime time = found.query(TemporalQueries.localTime());
                ZoneOffset offset = found.query(TemporalQueries.offset());
                return OffsetDateTime.of(
                        found.query(TemporalQueries.localDate()),
                        time == null ? LocalTime.MIDNIGHT : time,
                        offset == null ? ZoneOffset.UTC : offset);
            } catch (DateTimeException notSo) {
                // perhaps the next way
            }
        }
        throw new WeirException(Diagnostic.of(DiagnosticCode.PAR_014, "\"" + text + "\" is no date")
                .inWordsOfDbt("Field \"deprecation_date\" of type Optional[datetime] in UnparsedModelUpdate has invalid"
                        + " value '" + text + "'")
                .withHint("Write it as 2030-12-31."));
    }
}
