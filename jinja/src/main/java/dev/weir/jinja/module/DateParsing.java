package dev.weir.jinja.module;

import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Values;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code strptime}: a text read by a format, in the C locale. Source: Python docs, "strftime() and strptime() Format Codes", and
 * recorded cases.
 */
final class DateParsing {
    private static final String WEEKDAY_TOO = " and a weekday directive ('%A', '%a', '%w', or '%u').";

    private final String text;
    private final String format;
    private final StringBuilder pattern = new StringBuilder();
    private final Map<Character, Integer> directives = new LinkedHashMap<>();
    /** Where Python's pattern would be, and how many groups it would have: its errors speak of both. */
    private int place;

    private int groups;

    private int year = -1;
    private int isoYear = -1;
    private int month = 1;
    private int day = 1;
    private int hour;
    private int minute;
    private int second;
    private int micros;
    private int dayOfYear = -1;
    private int weekday = -1;
    private int week = -1;
    private boolean weekFromMonday;
    private int isoWeek = -1;
    private @Nullable TimeZoneInfo zone;

    private DateParsing(String text, String format) {
        this.text = text;
        this.format = format;
    }

    static PyDateTime parse(String text, String format) {
        return new DateParsing(text, format).run();
    }

    private PyDateTime run() {
        PyError twice = readFormat();
        if (twice != null) {
            throw twice;
        }
        var matcher =
                Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE).matcher(text);
        if (!matcher.lookingAt()) {
            throw PyError.value("time data " + Values.repr(text) + " does not match format " + Values.repr(format));
        }
        if (matcher.end() != text.length()) {
            throw PyError.value("unconverted data remains: " + text.substring(matcher.end()));
        }
        int group = 1;
        for (char directive : directives.keySet()) {
            set(directive, matcher.group(group++), matcher);
        }
        checkWeeks();
        var date = date();
        return new PyDateTime(date.atTime(PyTime.of(hour, minute, second, micros)), zone);
    }

    // ---- the format

    /** The error of a directive that stands there twice, which Python finds only when the whole format was read. */
    private @Nullable PyError readFormat() {
        PyError twice = null;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (Character.isWhitespace(c)) {
                while (i + 1 < format.length() && Character.isWhitespace(format.charAt(i + 1))) {
                    i++;
                }
                plain("\\s+", 3);
            } else if (c != '%') {
                plain(Character.isLetterOrDigit(c) ? "" + c : "\\" + c, "\\.^$*+?(){}[]|".indexOf(c) < 0 ? 1 : 2);
            } else if (++i == format.length()) {
                throw PyError.value("stray % in format '" + format + "'");
            } else {
                PyError error = directive(format.charAt(i));
                twice = twice == null ? error : twice;
            }
        }
        return twice;
    }

    private void plain(String piece, int length) {
        pattern.append(piece);
        place += length;
    }

    private @Nullable PyError directive(char directive) {
        return switch (directive) {
            case '%' -> several("%");
            case 'c' -> several("a b d H:M:S Y");
            case 'X' -> several("H:M:S");
            case 'x' -> several("m/d/y");
            default -> one(directive);
        };
    }

    private @Nullable PyError several(String parts) {
        PyError twice = null;
        for (int i = 0; i < parts.length(); i++) {
            char c = parts.charAt(i);
            if (Character.isLetter(c)) {
                PyError error = one(c);
                twice = twice == null ? error : twice;
            } else {
                plain(c == ' ' ? "\\s+" : String.valueOf(c), c == ' ' ? 3 : 1);
            }
        }
        return twice;
    }

    private @Nullable PyError one(char directive) {
        String piece = pieceOf(directive);
        int first = directives.getOrDefault(directive, 0);
        PyError twice = first == 0
                ? null
                : new PyError(
                        "error",
                        "redefinition of group name '" + directive + "' as group " + (groups + 1) + "; was group "
                                + first + " at position " + (place + 4));
        directives.putIfAbsent(directive, groups + 1);
        pattern.append('(').append(piece).append(')');
        groups += directive == 'z' ? 3 : 1;
        place += lengthOf(directive, piece);
        return twice;
    }

    private String pieceOf(char directive) {
        return switch (directive) {
            case 'd' -> "3[01]|[12]\\d|0[1-9]|[1-9]| [1-9]";
            case 'm', 'I' -> "1[0-2]|0[1-9]|[1-9]";
            case 'H' -> "2[0-3]|[01]\\d|\\d";
            case 'M' -> "[0-5]\\d|\\d";
            case 'S' -> "6[01]|[0-5]\\d|\\d";
            case 'f' -> "\\d{1,6}";
            case 'j' -> "36[0-6]|3[0-5]\\d|[12]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]";
            case 'Y', 'G' -> "\\d{4}";
            case 'y' -> "\\d\\d";
            case 'w' -> "[0-6]";
            case 'u' -> "[1-7]";
            case 'U', 'W' -> "5[0-3]|[0-4]\\d|\\d";
            case 'V' -> "5[0-3]|0[1-9]|[1-4]\\d|\\d";
            case 'p' -> "am|pm";
            case 'z' -> "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|(?-i:Z)";
            case 'Z' -> zones();
            case 'b' -> names(DateTexts.MONTHS, 3);
            case 'B' -> names(DateTexts.MONTHS, 99);
            case 'a' -> names(DateTexts.DAYS, 3);
            case 'A' -> names(DateTexts.DAYS, 99);
            default -> {
                // Python has put a backslash before what a pattern gives a meaning, and calls that the percent sign.
                boolean escaped = Character.isWhitespace(directive) || "\\.^$*+?(){}[]|".indexOf(directive) >= 0;
                throw PyError.value(
                        "'" + (escaped ? '%' : directive) + "' is a bad directive in format '" + format + "'");
            }
        };
    }

    /** The names of zones that are known: those of UTC, and of the zone of this machine. */
    private static String zones() {
        var local = java.util.TimeZone.getDefault();
        var names = new java.util.LinkedHashSet<>(java.util.List.of("utc", "gmt"));
        names.add(Pattern.quote(local.getDisplayName(false, java.util.TimeZone.SHORT, Locale.ROOT)
                .toLowerCase(Locale.ROOT)));
        names.add(Pattern.quote(local.getDisplayName(true, java.util.TimeZone.SHORT, Locale.ROOT)
                .toLowerCase(Locale.ROOT)));
        return String.join("|", names);
    }

    /** Of the piece of Python's own pattern, with the name of its group. */
    private static int lengthOf(char directive, String piece) {
        return switch (directive) {
            case 'd' -> 41;
            case 'f' -> 17;
            case 'H', 'S', 'U', 'W' -> 24;
            case 'G', 'Y' -> 15;
            case 'j' -> 71;
            case 'M' -> 17;
            case 'z' -> 56;
            case 'Z' -> 14;
            default -> piece.length() + 7;
        };
    }

    private static String names(String[] names, int length) {
        var all = new StringBuilder();
        for (String name : names) {
            all.append(all.isEmpty() ? "" : "|").append(name, 0, Math.min(length, name.length()));
        }
        return all.toString();
    }

    // ---- the text

    private void set(char directive, String part, java.util.regex.MatchResult all) {
        switch (directive) {
            case 'Y' -> year = Integer.parseInt(part);
            case 'G' -> isoYear = Integer.parseInt(part);
            case 'y' -> year = Integer.parseInt(part) + (Integer.parseInt(part) < 69 ? 2000 : 1900);
            case 'm' -> month = Integer.parseInt(part);
            case 'd' -> day = Integer.parseInt(part.strip());
            case 'b', 'B' -> month = place(DateTexts.MONTHS, part) + 1;
            case 'H' -> hour = Integer.parseInt(part);
            case 'I' -> hour = Integer.parseInt(part) % 12 + (afternoon(all) ? 12 : 0);
            case 'M' -> minute = Integer.parseInt(part);
            case 'S' -> second = Integer.parseInt(part);
            case 'f' -> micros = Integer.parseInt((part + "00000").substring(0, 6));
            case 'j' -> dayOfYear = Integer.parseInt(part);
            case 'a', 'A' -> weekday = place(DateTexts.DAYS, part);
            case 'w' -> weekday = (Integer.parseInt(part) + 6) % 7;
            case 'u' -> weekday = Integer.parseInt(part) - 1;
            case 'U', 'W' -> {
                week = Integer.parseInt(part);
                weekFromMonday = directive == 'W';
            }
            case 'V' -> isoWeek = Integer.parseInt(part);
            case 'z' -> zone = TimeZoneInfo.fixed(offset(part));
            default -> {}
        }
    }

    private boolean afternoon(java.util.regex.MatchResult all) {
        int group = 1;
        for (char directive : directives.keySet()) {
            if (directive == 'p') {
                return all.group(group).toLowerCase(Locale.ROOT).equals("pm");
            }
            group++;
        }
        return false;
    }

    private static ZoneOffset offset(String part) {
        if (part.equals("Z")) {
            return ZoneOffset.UTC;
        }
        boolean colons = part.charAt(3) == ':';
        String digits = part.substring(0, 3) + part.substring(colons ? 4 : 3);
        if (digits.length() > 5 && colons) {
            if (digits.charAt(5) != ':') {
                throw PyError.value("Inconsistent use of : in " + part);
            }
            digits = digits.substring(0, 5) + digits.substring(6);
        }
        int seconds = Integer.parseInt(digits, 1, 3, 10) * 3600 + Integer.parseInt(digits, 3, 5, 10) * 60;
        if (digits.length() >= 7 && Character.isDigit(digits.charAt(5))) {
            seconds += Integer.parseInt(digits, 5, 7, 10);
        }
        if (seconds > 18 * 3600) {
            throw PyError.value("offset " + part + " is more than 18 hours");
        }
        return ZoneOffset.ofTotalSeconds(digits.charAt(0) == '-' ? -seconds : seconds);
    }

    private void checkWeeks() {
        if (year < 0 && isoYear >= 0) {
            if (isoWeek < 0 || weekday < 0) {
                throw PyError.value(
                        "ISO year directive '%G' must be used with the ISO week directive '%V'" + WEEKDAY_TOO);
            }
            if (dayOfYear >= 0) {
                throw PyError.value("Day of the year directive '%j' is not compatible with ISO year directive '%G'. "
                        + "Use '%Y' instead.");
            }
        } else if (week < 0 && isoWeek >= 0) {
            throw PyError.value(
                    weekday < 0
                            ? "ISO week directive '%V' must be used with the ISO year directive '%G'" + WEEKDAY_TOO
                            : "ISO week directive '%V' is incompatible with the year directive '%Y'. "
                                    + "Use the ISO year '%G' instead.");
        }
    }

    private LocalDate date() {
        int named = year < 0 ? 1900 : year;
        if (dayOfYear < 0 && weekday >= 0) {
            if (week >= 0) {
                return PyDate.of(named, 1, 1).plusDays(daysToWeek(named));
            }
            if (isoYear >= 0 && isoWeek >= 0) {
                int correction = PyDate.of(isoYear, 1, 4).getDayOfWeek().getValue() + 3;
                return PyDate.of(isoYear, 1, 1).plusDays(isoWeek * 7L + weekday + 1 - correction - 1);
            }
        }
        return dayOfYear >= 0 ? PyDate.of(named, 1, 1).plusDays(dayOfYear - 1) : PyDate.of(named, month, day);
    }

    /** From the first of January to the weekday of a week that begins on Sunday or Monday. */
    private int daysToWeek(int year) {
        int first = PyDate.of(year, 1, 1).getDayOfWeek().getValue() - 1;
        int day = weekday;
        if (!weekFromMonday) {
            first = (first + 1) % 7;
            day = (day + 1) % 7;
        }
        return week == 0 ? day - first : (7 - first) % 7 + 7 * (week - 1) + day;
    }

    private static int place(String[] names, String part) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].regionMatches(true, 0, part, 0, part.length())) {
                return i;
            }
        }
        return 0;
    }
}
