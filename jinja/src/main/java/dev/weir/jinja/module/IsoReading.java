package dev.weir.jinja.module;

import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Values;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * {@code fromisoformat} of dates, times and both: ISO 8601 as far as Python 3.11 reads it, with and without separators, weeks,
 * fractions of seconds and offsets. Source: Python docs, "datetime.fromisoformat", and recorded cases.
 */
final class IsoReading {
    private static final int FRACTION = 6;
    private static final long DAY = 86_400;

    private final String text;
    private final int end;
    private int at;

    private IsoReading(String text, int from, int end) {
        this.text = text;
        this.end = end;
        at = from;
    }

    static LocalDate date(String text) {
        int length = text.length();
        if (length != 7 && length != 8 && length != 10) {
            throw invalid(text);
        }
        return new IsoReading(text, 0, length).wholeDate();
    }

    static PyTime time(String text) {
        IsoReading reading = new IsoReading(text, text.startsWith("T") ? 1 : 0, text.length());
        Clock clock = reading.clock();
        return new PyTime(clock.time(), clock.zone());
    }

    static PyDateTime moment(String text) {
        int split = text.length() < 7 ? -1 : separator(text);
        if (split < 0 || split > text.length()) {
            throw invalid(text);
        }
        IsoReading days = new IsoReading(text, 0, split);
        if (split == text.length()) {
            return new PyDateTime(days.wholeDate().atStartOfDay(), null);
        }
        long[] fields = days.dateFields();
        int after = text.offsetByCodePoints(split, 1);
        Clock clock = new IsoReading(text, after, text.length()).clock();
        return new PyDateTime(days.dateOf(fields).atTime(clock.time()), clock.zone());
    }

    /** A time of day as written, not yet looked at. */
    private record Clock(
            long hour,
            long minute,
            long second,
            long micros,
            @Nullable TimeZoneInfo zone) {
        LocalTime time() {
            return PyTime.of(hour, minute, second, micros);
        }
    }

    /** Where the date ends; negative when it cannot be told. */
    private static int separator(String text) {
        int length = text.length();
        if (length == 7) {
            return 7;
        }
        if (text.charAt(4) != '-') {
            return text.charAt(4) == 'W' ? afterPlainWeek(text) : 8;
        }
        if (text.charAt(5) != 'W') {
            return 10;
        }
        if (length > 8 && text.charAt(8) == '-') {
            // A day of the week, or an hour behind a week without one.
            return length == 9 ? -1 : length > 10 && digit(text, 10) ? 8 : 10;
        }
        return 8;
    }

    private static int afterPlainWeek(String text) {
        int digits = 7;
        while (digits < text.length() && digit(text, digits)) {
            digits++;
        }
        return digits < 9 ? digits : digits % 2 == 0 ? 7 : 8;
    }

    private static boolean digit(String text, int at) {
        char c = text.charAt(at);
        return c >= '0' && c <= '9';
    }

    private LocalDate wholeDate() {
        return dateOf(dateFields());
    }

    /** Year, month and day; or year, week, day of the week and one more. */
    private long[] dateFields() {
        long year = number(4);
        boolean separated = take('-');
        if (take('W')) {
            long week = number(2);
            long day = 1;
            if (at < end) {
                if (separated) {
                    expect('-');
                }
                day = number(1);
            }
            finish();
            return new long[] {year, week, day, 1};
        }
        long month = number(2);
        if (separated) {
            expect('-');
        }
        long day = number(2);
        finish();
        return new long[] {year, month, day};
    }

    private LocalDate dateOf(long[] fields) {
        if (fields.length == 3) {
            return PyDate.of(fields[0], fields[1], fields[2]);
        }
        try {
            return DatetimeModule.ofWeek(fields[0], fields[1], fields[2]);
        } catch (PyError _) {
            throw invalid(text);
        }
    }

    /** A time, perhaps with an offset, up to the end. */
    private Clock clock() {
        int sign = at;
        while (sign < end && "+-Z".indexOf(text.charAt(sign)) < 0) {
            sign++;
        }
        long[] time = new IsoReading(text, at, sign).fields(sign < end);
        if (sign == end) {
            return new Clock(time[0], time[1], time[2], time[3], null);
        }
        if (text.charAt(sign) == 'Z') {
            if (sign + 1 < end) {
                throw invalid(text);
            }
            return new Clock(time[0], time[1], time[2], time[3], TimeZoneInfo.fixed(ZoneOffset.UTC));
        }
        long[] offset = new IsoReading(text, sign + 1, end).fields(false);
        if (offset[3] != 0) {
            throw invalid(text); // Offsets are whole seconds here.
        }
        long seconds = offset[0] * 3600 + offset[1] * 60 + offset[2];
        return new Clock(time[0], time[1], time[2], time[3], zone(text.charAt(sign) == '-' ? -seconds : seconds));
    }

    private TimeZoneInfo zone(long seconds) {
        if (Math.abs(seconds) >= DAY) {
            throw PyError.value(
                    "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not "
                            + Values.repr(PyDelta.of(Duration.ofSeconds(seconds))) + ".");
        }
        if (Math.abs(seconds) > ZoneOffset.MAX.getTotalSeconds()) {
            throw invalid(text);
        }
        return TimeZoneInfo.fixed(ZoneOffset.ofTotalSeconds((int) seconds));
    }

    /** Hours, minutes, seconds and microseconds; ahead of an offset Python lets one more character pass, whatever it is. */
    private long[] fields(boolean oneMore) {
        long[] fields = new long[4];
        boolean separated = false;
        for (int i = 0; i < 3; i++) {
            fields[i] = number(2);
            if (at == end || (oneMore && at + 1 == end)) {
                return fields;
            }
            boolean colon = text.charAt(at) == ':';
            separated = i == 0 ? colon : separated;
            if (text.charAt(at) == '.' || text.charAt(at) == ',') {
                return fraction(fields, oneMore);
            }
            if (separated) {
                expect(':');
            }
        }
        throw invalid(text);
    }

    private long[] fraction(long[] fields, boolean more) {
        at++;
        int digits = Math.min(FRACTION, end - at);
        long micros = number(digits);
        for (int i = digits; i < FRACTION; i++) {
            micros *= 10;
        }
        fields[3] = micros;
        while (at < end && digit(text, at)) {
            at++;
        }
        if (!more) {
            finish();
        }
        return fields;
    }

    private long number(int digits) {
        long number = 0;
        if (end - at < digits || digits == 0) {
            throw invalid(text);
        }
        for (int i = 0; i < digits; i++, at++) {
            if (!digit(text, at)) {
                throw invalid(text);
            }
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
    }

    private boolean take(char c) {
        if (at < end && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!take(c)) {
            throw invalid(text);
        }
    }

    private void finish() {
        if (at < end) {
            throw invalid(text);
        }
    }

    private static PyError invalid(String text) {
        return PyError.value("Invalid isoformat string: " + Values.repr(text));
    }
}
