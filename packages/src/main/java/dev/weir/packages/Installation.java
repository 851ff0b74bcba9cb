package dev.weir.packages;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.packages.PackageEntry.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folder that packages are installed in. Everything is made ready beside it first, then all packages change places at once;
 * when that fails, the old ones come back.
 */
final class Installation {
    /** A file in an installed package that says which one it is. */
    static final String MARK = ".weir-package";

    private final Path folder;
    private final Path staging;

    /** @param staging a folder of ours, on the same disk */
    Installation(Path projectDir, String installPath, Path staging) {
        this.staging = staging;
        folder = projectDir.resolve(installPath).normalize();
        if (projectDir.startsWith(folder)) {
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.PKG_021,
                            "packages cannot be installed in \"" + installPath + "\", which holds the project")
                    .withHint("Set packages-install-path to a folder of its own."));
        }
    }

    /** A package that is to be there; without a folder, the one that is there stays. */
    record Ready(Pin pin, String name, Optional<Path> source) {}

    /** Whether a pin is installed already. */
    boolean holds(Pin pin) {
        if (pin.name().isEmpty() || pin.kind() == Kind.LOCAL) {
            return false;
        }
        Path installed = folder.resolve(pin.name().get());
        try {
            return Files.isRegularFile(installed.resolve(Fetcher.PROJECT_FILE))
                    && Files.isRegularFile(installed.resolve(MARK))
                    && Files.readString(installed.resolve(MARK)).strip().equals(pin.mark());
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Puts packages in place and removes the ones that are no longer asked for. */
    void install(List<Ready> packages) {
        List<Move> moves = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            Path fresh = Files.createDirectories(staging.resolve("new"));
            Path old = Files.createDirectories(staging.resolve("old"));
            Set<String> names = new HashSet<>();
            for (Ready each : packages) {
                names.add(each.name());
                if (each.source().isPresent()) {
                    prepare(each, each.source().get(), fresh.resolve(each.name()));
                }
            }
            for (Path stale : others(names)) {
                moves.add(new Move(stale, old.resolve(stale.getFileName())));
            }
            for (Ready each : packages) {
                if (each.source().isPresent()) {
                    Path target = folder.resolve(each.name());
                    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                        moves.add(new Move(target, old.resolve(each.name())));
                    }
                    moves.add(new Move(fresh.resolve(each.name()), target));
                }
            }
            moveAll(moves);
        } catch (IOException failed) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.PKG_021, "packages cannot be put into \"" + folder + "\": " + failed)
                            .withHint("What was installed before is still there."),
                    failed);
        }
    }

    private record Move(Path from, Path to) {}

    private static void moveAll(List<Move> moves) throws IOException {
        int done = 0;
        try {
            for (Move move : moves) {
                Files.move(move.from(), move.to());
                done++;
            }
        } catch (IOException failed) {
            for (int back = done - 1; back >= 0; back--) {
                try {
                    Files.move(moves.get(back).to(), moves.get(back).from());
                } catch (IOException stuck) {
                    failed.addSuppressed(stuck);
                }
            }
            throw failed;
        }
    }

    private static void prepare(Ready ready, Path source, Path target) throws IOException {
        if (ready.pin().kind() == Kind.LOCAL) {
            link(source, target);
            return;
        }
        try {
            Files.move(source, target);
        } catch (FileSystemException otherDisk) {
            copy(source, target);
        }
        Files.writeString(target.resolve(MARK), ready.pin().mark() + "\n");
    }

    /** A link, or a copy where the file system has none. */
    private static void link(Path source, Path target) throws IOException {
        try {
            Files.createSymbolicLink(target, source);
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            copy(source, target);
        }
    }

    /** Packages in the folder with other names. What is no package stays. */
    private List<Path> others(Set<String> names) throws IOException {
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
            for (Path each : listing) {
                boolean isPackage = Files.isSymbolicLink(each) || Files.exists(each.resolve(Fetcher.PROJECT_FILE));
                if (isPackage && !names.contains(each.getFileName().toString())) {
                    others.add(each);
                }
            }
        }
        return others;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()), LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Deletes a file, a link (not what it leads to) or a folder; what cannot be deleted stays. */
    static void delete(Path path) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    remove(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path folder, java.io.@org.jspecify.annotations.Nullable IOException failed) throws IOException {
                    remove(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException stays) {
            path.toFile().deleteOnExit();
        }
    }

    private static void remove(Path path) throws IOException {
        try {
            Files.delete(path);
        } catch (java.nio.file.AccessDeniedException readOnly) { // objects of git, on Windows
            if (!path.toFile().setWritable(true)) {
                throw readOnly;
            }
            Files.delete(path);
        }
    }
}
