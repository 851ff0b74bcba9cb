package dev.weir.jinja.module;

import dev.weir.jinja.value.PyError;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates and times as {@code strftime} and {@code isoformat} write them, in the C locale of glibc. */
final class DateTexts {
    static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };
    static final String[] DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

    private DateTexts() {}

    static StringBuilder padded(StringBuilder out, long number, int width) {
        return padded(out, number, width, '0');
    }

    private static StringBuilder padded(StringBuilder out, long number, int width, char fill) {
        String digits = Long.toString(number);
        for (int i = digits.length(); i < width; i++) {
            out.append(fill);
        }
        return out.append(digits);
    }

    static String format(LocalDateTime time, @Nullable TimeZoneInfo zone, String format) {
        var out = new StringBuilder(format.length() * 2);
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            char flag = 0;
            if ("-_0^#".indexOf(format.charAt(i + 1)) >= 0 && i + 2 < format.length()) {
                flag = format.charAt(++i);
            }
            int start = out.length();
            if (!directive(out, time, zone, format.charAt(++i), flag)) {
                out.append('%').append(flag == 0 ? "" : String.valueOf(flag)).append(format.charAt(i));
            } else if (flag == '^') {
                String text = out.substring(start).toUpperCase(Locale.ROOT);
                out.replace(start, out.length(), text);
            }
        }
        return out.toString();
    }

    private static void number(StringBuilder out, long number, int width, char fill, char flag) {
        switch (flag) {
            case '-' -> out.append(number);
            case '_' -> padded(out, number, width, ' ');
            case '0' -> padded(out, number, width, '0');
            default -> padded(out, number, width, fill);
        }
    }

    private static boolean directive(
            StringBuilder out, LocalDateTime time, @Nullable TimeZoneInfo zone, char directive, char flag) {
        int day = time.getDayOfWeek().getValue();
        switch (directive) {
            case 'a' -> out.append(DAYS[day - 1], 0, 3);
            case 'A' -> out.append(DAYS[day - 1]);
            case 'b', 'h' -> out.append(MONTHS[time.getMonthValue() - 1], 0, 3);
            case 'B' -> out.append(MONTHS[time.getMonthValue() - 1]);
            case 'c' -> out.append(format(time, zone, "%a %b %e %H:%M:%S %Y"));
            case 'C' -> out.append(time.getYear() / 100);
            case 'd' -> number(out, time.getDayOfMonth(), 2, '0', flag);
            case 'D', 'x' -> out.append(format(time, zone, "%m/%d/%y"));
            case 'e' -> number(out, time.getDayOfMonth(), 2, ' ', flag);
            case 'f' -> padded(out, time.getNano() / 1_000, 6);
            case 'F' -> out.append(format(time, zone, "%Y-%m-%d"));
            case 'g' -> number(out, time.get(IsoFields.WEEK_BASED_YEAR) % 100, 2, '0', flag);
            case 'G' -> out.append(time.get(IsoFields.WEEK_BASED_YEAR));
            case 'H' -> number(out, time.getHour(), 2, '0', flag);
            case 'I' -> number(out, time.get(ChronoField.CLOCK_HOUR_OF_AMPM), 2, '0', flag);
            case 'j' -> number(out, time.getDayOfYear(), 3, '0', flag);
            case 'k' -> number(out, time.getHour(), 2, ' ', flag);
            case 'l' -> number(out, time.get(ChronoField.CLOCK_HOUR_OF_AMPM), 2, ' ', flag);
            case 'm' -> number(out, time.getMonthValue(), 2, '0', flag);
            case 'M' -> number(out, time.getMinute(), 2, '0', flag);
            case 'n' -> out.append('\n');
            case 'p' -> out.append(time.getHour() < 12 ? "AM" : "PM");
            case 'P' -> out.append(time.getHour() < 12 ? "am" : "pm");
            case 'r' -> out.append(format(time, zone, "%I:%M:%S %p"));
            case 'R' -> out.append(format(time, zone, "%H:%M"));
            case 's' -> out.append(time.atZone(java.time.ZoneId.systemDefault()).toEpochSecond());
            case 'S' -> number(out, time.getSecond(), 2, '0', flag);
            case 't' -> out.append('\t');
            case 'T', 'X' -> out.append(format(time, zone, "%H:%M:%S"));
            case 'u' -> out.append(day);
            case 'U' -> number(out, (time.getDayOfYear() + 6 - day % 7) / 7, 2, '0', flag);
            case 'V' -> number(out, time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0', flag);
            case 'w' -> out.append(day % 7);
            case 'W' -> number(out, (time.getDayOfYear() + 6 - (day - 1)) / 7, 2, '0', flag);
            case 'y' -> number(out, time.getYear() % 100, 2, '0', flag);
            case 'Y' -> out.append(time.getYear());
            case 'z' -> out.append(zone == null ? "" : offset(zone, false));
            case 'Z' -> out.append(zone == null ? "" : zone.abbreviation());
            case '%' -> out.append('%');
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Such as {@code +01:00}, with seconds only when there are any. */
    static String offset(TimeZoneInfo zone, boolean colon) {
        int seconds = zone.offset().getTotalSeconds();
        var out = new StringBuilder(seconds < 0 ? "-" : "+");
        int size = Math.abs(seconds);
        padded(out, size / 3600, 2).append(colon ? ":" : "");
        padded(out, size / 60 % 60, 2);
        if (size % 60 != 0) {
            padded(out.append(colon ? ":" : ""), size % 60, 2);
        }
        return out.toString();
    }

    static String iso(int year, int month, int day) {
        var out = new StringBuilder(10);
        padded(out, year, 4).append('-');
        padded(out, month, 2).append('-');
        return padded(out, day, 2).toString();
    }

    static String iso(java.time.LocalTime time, String precision) {
        var out = new StringBuilder(15);
        int micros = time.getNano() / 1_000;
        padded(out, time.getHour(), 2);
        if (precision.equals("hours")) {
            return out.toString();
        }
        padded(out.append(':'), time.getMinute(), 2);
        if (precision.equals("minutes")) {
            return out.toString();
        }
        padded(out.append(':'), time.getSecond(), 2);
        switch (precision) {
            case "auto" -> {
                if (micros != 0) {
                    padded(out.append('.'), micros, 6);
                }
            }
            case "seconds" -> {}
            case "milliseconds" -> padded(out.append('.'), micros / 1_000, 3);
            case "microseconds" -> padded(out.append('.'), micros, 6);
            default -> throw PyError.value("Unknown timespec value");
        }
        return out.toString();
    }
}
