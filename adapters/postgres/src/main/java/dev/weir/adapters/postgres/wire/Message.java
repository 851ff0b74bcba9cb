package dev.weir.adapters.postgres.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One message from the server, read from its start on. */
final class Message {
    private final char type;
    private final byte[] body;
    private int at;

    Message(char type, byte[] body) {
        this.type = type;
        this.body = body;
    }

    char type() {
        return type;
    }

    int readInt() {
        int value = (body[at] & 0xff) << 24
                | (body[at + 1] & 0xff) << 16
                | (body[at + 2] & 0xff) << 8
                | body[at + 3] & 0xff;
        at += 4;
        return value;
    }

    int readShort() {
        int value = (short) ((body[at] & 0xff) << 8 | body[at + 1] & 0xff);
        at += 2;
        return value;
    }

    char readChar() {
        return (char) (body[at++] & 0xff);
    }

    boolean atEnd() {
        return at >= body.length;
    }

    /** Text up to the next zero byte. */
    String readText() {
        int end = at;
        while (end < body.length && body[end] != 0) {
            end++;
        }
        String text = new String(body, at, end - at, StandardCharsets.UTF_8);
        at = end + 1;
        return text;
    }

    /** A length and as many bytes of text; null for length -1. */
    @Nullable
    String readSizedText() {
        int length = readInt();
        if (length < 0) {
            return null;
        }
        String text = new String(body, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    byte[] rest() {
        return Arrays.copyOfRange(body, at, body.length);
    }
}
