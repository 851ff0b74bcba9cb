package dev.weir.core.project;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Finds and reads the files of one project: folders in configured order, in each folder files by name, then subfolders;
 * symbolic links are followed; names that start with {@code .}, {@code #} or {@code ~} are passed over, folders of such names
 * are not. Reading is spread over the pool.
 */
final class FileFinder {
    /** Seeds beyond this size are told apart by their path only. */
    private static final long LARGE_SEED = 1024 * 1024;
    /** How many files are read in one go. */
    private static final int BATCH = 16;

    private final Path root;
    private final String shownPrefix;
    private final IgnoreRules ignored;
    private final ExecutorService pool;
    private final Map<Path, List<Child>> listings = new HashMap<>();
    private final List<Wanted> wanted = new ArrayList<>(BATCH);
    private final List<Future<List<SourceFile>>> reads = new ArrayList<>();

    /** @param shownPrefix what stands before a path in messages: {@code "dbt_packages/x/"}, or nothing */
    FileFinder(Path root, String shownPrefix, IgnoreRules ignored, ExecutorService pool) {
        this.root = root;
        this.shownPrefix = shownPrefix;
        this.ignored = ignored;
        this.pool = pool;
    }

    /** Starts reading everything these folders hold; {@link #await} yields it. */
    void start(ProjectPaths paths) {
        find(paths.macros(), FileKind.MACRO, ".sql");
        find(below(paths.tests(), "generic"), FileKind.GENERIC_TEST, ".sql");
        find(paths.models(), FileKind.MODEL, ".sql", ".py");
        find(paths.snapshots(), FileKind.SNAPSHOT, ".sql");
        find(paths.analyses(), FileKind.ANALYSIS, ".sql");
        find(paths.tests(), FileKind.SINGULAR_TEST, ".sql");
        find(paths.functions(), FileKind.FUNCTION, ".sql", ".py", ".js");
        find(paths.seeds(), FileKind.SEED, ".csv");
        find(paths.docs(), FileKind.DOCS, ".md");
        find(below(paths.tests(), "fixtures"), FileKind.FIXTURE, ".csv", ".sql");
        find(paths.sources(), FileKind.PROPERTIES, ".yml", ".yaml");
        readWanted();
        listings.clear();
    }

    List<SourceFile> await() {
        List<SourceFile> files = new ArrayList<>(reads.size() * BATCH);
        List<Diagnostic> findings = new ArrayList<>();
        for (Future<List<SourceFile>> read : reads) {
            try {
                files.addAll(read.get());
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof WeirException known) {
                    findings.addAll(known.diagnostics());
                } else {
                    throw new IllegalStateException(failed.getCause());
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while reading " + root, stopped);
            }
        }
        if (!findings.isEmpty()) {
            throw new WeirException(findings);
        }
        return files;
    }

    private static List<String> below(List<String> folders, String name) {
        return folders.stream().map(folder -> folder + "/" + name).toList();
    }

    private void find(List<String> folders, FileKind kind, String... extensions) {
        Set<Path> seen = new LinkedHashSet<>();
        for (String folder : folders) {
            Path start = root.resolve(folder).normalize();
            if (Files.isDirectory(start)) {
                walk(start, "", new Search(kind, folder, extensions, seen), new LinkedHashSet<>());
            }
        }
    }

    private record Search(FileKind kind, String folder, String[] extensions, Set<Path> seen) {
        boolean wants(String name) {
            char first = name.charAt(0);
            if (first == '.' || first == '#' || first == '~') {
                return false;
            }
            for (String extension : extensions) {
                if (name.endsWith(extension)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Files before folders, each by name. */
    private record Child(String name, Path path, boolean folder) implements Comparable<Child> {
        @Override
        public int compareTo(Child other) {
            return folder == other.folder ? name.compareTo(other.name) : Boolean.compare(folder, other.folder);
        }
    }

    private record Wanted(Path path, String relative, String projectPath, Search search) {}

    private void walk(Path folder, String relative, Search search, Set<Path> above) {
        for (Child child : listings.computeIfAbsent(folder, FileFinder::list)) {
            if (child.folder) {
                enter(child.path, relative + child.name + "/", search, above);
            } else if (search.wants(child.name) && search.seen.add(child.path)) {
                found(child.path, relative + child.name, search);
            }
        }
    }

    /** By the older way to files, which takes half the time in a program that just started, where it can name all of them. */
    private static List<Child> list(Path folder) {
        List<Child> children = new ArrayList<>();
        File place = folder.toFile();
        String[] names = place.list();
        if (names == null || unnameable(names)) {
            slowly(folder, children);
        } else {
            for (String name : names) {
                children.add(new Child(name, folder.resolve(name), new File(place, name).isDirectory()));
            }
        }
        children.sort(null);
        return children;
    }

    /** Whether one is not of the characters that names have here. */
    private static boolean unnameable(String[] names) {
        for (String name : names) {
            if (name.indexOf('\uFFFD') >= 0) {
                return true;
            }
        }
        return false;
    }

    private static void slowly(Path folder, List<Child> children) {
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
            for (Path path : listing) {
                children.add(new Child(String.valueOf(path.getFileName()), path, Files.isDirectory(path)));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Goes into a folder unless a link leads back to one it is in. */
    private void enter(Path folder, String relative, Search search, Set<Path> above) {
        if (search.kind == FileKind.SINGULAR_TEST && (relative.equals("generic/") || relative.equals("fixtures/"))) {
            return;
        }
        if (!Files.isSymbolicLink(folder)) {
            walk(folder, relative, search, above);
            return;
        }
        try {
            Path real = folder.toRealPath();
            if (!root.toRealPath().resolve(search.folder).resolve(relative).startsWith(real) && above.add(real)) {
                walk(folder, relative, search, above);
                above.remove(real);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void found(Path path, String relative, Search search) {
        String folder = search.folder.equals(".") ? "" : search.folder + "/";
        String projectPath = folder + relative;
        if (!ignored.ignores(projectPath)) {
            wanted.add(new Wanted(path, relative, projectPath, search));
            if (wanted.size() == BATCH) {
                readWanted();
            }
        }
    }

    private void readWanted() {
        List<Wanted> some = List.copyOf(wanted);
        wanted.clear();
        if (!some.isEmpty()) {
            reads.add(pool.submit(() -> read(some)));
        }
    }

    private List<SourceFile> read(List<Wanted> some) throws IOException {
        List<SourceFile> files = new ArrayList<>(some.size());
        List<Diagnostic> findings = new ArrayList<>();
        for (Wanted each : some) {
            try {
                files.add(read(each));
            } catch (WeirException broken) {
                findings.addAll(broken.diagnostics());
            }
        }
        if (!findings.isEmpty()) {
            throw new WeirException(findings);
        }
        return files;
    }

    private SourceFile read(Wanted file) throws IOException {
        String shown = shownPrefix + file.projectPath;
        if (file.search.kind != FileKind.SEED) {
            byte[] bytes = bytes(file.path, shown);
            String text = text(bytes, shown);
            return found(file, new SourceText(shown, text), print(bytes), () -> SourceFile.Digest.of(text));
        }
        SourceText none = new SourceText(shown, "");
        if (Files.exists(file.path) && Files.size(file.path) > LARGE_SEED) {
            SourceFile.Digest path = new SourceFile.Digest("path", file.projectPath);
            return found(file, none, path.value(), () -> path);
        }
        byte[] bytes = bytes(file.path, shown);
        text(bytes, shown);
        return found(file, none, print(bytes), () -> SourceFile.Digest.of(again(file.path, shown)));
    }

    /** The rows of seeds are not held until they are loaded. */
    private static String again(Path path, String shown) {
        try {
            return text(path, shown);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static SourceFile found(
            Wanted file, SourceText text, String fingerprint, Supplier<SourceFile.Digest> digest) {
        return new SourceFile(
                file.search.kind,
                file.path,
                file.search.folder,
                file.relative,
                file.projectPath,
                text,
                fingerprint,
                digest);
    }

    private static String print(byte[] bytes) {
        return Fingerprint.of(bytes, 0, bytes.length);
    }

    /**
     * The text of a file. Throws {@code PRJ-016} or {@code PRJ-021} when there is none.
     *
     * @param shown the file, as messages name it
     */
    static String text(Path path, String shown) throws IOException {
        return text(bytes(path, shown), shown);
    }

    private static byte[] bytes(Path path, String shown) throws IOException {
        try {
            return bytes(path);
        } catch (FileSystemException unreadable) {
            boolean link = Files.isSymbolicLink(path);
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.PRJ_021, "file \"" + shown + "\" cannot be read")
                            .withDetail(
                                    link && !Files.exists(path)
                                            ? "It is a link to something that is not there."
                                            : "The system says: " + unreadable.getMessage() + ".")
                            .withHint(link ? "Mend or remove the link." : "Look who may read it."),
                    unreadable);
        }
    }

    private static String text(byte[] bytes, String shown) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') < 0) { // what stands for bytes that are none, and seldom for itself
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.PRJ_016, "file \"" + shown + "\" is not UTF-8 text")
                            .withHint("Save it as UTF-8."),
                    broken);
        }
    }

    /** By the older way to files, as {@link #list} does. */
    private static byte[] bytes(Path path) throws IOException {
        try (InputStream in = new FileInputStream(path.toFile())) {
            return in.readAllBytes();
        } catch (FileNotFoundException unnameable) {
            return Files.readAllBytes(path);
        }
    }
}
