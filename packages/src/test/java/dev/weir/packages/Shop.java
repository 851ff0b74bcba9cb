package dev.weir.packages;

import dev.weir.base.Diagnostic;
import dev.weir.base.WeirException;
import dev.weir.core.event.ErrorText;
import dev.weir.core.event.Event;
import dev.weir.core.event.Level;
import dev.weir.core.event.Palette;
import dev.weir.core.project.SharedMembers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A project in a world of packages, and what {@code deps} says and leaves in it. */
final class Shop {
    private final Path project;
    private final Map<String, String> environment;

    Shop(Path project, Map<String, String> environment) throws IOException {
        this.project = Files.createDirectories(project);
        this.environment = environment;
    }

    Path project() {
        return project;
    }

    Map<String, String> environment() {
        return environment;
    }

    Shop file(String path, String text) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    static Shop wanting(Path folder, World world, String packages) throws IOException {
        return new Shop(folder.resolve("shop"), world.environment(folder))
                .file("dbt_project.yml", "name: shop\nversion: '1.0'\n")
                .file("packages.yml", "packages:\n" + packages);
    }

    /** Runs {@code deps}; what it says, then {@code exit N}. */
    String deps(String... words) {
        List<Event> events = java.util.Collections.synchronizedList(new ArrayList<>());
        List<String> given = List.of(words);
        boolean json = given.contains("json");
        StringBuilder said = new StringBuilder(json ? "" : "Running with dbt=1.11.16\n");
        Optional<WeirException> failure = Optional.empty();
        try {
            PackageInstaller.install(
                    request(given),
                    new SharedMembers("an-id", Instant.EPOCH, Map.of("WHICH", "deps"), events::add),
                    events::add,
                    Duration.ZERO);
        } catch (WeirException failed) {
            failure = Optional.of(failed);
        }
        for (Event event : List.copyOf(events)) {
            if (event.level().compareTo(Level.INFO) >= 0) {
                said.append(json ? line(event) : event.message(Palette.PLAIN)).append('\n');
            }
        }
        for (Diagnostic each : failure.map(WeirException::diagnostics).orElse(List.of())) {
            said.append("Encountered an error:\n").append(ErrorText.of(each)).append('\n');
        }
        return said.append("exit ")
                .append(failure.isPresent() ? 2 : 0)
                .append('\n')
                .toString();
    }

    private static String line(Event event) {
        Map<String, Object> data = new TreeMap<>(event.data());
        if (event instanceof dev.weir.core.event.FindingEvent) {
            data.remove("msg");
            data.remove("diagnostic");
        }
        return event.level().name().toLowerCase(Locale.ROOT) + " " + event.code() + " " + event.name() + " "
                + PythonJson.of(data);
    }

    private DepsRequest request(List<String> words) {
        DepsRequest.Source source = DepsRequest.Source.valueOf(
                after(words, "--source").orElse("hub").toUpperCase(Locale.ROOT));
        return new DepsRequest(
                project,
                environment,
                after(words, "--vars"),
                "1.11.16",
                !words.contains("--no-version-check"),
                words.contains("--lock")
                        ? DepsRequest.Mode.LOCK
                        : words.contains("--upgrade") ? DepsRequest.Mode.UPGRADE : DepsRequest.Mode.INSTALL,
                after(words, "--add-package").map(written -> new DepsRequest.NewPackage(written, source)));
    }

    private static Optional<String> after(List<String> words, String flag) {
        int at = words.indexOf(flag);
        return at < 0 ? Optional.empty() : Optional.of(words.get(at + 1));
    }

    /** What is in a folder, a line each, links with an arrow; project files with their first two lines. */
    String tree(String folder) throws IOException {
        StringBuilder tree = new StringBuilder();
        Path root = project.resolve(folder);
        try (Stream<Path> walked = Files.walk(root)) {
            for (Path path : walked.skip(1).sorted().toList()) {
                String name = root.relativize(path).toString();
                if (path.endsWith(Installation.MARK)) {
                    continue;
                }
                tree.append(name);
                if (Files.isSymbolicLink(path)) {
                    tree.append(" ->");
                } else if (Files.isDirectory(path)) {
                    tree.append('/');
                } else if (path.endsWith("dbt_project.yml")) {
                    List<String> lines = Files.readAllLines(path);
                    tree.append(": ").append(lines.get(0)).append(", ").append(lines.get(1));
                }
                tree.append('\n');
            }
        }
        return tree.toString();
    }
}
