package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Lexer;
import dev.weir.sandbox.dialect.Token;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with the text of a date or a time, in Materialize's words; of words that are no numbers it says nothing. Source:
 * Materialize's src/repr/tests/strconv.rs, which lists texts with their errors.
 */
final class DateTimeFault {
    private static final Pattern DATE =
            Pattern.compile("\\s*(\\d+)(?:-(\\d+))?(?:-(\\d+))?(?:[\\sT]+(.*))?", Pattern.DOTALL);
    private static final Pattern COMPACT = Pattern.compile("(\\d{3,4})(\\d\\d)(\\d\\d)");
    private static final Pattern TIME = Pattern.compile("(\\d+):(\\d+)(?::(\\d+))?(\\.\\d+)?\\s*([+-]\\d.*)?");
    private static final Pattern NUMBER = Pattern.compile("0*(\\d+?)(\\.\\d+)?");
    private static final Pattern ZONE = Pattern.compile("[+-](\\d+):(\\d+)");

    private DateTimeFault() {}

    /** The types it knows, as Materialize names them, by the words that mean them. */
    static Optional<String> type(String word) {
        return switch (word) {
            case "date" -> Optional.of("date");
            case "time" -> Optional.of("time");
            case "timestamp" -> Optional.of("timestamp");
            case "timestamptz" -> Optional.of("timestamp with time zone");
            default -> Optional.empty();
        };
    }

    /** The type that a statement gives to the literal at an offset: before it, behind a double colon, or in CAST. */
    static Optional<String> typeOfLiteral(String sql, int offset) {
        List<Token> tokens = Lexer.tokenize(sql);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).start() != offset) continue;
            Token after = tokens.get(i + 1);
            boolean cast = after.symbol("::") || after.word("as");
            int named = cast ? i + 2 : i - 1;
            if (!cast && i >= 3 && tokens.get(i - 1).word("zone")) {
                boolean with = tokens.get(i - 3).word("with");
                return i < 4 ? Optional.empty() : type(tokens.get(i - 4).text() + (with ? "tz" : ""));
            }
            if (named < 0 || named >= tokens.size()) return Optional.empty();
            boolean zoned = cast
                    && named + 2 < tokens.size()
                    && tokens.get(named + 1).word("with")
                    && tokens.get(named + 2).word("time");
            return type(tokens.get(named).text() + (zoned ? "tz" : ""));
        }
        return Optional.empty();
    }

    /** @param type as {@link #type} yields it */
    static Optional<String> of(String type, String text) {
        if (type.equals("time"))
            return text.isBlank() ? Optional.of("no time fields found") : time(text.strip(), false);
        Matcher date = DATE.matcher(text);
        if (!date.matches()) return Optional.empty();
        Optional<String> wrong = date(date.group(1), date.group(2), date.group(3));
        String rest = date.group(4);
        return wrong.isPresent() || rest == null || rest.isBlank() ? wrong : time(rest.strip(), type.endsWith("zone"));
    }

    private static Optional<String> date(String first, String second, String third) {
        if (second == null) {
            Matcher compact = COMPACT.matcher(first);
            return compact.matches()
                    ? calendar(compact.group(1), compact.group(2), compact.group(3))
                    : Optional.of("YEAR, MONTH, DAY are all required");
        }
        return third == null ? Optional.of("YEAR, MONTH, DAY are all required") : calendar(first, second, third);
    }

    private static Optional<String> calendar(String year, String month, String day) {
        if (year.length() > 6 || month.length() > 9 || day.length() > 9) return Optional.empty();
        int y = Integer.parseInt(year);
        int m = Integer.parseInt(month);
        int d = Integer.parseInt(day);
        if (y == 0) return Optional.of("YEAR cannot be zero");
        if (m < 1 || m > 12) return Optional.of("MONTH must be [1, 12], got " + m);
        if (d < 1 || d > 31) return Optional.of("DAY must be [1, 31], got " + d);
        try {
            LocalDate.of(y, m, d);
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of("invalid or out-of-range date");
        }
    }

    private static Optional<String> time(String text, boolean zoned) {
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            String fraction = number.group(2) == null ? "" : (number.group(2) + "000000000").substring(0, 10);
            return Optional.of("have unprocessed tokens " + number.group(1) + fraction);
        }
        Matcher time = TIME.matcher(text);
        if (!time.matches()) return Optional.empty();
        // With a fraction behind them, two numbers are minutes and seconds.
        boolean ofMinutes = time.group(3) == null && time.group(4) != null;
        String hour = ofMinutes ? "0" : time.group(1);
        String minute = time.group(ofMinutes ? 1 : 2);
        String second = ofMinutes ? time.group(2) : time.group(3) == null ? "0" : time.group(3);
        if (hour.length() + minute.length() + second.length() > 18) return Optional.empty();
        if (Integer.parseInt(hour) > 23) return Optional.of("HOUR must be [0, 23], got " + Integer.parseInt(hour));
        if (Integer.parseInt(minute) > 59)
            return Optional.of("MINUTE must be [0, 59], got " + Integer.parseInt(minute));
        if (Integer.parseInt(second) > 60)
            return Optional.of("SECOND must be [0, 60], got " + Integer.parseInt(second));
        return zoned && time.group(5) != null ? zone(time.group(5).strip()) : Optional.empty();
    }

    private static Optional<String> zone(String text) {
        Matcher zone = ZONE.matcher(text);
        if (!zone.matches() || text.length() > 12) return Optional.empty();
        int hour = Integer.parseInt(zone.group(1));
        int minute = Integer.parseInt(zone.group(2));
        String words = "Invalid timezone string (" + text + "): timezone ";
        if (hour > 15) return Optional.of(words + "hour invalid " + hour);
        return minute > 60 ? Optional.of(words + "minute invalid " + minute) : Optional.empty();
    }
}
