package dev.weir.packages;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.core.event.Events;
import dev.weir.core.project.CliVars;
import dev.weir.core.project.SharedMembers;
import dev.weir.core.project.YamlFile;
import dev.weir.core.project.YamlRenderer;
import dev.weir.core.project.YamlScope;
import dev.weir.packages.PackageEntry.Kind;
import dev.weir.packages.Resolver.Resolved;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** {@code deps}: installs what a project asks for. Source: dbt docs, "deps", "Packages"; recorded cases. */
public final class PackageInstaller {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DepsRequest request;
    private final Path projectDir;
    private final Announcer announcer;
    private final YamlRenderer renderer;
    private final Duration pause;

    private PackageInstaller(DepsRequest request, SharedMembers members, Announcer announcer, Duration pause) {
        this.request = request;
        this.announcer = announcer;
        this.pause = pause;
        projectDir = request.projectDir().toAbsolutePath().normalize();
        Map<String, @Nullable Object> vars =
                request.vars().map(text -> CliVars.parse("vars", text)).orElse(Map.of());
        renderer = new YamlRenderer(YamlScope.forPackages(request.environment(), request.dbtVersion(), vars, members));
    }

    /**
     * Installs every package into the project's install folder and writes the lock file. When one of them cannot be had, both
     * stay as they were. Nothing is downloaded for what the lock file names and is there already.
     *
     * @param members what templates in the packages file see beside variables
     * @throws WeirException {@code PKG-…}, and what reading the project's files may say
     */
    public static void install(DepsRequest request, SharedMembers members, Events events) {
        install(request, members, events, PAUSE);
    }

    /** @param pause between two attempts to download */
    static void install(DepsRequest request, SharedMembers members, Events events, Duration pause) {
        Announcer announcer = new Announcer(events, request.environment());
        try {
            new PackageInstaller(request, members, announcer, pause).install();
        } catch (WeirException failed) {
            throw announcer.scrub(failed);
        }
    }

