package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendConnection;
import dev.weir.sandbox.backend.Frame;
import dev.weir.sandbox.backend.FrameReader;
import dev.weir.sandbox.backend.FrameWriter;
import dev.weir.sandbox.backend.ServerMessage;
import java.io.IOException;
import java.util.HexFormat;

/** The rows that a client sends for COPY … FROM STDIN. One thread. */
final class CopyIn {
    private final FrameReader in;
    private final BackendConnection backend;
    private String stray = "";

    CopyIn(FrameReader in, BackendConnection backend) {
        this.in = in;
        this.backend = backend;
    }

    /** A statement begins. */
    void begin() {
        stray = "";
    }

    /** Passes the client's data on until it ends or fails. */
    void pass() throws IOException {
        FrameWriter writer = backend.writer();
        while (true) {
            Frame frame = in.read(FrameReader.LARGEST_OF_CLIENTS);
            switch (frame.type()) {
                case 'd' -> writer.forward(frame);
                case 'c', 'f' -> {
                    writer.forward(frame);
                    writer.flush();
                    return;
                }
                case 'H', 'S' -> {}
                default -> {
                    // The message is lost, as with Materialize (test/pgtest/copy-from-2.pt).
                    stray = "unexpected message type 0x" + HexFormat.of().toHexDigits((byte) frame.type())
                            + " during COPY from stdin";
                    writer.begin('f').text(stray).end();
                    writer.flush();
                    return;
                }
            }
        }
    }

    /** An error of a COPY that was ended by a message that has no place in one is about that message. */
    ServerMessage error(ServerMessage error) {
        if (stray.isEmpty()) return error;
        ServerMessage told = ServerMessage.of("ERROR", "08P01", stray);
        stray = "";
        return told;
    }
}
