package dev.weir.sandbox.backend;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** Reads messages from a stream. One thread. */
public final class FrameReader {
    /** PostgreSQL's own limit for one message. */
    private static final int LARGEST = 0x3fffffff;

    private final Socket socket;
    private final DataInputStream in;

    public FrameReader(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 14));
    }

    /** Whether the other side has closed the stream or says goodbye next. Waits a moment, reads nothing. */
    public boolean ended() throws IOException {
        in.mark(1);
        int before = socket.getSoTimeout();
        socket.setSoTimeout(1);
        try {
            int next = in.read();
            if (next >= 0) in.reset();
            return next < 0 || next == 'X';
        } catch (SocketTimeoutException silent) {
            return false;
        } finally {
            socket.setSoTimeout(before);
        }
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
