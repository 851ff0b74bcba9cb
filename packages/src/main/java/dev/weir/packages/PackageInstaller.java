package dev.weir.packages;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.base.YamlParser;
import dev.weir.core.event.Events;
import dev.weir.core.event.OutputEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code deps}: installs what a project asks for. Source: dbt docs, "deps", "Packages"; recorded console cases. */
public final class PackageInstaller {
    private static final List<String> KINDS = List.of("package", "git", "tarball", "private");

    private final Path projectDir;
    private final Events events;

    private PackageInstaller(Path projectDir, Events events) {
        this.projectDir = projectDir;
        this.events = events;
    }

    /**
     * Installs every package into the project's install folder and writes the lock file. Nothing is changed when one of them
     * cannot be installed.
     *
     * @throws WeirException {@code PKG-…} when a package is missing, of a kind that is not supported yet, or shares its name
     */
    public static void install(Path projectDir, Events events) {
        new PackageInstaller(projectDir.toAbsolutePath().normalize(), events).install();
    }

    private void install() {
        Optional<SourceText> file = read("packages.yml").or(() -> read("dependencies.yml"));
        List<YamlNode> entries = file.map(this::entries).orElse(List.of());
        if (entries.isEmpty()) {
            say("DepsNoPackagesFound", "M013", "Warning: No packages were found in packages.yml");
            return;
        }
        List<LocalPackage> packages = new ArrayList<>();
        for (YamlNode entry : entries) {
            LocalPackage found = resolve(entry);
            refuseTwin(found, packages, entry);
            packages.add(found);
        }
        writeLock(packages, file.orElseThrow());
        Path folder = projectDir.resolve(installFolder());
        for (LocalPackage each : packages) {
            say("DepsStartPackageInstall", "M014", "Installing " + each.written());
            link(folder, each);
            say("DepsInstallInfo", "M015", "Installed from <local @ " + each.written() + ">");
        }
    }

    private void say(String name, String code, String text) {
        events.emit(new OutputEvent.CommandLine(name, code, text));
    }

    private Optional<SourceText> read(String name) {
        Path file = projectDir.resolve(name);
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(new SourceText(name, Files.readString(file)))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<YamlNode> entries(SourceText file) {
        Optional<YamlNode> root = YamlParser.parse(file);
        if (root.orElse(null) instanceof YamlNode.Mapping mapping
                && mapping.find("packages").orElse(null) instanceof YamlNode.Sequence list) {
            return list.items();
        }
        return List.of();
    }

    private LocalPackage resolve(YamlNode entry) {
        if (!(entry instanceof YamlNode.Mapping mapping)) {
            throw refused(entry, "a package is a mapping such as \"local: ../tools\"");
        }
        for (String kind : KINDS) {
            if (mapping.find(kind).isPresent()) {
                throw new WeirException(Diagnostic.of(
                                DiagnosticCode.PKG_002, "packages of kind \"" + kind + "\" cannot be installed yet")
                        .at(mapping.span())
                        .withHint(
                                "Put the package's folder beside the project and write \"local: path\", or copy it to "
                                        + installFolder() + "."));
            }
        }
        YamlNode written = mapping.find("local")
                .orElseThrow(() -> refused(entry, "it says neither local, package, git nor tarball"));
        if (!(written.plain() instanceof String path)) {
            throw refused(written, "its path is no text");
        }
        Path folder = projectDir.resolve(path).normalize();
        Path file = folder.resolve("dbt_project.yml");
        if (!Files.isRegularFile(file)) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.PKG_001, "there is no project in folder \"" + path + "\"")
                            .inWordsOfDbt("No dbt_project.yml found at expected path " + file
                                    + "\nVerify that each entry within packages.yml (and their transitive dependencies) contains a"
                                    + " file named dbt_project.yml\n")
                            .at(written.span()));
        }
        return new LocalPackage(path, folder, name(file, path));
    }

    private static WeirException refused(YamlNode at, String why) {
        return new WeirException(Diagnostic.of(DiagnosticCode.PKG_001, "this package cannot be understood: " + why)
                .at(at.span())
                .withHint("See \"Packages\" in the dbt docs."));
    }

    private static String name(Path file, String shown) {
        try {
            return YamlParser.parse(new SourceText(shown + "/dbt_project.yml", Files.readString(file)))
                                            .orElse(null)
                                    instanceof YamlNode.Mapping mapping
                            && mapping.find("name").orElse(null) instanceof YamlNode.Scalar name
                            && name.text().matches("[A-Za-z_]\\w*") // it becomes a folder's name
                    ? name.text()
                    : file.resolveSibling(".").normalize().getFileName().toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void refuseTwin(LocalPackage found, List<LocalPackage> others, YamlNode entry) {
        for (LocalPackage other : others) {
            if (other.name().equals(found.name())) {
                throw new WeirException(
                        Diagnostic.of(DiagnosticCode.PKG_001, "two packages are called \"" + found.name() + "\"")
                                .inWordsOfDbt(
                                        "Found duplicate project \"" + found.name()
                                                + "\". This occurs when a dependency has the same project name as some other dependency.")
                                .at(entry.span()));
            }
        }
    }

    private String installFolder() {
        Optional<SourceText> project = read("dbt_project.yml");
        if (project.flatMap(YamlParser::parse).orElse(null) instanceof YamlNode.Mapping mapping
                && mapping.find("packages-install-path").orElse(null) instanceof YamlNode.Scalar path) {
            return path.text();
        }
        return "dbt_packages";
    }

    /** A link to the folder, or a copy of it where the file system has no links. */
    private static void link(Path folder, LocalPackage each) {
        Path target = folder.resolve(each.name());
        try {
            Files.createDirectories(folder);
            delete(target);
            try {
                Files.createSymbolicLink(target, each.folder());
            } catch (UnsupportedOperationException | FileSystemException noLinks) {
                copy(each.folder(), target);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void delete(Path target) throws IOException {
        if (Files.isSymbolicLink(target)) {
            Files.delete(target);
            return;
        }
        if (Files.exists(target)) {
            try (Stream<Path> walked = Files.walk(target)) {
                for (Path path : walked.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walked = Files.walk(from)) {
            for (Path path : walked.toList()) {
                Path copied = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(path, copied);
                }
            }
        }
    }

    private void writeLock(List<LocalPackage> packages, SourceText declared) {
        StringBuilder lock = new StringBuilder("packages:\n");
        for (LocalPackage each : packages) {
            lock.append("  - local: ")
                    .append(each.written())
                    .append("\n    name: ")
                    .append(each.name())
                    .append('\n');
        }
        lock.append("sha1_hash: ").append(sha1(declared.text())).append('\n');
        Path file = projectDir.resolve("package-lock.yml");
        try {
            if (Files.exists(file) && Files.readString(file).contentEquals(lock)) {
                return;
            }
            Files.writeString(file, lock);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        say("DepsLockUpdating", "M018", "Updating lock file in file path: " + file);
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has SHA-1", absent);
        }
    }
}
