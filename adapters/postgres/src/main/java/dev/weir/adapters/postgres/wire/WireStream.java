package dev.weir.adapters.postgres.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Frames of the protocol over a pair of streams. One thread at a time. */
final class WireStream {
    private static final int BUFFER = 16 * 1024;

    private final DataInputStream in;
    private final DataOutputStream out;

    WireStream(InputStream in, OutputStream out) {
        this.in = new DataInputStream(new BufferedInputStream(in, BUFFER));
        this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER));
    }

    /** Writes a message; flush is the caller's. */
    void write(char type, byte[] body) throws IOException {
        out.writeByte(type);
        out.writeInt(body.length + 4);
        out.write(body);
    }

    /** A message of text that ends with a zero byte. */
    void write(char type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeByte(type);
        out.writeInt(bytes.length + 5);
        out.write(bytes);
        out.writeByte(0);
    }

    /** The start-up, TLS and cancel requests have no type byte. */
    void writeUntyped(byte[] body) throws IOException {
        out.writeInt(body.length + 4);
        out.write(body);
    }

    void flush() throws IOException {
        out.flush();
    }

    int readByte() throws IOException {
        return in.readUnsignedByte();
    }

    /** The next message; asynchronous ones included. */
    Message read() throws IOException {
        int type = in.readUnsignedByte();
        int length = in.readInt() - 4;
        byte[] body = new byte[length];
        in.readFully(body);
        return new Message((char) type, body);
    }

    /** Whether something came that was not read; over TLS it may stay unseen. */
    boolean waiting() throws IOException {
        return in.available() > 0;
    }

    /** The same, by reading: sees what came over TLS, and throws when the other side is gone. To be called with a read timeout. */
    boolean arrived() throws IOException {
        in.mark(1);
        try {
            if (in.read() < 0) {
                throw new EOFException();
            }
            in.reset();
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    void close() throws IOException {
        try {
            out.close();
        } finally {
            in.close();
        }
    }
}