    private void install() {
        YamlNode.Mapping project = project();
        request.newPackage().ifPresent(added -> new PackageAdder(projectDir, announcer).add(added));
        PackagesFile asked = PackagesFile.read(projectDir, "", renderer);
        if (asked.entries().isEmpty()) {
            announcer.nothingFound();
            return;
        }
        Path ours = projectDir.resolve(".weir");
        boolean oursBefore = Files.exists(ours);
        Path staging =
                ours.resolve("deps-" + ProcessHandle.current().pid() + "-" + Long.toString(System.nanoTime(), 36));
        Path downloads = Optional.ofNullable(request.environment().get("DBT_DOWNLOADS_DIR"))
                .filter(text -> !text.isBlank())
                .map(text -> projectDir.resolve(text).resolve(staging.getFileName()))
                .orElse(staging.resolve("downloads"));
        announcer.folder(downloads.toString());
        Runnable cleaning = () -> cleanUp(staging, downloads, ours, oursBefore);
        Thread cleaner = new Thread(cleaning);
        Runtime.getRuntime().addShutdownHook(cleaner);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Downloads http = new Downloads(request.environment(), pause);
            Hub hub = new Hub(http, request.environment(), announcer, executor);
            GitProgram git = new GitProgram(request.environment(), announcer);
            Fetcher fetcher = new Fetcher(
                    projectDir, downloads, new Fetcher.Sources(http, hub, git, executor), announcer, renderer);
            Installation installation = new Installation(projectDir, installPath(project), staging);
            new Work(asked, hub, fetcher, new Resolver(hub, fetcher, announcer, request), installation).run(project);
        } finally {
            cleaning.run();
            forget(cleaner);
        }
    }

    private static void forget(Thread cleaner) {
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (IllegalStateException goingDown) {
            // then the hook runs once more and finds nothing
        }
    }

    private static void cleanUp(Path staging, Path downloads, Path ours, boolean keepOurs) {
        Installation.delete(downloads);
        Installation.delete(staging);
        if (!keepOurs) {
            try {
                Files.deleteIfExists(ours);
            } catch (IOException notEmpty) {
                // somebody else's by now
            }
        }
    }

    /** One installation with everything it needs. */
    private final class Work {
        private final PackagesFile asked;
        private final Hub hub;
        private final Fetcher fetcher;
        private final Resolver resolver;
        private final Installation installation;

        Work(PackagesFile asked, Hub hub, Fetcher fetcher, Resolver resolver, Installation installation) {
            this.asked = asked;
            this.hub = hub;
            this.fetcher = fetcher;
            this.resolver = resolver;
            this.installation = installation;
        }

        void run(YamlNode.Mapping project) {
            String sum = LockFile.sumOf(asked.entries());
            Optional<List<Resolved>> locked = locked(sum);
            List<Resolved> packages = locked.orElseGet(this::resolved);
            refuseTwins(packages, project);
            if (locked.isEmpty()) {
                announcer.locking(projectDir.resolve(LockFile.NAME).toString());
            }
            if (request.mode() != DepsRequest.Mode.LOCK) {
                installAll(packages, project);
            }
            if (locked.isEmpty()) {
                LockFile.write(
                        projectDir,
                        LockFile.text(packages.stream().map(Resolved::pin).toList(), sum));
            }
        }

        private Optional<List<Resolved>> locked(String sum) {
            if (request.mode() == DepsRequest.Mode.UPGRADE) {
                return Optional.empty();
            }
            return LockFile.read(projectDir, renderer)
                    .filter(lock -> lock.sum().equals(Optional.of(sum)))
                    .map(lock -> lock.entries().stream().map(this::pinned).toList());
        }

        private Resolved pinned(PackageEntry entry) {
            return new Resolved(
                    entry,
                    Pin.of(
                            entry,
                            switch (entry.kind()) {
                                case HUB -> entry.text("version");
                                case GIT, PRIVATE -> entry.text("revision");
                                case LOCAL, TARBALL -> Optional.empty();
                            }));
        }

        private List<Resolved> resolved() {
            if (asked.entries().stream().anyMatch(entry -> entry.kind() == Kind.HUB)) {
                hub.foreseeIndex();
            }
            return resolver.resolve(asked.entries());
        }

        private void installAll(List<Resolved> packages, YamlNode.Mapping project) {
            List<Optional<CompletableFuture<Path>>> folders = new ArrayList<>();
            for (Resolved each : packages) {
                folders.add(
                        installation.holds(each.pin()) && !mayHaveChanged(each.pin())
                                ? Optional.empty()
                                : Optional.of(fetcher.bring(each.entry(), each.pin())));
            }
            List<Installation.Ready> ready = new ArrayList<>();
            List<String> outdated = new ArrayList<>();
            List<Resolved> named = new ArrayList<>();
            for (int at = 0; at < packages.size(); at++) {
                Resolved each = packages.get(at);
                announcer.installing(each.pin());
                Optional<Path> folder = folders.get(at).map(Fetcher::await);
                String name = each.pin()
                        .name()
                        .orElseGet(
                                () -> fetcher.contents(each.entry(), each.pin()).name());
                ready.add(new Installation.Ready(each.pin(), Fetcher.folderName(name, each.entry()), folder));
                named.add(new Resolved(each.entry(), each.pin().named(name)));
                announcer.installed(each.pin());
                tellOfNewer(each, outdated);
            }
            refuseTwins(named, project);
            installation.install(ready);
            if (!outdated.isEmpty()) {
                announcer.updatesFor(outdated);
            }
        }

        /** What is behind an address may be another archive by now; who asks for an upgrade wants to know. */
        private boolean mayHaveChanged(Pin pin) {
            return pin.kind() == Kind.TARBALL && request.mode() == DepsRequest.Mode.UPGRADE;
        }

        private void tellOfNewer(Resolved each, List<String> outdated) {
            if (each.pin().kind() != Kind.HUB || !hub.asked(each.pin().location())) {
                return;
            }
            Optional<String> newest = resolver.newest(each);
            if (newest.isEmpty() || newest.equals(each.pin().version())) {
                announcer.upToDate();
            } else {
                announcer.newest(newest.get());
                outdated.add(each.pin().location());
            }
        }
    }

    private static void refuseTwins(List<Resolved> packages, YamlNode.Mapping project) {
        String root =
                project.find("name").map(node -> String.valueOf(node.plain())).orElse("");
        Map<String, Resolved> names = new HashMap<>();
        for (Resolved each : packages) {
            Optional<String> name = each.pin().name();
            if (name.equals(Optional.of(root))) {
                throw new WeirException(
                        each.entry()
                                .locate(
                                        Diagnostic.of(
                                                        DiagnosticCode.PKG_007,
                                                        "a package is called \"" + root + "\" as the project is")
                                                .inWordsOfDbt(
                                                        "Found a dependency with the same name as the root project \""
                                                                + root
                                                                + "\". Package names must be unique in a project. Please rename one of these packages.")));
            }
            Resolved other = name.isEmpty() ? null : names.putIfAbsent(name.get(), each);
            if (other != null) {
                throw new WeirException(each.entry()
                        .locate(Diagnostic.of(DiagnosticCode.PKG_007, "two packages are called \"" + name.get() + "\"")
                                .inWordsOfDbt(
                                        "Found duplicate project \"" + name.get()
                                                + "\". This occurs when a dependency has the same project name as some other dependency.")
                                .withDetail("They are \"" + other.pin().shown() + "\" and \""
                                        + each.pin().shown() + "\".")));
            }
        }
    }

    private YamlNode.Mapping project() {
        Path file = projectDir.resolve(Fetcher.PROJECT_FILE);
        try {
            if (!Files.isRegularFile(file)) {
                throw new WeirException(
                        Diagnostic.of(DiagnosticCode.PRJ_001, "no dbt_project.yml in folder \"" + projectDir + "\"")
                                .inWordsOfDbt("No dbt_project.yml found at expected path " + file
                                        + "\nVerify that each entry within packages.yml (and their transitive dependencies) contains a"
                                        + " file named dbt_project.yml\n")
                                .withHint("Go to the project's folder, or name it with --project-dir."));
            }
            if (YamlFile.parse(new SourceText(Fetcher.PROJECT_FILE, Files.readString(file)), _ -> {})
                            .orElse(null)
                    instanceof YamlNode.Mapping mapping) {
                return mapping;
            }
            throw new WeirException(Diagnostic.of(DiagnosticCode.PRJ_002, "dbt_project.yml holds no mapping")
                    .inWordsOfDbt("dbt_project.yml does not parse to a dictionary"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String installPath(YamlNode.Mapping project) {
        return project.find("packages-install-path")
                .flatMap(node -> Optional.ofNullable(renderer.render(node)))
                .map(String::valueOf)
                .orElse("dbt_packages");
    }
}
