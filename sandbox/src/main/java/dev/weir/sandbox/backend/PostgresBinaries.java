package dev.weir.sandbox.backend;

import dev.weir.base.DiagnosticCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once per user from the archive on the class path and checked on each use.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
public record PostgresBinaries(Path folder) {
    private static final String SEAL = ".unpacked";

    /** The installation for this machine; unpacks it (about a second) when it is not there or not whole. */
    public static PostgresBinaries unpacked(Map<String, String> environment) {
        String resource = archiveName();
        URL archive = PostgresBinaries.class.getClassLoader().getResource(resource);
        if (archive == null) {
            throw EmbeddedFailure.of(
                    DiagnosticCode.MZS_002,
                    "no PostgreSQL for this machine",
                    "The archive \"" + resource + "\" is not on the class path.",
                    "Embedded servers run on Linux and macOS, x86-64 and arm64. Elsewhere, name a server in profiles.yml.");
        }
        try {
            String fingerprint = fingerprint(archive);
            Path home = cacheFolder(environment);
            Path folder = home.resolve("postgres-" + fingerprint);
            if (!whole(folder, fingerprint)) unpack(archive, home, folder, fingerprint);
            return new PostgresBinaries(folder);
        } catch (IOException e) {
            throw EmbeddedFailure.of(
                    DiagnosticCode.MZS_001,
                    "the PostgreSQL programs cannot be unpacked",
                    String.valueOf(e.getMessage()),
                    "Make the cache folder writable, or set XDG_CACHE_HOME to one that is.",
                    e);
        }
    }

    public Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    private static String archiveName() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "darwin" : os.contains("linux") ? "linux" : os.replace(' ', '_');
        String machine = switch (arch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> arch;
        };
        return "postgres-" + system + "-" + machine + ".txz";
    }

    /** Changes with the archive's content: its size and, inside a jar, its checksum there. */
    private static String fingerprint(URL archive) throws IOException {
        var connection = archive.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection jar) {
            try (var file = jar.getJarFile()) {
                var entry = file.getJarEntry(jar.getEntryName());
                return Long.toHexString(entry.getCrc()) + "-" + Long.toHexString(entry.getSize());
            }
        }
        return "file-" + Long.toHexString(connection.getContentLengthLong());
    }

    private static Path cacheFolder(Map<String, String> environment) throws IOException {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
        Path folder = cache.isEmpty() ? Path.of(home, ".cache", "weir") : Path.of(cache, "weir");
        try {
            Files.createDirectories(folder);
            if (Files.isWritable(folder)) return folder;
        } catch (FileSystemException e) {
            // a home that cannot be written to: fall through to the folder for temporary files
        }
        String user = System.getProperty("user.name", "user");
        return Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "weir-" + user));
    }

    private static boolean whole(Path folder, String fingerprint) throws IOException {
        Path seal = folder.resolve(SEAL);
        if (!Files.isRegularFile(seal)) return false;
        Path postgres = folder.resolve("bin").resolve("postgres");
        return Files.isExecutable(postgres)
                && Files.readString(seal).equals(sealText(fingerprint, Files.size(postgres)));
    }

    private static String sealText(String fingerprint, long postgresSize) {
        return fingerprint + " " + postgresSize + "\n";
    }

    private static void unpack(URL archive, Path home, Path folder, String fingerprint) throws IOException {
        Path temporary = Files.createTempDirectory(home, "unpacking-");
        try (var raw = archive.openStream();
                var xz = new XZInputStream(new BufferedInputStream(raw, 1 << 16));
                var tar = new BufferedInputStream(xz, 1 << 16)) {
            new TarReader(tar).unpack(temporary, PostgresBinaries::needed);
        }
        Files.setPosixFilePermissions(temporary, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        long size = Files.size(temporary.resolve("bin").resolve("postgres"));
        Files.writeString(temporary.resolve(SEAL), sealText(fingerprint, size));
        try {
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (whole(folder, fingerprint)) {
                delete(temporary); // another process was faster
                return;
            }
            delete(folder);
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static boolean needed(String entry) {
        return !entry.endsWith(".a") && !entry.contains("/pkgconfig") && !entry.startsWith("include");
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
