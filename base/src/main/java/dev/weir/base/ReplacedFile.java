package dev.weir.base;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that is written beside its place and moved there when it is whole: whoever reads it, and whatever kills the writer, sees
 * the old one or the new one. What a killed writer left beside it goes with a later writing.
 */
public final class ReplacedFile {
    private static final String PART = ".part";

    /** Nobody writes one file for so long. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

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

    /** Makes missing folders. Who may read the file stays as it was; a new one is for every reader. A link stays a link. */
    public static void write(Path target, Content content) throws IOException {
        Path place = Files.isSymbolicLink(target) && Files.exists(target) ? target.toRealPath() : target;
        Path folder = Optional.ofNullable(place.toAbsolutePath().getParent()).orElse(place);
        Files.createDirectories(folder);
        String start = "." + place.getFileName() + ".";
        Path part = Files.createTempFile(folder, start, PART);
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                content.write(out);
            }
            permit(part, place);
            move(part, place);
        } finally {
            Files.deleteIfExists(part);
        }
        removeLeft(folder, start);
    }

    /** Temporary files are made for their owner only. */
    private static void permit(Path part, Path place) throws IOException {
        Optional<PosixFileAttributeView> view =
                Optional.ofNullable(Files.getFileAttributeView(part, PosixFileAttributeView.class));
        if (view.isPresent() && Files.exists(place)) {
            view.get().setPermissions(Files.getPosixFilePermissions(place));
        } else {
            var ignored = part.toFile().setReadable(true, false);
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
