package dev.weir.core.engine;

import dev.weir.adapter.Adapter;
import dev.weir.adapter.Credentials;
import dev.weir.adapter.PartPolicy;
import dev.weir.core.artifact.PreviousStateReader;
import dev.weir.core.context.InvocationScope;
import dev.weir.core.context.database.DatabaseRuntime;
import dev.weir.core.context.database.LiveDatabase;
import dev.weir.core.context.database.RelationCache;
import dev.weir.core.context.database.StatementGate;
import dev.weir.core.event.Events;
import dev.weir.core.event.InvocationEvent;
import dev.weir.core.manifest.PreviousState;
import dev.weir.core.parse.AdapterFacts;
import dev.weir.core.parse.ManifestParser;
import dev.weir.core.parse.ParseRequest;
import dev.weir.core.parse.ParsedProject;
import dev.weir.core.parse.memo.EarlyMemo;
import dev.weir.core.project.DbtSyntax;
import dev.weir.core.project.LoadRequest;
import dev.weir.core.project.ProjectFiles;
import dev.weir.core.project.ProjectLoader;
import dev.weir.core.project.SharedMembers;
import dev.weir.core.project.YamlFile;
import dev.weir.core.project.YamlRenderer;
import dev.weir.core.project.YamlScope;
import dev.weir.core.select.NamedSelectors;
import dev.weir.core.select.NamedSelectorsParser;
import dev.weir.jinja.Renderer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A project, loaded and parsed, with its adapter: what every verb but {@code debug} and {@code clean} starts from. */
final class Workspace {
    private static final String MEMORY = "weir_parse.memo";

    private final Invocation invocation;
    private final Settings settings;
    private final ProjectFiles files;
    private final Adapter adapter;
    private final InvocationScope scope;
    private final ParsedProject parsed;
    private final Events events;
    private final YamlRenderer yaml;
    private final NamedSelectors selectors;
    private final Optional<Retried> retried;
    private Optional<FutureTask<Boolean>> aside = Optional.empty();
    private Optional<PreviousState> state = Optional.empty();

    private Workspace(
            Invocation invocation,
            Settings settings,
            ProjectFiles files,
            Adapter adapter,
            InvocationScope scope,
            ParsedProject parsed,
            YamlRenderer yaml,
            NamedSelectors selectors,
            Events events,
            Optional<Retried> retried) {
        this.invocation = invocation;
        this.settings = settings;
        this.files = files;
        this.adapter = adapter;
        this.scope = scope;
        this.parsed = parsed;
        this.yaml = yaml;
        this.selectors = selectors;
        this.events = events;
        this.retried = retried;
    }

    /** Loads and parses. Throws the findings of either stage. */
    static Workspace open(Run run) {
        Invocation invocation = run.invocation();
        Settings settings = Settings.of(invocation);
        LoadRequest request = request(run, settings);
        Optional<EarlyMemo> early = settings.partialParse()
                ? Optional.of(EarlyMemo.reading(memory(settings, Optional.empty()))) // where it is by default
                : Optional.empty();
        ProjectFiles files = ProjectLoader.load(request, run.events());
        Adapter adapter = run.adapters().find(files.profile().type());
        run.events().emit(new InvocationEvent.AdapterRegistered(adapter.type(), adapter.version()));
        InvocationScope scope = new InvocationScope(
                Versions.DBT,
                run.invocationId(),
                run.startedAt(),
                files.root().name(),
                files.profile().templateTarget(),
                settings.templateFlags(),
                settings.arguments(files.cliVars()),
                files.vars(),
                invocation.environment(),
                run.events());
        Credentials offline = Adapters.credentials(
                adapter,
                files.profile().name(),
                files.profile().targetName(),
                files.profile().values());
        DatabaseRuntime blind = runtime(adapter, offline, files, settings, run.events(), run.gate());
        List<String> packages = new ArrayList<>();
        files.builtIns().forEach(each -> packages.add(each.name()));
        YamlRenderer yaml =
                new YamlRenderer(YamlScope.ofProject(request, files.profile().templateTarget(), files.cliVars()));
        NamedSelectors selectors = files.selectors()
                .flatMap(source -> YamlFile.parseUnstripped(source, (_) -> {}))
                .map(root -> NamedSelectorsParser.parse(root, yaml::render))
                .orElse(NamedSelectors.NONE);
        ParsedProject parsed = ManifestParser.parse(new ParseRequest(
                files,
                new AdapterFacts(
                        run.adapters().chain(adapter), packages, adapter, offline.database(), offline.schema()),
                scope,
                new Renderer(DbtSyntax.TEXT, false),
                _ -> LiveDatabase.offline(blind),
                memory(settings, files, early)));
        return new Workspace(
                invocation, settings, files, adapter, scope, parsed, yaml, selectors, run.events(), run.retried());
    }

