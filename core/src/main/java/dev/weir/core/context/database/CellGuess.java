package dev.weir.core.context.database;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Guesses what the texts of a seed's column are, in the reference's order: number, date, date and time, ISO date and time,
 * boolean, text. Source: recorded answers of dbt 1.11.16 for some fifty texts.
 */
final class CellGuess {
    /** A text that is not of the type in question. */
    private static final Object NOT = new Object();

    private CellGuess() {}

    /** Blank texts and {@code null} in any case mean no value. */
    static boolean absent(@Nullable String text) {
        if (text == null) {
            return true;
        }
        String bare = text.strip();
        return bare.isEmpty() || bare.equalsIgnoreCase("null");
    }

    private interface Reader {
        Object read(String text);
    }

    private static final List<Reader> READERS =
            List.of(CellGuess::number, CellGuess::date, CellGuess::moment, CellGuess::isoMoment, CellGuess::truth);
    private static final List<CellType> TYPES =
            List.of(CellType.NUMBER, CellType.DATE, CellType.DATETIME, CellType.DATETIME, CellType.BOOLEAN);

    /** The column's type; its texts in {@code rows} are replaced by values. */
    static CellType settle(List<List<@Nullable Object>> rows, int column, boolean keepText) {
        for (int candidate = keepText ? READERS.size() : 0; candidate < READERS.size(); candidate++) {
            if (fits(rows, column, READERS.get(candidate))) {
                replace(rows, column, READERS.get(candidate));
                return TYPES.get(candidate);
            }
        }
        replace(rows, column, text -> text);
        return CellType.TEXT;
    }

    private static boolean fits(List<List<@Nullable Object>> rows, int column, Reader reader) {
        for (List<@Nullable Object> row : rows) {
            String text = (String) row.get(column);
            if (!absent(text) && text != null && reader.read(text) == NOT) {
                return false;
            }
        }
        return true;
    }

    private static void replace(List<List<@Nullable Object>> rows, int column, Reader reader) {
        for (List<@Nullable Object> row : rows) {
            String text = (String) row.get(column);
            row.set(column, absent(text) || text == null ? null : reader.read(text));
        }
    }

    /** Grouping commas, one percent sign, a currency sign and one extra minus are passed over; digits of any script count. */
    static Object number(String raw) {
        String text = raw.strip();
        while (text.startsWith("%")) {
            text = text.substring(1);
        }
        while (text.endsWith("%")) {
            text = text.substring(0, text.length() - 1);
        }
        boolean negative = text.startsWith("-");
        if (negative) {
            text = text.substring(1);
        }
        text = withoutCurrency(text).replace(",", "").strip();
        if (text.isEmpty()) {
            return NOT;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "inf", "infinity", "+inf", "+infinity" ->
                negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> negative ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            default -> decimal(text, negative);
        };
    }

    private static String withoutCurrency(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && Character.getType(text.charAt(start)) == Character.CURRENCY_SYMBOL) {
            start++;
        }
        while (end > start && Character.getType(text.charAt(end - 1)) == Character.CURRENCY_SYMBOL) {
            end--;
        }
        return text.substring(start, end);
    }

    private static Object decimal(String text, boolean negative) {
        StringBuilder plain = new StringBuilder(text.length());
        boolean digits = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '_') {
                continue;
            }
            int digit = Character.digit(c, 10);
            if (digit >= 0) {
                digits = true;
                plain.append((char) ('0' + digit));
            } else if (c == '.' || c == '+' || c == '-' || ((c == 'e' || c == 'E') && digits)) {
                plain.append(c);
            } else {
                return NOT;
            }
        }
        if (!digits) {
            return NOT;
        }
        try {
            BigDecimal number = new BigDecimal(plain.toString());
            return negative ? number.negate() : number;
        } catch (NumberFormatException _) {
            return NOT;
        }
    }

    /** {@code 2020-1-31}: four digits, then one or two. */
    static Object date(String raw) {
        int[] parts = numbers(raw.strip(), "-", 3);
        return parts.length == 3 && fourDigits(raw.strip()) ? dateOf(parts[0], parts[1], parts[2]) : NOT;
    }

    private static boolean fourDigits(String text) {
        return text.indexOf('-') == 4;
    }

    private static Object dateOf(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException _) {
            return NOT;
        }
    }

    /** {@code 2020-01-31 13:05:00}, with one space and no fractions. */
    static Object moment(String raw) {
        String text = raw.strip();
        int space = text.indexOf(' ');
        if (space < 0) {
            return NOT;
        }
        Object date = date(text.substring(0, space));
        int[] clock = numbers(text.substring(space + 1).stripLeading(), ":", 3);
        if (!(date instanceof LocalDate day) || clock.length != 3) {
            return NOT;
        }
        try {
            return day.atTime(clock[0], clock[1], clock[2]);
        } catch (DateTimeException _) {
            return NOT;
        }
    }

    /** Parts of one, two or (the first) four digits. */
    private static int[] numbers(String text, String separator, int count) {
        String[] parts = text.split(separator, -1);
        if (parts.length != count) {
            return new int[0];
        }
        int[] numbers = new int[count];
        for (int at = 0; at < count; at++) {
            String part = parts[at];
            boolean longest = part.length() <= 2 || (at == 0 && part.length() == 4);
            if (part.isEmpty() || !longest || !part.chars().allMatch(Character::isDigit)) {
                return new int[0];
            }
            numbers[at] = Integer.parseInt(part);
        }
        return numbers;
    }

    /** {@code 2020-01-31T13:05:00.5+02:00} and its shorter and unpunctuated forms. */
    static Object isoMoment(String raw) {
        String text = raw.strip();
        int mark = text.indexOf('T');
        if (mark < 0) {
            return NOT;
        }
        Object date = isoDate(text.substring(0, mark));
        if (!(date instanceof LocalDate day)) {
            return NOT;
        }
        String clock = text.substring(mark + 1);
        int zone = zoneStart(clock);
        try {
            LocalTime time = isoTime(clock.substring(0, zone));
            String offset = clock.substring(zone);
            LocalDateTime local = day.atTime(time);
            return offset.isEmpty()
                    ? local
                    : OffsetDateTime.of(local, offset.equals("Z") ? ZoneOffset.UTC : ZoneOffset.of(offset));
        } catch (DateTimeException | NumberFormatException _) {
            return NOT;
        }
    }

    private static int zoneStart(String clock) {
        for (int at = 0; at < clock.length(); at++) {
            char c = clock.charAt(at);
            if (c == 'Z' || c == '+' || c == '-') {
                return at;
            }
        }
        return clock.length();
    }

    private static Object isoDate(String text) {
        if (text.length() == 10) {
            return date(text);
        }
        boolean compact = text.length() == 8 && text.chars().allMatch(Character::isDigit);
        return compact
                ? dateOf(
                        Integer.parseInt(text.substring(0, 4)),
                        Integer.parseInt(text.substring(4, 6)),
                        Integer.parseInt(text.substring(6)))
                : NOT;
    }

    private static LocalTime isoTime(String text) {
        String digits = text;
        if (text.indexOf(':') < 0 && text.length() >= 4) {
            digits = text.substring(0, 2) + ":" + text.substring(2, 4)
                    + (text.length() > 4 ? ":" + text.substring(4) : "");
        }
        return LocalTime.parse(digits.length() == 2 ? digits + ":00" : digits.replace(',', '.'));
    }

    static Object truth(String raw) {
        return switch (raw.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> NOT;
        };
    }
}
