package dev.weir.sandbox.backend;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds messages and sends them; nothing leaves before {@link #flush}, except when the buffer is full. One thread. */
public final class FrameWriter {
    private static final int FULL = 1 << 14;

    private final OutputStream out;
    private byte[] buffer = new byte[1 << 13];
    private int size;
    private int lengthAt;

    public FrameWriter(OutputStream out) {
        this.out = out;
    }

    /** Begins a message; {@link #end} completes it. */
    public FrameWriter begin(char type) {
        int8(type);
        lengthAt = size;
        return int32(0);
    }

    /** Begins a message without a type byte: a startup packet. */
    public FrameWriter beginUntyped() {
        lengthAt = size;
        return int32(0);
    }

    public FrameWriter int8(int value) {
        reserve(1);
        buffer[size++] = (byte) value;
        return this;
    }

    public FrameWriter int16(int value) {
        return int8(value >> 8).int8(value);
    }

    public FrameWriter int32(int value) {
        return int16(value >> 16).int16(value);
    }

    /** Text and a zero byte. */
    public FrameWriter text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8)).int8(0);
    }

    public FrameWriter bytes(byte[] bytes) {
        return bytes(bytes, 0, bytes.length);
    }

    private FrameWriter bytes(byte[] bytes, int from, int length) {
        reserve(length);
        System.arraycopy(bytes, from, buffer, size, length);
        size += length;
        return this;
    }

    /** Fills in the length of the message begun last. */
    public void end() throws IOException {
        int length = size - lengthAt;
        for (int i = 0; i < 4; i++) buffer[lengthAt + i] = (byte) (length >> (24 - 8 * i));
        if (size >= FULL) drain();
    }

    /** Sends whole messages: a part of an array. */
    void whole(byte[] messages, int from, int length) throws IOException {
        bytes(messages, from, length);
        if (size >= FULL) drain();
    }

    /** Sends a message as it was received. */
    public void forward(Frame frame) throws IOException {
        begin(frame.type()).bytes(frame.body()).end();
    }

    public void flush() throws IOException {
        drain();
        out.flush();
    }

    private void drain() throws IOException {
        out.write(buffer, 0, size);
        size = 0;
        if (buffer.length > 1 << 20) buffer = new byte[1 << 13];
    }

    private void reserve(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
