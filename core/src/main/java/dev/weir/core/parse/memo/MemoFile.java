package dev.weir.core.parse.memo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
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

    /** Where an entry stands in the file: its whole, and what comes after its key. */
    record Range(int start, int afterKey, int end) {}

    private final byte[] bytes;
    private final Map<String, Range> ranges;

    private MemoFile(byte[] bytes, Map<String, Range> ranges) {
        this.bytes = bytes;
        this.ranges = ranges;
    }

    static MemoFile none() {
        return new MemoFile(new byte[0], Map.of());
    }

    byte[] bytes() {
        return bytes;
    }

    Map<String, Range> ranges() {
        return ranges;
    }

    /** The file, if it is whole and was written under the same identity. */
    static MemoFile read(Path path, String identity) {
        try {
            byte[] bytes = bytes(path);
            return whole(bytes) ? read(bytes, identity) : none();
        } catch (IOException | IndexOutOfBoundsException | OutOfMemoryError unusable) {
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

    private static MemoFile read(byte[] bytes, String identity) {
        Decoder in = new Decoder(bytes, MAGIC.length, new SharedConfigs());
        if (!in.text().equals(identity)) {
            return none();
        }
        int count = in.number();
        Map<String, Range> ranges = HashMap.newHashMap(count);
        for (int at = 0; at < count; at++) {
            int start = in.place();
            int length = in.number();
            int end = in.place() + length;
            String key = in.text();
            ranges.put(key, new Range(start, in.place(), end));
            in.pass(end - in.place());
        }
        return new MemoFile(bytes, ranges);
    }

    /** Bytes of whole entries, in one of several arrays. */
    record Piece(byte[] bytes, int from, int length) {}

    /** Replaces the file. */
    static void write(Path path, String identity, int count, List<Piece> pieces) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "." + path.getFileName() + ".", ".part");
        try {
            CRC32C sum = new CRC32C();
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
                Encoder head = new Encoder();
                head.plain(MAGIC, 0, MAGIC.length);
                head.text(identity).number(count);
                append(out, sum, new Piece(head.array(), 0, head.size()));
                for (Piece piece : pieces) {
                    append(out, sum, piece);
                }
                out.write(ByteBuffer.allocate(CHECKSUM)
                        .putInt((int) sum.getValue())
                        .array());
            }
            move(part, path);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void append(OutputStream out, CRC32C sum, Piece piece) throws IOException {
        sum.update(piece.bytes, piece.from, piece.length);
        out.write(piece.bytes, piece.from, piece.length);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException plain) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
