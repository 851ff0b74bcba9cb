package dev.weir.packages;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.core.project.YamlFile;
import dev.weir.core.project.YamlRenderer;
import dev.weir.packages.PackageEntry.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Brings the folders of packages, each once, several at a time. Thread-safe. */
final class Fetcher {
    static final String PROJECT_FILE = "dbt_project.yml";

    private static final Pattern NAME = Pattern.compile("[^\\d\\W][\\w-]*", Pattern.UNICODE_CHARACTER_CLASS);

    private final Path projectDir;
    private final Path downloadsDir;
    private final Downloads downloads;
    private final Hub hub;
    private final GitProgram git;
    private final Announcer announcer;
    private final YamlRenderer renderer;
    private final Executor executor;
    private final Map<String, CompletableFuture<GitCheckout>> checkouts = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Path>> archives = new ConcurrentHashMap<>();
    private final AtomicInteger folders = new AtomicInteger();

    Fetcher(Path projectDir, Path downloadsDir, Sources sources, Announcer announcer, YamlRenderer renderer) {
        this.projectDir = projectDir;
        this.downloadsDir = downloadsDir;
        this.downloads = sources.downloads();
        this.hub = sources.hub();
        this.git = sources.git();
        this.executor = sources.executor();
        this.announcer = announcer;
        this.renderer = renderer;
    }

    /** Where packages come from, and who does the waiting. */
    record Sources(Downloads downloads, Hub hub, GitProgram git, Executor executor) {}

    /** What a package's own files say. */
    record Contents(String name, List<PackageEntry> needs) {}

    /** Starts to fetch what telling an entry's version and needs will take. */
    void foresee(PackageEntry entry) {
        switch (entry.kind()) {
            case LOCAL -> {}
            case HUB -> hub.foresee(entry.location());
            case GIT, PRIVATE -> {
                var _ = checkout(entry, entry.text("revision").orElse(GitCheckout.NEWEST));
            }
            case TARBALL -> {
                var _ = archive(Pin.of(entry, Optional.empty()));
            }
        }
    }

    /** The commit an entry's revision stands for now. */
    GitCheckout checkedOut(PackageEntry entry, String revision) {
        return await(checkout(entry, revision));
    }

    private CompletableFuture<GitCheckout> checkout(PackageEntry entry, String revision) {
        String address = Providers.address(entry);
        return once(checkouts, address + "\n" + revision, () -> {
            GitCheckout done = GitCheckout.of(git, entry::locate, address, revision, newFolder());
            checkouts.putIfAbsent(address + "\n" + done.commit(), CompletableFuture.completedFuture(done));
            return done;
        });
    }

    /** Starts to bring a pin's folder. */
    CompletableFuture<Path> bring(PackageEntry entry, Pin pin) {
        return switch (pin.kind()) {
            case LOCAL -> CompletableFuture.completedFuture(localFolder(entry));
            case GIT, PRIVATE ->
                checkout(entry, pin.version().orElse(GitCheckout.NEWEST))
                        .thenApply(done -> withProject(done.part(pin.subdirectory(), entry::locate), entry));
            case TARBALL -> archive(pin).thenApply(folder -> withProject(folder, entry));
            case HUB ->
                once(archives, pin.mark(), () -> {
                    String version = pin.version().orElse("");
                    HubPackage.Release release = Optional.ofNullable(
                                    hub.find(pin.location()).releases().get(version))
                            .orElseThrow(() -> Resolver.noSuchVersion(entry, version));
                    return withProject(unpack(release.archive(), Optional.empty(), release.sha1()), entry);
                });
        };
    }

    private CompletableFuture<Path> archive(Pin pin) {
        return once(archives, pin.mark(), () -> unpack(pin.location(), pin.sha256(), Optional.empty()));
    }

