package dev.weir.sandbox.backend;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of the PostgreSQL protocol, version 3.
 *
 * @param type the message's first byte as a character
 * @param body what follows the length; not copied, treat as read-only
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy per message would cost
public record Frame(char type, byte[] body) {
    /** The zero-terminated text at an offset. */
    public String text(int offset) {
        int end = offset;
        while (end < body.length && body[end] != 0) end++;
        return new String(body, offset, end - offset, StandardCharsets.UTF_8);
    }

    /** Where the zero-terminated text at an offset ends, past the zero. */
    public int after(int offset) {
        int end = offset;
        while (end < body.length && body[end] != 0) end++;
        return end + 1;
    }

    /** The big-endian 16-bit number at an offset, unsigned. */
    public int int16(int offset) {
        return ((body[offset] & 0xff) << 8) | (body[offset + 1] & 0xff);
    }

    /** The big-endian 32-bit number at an offset. */
    public int int32(int offset) {
        return (int16(offset) << 16) | int16(offset + 2);
    }

    /** The values of a DataRow, as text. */
    public List<@Nullable String> row() {
        int count = int16(0);
        var values = new ArrayList<@Nullable String>(count);
        int at = 2;
        for (int i = 0; i < count; i++) {
            int length = int32(at);
            at += 4;
            if (length < 0) {
                values.add(null);
            } else {
                values.add(new String(body, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return values;
    }
}
