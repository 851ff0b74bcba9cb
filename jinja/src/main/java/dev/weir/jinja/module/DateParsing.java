package dev.weir.jinja.module;

import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Values;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code strptime}: a text read by a format. Source: Python docs, "strftime() and strptime() Format Codes". */
final class DateParsing {
    private final String text;
    private final String format;
    private final List<Character> directives = new ArrayList<>();
    private int year = 1900;
    private int month = 1;
    private int day = 1;
    private int hour;
    private int minute;
    private int second;
    private int micros;
    private int dayOfYear;
    private boolean afternoon;
    private boolean halfDays;
    private @Nullable TimeZoneInfo zone;

    private DateParsing(String text, String format) {
        this.text = text;
        this.format = format;
    }

    static PyDateTime parse(String text, String format) {
        return new DateParsing(text, format).run();
    }

    private PyDateTime run() {
        var matcher = Pattern.compile(pattern(), Pattern.CASE_INSENSITIVE).matcher(text);
        if (!matcher.lookingAt()) {
            throw PyError.value("time data " + Values.repr(text) + " does not match format " + Values.repr(format));
        }
        if (matcher.end() != text.length()) {
            throw PyError.value("unconverted data remains: " + text.substring(matcher.end()));
        }
        for (int i = 0; i < directives.size(); i++) {
            set(directives.get(i), matcher.group(i + 1));
        }
        if (halfDays) {
            hour = hour % 12 + (afternoon ? 12 : 0);
        }
        var date = dayOfYear > 0 ? LocalDate.ofYearDay(year, dayOfYear) : PyDate.of(year, month, day);
        return new PyDateTime(date.atTime(PyTime.of(hour, minute, Math.min(second, 59), micros)), zone);
    }

    private String pattern() {
        var pattern = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (Character.isWhitespace(c)) {
                while (i + 1 < format.length() && Character.isWhitespace(format.charAt(i + 1))) {
                    i++;
                }
                pattern.append("\\s+");
            } else if (c != '%') {
                pattern.append(Character.isLetterOrDigit(c) ? "" : "\\").append(c);
            } else if (++i == format.length()) {
                throw PyError.value("stray %% in format '%s'".replace("%%", "%").replace("%s", format));
            } else {
                directive(pattern, format.charAt(i));
            }
        }
        return pattern.toString();
    }

    private void directive(StringBuilder pattern, char directive) {
        switch (directive) {
            case '%' -> {
                pattern.append('%');
                return;
            }
            case 'T', 'X' -> {
                several(pattern, "H:M:S");
                return;
            }
            case 'D', 'x' -> {
                several(pattern, "m/d/y");
                return;
            }
            default -> directives.add(directive);
        }
        pattern.append('(')
                .append(
                        switch (directive) {
                            case 'd' -> "3[01]|[12]\\d|0[1-9]|[1-9]| [1-9]";
                            case 'm', 'I' -> "1[0-2]|0[1-9]|[1-9]";
                            case 'H' -> "2[0-3]|[01]\\d|\\d";
                            case 'M' -> "[0-5]\\d|\\d";
                            case 'S' -> "6[01]|[0-5]\\d|\\d";
                            case 'f' -> "\\d{1,6}";
                            case 'j' -> "36[0-6]|3[0-5]\\d|[12]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]";
                            case 'Y' -> "\\d{4}";
                            case 'y' -> "\\d\\d";
                            case 'w' -> "[0-6]";
                            case 'u' -> "[1-7]";
                            case 'U', 'W' -> "5[0-3]|[0-4]\\d|\\d";
                            case 'p' -> "am|pm";
                            case 'z' -> "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d)?|Z";
                            case 'Z' -> "utc|gmt|[a-z]{3,4}";
                            case 'b', 'h' -> names(DateTexts.MONTHS, 3);
                            case 'B' -> names(DateTexts.MONTHS, 99);
                            case 'a' -> names(DateTexts.DAYS, 3);
                            case 'A' -> names(DateTexts.DAYS, 99);
                            default ->
                                throw PyError.value(
                                        "'" + directive + "' is a bad directive in format " + Values.repr(format));
                        })
                .append(')');
    }

    private void several(StringBuilder pattern, String parts) {
        for (int i = 0; i < parts.length(); i++) {
            if (Character.isLetter(parts.charAt(i))) {
                directive(pattern, parts.charAt(i));
            } else {
                pattern.append(parts.charAt(i));
            }
        }
    }

    private static String names(String[] names, int length) {
        var all = new StringBuilder();
        for (String name : names) {
            all.append(all.isEmpty() ? "" : "|").append(name, 0, Math.min(length, name.length()));
        }
        return all.toString();
    }

    private void set(char directive, String part) {
        switch (directive) {
            case 'Y' -> year = Integer.parseInt(part);
            case 'y' -> year = Integer.parseInt(part) + (Integer.parseInt(part) < 69 ? 2000 : 1900);
            case 'm' -> month = Integer.parseInt(part);
            case 'd' -> day = Integer.parseInt(part.strip());
            case 'b', 'h', 'B' -> month = place(DateTexts.MONTHS, part) + 1;
            case 'H' -> hour = Integer.parseInt(part);
            case 'I' -> {
                hour = Integer.parseInt(part);
                halfDays = true;
            }
            case 'p' -> afternoon = part.toLowerCase(Locale.ROOT).equals("pm");
            case 'M' -> minute = Integer.parseInt(part);
            case 'S' -> second = Integer.parseInt(part);
            case 'f' -> micros = Integer.parseInt((part + "00000").substring(0, 6));
            case 'j' -> dayOfYear = Integer.parseInt(part);
            case 'z' -> zone = TimeZoneInfo.fixed(part.equalsIgnoreCase("z") ? ZoneOffset.UTC : ZoneOffset.of(part));
            default -> {}
        }
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
