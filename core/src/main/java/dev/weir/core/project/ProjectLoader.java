package dev.weir.core.project;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.core.event.Events;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.InvocationEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a project from disk: {@code dbt_project.yml}, the profile's target, installed packages, and every file that parsing
 * reads, on all cores.
 */
public final class ProjectLoader {
    private static final String PROJECT_FILE = "dbt_project.yml";

    /** What keeps the project of a package from being read. */
    private static final Set<DiagnosticCode> OF_PROJECTS = Set.of(
            DiagnosticCode.PRJ_001,
            DiagnosticCode.PRJ_002,
            DiagnosticCode.PRJ_003,
            DiagnosticCode.PRJ_004,
            DiagnosticCode.PRJ_015);

    private final LoadRequest request;
    private final Events events;
    private final ExecutorService pool;

    private ProjectLoader(LoadRequest request, Events events, ExecutorService pool) {
        this.request = request;
        this.events = events;
        this.pool = pool;
    }

    /**
     * Loads everything. Warnings are emitted as events.
     *
     * @throws WeirException with dbt's words for what a user did wrong in project or profile files
     */
    public static ProjectFiles load(LoadRequest request, Events events) {
        try (ExecutorService pool =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            return new ProjectLoader(request, events, pool).load();
        }
    }

    /**
     * What {@code debug} looks at: the profile and the project, each as far as it can be read without the other.
     *
     * @param profile of the project; where that cannot be read, the only one there is
     */
    public record Checked(
            Optional<Profile> profile, Optional<WeirException> profileFault, Optional<WeirException> projectFault) {}

    /** Loads for a check: what is wrong is in the answer. */
    public static Checked check(LoadRequest request) {
        try (ExecutorService pool =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            return new ProjectLoader(request, Events.NONE, pool).check();
        }
    }

    private Checked check() {
        Optional<WeirException> profileFault = Optional.empty();
        Optional<Profile> profile = Optional.empty();
        try {
            return new Checked(Optional.of(load().profile()), profileFault, Optional.empty());
        } catch (WeirException failed) {
            try {
                profile = Optional.of(profile().profile());
            } catch (WeirException fault) {
                profileFault = Optional.of(fault);
            }
            Optional<WeirException> projectFault = profile.isPresent() ? Optional.of(failed) : projectFault();
            return new Checked(profile, profileFault, projectFault);
        }
    }

    /** The profile alone. */
    private ProfileLoader.Loaded profile() {
        Map<String, @Nullable Object> cliVars =
                request.vars().map(text -> CliVars.parse("vars", text)).orElse(Map.of());
        Optional<String> name;
        try {
            name = profileName(projectFile(request.projectDir(), PROJECT_FILE), cliVars);
        } catch (WeirException _) {
            List<String> all = ProfileLoader.names(
                    ProfileLoader.folder(request.profilesDir(), request.environment(), request.workingFolder())
                            .resolve("profiles.yml"));
            name = all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
        }
        return new ProfileLoader(request, this::warn, this::note).load(name, cliVars);
    }

    /** What is wrong with dbt_project.yml, where there is no target that its templates could ask. */
    private Optional<WeirException> projectFault() {
        try {
            YamlNode.Mapping written = projectFile(request.projectDir(), PROJECT_FILE);
            YamlScope scope = new YamlScope(request, Map.of(), Map.of(), SecretScope.REFUSED);
            config(request.projectDir(), written, new YamlRenderer(scope));
            return Optional.empty();
        } catch (WeirException fault) {
            return Optional.of(fault);
        }
    }

    /**
     * The {@code flags:} section of a project, read before anything else; empty when there is no project or no section.
     *
     * @throws WeirException when the file is not valid YAML
     */
    public static Map<String, @Nullable Object> flags(Path projectDir) {
        return section(projectDir.resolve(PROJECT_FILE), PROJECT_FILE, "flags");
    }

