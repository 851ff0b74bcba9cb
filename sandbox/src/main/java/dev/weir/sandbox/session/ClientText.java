package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.Frame;
import dev.weir.sandbox.dialect.SqlError;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Text of a client, which has to be UTF-8. */
final class ClientText {
    private ClientText() {}

    /** Throws {@code 22021}, as PostgreSQL words it, where the text at an offset of a message is not UTF-8. */
    static void requireValid(Frame frame, int offset) {
        ByteBuffer bytes = ByteBuffer.wrap(frame.body(), offset, frame.after(offset) - 1 - offset);
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(bytes);
        } catch (CharacterCodingException e) {
            byte wrong = bytes.hasRemaining() ? bytes.get(bytes.position()) : 0;
            throw SqlError.of(
                    "22021",
                    "invalid byte sequence for encoding \"UTF8\": 0x"
                            + HexFormat.of().toHexDigits(wrong));
        }
    }
}
