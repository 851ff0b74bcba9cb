package dev.weir.core.context.database;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as Python's {@code str} shows them; lists and maps as {@code json.dumps} does. */
public final class CellText {
    private CellText() {}

    public static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case String text -> text;
            case Boolean flag -> flag ? "True" : "False";
            case BigDecimal number -> decimal(number);
            case Double number -> floating(number);
            case LocalTime time -> time(time);
            case LocalDateTime moment -> moment(moment);
            case OffsetDateTime moment -> moment(moment.toLocalDateTime()) + offset(moment.getOffset());
            case Duration span -> span(span);
            case List<?> list -> json(list);
            case Map<?, ?> map -> json(map);
            default -> value.toString();
        };
    }

    /** Python's Decimal of a float's repr. */
    static BigDecimal decimal(Double number) {
        return new BigDecimal(floating(number));
    }

    static String floating(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(number);
        if (size != 0 && (size >= 1e16 || size < 1e-4)) {
            String text = Double.toString(number);
            int at = text.indexOf('E');
            String mantissa = text.substring(0, at).replaceFirst("\\.0$", "");
            int exponent = Integer.parseInt(text.substring(at + 1));
            return mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "")
                    + Math.abs(exponent);
        }
        String plain = new BigDecimal(Double.toString(number)).toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    /** Python writes an exponent only for positive ones and for very small numbers. */
    static String decimal(BigDecimal number) {
        return number.scale() >= 0 && number.precision() - number.scale() > -6
                ? number.toPlainString()
                : number.toString();
    }

    private static String time(LocalTime time) {
        String text = two(time.getHour()) + ":" + two(time.getMinute()) + ":" + two(time.getSecond());
        int micros = time.getNano() / 1000;
        return micros == 0
                ? text
                : text + "." + String.valueOf(1_000_000 + micros).substring(1);
    }

    private static String moment(LocalDateTime moment) {
        return date(moment.toLocalDate()) + " " + time(moment.toLocalTime());
    }

    private static String date(LocalDate date) {
        return date.toString();
    }

    private static String offset(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
    }

    private static String span(Duration span) {
        long seconds = span.getSeconds();
        long days = Math.floorDiv(seconds, 86_400L);
        LocalTime rest =
                LocalTime.ofSecondOfDay(Math.floorMod(seconds, 86_400L)).withNano(span.getNano());
        String time = time(rest);
        String clock = time.startsWith("0") ? time.substring(1) : time;
        return days == 0 ? clock : days + (Math.abs(days) == 1 ? " day, " : " days, ") + clock;
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    private static String json(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        json(value, text);
        return text.toString();
    }

    private static void json(@Nullable Object value, StringBuilder text) {
        switch (value) {
            case null -> text.append("null");
            case Boolean flag -> text.append(flag);
            case Long number -> text.append(number);
            case BigDecimal number -> text.append(decimal(number));
            case Double number -> text.append(floating(number));
            case List<?> list -> {
                text.append('[');
                String separator = "";
                for (Object item : list) {
                    text.append(separator);
                    json(item, text);
                    separator = ", ";
                }
                text.append(']');
            }
            case Map<?, ?> map -> {
                text.append('{');
                String separator = "";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    text.append(separator);
                    quote(String.valueOf(entry.getKey()), text);
                    text.append(": ");
                    json(entry.getValue(), text);
                    separator = ", ";
                }
                text.append('}');
            }
            default -> quote(of(value), text);
        }
    }

    /** A text between JSON's quotes. */
    static String quoted(String value) {
        StringBuilder text = new StringBuilder();
        quote(value, text);
        return text.toString();
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || c > '~') {
                        text.append("\\u")
                                .append(Integer.toHexString(0x10000 | c).substring(1));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