    /** What the files in a pin's folder say; waits for the folder. */
    Contents contents(PackageEntry entry, Pin pin) {
        Path folder = await(bring(entry, pin));
        String shown = pin.shown() + "/";
        Path file = folder.resolve(PROJECT_FILE);
        try {
            String name = pin.kind() == Kind.TARBALL ? pin.name().orElse("") : projectName(file, shown);
            return new Contents(
                    folderName(name, entry),
                    PackagesFile.read(folder, shown, renderer).entries());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String projectName(Path file, String shown) throws IOException {
        return YamlFile.parse(new SourceText(shown + PROJECT_FILE, Files.readString(file)), _ -> {})
                                        .orElse(null)
                                instanceof YamlNode.Mapping mapping
                        && mapping.find("name").isPresent()
                ? String.valueOf(renderer.render(mapping.find("name").get()))
                : "";
    }

    /** A name that is to become a folder's. */
    static String folderName(String name, PackageEntry entry) {
        if (NAME.matcher(name).matches()) {
            return name;
        }
        throw new WeirException(entry.locate(Diagnostic.of(
                        DiagnosticCode.PKG_016,
                        "package \"" + entry.location() + "\" has no valid name: \"" + name + "\"")
                .withHint("A project's name has letters, digits and underscores.")));
    }

    private Path localFolder(PackageEntry entry) {
        return withProject(projectDir.resolve(entry.location()).normalize(), entry);
    }

    private static Path withProject(Path folder, PackageEntry entry) {
        Path file = folder.resolve(PROJECT_FILE);
        if (!Files.isRegularFile(file)) {
            throw new WeirException(entry.locate(
                    Diagnostic.of(DiagnosticCode.PKG_016, "package \"" + entry.location() + "\" has no dbt_project.yml")
                            .inWordsOfDbt("No dbt_project.yml found at expected path " + file
                                    + "\nVerify that each entry within packages.yml (and their transitive dependencies) contains a"
                                    + " file named dbt_project.yml\n")));
        }
        return folder;
    }

    private Path unpack(String address, Optional<String> sha256, Optional<String> sha1) {
        Path folder = newFolder();
        Path file = folder.resolve("package.tar.gz");
        try {
            downloads.toFile(address, file);
        } catch (Downloads.Refused refused) {
            throw Downloads.failed(address, refused);
        }
        if (sha256.isPresent() && !sum(file, "SHA-256").equalsIgnoreCase(sha256.get())) {
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.PKG_013, "archive \"" + address + "\" is not the one that sha256 names")
                    .withDetail("Its sum is " + sum(file, "SHA-256") + ".")
                    .withHint("Find out why it changed before you change the sum."));
        }
        String found = sum(file, "SHA-1");
        sha1.filter(announced -> !announced.equalsIgnoreCase(found))
                .ifPresent(announced -> announcer.anotherSum(address, announced, found));
        Path unpacked = folder.resolve("unpacked");
        Archive.unpack(file, unpacked, address);
        return top(unpacked);
    }

    /** Archives hold one folder with everything in it. */
    private static Path top(Path unpacked) {
        if (Files.exists(unpacked.resolve(PROJECT_FILE))) {
            return unpacked;
        }
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(unpacked)) {
            listing.forEach(children::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return children.size() == 1 && Files.isDirectory(children.getFirst()) ? children.getFirst() : unpacked;
    }

    private static String sum(Path file, String algorithm) {
        MessageDigest digest = LockFile.digest(algorithm);
        byte[] part = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                digest.update(part, 0, read);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private Path newFolder() {
        try {
            return Files.createDirectories(downloadsDir.resolve(Integer.toString(folders.incrementAndGet())));
        } catch (IOException unwritable) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.PKG_021, "folder \"" + downloadsDir + "\" cannot be written"),
                    unwritable);
        }
    }

    private <T> CompletableFuture<T> once(Map<String, CompletableFuture<T>> known, String key, Supplier<T> work) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> earlier = known.putIfAbsent(key, mine);
        if (earlier != null) {
            return earlier;
        }
        mine.completeAsync(work, executor);
        return mine;
    }

    /** Waits, and throws what the work threw. */
    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
