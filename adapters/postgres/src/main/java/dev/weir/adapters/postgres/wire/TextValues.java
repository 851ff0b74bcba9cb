package dev.weir.adapters.postgres.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the text form of a value into the value, by type id, as psycopg2 does. What it does not know stays text. */
final class TextValues {
    private TextValues() {}

    static @Nullable Object of(int typeId, String text) {
        try {
            return switch (typeId) {
                case 16 -> text.equals("t");
                case 20, 21, 23, 26 -> integer(text);
                case 700, 701 -> floating(text);
                case 1700 -> text.equals("NaN") || text.endsWith("Infinity") ? floating(text) : new BigDecimal(text);
                case 1082 -> LocalDate.parse(text);
                case 1083 -> LocalTime.parse(text);
                case 1114 -> LocalDateTime.parse(text.replace(' ', 'T'));
                case 1184 -> OffsetDateTime.parse(withFullOffset(text.replace(' ', 'T')));
                case 1186 -> interval(text);
                case 114, 3802 -> JsonReader.read(text);
                case 199, 3807 -> array(114, text);
                case 1000 -> array(16, text);
                case 1016 -> array(20, text);
                case 1005, 1006, 1007 -> array(23, text);
                case 1021, 1022 -> array(701, text);
                case 1231 -> array(1700, text);
                case 1182 -> array(1082, text);
                case 1115 -> array(1114, text);
                case 1185 -> array(1184, text);
                case 1002, 1009, 1014, 1015, 1003 -> array(25, text);
                default -> text;
            };
        } catch (DateTimeException | NumberFormatException _) {
            return text; // infinity, years before Christ, years of five digits
        }
    }

    private static Object integer(String text) {
        if (text.length() < 18) {
            return Long.valueOf(text);
        }
        BigInteger big = new BigInteger(text);
        return big.bitLength() < 64 ? (Object) big.longValue() : big;
    }

    private static Double floating(String text) {
        return Double.valueOf(text);
    }

    /** The server writes {@code +02}; java.time wants minutes. */
    private static String withFullOffset(String text) {
        int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
        return text.length() - sign == 3 ? text + ":00" : text;
    }

    /** {@code "1 year 2 mons -3 days 04:05:06.7"}; a month is thirty days and a year 365, as psycopg2 counts. */
    private static Object interval(String text) {
        Duration sum = Duration.ZERO;
        String[] words = text.split(" ", -1);
        for (int at = 0; at < words.length; at++) {
            String word = words[at];
            if (word.indexOf(':') >= 0) {
                sum = sum.plus(clock(word));
            } else if (at + 1 < words.length) {
                long number = Long.parseLong(word);
                String unit = words[++at];
                sum = sum.plusDays(
                        unit.startsWith("year") ? number * 365 : unit.startsWith("mon") ? number * 30 : number);
            } else {
                return text;
            }
        }
        return sum;
    }

    private static Duration clock(String text) {
        boolean negative = text.startsWith("-");
        String[] parts = (negative || text.startsWith("+") ? text.substring(1) : text).split(":", -1);
        BigDecimal seconds = new BigDecimal(parts[2]);
        Duration time = Duration.ofHours(Long.parseLong(parts[0]))
                .plusMinutes(Long.parseLong(parts[1]))
                .plusNanos(seconds.movePointRight(9).longValue());
        return negative ? time.negated() : time;
    }

    /** {@code {1,NULL,"a b"}}, nested too. */
    private static Object array(int elementType, String text) {
        int start = text.indexOf('{');
        return start < 0 ? text : new ArrayReader(elementType, text, start).read();
    }

    private static final class ArrayReader {
        private final int elementType;
        private final String text;
        private int at;

        ArrayReader(int elementType, String text, int at) {
            this.elementType = elementType;
            this.text = text;
            this.at = at;
        }

        List<@Nullable Object> read() {
            List<@Nullable Object> items = new ArrayList<>();
            at++;
            while (at < text.length() && text.charAt(at) != '}') {
                char first = text.charAt(at);
                if (first == ',') {
                    at++;
                } else if (first == '{') {
                    items.add(read());
                } else if (first == '"') {
                    items.add(of(elementType, quoted()));
                } else {
                    String word = bare();
                    items.add(word.equals("NULL") ? null : of(elementType, word));
                }
            }
            at++;
            return items;
        }

        private String bare() {
            int end = at;
            while (text.charAt(end) != ',' && text.charAt(end) != '}') {
                end++;
            }
            String word = text.substring(at, end);
            at = end;
            return word;
        }

        private String quoted() {
            StringBuilder word = new StringBuilder();
            at++;
            while (text.charAt(at) != '"') {
                if (text.charAt(at) == '\\') {
                    at++;
                }
                word.append(text.charAt(at++));
            }
            at++;
            return word.toString();
        }
    }
}
