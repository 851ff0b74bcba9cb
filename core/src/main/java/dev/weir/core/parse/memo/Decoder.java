package dev.weir.core.parse.memo;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what an {@link Encoder} wrote. Belongs to one thread. */
public final class Decoder {
    private final byte[] bytes;
    private final SharedConfigs configs;
    private int at;

    Decoder(byte[] bytes, int from, SharedConfigs configs) {
        this.bytes = bytes;
        this.configs = configs;
        at = from;
    }

    byte[] array() {
        return bytes;
    }

    int place() {
        return at;
    }

    void pass(int length) {
        at += length;
    }

    SharedConfigs configs() {
        return configs;
    }

    public int number() {
        return (int) unsigned();
    }

    private long unsigned() {
        long number = 0;
        int shift = 0;
        byte part = bytes[at++];
        while (part < 0) {
            number |= (long) (part & 0x7F) << shift;
            shift += 7;
            part = bytes[at++];
        }
        return number | (long) part << shift;
    }

    private long signed() {
        long number = unsigned();
        return number >>> 1 ^ -(number & 1);
    }

    public boolean flag() {
        return bytes[at++] != 0;
    }

    public String text() {
        int head = number();
        int length = head >>> 2;
        switch (head & 3) {
            case Encoder.WORD -> {
                return Words.at(length);
            }
            case Encoder.LATIN -> {
                at += length;
                return new String(bytes, at - length, length, StandardCharsets.ISO_8859_1);
            }
            default -> {
                char[] text = new char[length]; // no charset: half a surrogate pair has to stay what it is
                for (int place = 0; place < length; place++) {
                    text[place] = (char) (bytes[at++] << 8 | bytes[at++] & 0xFF);
                }
                return new String(text);
            }
        }
    }

    public List<String> texts() {
        int count = number();
        if (count == 0) {
            return List.of();
        }
        String[] texts = new String[count];
        for (int place = 0; place < count; place++) {
            texts[place] = text();
        }
        return List.of(texts);
    }

    public Optional<String> optional() {
        return flag() ? Optional.of(text()) : Optional.empty();
    }

    public Instant instant() {
        long seconds = signed();
        return Instant.ofEpochSecond(seconds, number());
    }

    /** A plain tree; its maps and lists are nobody else's. */
    public @Nullable Object data() {
        return switch (bytes[at++]) {
            case Encoder.NULL -> null;
            case Encoder.TRUE -> true;
            case Encoder.FALSE -> false;
            case Encoder.LONG -> signed();
            case Encoder.INTEGER -> (int) signed();
            case Encoder.DOUBLE -> Double.longBitsToDouble(signed());
            case Encoder.TEXT -> text();
            case Encoder.LIST -> {
                int count = number();
                List<@Nullable Object> list = new ArrayList<>(count);
                for (int place = 0; place < count; place++) {
                    list.add(data());
                }
                yield list;
            }
            case Encoder.MAP -> entries();
            case Encoder.BIG_INTEGER -> new BigInteger(text());
            case Encoder.BIG_DECIMAL -> new BigDecimal(text());
            case Encoder.DATE -> LocalDate.parse(text());
            case Encoder.DATE_TIME -> LocalDateTime.parse(text());
            case Encoder.OFFSET_DATE_TIME -> OffsetDateTime.parse(text());
            default -> throw new IllegalStateException("no such value");
        };
    }

    private Map<String, @Nullable Object> entries() {
        int count = number();
        if (count == 0) {
            return Map.of();
        }
        Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(count);
        for (int place = 0; place < count; place++) {
            String key = text();
            map.put(key, data());
        }
        return map;
    }

    /** A tree that is a map. */
    @SuppressWarnings("unchecked") // maps are decoded with text keys
    public Map<String, @Nullable Object> map() {
        return data() instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    public List<Map<String, @Nullable Object>> maps() {
        int count = number();
        List<Map<String, @Nullable Object>> maps = new ArrayList<>(count);
        for (int place = 0; place < count; place++) {
            maps.add(map());
        }
        return maps;
    }

    /** Another reader that stands where this one does. */
    public Decoder copy() {
        return new Decoder(bytes, at, configs);
    }

    /** Another reader for the part that stands here, which this one passes over. */
    public Decoder part() {
        int length = number();
        Decoder part = new Decoder(bytes, at, configs);
        at += length;
        return part;
    }
}
