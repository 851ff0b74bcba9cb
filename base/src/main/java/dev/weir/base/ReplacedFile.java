package dev.weir.base;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A file that is written beside its place and moved there when it is whole: whoever reads it, and whatever kills the writer, sees
 * the old one or the new one. What a killed writer left beside it goes with a later writing.
 */
public final class ReplacedFile {
    private static final String PART = ".part";

    /** Nobody writes one file for so long. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int MOST_TRIED = 1000;
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final FileAttribute<Set<PosixFilePermission>> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private ReplacedFile() {}

    /** Writes the contents. */
    @FunctionalInterface
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** A text in UTF-8. */
    public static void write(Path target, String text) throws IOException {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Makes missing folders. Who may read the file stays as it was. A link stays a link. */
    public static void write(Path target, Content content) throws IOException {
        write(target, content, false);
    }

    /** The same for a file that only its owner may read. */
    public static void writeForOwner(Path target, Content content) throws IOException {
        write(target, content, true);
    }

    private static void write(Path target, Content content, boolean forOwner) throws IOException {
        Path place = Files.isSymbolicLink(target) && Files.exists(target) ? target.toRealPath() : target;
        Path folder = Optional.ofNullable(place.toAbsolutePath().getParent()).orElse(place);
        Files.createDirectories(folder);
        String start = "." + String.valueOf(place.getFileName()) + ".";
        boolean known = Files.exists(place);
        Path part = create(folder.resolve(start + Long.toHexString(System.nanoTime())), known || forOwner);
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                content.write(out);
            }
            if (known && !forOwner && POSIX) {
                Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(place));
            }
            move(part, place);
        } finally {
            Files.deleteIfExists(part);
        }
        removeLeft(folder, start);
    }

    /** An empty file whose name begins so; another writer may have the first one tried. */
    private static Path create(Path begin, boolean forOwner) throws IOException {
        for (int at = 0; ; at++) {
            Path part = Path.of(begin + "-" + at + PART);
            try {
                return forOwner && POSIX ? Files.createFile(part, OWNER) : Files.createFile(part);
            } catch (FileAlreadyExistsException taken) {
                if (at == MOST_TRIED) {
                    throw taken;
                }
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException plain) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void removeLeft(Path folder, String start) throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(LONGEST));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(start) && name.endsWith(PART)) {
                    removeWhenOld(file, old);
                }
            }
        }
    }

    private static void removeWhenOld(Path file, FileTime old) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).compareTo(old) < 0) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException ended) {
            // another writer just moved it to its place
        }
    }
}
