package dev.weir.sandbox.backend;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Optional;

/** Reads messages from a stream. One thread. */
public final class FrameReader {
    /** PostgreSQL's own limit for one message. */
    private static final int LARGEST = 0x3fffffff;
    /** What one client may send in one message: many have to fit into memory at once. */
    public static final int LARGEST_OF_CLIENTS = 1 << 26;

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
        return read(LARGEST);
    }

    /** The next message; throws {@link FrameTooLarge} for one whose body has more bytes. */
    public Frame read(int most) throws IOException {
        char type = (char) in.readUnsignedByte();
        return new Frame(type, body(most));
    }

    /** The next message; empty when the other side has closed the stream or broken it off before it began one. */
    public Optional<Frame> next(int most) throws IOException {
        int type;
        try {
            type = in.read();
        } catch (SocketException e) {
            return Optional.empty();
        }
        return type < 0 ? Optional.empty() : Optional.of(new Frame((char) type, body(most)));
    }

    /** Whether a message is there already, and of a type. */
    public boolean follows(char type) throws IOException {
        if (in.available() == 0) return false;
        in.mark(1);
        int next = in.read();
        in.reset();
        return next == type;
    }

    /** The next message of a connection not yet open, which has no type: its body. */
    public byte[] readUntyped() throws IOException {
        return body(10_000);
    }

    /** How long a read waits, in milliseconds; 0 for ever. */
    public void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** Whether a read would find bytes without waiting. */
    public boolean ready() throws IOException {
        return in.available() > 0;
    }

    private byte[] body(int most) throws IOException {
        int length = in.readInt();
        if (length < 4) throw new FrameTooLarge("invalid message length");
        if (length - 4 > most) throw new FrameTooLarge("message of " + length + " bytes; " + most + " are allowed");
        byte[] body = in.readNBytes(length - 4);
        if (body.length < length - 4) throw new java.io.EOFException("message cut short");
        return body;
    }
}
