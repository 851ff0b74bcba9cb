package dev.weir.core.project;

import dev.weir.base.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 128 bits of SHA-256 over texts and plain data, as hex text: equal for equal content, in practice for nothing else. Order
 * and type count. Belongs to one thread.
 */
public final class Fingerprint {
    private static final int LENGTH = 16;

    private final MessageDigest sha = Digests.sha256();

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
        print.sha.update(bytes, from, length);
        return print.end();
    }

    /** Adds text, a number, a list, a map, …; where one ends and the next begins counts too. */
    public Fingerprint add(@Nullable Object data) {
        switch (data) {
            case null -> sha.update((byte) 'n');
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
        sha.update((byte) kind);
        sha.update((byte) bytes.length);
        sha.update((byte) (bytes.length >> 8));
        sha.update((byte) (bytes.length >> 16));
        sha.update((byte) (bytes.length >> 24));
        sha.update(bytes);
    }

    public String end() {
        return HexFormat.of().formatHex(sha.digest(), 0, LENGTH);
    }
}
