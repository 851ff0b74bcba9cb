package dev.weir.core.artifact;

import dev.weir.base.IsoText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON text being written, as UTF-8 in memory: no blanks, nothing escaped but what has to be. Commas come by themselves.
 * Belongs to one thread. Ours rather than a library's, because the manifest is written by cold code and its parts are kept.
 */
final class JsonBytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int size;
    private boolean comma;

    JsonBytes(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    byte[] array() {
        return bytes;
    }

    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Forgets the text written so far, not what it opened. */
    void drain() {
        size = 0;
    }

    void startObject() {
        start((byte) '{');
    }

    void endObject() {
        end((byte) '}');
    }

    void startArray() {
        start((byte) '[');
    }

    void endArray() {
        end((byte) ']');
    }

    private void start(byte bracket) {
        separate();
        room(1);
        bytes[size++] = bracket;
        comma = false;
    }

    private void end(byte bracket) {
        room(1);
        bytes[size++] = bracket;
        comma = true;
    }

    private void separate() {
        if (comma) {
            room(1);
            bytes[size++] = ',';
        }
    }

    /** Where the next value will start. */
    int mark() {
        separate();
        comma = false;
        return size;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    void name(String name) {
        separate();
        quoted(name);
        room(1);
        bytes[size++] = ':';
        comma = false;
    }

    /** Text of JSON made elsewhere: a value after a name, or members or items. */
    void raw(byte[] json) {
        raw(json, 0, json.length);
    }

    void raw(byte[] json, int from, int length) {
        if (length == 0) {
            return;
        }
        separate();
        plain(json, from, length);
        comma = true;
    }

    private void plain(byte[] ascii, int from, int length) {
        room(length);
        System.arraycopy(ascii, from, bytes, size, length);
        size += length;
    }

    void value(@Nullable Object data) {
        switch (data) {
            case null -> raw(NULL);
            case String text -> text(text);
            case Boolean flag -> raw(flag ? TRUE : FALSE);
            case Long number -> number(number.toString());
            case Integer number -> number(number.toString());
            case Double number -> number(Double.isFinite(number) ? number.toString() : "null");
            case BigInteger number -> number(number.toString());
            case BigDecimal number -> number(number.toString());
            case Map<?, ?> map -> {
                startObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    name(String.valueOf(entry.getKey()));
                    value(entry.getValue());
                }
                endObject();
            }
            case List<?> list -> {
                startArray();
                for (Object item : list) {
                    value(item);
                }
                endArray();
            }
            case Optional<?> maybe -> value(maybe.orElse(null));
            case Instant at -> text(ArtifactFile.instant(at));
            case Object other -> text(IsoText.of(other));
        }
    }

    private void text(String text) {
        separate();
        quoted(text);
        comma = true;
    }

    private void number(String digits) {
        separate();
        room(digits.length());
        for (int at = 0; at < digits.length(); at++) {
            bytes[size++] = (byte) digits.charAt(at);
        }
        comma = true;
    }

    private void quoted(String text) {
        int length = text.length();
        room(length + 2);
        bytes[size++] = '"';
        for (int at = asItIs(text, 0); at < length; at = asItIs(text, at + 1)) {
            char c = text.charAt(at);
            room(length - at + 8);
            if (Character.isHighSurrogate(c) && at + 1 < length && Character.isLowSurrogate(text.charAt(at + 1))) {
                fourBytes(Character.toCodePoint(c, text.charAt(++at)));
            } else {
                special(c);
            }
        }
        room(1);
        bytes[size++] = '"';
    }

    /** Writes the characters from there on that stand for themselves, up to the returned place. There is room for them. */
    private int asItIs(String text, int from) {
        byte[] to = bytes; // fields in locals: this is the manifest's innermost loop, in code that is hardly compiled
        int end = size;
        int length = text.length();
        int at = from;
        while (at < length) {
            char c = text.charAt(at);
            if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') {
                break;
            }
            to[end++] = (byte) c;
            at++;
        }
        size = end;
        return at;
    }

    private void special(char c) {
        switch (c) {
            case '"', '\\' -> escape((byte) c);
            case '\n' -> escape((byte) 'n');
            case '\t' -> escape((byte) 't');
            case '\r' -> escape((byte) 'r');
            case '\b' -> escape((byte) 'b');
            case '\f' -> escape((byte) 'f');
            default -> {
                if (c < ' ' || Character.isSurrogate(c)) {
                    unicode(c);
                } else if (c < 0x800) {
                    bytes[size++] = (byte) (0xC0 | c >> 6);
                    bytes[size++] = (byte) (0x80 | c & 0x3F);
                } else {
                    bytes[size++] = (byte) (0xE0 | c >> 12);
                    bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
                    bytes[size++] = (byte) (0x80 | c & 0x3F);
                }
            }
        }
    }

    private void escape(byte c) {
        bytes[size++] = '\\';
        bytes[size++] = c;
    }

    private void unicode(char c) {
        escape((byte) 'u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[size++] = HEX[c >> shift & 15];
        }
    }

    private void fourBytes(int codePoint) {
        bytes[size++] = (byte) (0xF0 | codePoint >> 18);
        bytes[size++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
        bytes[size++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
        bytes[size++] = (byte) (0x80 | codePoint & 0x3F);
    }
}
