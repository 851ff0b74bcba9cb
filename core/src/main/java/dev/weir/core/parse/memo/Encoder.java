package dev.weir.core.parse.memo;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bytes being written: numbers of few bytes, texts, plain trees. {@link Decoder} reads them. Belongs to one thread. */
public final class Encoder {
    static final int LATIN = 0;
    static final int WIDE = 1;
    static final int WORD = 2;

    // what a value of a tree is
    static final byte NULL = 0;
    static final byte TRUE = 1;
    static final byte FALSE = 2;
    static final byte LONG = 3;
    static final byte INTEGER = 4;
    static final byte DOUBLE = 5;
    static final byte TEXT = 6;
    static final byte LIST = 7;
    static final byte MAP = 8;
    static final byte BIG_INTEGER = 9;
    static final byte BIG_DECIMAL = 10;
    static final byte DATE = 11;
    static final byte DATE_TIME = 12;
    static final byte OFFSET_DATE_TIME = 13;

    /** A value no plain tree holds: what it is part of cannot be kept. */
    static final class NotPlain extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotPlain(Object value) {
            super(value.getClass().getName(), null, false, false);
        }
    }

    private byte[] bytes;
    private int size;
    private @Nullable Encoder scratch;

    public Encoder() {
        this(1 << 12);
    }

    /** @param capacity for so many bytes at first */
    Encoder(int capacity) {
        bytes = new byte[capacity];
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    byte[] array() {
        return bytes;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    /** A number that is not negative. */
    public Encoder number(int number) {
        unsigned(number);
        return this;
    }

    private void unsigned(long number) {
        room(10);
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void signed(long number) {
        unsigned(number << 1 ^ number >> 63);
    }

    public Encoder flag(boolean flag) {
        room(1);
        bytes[size++] = (byte) (flag ? 1 : 0);
        return this;
    }

    public Encoder text(String text) {
        Integer word = text.length() < 32 ? Words.place(text) : null;
        if (word != null) {
            unsigned((long) word << 2 | WORD);
            return this;
        }
        int length = text.length();
        if (latin(text)) {
            unsigned((long) length << 2 | LATIN);
            room(length);
            System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, size, length);
            size += length;
        } else {
            unsigned((long) length << 2 | WIDE);
            room(length * 2);
            for (int at = 0; at < length; at++) {
                bytes[size++] = (byte) (text.charAt(at) >> 8);
                bytes[size++] = (byte) text.charAt(at);
            }
        }
        return this;
    }

    private static boolean latin(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) > 0xFF) {
                return false;
            }
        }
        return true;
    }

    public Encoder texts(List<String> texts) {
        number(texts.size());
        for (String text : texts) {
            text(text);
        }
        return this;
    }

    public Encoder optional(Optional<String> text) {
        flag(text.isPresent());
        text.ifPresent(this::text);
        return this;
    }

    public Encoder instant(Instant at) {
        signed(at.getEpochSecond());
        return number(at.getNano());
    }

    private void tag(byte tag) {
        room(1);
        bytes[size++] = tag;
    }

    /** A plain tree. Throws {@link NotPlain} for what is none. */
    public Encoder data(@Nullable Object data) {
        switch (data) {
            case null -> tag(NULL);
            case Boolean flag -> tag(flag ? TRUE : FALSE);
            case String text -> {
                tag(TEXT);
                text(text);
            }
            case Long number -> {
                tag(LONG);
                signed(number);
            }
            case Integer number -> {
                tag(INTEGER);
                signed(number);
            }
            case Double number -> {
                tag(DOUBLE);
                signed(Double.doubleToRawLongBits(number));
            }
            case List<?> list -> {
                tag(LIST);
                number(list.size());
                for (Object item : list) {
                    data(item);
                }
            }
            case Map<?, ?> map -> {
                tag(MAP);
                number(map.size());
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    if (!(entry.getKey() instanceof String key)) {
                        throw new NotPlain(map);
                    }
                    text(key);
                    data(entry.getValue());
                }
            }
            case BigInteger number -> written(BIG_INTEGER, number);
            case BigDecimal number -> written(BIG_DECIMAL, number);
            case LocalDate date -> written(DATE, date);
            case LocalDateTime time -> written(DATE_TIME, time);
            case OffsetDateTime time -> written(OFFSET_DATE_TIME, time);
            case Object other -> throw new NotPlain(other);
        }
        return this;
    }

    private void written(byte tag, Object value) {
        tag(tag);
        text(value.toString());
    }

    /** An empty one for a part to be added; the same each time. */
    Encoder scratch() {
        Encoder known = scratch;
        if (known == null) {
            known = new Encoder();
            scratch = known;
        }
        known.clear();
        return known;
    }

    /** Bytes with their number before them, so that a reader can pass over them. */
    Encoder part(byte[] part, int from, int length) {
        number(length);
        room(length);
        System.arraycopy(part, from, bytes, size, length);
        size += length;
        return this;
    }

    /** The bytes of another one, as a part. */
    public Encoder part(Encoder other) {
        return part(other.bytes, 0, other.size);
    }

    /** Bytes as they are. */
    void plain(byte[] part, int from, int length) {
        room(length);
        System.arraycopy(part, from, bytes, size, length);
        size += length;
    }
}
