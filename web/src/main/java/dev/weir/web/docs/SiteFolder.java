package dev.weir.web.docs;

import dev.weir.base.ReplacedFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * The folder {@code site} being written beside its place. {@link #put} moves it there; closed without, nothing has changed. What a
 * killed writer left goes with a later one.
 */
final class SiteFolder implements AutoCloseable {
    private static final String BEGIN = ".site-";

    /** Nobody writes one site for so long. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Path target;
    private final Path path;

    private SiteFolder(Path target, Path path) {
        this.target = target;
        this.path = path;
    }

    static SiteFolder beside(Path target) throws IOException {
        removeLeft(target);
        Path path = Files.createDirectory(target.resolve(BEGIN + Long.toHexString(System.nanoTime())));
        return new SiteFolder(target, path);
    }

    Path path() {
        return path;
    }

    /** Puts the folder and the pages that show it in their places. */
    void put(SiteRequest.Form form) throws IOException {
        Path place = target.resolve("site");
        Path old = target.resolve(path.getFileName() + ".old");
        boolean alone = form == SiteRequest.Form.FILES_AND_ONE_PAGE;
        if (alone) {
            ReplacedFile.write(target.resolve("static_index.html"), out -> SelfContainedPage.write(path, out));
        }
        if (Files.exists(place, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            Files.move(place, old);
        }
        Files.move(path, place);
        ReplacedFile.write(target.resolve(SiteResources.PAGE), SiteResources.text(SiteResources.PAGE));
        remove(old);
    }

    @Override
    public void close() throws IOException {
        remove(path);
    }

    private static void removeLeft(Path target) throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(LONGEST));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(target, BEGIN + "*")) {
            for (Path each : left) {
                if (Files.getLastModifiedTime(each).compareTo(old) < 0) {
                    remove(each);
                }
            }
        }
    }

    /** With all that is in it; links are removed, not followed. */
    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path each, @org.jspecify.annotations.Nullable IOException failed) throws IOException {
                    if (failed != null) {
                        throw failed;
                    }
                    Files.deleteIfExists(each);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException gone) {
            // another writer removed it
        }
    }
}
