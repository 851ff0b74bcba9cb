package dev.weir.sandbox.backend;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * What Jazzer calls with bytes of its making: whatever they are, messages are read, or an {@code IOException} says that there
 * are none; a message shorter than its own fields say throws {@code IndexOutOfBoundsException} and nothing else.
 */
public final class FrameFuzzer {
    private FrameFuzzer() {}

    /** The name Jazzer asks for. */
    public static void fuzzerTestOneInput(byte[] data) {
        tryOut(data);
    }

    static void tryOut(byte[] data) {
        try (Socket socket = socket(data)) {
            var reader = new FrameReader(socket);
            while (true) fields(reader.read(1 << 16));
        } catch (IOException | IndexOutOfBoundsException e) {
            // the end, or refused
        }
    }

    private static void fields(Frame frame) {
        if (frame.after(0) > frame.body().length + 1) throw new AssertionError("text beyond the message");
        String _ = frame.text(0);
        switch (frame.type()) {
            case 'E', 'N' -> {
                ServerMessage message = ServerMessage.of(frame);
                if (message.sqlState().isEmpty() && message.field('C').isEmpty()) throw new AssertionError("no state");
            }
            case 'D' -> frame.row();
            default -> {}
        }
    }

    private static Socket socket(byte[] data) {
        return new Socket() {
            @Override
            public InputStream getInputStream() {
                return new ByteArrayInputStream(data);
            }
        };
    }
}
