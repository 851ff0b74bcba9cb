package dev.weir.sandbox.backend;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads messages from a stream. One thread. */
public final class FrameReader {
    /** PostgreSQL's own limit for one message. */
    private static final int LARGEST = 0x3fffffff;

    private final DataInputStream in;

    public FrameReader(InputStream in) {
        this.in = new DataInputStream(new BufferedInputStream(in, 1 << 14));
    }

    /** The next message; throws {@code EOFException} at the end of the stream. */
    public Frame read() throws IOException {
        char type = (char) in.readUnsignedByte();
        return new Frame(type, body(LARGEST));
    }

    /** The next message of a connection not yet open, which has no type: its body. */
    public byte[] readUntyped() throws IOException {
        return body(10_000);
    }

    /** Whether a read would find bytes without waiting. */
    public boolean ready() throws IOException {
        return in.available() > 0;
    }

    private byte[] body(int most) throws IOException {
        int length = in.readInt();
        if (length < 4 || length - 4 > most) throw new IOException("invalid message length " + length);
        byte[] body = in.readNBytes(length - 4);
        if (body.length < length - 4) throw new java.io.EOFException("message cut short");
        return body;
    }
}
