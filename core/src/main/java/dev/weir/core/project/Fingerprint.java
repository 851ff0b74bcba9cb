package dev.weir.core.project;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The length of texts and plain data and 64 bits of checksums over them, as hex text: equal for equal content, and for what
 * comes of editing it in practice for nothing else. Order and type count. Two checksums that the JVM works out in machine
 * code from its first moment, where SHA-256 takes a tenth of a short command. Whoever wants to can find two contents of one
 * fingerprint, so it keeps no secret and proves nothing; {@link dev.weir.base.Digests} does. Belongs to one thread.
 */
public final class Fingerprint {
    private final CRC32 first = new CRC32();
    private final CRC32C second = new CRC32C();
    private final byte[] head = new byte[5];
    private long length;

    private Fingerprint() {}

    public static Fingerprint begin() {
        return new Fingerprint();
    }

    /** Of one text or one plain tree. */
    public static String of(@Nullable Object data) {
        return begin().add(data).end();
    }

    /** Of bytes. */
    public static String of(byte[] bytes, int from, int length) {
        Fingerprint print = begin();
        print.bytes(bytes, from, length);
        return print.end();
    }

    /** Adds text, a number, a list, a map, …; where one ends and the next begins counts too. */
    public Fingerprint add(@Nullable Object data) {
        switch (data) {
            case null -> head('n', 0);
            case String text -> text('s', text);
            case List<?> list -> {
                text('l', Integer.toString(list.size()));
                for (Object item : list) {
                    add(item);
                }
            }
            case Map<?, ?> map -> {
                text('m', Integer.toString(map.size()));
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    add(entry.getKey());
                    add(entry.getValue());
                }
            }
            case Object other -> {
                text('t', other.getClass().getName());
                text('v', other.toString());
            }
        }
        return this;
    }

    private void text(char kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head(kind, bytes.length);
        bytes(bytes, 0, bytes.length);
    }

    private void head(char kind, int length) {
        head[0] = (byte) kind;
        head[1] = (byte) length;
        head[2] = (byte) (length >> 8);
        head[3] = (byte) (length >> 16);
        head[4] = (byte) (length >> 24);
        bytes(head, 0, head.length);
    }

    private void bytes(byte[] bytes, int from, int count) {
        first.update(bytes, from, count);
        second.update(bytes, from, count);
        length += count;
    }

    public String end() {
        HexFormat hex = HexFormat.of();
        return Long.toHexString(length) + "-" + hex.toHexDigits(first.getValue() << 32 | second.getValue());
    }
}
