package dev.weir.core.parse.memo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The file of a memo: a magic word, who wrote it and for what surroundings, entries, a checksum over all of it. Read whole;
 * replaced by moving a new file over it, so that runs at the same time in one project do each other no harm: the last one
 * wins. Anything but a whole file of the same writer counts as none.
 */
final class MemoFile {
    private static final byte[] MAGIC = "WEIRMEMO".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKSUM = Integer.BYTES;
    private static final int STEP = 1 << 16;

    /** No longer are most entries. */
    static final int ENTRY = 1 << 12;

    /** Where an entry stands in the file: its whole, and what comes after its key. */
    record Range(int start, int afterKey, int end) {}

    private final String identity;
    private final byte[] bytes;
    private final Map<String, Range> ranges;

    private MemoFile(String identity, byte[] bytes, Map<String, Range> ranges) {
        this.identity = identity;
        this.bytes = bytes;
        this.ranges = ranges;
    }

    static MemoFile none() {
        return new MemoFile("", new byte[0], Map.of());
    }

    byte[] bytes() {
        return bytes;
    }

    Map<String, Range> ranges() {
        return ranges;
    }

    /** This file, if it was written under the same identity. */
    MemoFile of(String wanted) {
        return identity.equals(wanted) ? this : none();
    }

    /** The file; none when it is not whole, or cannot be read. */
    static MemoFile read(Path path) {
        try {
            byte[] bytes = bytes(path);
            return whole(bytes) ? read(bytes) : none();
        } catch (IOException
                | RuntimeException
                | OutOfMemoryError unusable) { // another version may have written anything
            return none();
        }
    }

    /** In small steps: for a whole array at once the JDK sets up a second one of that size. */
    private static byte[] bytes(Path path) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            byte[] bytes = new byte[Math.toIntExact(Math.min(file.size(), Integer.MAX_VALUE - 8))];
            int size = 0;
            int read = 0;
            while (read >= 0 && size < bytes.length) {
                size += read;
                read = file.read(ByteBuffer.wrap(bytes, size, Math.min(STEP, bytes.length - size)));
            }
            return bytes;
        }
    }

    private static boolean whole(byte[] bytes) {
        if (bytes.length < MAGIC.length + CHECKSUM || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return false;
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, bytes.length - CHECKSUM);
        return (int) sum.getValue()
                == ByteBuffer.wrap(bytes, bytes.length - CHECKSUM, CHECKSUM).getInt();
    }

    private static MemoFile read(byte[] bytes) {
        Decoder in = new Decoder(bytes, MAGIC.length, new SharedConfigs());
        String identity = in.text();
        Map<String, Range> ranges = HashMap.newHashMap(bytes.length / ENTRY);
        while (in.place() < bytes.length - CHECKSUM) {
            int start = in.place();
            int length = in.number();
            int end = in.place() + length;
            String key = in.text();
            if (end < in.place() || end > bytes.length - CHECKSUM) {
                return none();
            }
            ranges.put(key, new Range(start, in.place(), end));
            in.pass(end - in.place());
        }
        return new MemoFile(identity, bytes, ranges);
    }

    /** Bytes of whole entries, in one of several arrays. */
    record Piece(byte[] bytes, int from, int length) {}

    /** Writes such a file, entry by entry. */
    static final class Writing {
        private final OutputStream out;
        private final CRC32C sum = new CRC32C();

        Writing(OutputStream out, String identity) throws IOException {
            this.out = new BufferedOutputStream(out, STEP);
            Encoder head = new Encoder();
            head.plain(MAGIC, 0, MAGIC.length);
            head.text(identity);
            append(new Piece(head.array(), 0, head.size()));
        }

        void append(Piece piece) throws IOException {
            sum.update(piece.bytes, piece.from, piece.length);
            out.write(piece.bytes, piece.from, piece.length);
        }

        void finish() throws IOException {
            out.write(ByteBuffer.allocate(CHECKSUM).putInt((int) sum.getValue()).array());
            out.flush();
        }
    }
}
