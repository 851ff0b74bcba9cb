package dev.weir.base;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The dates and times of YAML as texts in ISO form, as Python's {@code isoformat()} writes them. */
public final class IsoText {
    private IsoText() {}

    /** {@code 2024-01-31}, {@code 2024-01-31T10:00:00}, {@code 2024-01-31T10:00:00.250000+02:00}; anything else as Java prints it. */
    public static String of(Object moment) {
        return switch (moment) {
            case LocalDateTime time -> of(time);
            case OffsetDateTime time -> of(time.toLocalDateTime()) + offset(time.getOffset());
            default -> moment.toString();
        };
    }

    /** In UTC and with all digits: {@code 2024-01-31T10:00:00.000000}. A fifth of the time a formatter takes while it is cold. */
    public static String micros(Instant at) {
        LocalDateTime time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        return micros(seconds(time), time).toString();
    }

    private static String of(LocalDateTime time) {
        StringBuilder text = seconds(time);
        return (time.getNano() < 1000 ? text : micros(text, time)).toString();
    }

    private static StringBuilder seconds(LocalDateTime time) {
        StringBuilder text = new StringBuilder(32).append(time.toLocalDate()).append('T');
        two(text, time.getHour()).append(':');
        two(text, time.getMinute()).append(':');
        return two(text, time.getSecond());
    }

    private static StringBuilder micros(StringBuilder text, LocalDateTime time) {
        return text.append('.').append(String.valueOf(1_000_000 + time.getNano() / 1000), 1, 7);
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return number < 10 ? text.append('0').append(number) : text.append(number);
    }

    private static String offset(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
    }

    /** Data with texts in place of its dates and times; the same object where it holds none. */
    public static @Nullable Object within(@Nullable Object data) {
        return switch (data) {
            case Map<?, ?> map -> ofMap(map);
            case List<?> list -> ofList(list);
            case LocalDate date -> date.toString();
            case LocalDateTime time -> of(time);
            case OffsetDateTime time -> of((Object) time);
            case null, default -> data;
        };
    }

    private static Object ofMap(Map<?, ?> map) {
        Map<Object, @Nullable Object> changed = null;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object text = within(entry.getValue());
            if (text != entry.getValue()) {
                if (changed == null) {
                    changed = new LinkedHashMap<>(map);
                }
                changed.put(entry.getKey(), text);
            }
        }
        return changed == null ? map : changed;
    }

    private static Object ofList(List<?> list) {
        List<@Nullable Object> changed = null;
        for (int at = 0; at < list.size(); at++) {
            Object text = within(list.get(at));
            if (text != list.get(at)) {
                if (changed == null) {
                    changed = new ArrayList<>(list);
                }
                changed.set(at, text);
            }
        }
        return changed == null ? list : changed;
    }
}