    /** Keeps what was parsed for the next command, save what holds a secret: with asterisks in its place that would be wrong. */
    void remember() {
        parsed.remember(Secrets.of(invocation.environment())::in);
    }

    /** What parsing remembers is kept beside the artifacts. */
    private static Path memory(Settings settings, Optional<String> targetPath) {
        return settings.targetPath(targetPath).resolve(MEMORY);
    }

    private static ParseRequest.Memory memory(Settings settings, ProjectFiles files, Optional<EarlyMemo> early) {
        Path file = memory(settings, files.root().config().targetPath());
        return early.isPresent()
                ? new ParseRequest.Memory.Kept(file, early.get())
                : new ParseRequest.Memory.Replaced(file);
    }

    static LoadRequest request(Run run, Settings settings) {
        Invocation invocation = run.invocation();
        return new LoadRequest(
                settings.projectDir(),
                invocation.project().profilesDir(),
                invocation.workingFolder(),
                invocation.project().profile(),
                invocation.project().target(),
                invocation.project().vars(),
                invocation.project().threads(),
                invocation.environment(),
                Versions.DBT,
                settings.versionCheck(),
                run.adapters(),
                new SharedMembers(run.invocationId(), run.startedAt(), settings.templateFlags(), run.events()));
    }

    /** The database half of contexts for the given credentials. */
    static DatabaseRuntime runtime(
            Adapter adapter,
            Credentials credentials,
            ProjectFiles files,
            Settings settings,
            Events events,
            StatementGate gate) {
        return new DatabaseRuntime(
                adapter,
                credentials,
                new RelationCache(),
                quoting(
                        adapter.relationStyle().defaultQuote(),
                        files.root().config().quoting()),
                files.cliVars(),
                settings.projectFlags(),
                files.root().root(),
                events,
                gate);
    }

    private static PartPolicy quoting(PartPolicy adapters, Map<String, Boolean> project) {
        return new PartPolicy(
                project.getOrDefault("database", adapters.database()),
                project.getOrDefault("schema", adapters.schema()),
                project.getOrDefault("identifier", adapters.identifier()));
    }

    Invocation invocation() {
        return invocation;
    }

    Settings settings() {
        return settings;
    }

    ProjectFiles files() {
        return files;
    }

    Adapter adapter() {
        return adapter;
    }

    InvocationScope scope() {
        return scope;
    }

    /** The definitions of {@code selectors.yml}. */
    NamedSelectors selectors() {
        return selectors;
    }

    ParsedProject parsed() {
        return parsed;
    }

    Events events() {
        return events;
    }

    /** What {@code retry} does again; empty for other commands. */
    Optional<Retried> retried() {
        return retried;
    }

    /** The folder of {@code --state}, read when it is first asked for. */
    synchronized PreviousState state() {
        Optional<PreviousState> known = state;
        if (known.isEmpty()) {
            known = Optional.of(
                    invocation.state().state().map(PreviousStateReader::read).orElse(PreviousState.NONE));
            state = known;
        }
        return known.get();
    }

    /** Renders values of {@code selectors.yml}. */
    YamlRenderer yaml() {
        return yaml;
    }

    Path targetPath() {
        return settings.targetPath(files.root().config().targetPath());
    }

    /** Does something while the command goes on; {@link #awaitAside} waits for it. */
    void aside(Runnable work) {
        FutureTask<Boolean> task = new FutureTask<>(work, true);
        aside = Optional.of(task);
        Thread.ofPlatform().name("MainThread").start(task);
    }

    /** Waits for what is done aside, and throws what it threw. */
    void awaitAside() {
        if (aside.isEmpty()) {
            return;
        }
        try {
            aside.get().get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** What one invocation is made of before its project is known. */
    record Run(
            Invocation invocation,
            Adapters adapters,
            Events events,
            String invocationId,
            Instant startedAt,
            StatementGate gate,
            Optional<Retried> retried) {
        /** The same for what {@code retry} runs. */
        Run again(RetryVerb.Plan plan) {
            return new Run(plan.invocation(), adapters, events, invocationId, startedAt, gate, plan.retried());
        }
    }
}
