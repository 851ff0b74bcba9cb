package dev.weir.packages;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks a {@code .tar.gz} into a folder, and nowhere else: names and links that lead out of it, devices, and archives that
 * unpack to far more than they are, are refused. Links are made last, so that nothing is written through one.
 */
final class Archive {
    private static final int BLOCK = 512;
    private static final int MOST_ENTRIES = 200_000;
    private static final int LONGEST_NAME = 64 * 1024;
    private static final long MOST_BYTES = 2L << 30;
    /** Below this size no ratio is suspicious. */
    private static final long HARMLESS = 16L << 20;

    private static final int HIGHEST_RATIO = 200;

    private final String shown;
    private final Path folder;
    private final long packedBytes;
    private final Map<Path, String> symbolicLinks = new LinkedHashMap<>();
    private final Map<Path, Path> hardLinks = new LinkedHashMap<>();
    private long bytes;
    private int entries;
    private String longName = "";
    private String longTarget = "";

    private Archive(String shown, Path folder, long packedBytes) {
        this.shown = shown;
        this.folder = folder;
        this.packedBytes = packedBytes;
    }

    /**
     * Unpacks into a folder that does not exist yet.
     *
     * @param shown where the file is from, for messages
     * @throws WeirException {@code PKG-009}
     */
    static void unpack(Path file, Path folder, String shown) {
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(file));
                InputStream in = plain(packed)) {
            Files.createDirectories(folder);
            new Archive(shown, folder, Files.size(file)).read(in);
        } catch (ZipException | EOFException broken) {
            throw broken(shown, String.valueOf(broken.getMessage()), broken);
        } catch (IOException failed) {
            throw broken(shown, String.valueOf(failed.getMessage()), failed);
        }
    }

    private static WeirException broken(String shown, String why, IOException cause) {
        return new WeirException(
                Diagnostic.of(DiagnosticCode.PKG_009, "archive \"" + shown + "\" cannot be unpacked: " + why)
                        .inWordsOfDbt("External connection exception occurred: " + why)
                        .withHint("A package's archive is a .tar.gz; check what the address gives in a browser."),
                cause);
    }

    private static InputStream plain(InputStream packed) throws IOException {
        packed.mark(BLOCK);
        byte[] start = packed.readNBytes(BLOCK);
        packed.reset();
        if (start.length > 1 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b) {
            return new GZIPInputStream(packed, 1 << 16);
        }
        boolean tar = start.length == BLOCK && new String(start, 257, 5, StandardCharsets.US_ASCII).equals("ustar");
        if (!tar) {
            throw new ZipException("not a gzip file");
        }
        return packed;
    }

    private void read(InputStream in) throws IOException {
        byte[] header = new byte[BLOCK];
        while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
            if (++entries > MOST_ENTRIES) {
                throw refused("it has more than " + MOST_ENTRIES + " entries");
            }
            entry(in, header);
        }
        in.transferTo(OutputStream.nullOutputStream()); // checks the sum at the end of the gzip
        link();
    }

    private void entry(InputStream in, byte[] header) throws IOException {
        long size = number(header, 124, 12);
        String name = longName.isEmpty() ? ustarName(header) : longName;
        String target = longTarget.isEmpty() ? text(header, 157, 100) : longTarget;
        char type = (char) header[156];
        switch (type) {
            case 'L' -> longName = withoutZero(content(in, size));
            case 'K' -> longTarget = withoutZero(content(in, size));
            case 'x' -> pax(content(in, size));
            case 'g' -> content(in, size);
            default -> {
                longName = "";
                longTarget = "";
                make(in, type, name, target, size);
            }
        }
    }

    private void make(InputStream in, char type, String name, String target, long size) throws IOException {
        Path path = inside(name, folder);
        switch (type) {
            case '0', '\0', '7' -> {
                if (name.endsWith("/")) {
                    Files.createDirectories(path);
                } else {
                    file(in, path, size);
                }
            }
            case '5' -> Files.createDirectories(path);
            case '1' -> hardLinks.put(path, inside(target, folder));
            case '2' -> {
                if (isAbsolute(target)) {
                    throw outside(name + " -> " + target);
                }
                inside(target, java.util.Objects.requireNonNull(path.getParent()));
                symbolicLinks.put(path, target);
            }
            default -> throw refused("\"" + name + "\" is no file, folder or link");
        }
    }

    private void file(InputStream in, Path path, long size) throws IOException {
        if (path.equals(folder)) {
            throw refused("a file has no name");
        }
        Files.createDirectories(java.util.Objects.requireNonNull(path.getParent()));
        try (OutputStream out = Files.newOutputStream(path)) {
            copy(in, out, size);
        }
    }

    private void copy(InputStream in, OutputStream out, long size) throws IOException {
        byte[] part = new byte[1 << 16];
        for (long left = size; left > 0; ) {
            int read = in.read(part, 0, (int) Math.min(part.length, left));
            if (read < 0) {
                throw new EOFException("it ends in the middle of a file");
            }
            bytes += read;
            if (bytes > MOST_BYTES || bytes > HARMLESS && bytes / HIGHEST_RATIO > packedBytes) {
                throw refused("it unpacks to far more than its " + packedBytes + " bytes");
            }
            out.write(part, 0, read);
            left -= read;
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    }

    private String content(InputStream in, long size) throws IOException {
        if (size > LONGEST_NAME) {
            throw refused("a header of " + size + " bytes");
        }
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        copy(in, out, size);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Records {@code "<length> <key>=<value>\n"}; lengths count bytes, so that only ASCII keys can be looked for. */
    private void pax(String records) {
        for (String each : records.split("\n", -1)) {
            int space = each.indexOf(' ');
            int equals = each.indexOf('=');
            if (space > 0 && equals > space) {
                switch (each.substring(space + 1, equals)) {
                    case "path" -> longName = each.substring(equals + 1);
                    case "linkpath" -> longTarget = each.substring(equals + 1);
                    case "size" -> throw refused("it has a file of more than eight gigabytes");
                    default -> {}
                }
            }
        }
    }

    private static String ustarName(byte[] header) {
        String prefix = new String(header, 257, 5, StandardCharsets.US_ASCII).equals("ustar") && header[263] != ' '
                ? text(header, 345, 155)
                : "";
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] header, int from, int length) {
        return withoutZero(new String(header, from, length, StandardCharsets.UTF_8));
    }

    private static String withoutZero(String text) {
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private long number(byte[] header, int from, int length) {
        long number = 0;
        for (int at = from; at < from + length; at++) {
            byte each = header[at];
            if (each >= '0' && each <= '7') {
                number = number * 8 + (each - '0');
            } else if (each != ' ' && each != 0) {
                throw refused("a header is damaged");
            }
        }
        return number;
    }

    private static boolean isAbsolute(String name) {
        return name.startsWith("/") || name.startsWith("\\") || name.length() > 1 && name.charAt(1) == ':';
    }

    /** The path of a name, seen from a folder inside ours. */
    private Path inside(String name, Path from) {
        if (isAbsolute(name) || name.indexOf('\0') >= 0) {
            throw outside(name);
        }
        Path path = from;
        for (String part : name.replace('\\', '/').split("/")) {
            if (part.equals("..")) {
                path = path.equals(folder) ? null : path.getParent();
            } else if (!part.isEmpty() && !part.equals(".")) {
                path = path.resolve(part);
            }
            if (path == null) {
                throw outside(name);
            }
        }
        return path;
    }

    private void link() throws IOException {
        for (Map.Entry<Path, Path> each : hardLinks.entrySet()) {
            if (!Files.isRegularFile(each.getValue())) {
                throw refused("a link to \"" + folder.relativize(each.getValue()) + "\" leads to no file");
            }
            Files.createDirectories(
                    java.util.Objects.requireNonNull(each.getKey().getParent()));
            Files.copy(each.getValue(), each.getKey());
        }
        for (Map.Entry<Path, String> each : symbolicLinks.entrySet()) {
            Path parent = java.util.Objects.requireNonNull(each.getKey().getParent());
            for (Path above = parent; above != null && above.startsWith(folder); above = above.getParent()) {
                if (symbolicLinks.containsKey(above)) {
                    throw refused("\"" + folder.relativize(each.getKey()) + "\" is below a link");
                }
            }
            Files.createDirectories(parent);
            if (Files.exists(each.getKey(), java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                throw refused("\"" + folder.relativize(each.getKey()) + "\" is in it twice");
            }
            try {
                Files.createSymbolicLink(each.getKey(), Path.of(each.getValue()));
            } catch (UnsupportedOperationException | java.nio.file.FileSystemException noLinks) {
                Path target = inside(each.getValue(), parent);
                if (Files.isRegularFile(target)) {
                    Files.copy(target, each.getKey());
                }
            }
        }
        for (Path each : symbolicLinks.keySet()) {
            if (Files.exists(each) && !each.toRealPath().startsWith(folder.toRealPath())) {
                throw outside(folder.relativize(each).toString());
            }
        }
    }

    private WeirException outside(String name) {
        return new WeirException(Diagnostic.of(
                        DiagnosticCode.PKG_009,
                        "archive \"" + shown + "\" is refused: \"" + name + "\" leads out of it")
                .inWordsOfDbt("'" + name + "' would be extracted to a path which is outside the destination")
                .withHint("Do not use this package before you know who made it."));
    }

    private WeirException refused(String why) {
        return new WeirException(Diagnostic.of(DiagnosticCode.PKG_009, "archive \"" + shown + "\" is refused: " + why));
    }
}