    /**
     * The section {@code config:} of profiles.yml, where flags stood once; mostly empty.
     *
     * @param folder of the profiles
     * @throws WeirException when the file is not valid YAML
     */
    public static Map<String, @Nullable Object> flagsOfProfiles(Path folder) {
        return section(folder.resolve("profiles.yml"), "profiles.yml", "config");
    }

    /**
     * The {@code log-path:} of a project, going out of use, read before anything is logged; empty when it is a template.
     *
     * @throws WeirException when the file is not valid YAML
     */
    public static Optional<Path> logFolder(Path projectDir) {
        return value(projectDir.resolve(PROJECT_FILE), PROJECT_FILE, "log-path")
                .map(YamlNode::plain)
                .filter(path -> path instanceof String text && !text.contains("{{"))
                .map(path -> projectDir.resolve(String.valueOf(path)));
    }

    @SuppressWarnings("unchecked") // mappings have text keys
    private static Map<String, @Nullable Object> section(Path file, String shown, String key) {
        return value(file, shown, key).orElse(null) instanceof YamlNode.Mapping flags
                ? (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(flags.plain())
                : Map.of();
    }

    private static Optional<YamlNode> value(Path file, String shown, String key) {
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            if (!text.startsWith(key + ":") && !text.contains("\n" + key + ":")) {
                return Optional.empty();
            }
            return YamlFile.parse(new SourceText(shown, text), _ -> {}).orElse(null) instanceof YamlNode.Mapping mapping
                    ? mapping.find(key)
                    : Optional.empty();
        } catch (IOException _) { // said when the project is loaded
            return Optional.empty();
        }
    }

    private ProjectFiles load() {
        YamlNode.Mapping written = projectFile(request.projectDir(), PROJECT_FILE);
        Map<String, @Nullable Object> cliVars =
                request.vars().map(text -> CliVars.parse("vars", text)).orElse(Map.of());
        Optional<String> profileName = profileName(written, cliVars);
        ProfileLoader.Loaded loaded = new ProfileLoader(request, this::warn, this::note).load(profileName, cliVars);
        YamlRenderer renderer = new YamlRenderer(
                new YamlScope(request, loaded.profile().templateTarget(), cliVars, SecretScope.REFUSED));
        ProjectConfig config = config(request.projectDir(), written, renderer);
        FileFinder finder = finder(request.projectDir(), "");
        finder.start(config.paths());
        List<Project> packages = packages(config, renderer);
        return new ProjectFiles(
                new Project(request.projectDir(), config, finder.await()),
                packages,
                loaded.builtIns(),
                loaded.profile(),
                cliVars,
                selectors());
    }

    private ProjectConfig config(Path root, YamlNode.Mapping written, YamlRenderer renderer) {
        return ProjectConfigReader.read(
                root.resolve(PROJECT_FILE),
                written,
                renderer,
                new RequiredVersion(request.dbtVersion(), request.versionCheck()),
                events);
    }

    private ProjectConfig packageConfig(Path root, String shown, YamlRenderer renderer) {
        try {
            return config(root, projectFile(root, shown + PROJECT_FILE), renderer);
        } catch (WeirException broken) {
            throw new WeirException(
                    broken.diagnostics().stream()
                            .map(each -> ofPackage(root, each))
                            .toList(),
                    broken);
        }
    }

    /** What dbt says when it cannot read the project of a package. */
    private static Diagnostic ofPackage(Path root, Diagnostic finding) {
        return OF_PROJECTS.contains(finding.code())
                ? finding.inWordsOfDbt("Failed to read package: Runtime Error\n  " + finding.message()
                        + "\n\nError encountered in " + root)
                : finding;
    }

    private FileFinder finder(Path root, String shownPrefix) {
        return new FileFinder(root, shownPrefix, ignoreRules(root), pool);
    }

