package dev.weir.sandbox.backend;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;

/** Reads messages from a stream. One thread. */
public final class FrameReader {
    /** PostgreSQL's own limit for one message. */
    private static final int LARGEST = 0x3fffffff;
    /** What one client may send in one message: many have to fit into memory at once. */
    public static final int LARGEST_OF_CLIENTS = 1 << 26;

    /** The type byte and the length, which counts itself. */
    private static final int HEAD = 5;

    private final Socket socket;
    private final InputStream in;
    /** What has come and was not read yet: from {@link #at} to {@link #end}. */
    private final byte[] buffer = new byte[1 << 14];

    private int at;
    private int end;

    public FrameReader(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** Whether the other side has closed the stream or says goodbye next. Waits a moment, reads nothing. */
    public boolean ended() throws IOException {
        int before = socket.getSoTimeout();
        socket.setSoTimeout(1);
        try {
            return !has(1) || buffer[at] == 'X';
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
        require(1);
        return new Frame((char) (buffer[at++] & 0xff), body(most));
    }

    /** The next message; empty when the other side has closed the stream or broken it off before it began one. */
    public Optional<Frame> next(int most) throws IOException {
        try {
            if (!has(1)) return Optional.empty();
        } catch (SocketException e) {
            return Optional.empty();
        }
        return Optional.of(read(most));
    }

    /**
     * Passes on messages of a type that are there already, as they are and many at once; stops before the first of another
     * type or one that has not come whole.
     */
    public void passOn(char type, FrameWriter to) throws IOException {
        int next = at;
        while (end - next >= HEAD && buffer[next] == type) {
            int length = int32(next + 1);
            if (length < 4 || length > end - next - 1) break;
            next += 1 + length;
        }
        to.whole(buffer, at, next - at);
        at = next;
    }

    /** Whether a message is there already, and of a type. */
    public boolean follows(char type) throws IOException {
        return ready() && has(1) && buffer[at] == type;
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
        return at < end || in.available() > 0;
    }

    private byte[] body(int most) throws IOException {
        require(4);
        int length = int32(at);
        at += 4;
        if (length < 4) throw new FrameTooLarge("invalid message length");
        int size = length - 4;
        if (size > most) throw new FrameTooLarge("message of " + length + " bytes; " + most + " are allowed");
        if (size > buffer.length) return large(size);
        require(size);
        at += size;
        return Arrays.copyOfRange(buffer, at - size, at);
    }

    /** A body larger than the buffer; memory is taken as its bytes come, not as they are announced. */
    private byte[] large(int size) throws IOException {
        int there = end - at;
        byte[] rest = in.readNBytes(size - there);
        if (rest.length < size - there) throw new EOFException("message cut short");
        byte[] body = new byte[size];
        System.arraycopy(buffer, at, body, 0, there);
        System.arraycopy(rest, 0, body, there, rest.length);
        at = end;
        return body;
    }

    private void require(int bytes) throws IOException {
        if (!has(bytes)) throw new EOFException("message cut short");
    }

    /** Waits until so many bytes, at most a buffer's, are there; false when the stream ends before. */
    private boolean has(int bytes) throws IOException {
        if (end - at >= bytes) return true;
        System.arraycopy(buffer, at, buffer, 0, end - at);
        end -= at;
        at = 0;
        while (end < bytes) {
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) return false;
            end += read;
        }
        return true;
    }

    private int int32(int offset) {
        return (buffer[offset] & 0xff) << 24
                | (buffer[offset + 1] & 0xff) << 16
                | (buffer[offset + 2] & 0xff) << 8
                | (buffer[offset + 3] & 0xff);
    }
}
