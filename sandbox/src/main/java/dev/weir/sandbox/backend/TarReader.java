package dev.weir.sandbox.backend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Predicate;

/** Unpacks a tar stream (ustar, with GNU and pax long names): files, folders, symbolic links. */
final class TarReader {
    private static final int BLOCK = 512;

    private final InputStream in;
    private final byte[] header = new byte[BLOCK];
    private String longName = "";
    private String longLink = "";

    TarReader(InputStream in) {
        this.in = in;
    }

    /** Writes the wanted entries below a folder; an entry that points outside of it is an error. */
    void unpack(Path folder, Predicate<String> wanted) throws IOException {
        while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
            long size = number(124, 12);
            char type = (char) header[156];
            String name = longName.isEmpty() ? entryName() : longName;
            String link = longLink.isEmpty() ? text(157, 100) : longLink;
            if (type == 'L') {
                longName = content(size);
                continue;
            }
            if (type == 'x') {
                pax(content(size));
                continue;
            }
            longName = "";
            longLink = "";
            Path target = folder.resolve(name).normalize();
            if (!target.startsWith(folder)) throw new IOException("archive entry outside of the folder: " + name);
            if (!wanted.test(name) || type == 'g') {
                skip(size);
            } else {
                write(type, target, link, size);
            }
        }
    }

    private void write(char type, Path target, String link, long size) throws IOException {
        switch (type) {
            case '5' -> Files.createDirectories(target);
            case '2' -> {
                Files.createDirectories(parent(target));
                if (!parent(target).resolve(link).normalize().startsWith(parent(target))) {
                    throw new IOException("archive link outside of its folder: " + link);
                }
                Files.createSymbolicLink(target, Path.of(link));
            }
            default -> {
                Files.createDirectories(parent(target));
                try (var out = Files.newOutputStream(target)) {
                    copy(size, out);
                }
                boolean executable = (number(100, 8) & 0100) != 0;
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    private static Path parent(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null) throw new IOException("archive entry without a folder: " + path);
        return parent;
    }

    private void copy(long size, java.io.OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = size;
        while (left > 0) {
            int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
            if (read == 0) throw new IOException("archive is cut short");
            out.write(buffer, 0, read);
            left -= read;
        }
        in.skipNBytes(padding(size));
    }

    private void skip(long size) throws IOException {
        in.skipNBytes(size + padding(size));
    }

    private String content(long size) throws IOException {
        byte[] bytes = in.readNBytes((int) size);
        in.skipNBytes(padding(size));
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private void pax(String records) {
        for (String line : records.lines().toList()) {
            int space = line.indexOf(' ');
            if (space < 0) continue;
            String record = line.substring(space + 1);
            if (record.startsWith("path=")) longName = record.substring(5);
            if (record.startsWith("linkpath=")) longLink = record.substring(9);
        }
    }

    private String entryName() {
        String prefix = text(257, 5).equals("ustar") && header[262] == 0 ? text(345, 155) : "";
        String name = text(0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private String text(int from, int most) {
        int end = from;
        while (end < from + most && header[end] != 0) end++;
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    private long number(int from, int length) {
        long value = 0;
        for (int i = from; i < from + length; i++) {
            byte c = header[i];
            if (c >= '0' && c <= '7') value = value * 8 + (c - '0');
        }
        return value;
    }

    private static long padding(long size) {
        return (BLOCK - size % BLOCK) % BLOCK;
    }
}