    private static IgnoreRules ignoreRules(Path root) {
        Path file = root.resolve(".dbtignore");
        try {
            return Files.isRegularFile(file)
                    ? IgnoreRules.parse(FileFinder.text(file, ".dbtignore"))
                    : IgnoreRules.NONE;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Optional<SourceText> selectors() {
        Path file = request.projectDir().resolve("selectors.yml");
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(new SourceText("selectors.yml", FileFinder.text(file, "selectors.yml")))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private YamlNode.Mapping projectFile(Path root, String shown) {
        Path file = root.resolve(PROJECT_FILE);
        if (!Files.isRegularFile(file)) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.PRJ_001, "no dbt_project.yml in folder \"" + root + "\"")
                            .inWordsOfDbt("No dbt_project.yml found at expected path " + file
                                    + "\nVerify that each entry within packages.yml (and their transitive dependencies)"
                                    + " contains a file named dbt_project.yml\n")
                            .withHint(
                                    shown.equals(PROJECT_FILE)
                                            ? "Go to the project's folder, or name it with --project-dir."
                                            : "Remove the folder, or run: weir deps"));
        }
        Optional<YamlNode> document;
        try {
            document = YamlFile.parse(
                    new SourceText(shown, FileFinder.text(file, shown)),
                    finding -> YamlFile.warnOfDuplicateKey(
                            finding,
                            file.toString(),
                            (name, code, said, fields) ->
                                    events.emit(new FindingEvent.Warning(name, code, said, fields))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        if (document.orElse(null) instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        Diagnostic notMapping = Diagnostic.of(DiagnosticCode.PRJ_002, "dbt_project.yml holds no mapping")
                .inWordsOfDbt("dbt_project.yml does not parse to a dictionary")
                .withHint("It needs at least name: and profile:.");
        throw new WeirException(document.map(node -> notMapping.at(node.span())).orElse(notMapping));
    }

    private Optional<String> profileName(YamlNode.Mapping written, Map<String, @Nullable Object> cliVars) {
        return written.find("profile")
                .flatMap(node -> Optional.ofNullable(
                        new YamlRenderer(new YamlScope(request, Map.of(), cliVars, SecretScope.REFUSED)).render(node)))
                .map(String::valueOf);
    }

    private List<Project> packages(ProjectConfig root, YamlRenderer renderer) {
        String folderName = root.paths().packagesInstall();
        Path folder = request.projectDir().resolve(folderName);
        if (!Files.isDirectory(folder)) {
            DeclaredPackages.checkInstalled(request.projectDir(), folderName, 0);
            return List.of();
        }
        List<Path> roots = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
            for (Path path : listing) {
                if (Files.isDirectory(path) && !path.getFileName().toString().startsWith("__")) {
                    roots.add(path);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        roots.sort(null);
        DeclaredPackages.checkInstalled(request.projectDir(), folderName, roots.size());
        List<ProjectConfig> configs = new ArrayList<>();
        List<FileFinder> finders = new ArrayList<>();
        Map<String, Path> names = new HashMap<>();
        names.put(root.name(), request.projectDir());
        for (Path path : roots) {
            String shown = folderName + "/" + path.getFileName() + "/";
            ProjectConfig config = packageConfig(path, shown, renderer);
            Path other = names.putIfAbsent(config.name(), path);
            if (other != null) {
                throw new WeirException(sameName(config, path, other));
            }
            configs.add(config);
            FileFinder finder = finder(path, shown);
            finder.start(config.paths());
            finders.add(finder);
        }
        List<Project> packages = new ArrayList<>();
        for (int at = 0; at < configs.size(); at++) {
            packages.add(
                    new Project(roots.get(at), configs.get(at), finders.get(at).await()));
        }
        return packages;
    }

    private static Diagnostic sameName(ProjectConfig config, Path path, Path other) {
        return Diagnostic.of(DiagnosticCode.PRJ_014, "two projects are called \"" + config.name() + "\"")
                .inWordsOfDbt("dbt found more than one package with the name \"" + config.name()
                        + "\" included in this project. Package names must be unique in a project."
                        + " Please rename one of these packages.")
                .withDetail("They are in " + other + " and " + path + ".")
                .at(config.written().find("name").orElse(config.written()).span());
    }

    private void warn(Diagnostic finding) {
        events.emit(FindingEvent.Warning.of(finding));
    }

    private void note(String line) {
        events.emit(new InvocationEvent.Formatting(line));
    }
}
