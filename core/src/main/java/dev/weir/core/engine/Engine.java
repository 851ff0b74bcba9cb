package dev.weir.core.engine;

import dev.weir.adapter.DatabaseException;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.context.database.StatementGate;
import dev.weir.core.event.Events;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.InvocationEvent;
import dev.weir.core.event.NoticesOnce;
import dev.weir.core.project.ProjectFiles;
import dev.weir.core.project.ProjectLoader;
import dev.weir.core.project.SharedMembers;
import dev.weir.core.run.Cancellation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Runs commands on dbt projects. Holds nothing between invocations but the adapters it found; one instance may serve several
 * threads.
 */
public final class Engine {
    private final Adapters adapters;
    private final InstantSource clock;
    private final StatementGate gate;

    public Engine(Adapters adapters, InstantSource clock) {
        this(adapters, clock, StatementGate.open());
    }

    private Engine(Adapters adapters, InstantSource clock, StatementGate gate) {
        this.adapters = adapters;
        this.clock = clock;
        this.gate = gate;
    }

    /** The same engine, whose every statement passes a gate before it comes to the gates that were there already. */
    public Engine behind(StatementGate outer) {
        return new Engine(adapters, clock, gate.behind(outer));
    }

    public Adapters adapters() {
        return adapters;
    }

    /**
     * Runs one command to its end. Findings are emitted as events and returned; nothing is thrown for what a user, a file or
     * a database did wrong. {@code cancellation} may be triggered from any thread: running queries are cancelled, the rest is
     * skipped, artifacts are still written.
     */
    public InvocationResult invoke(Invocation invocation, Events events, Cancellation cancellation) {
        return invoke(invocation, UUID.randomUUID().toString(), events, cancellation);
    }

    /** The same under a given invocation id, which writers of events may have been made with. */
    public InvocationResult invoke(
            Invocation invocation, String invocationId, Events events, Cancellation cancellation) {
        Instant startedAt = clock.instant();
        events.emit(new InvocationEvent.MainReportVersion(Versions.WEIR, Versions.DBT));
        InvocationResult result;
        try {
            Settings settings = Settings.of(invocation);
            Events judged = judged(settings, new NoticesOnce(events));
            settings.warn(judged);
            result = dispatch(
                    new Workspace.Run(invocation, adapters, judged, invocationId, startedAt, gate, Optional.empty()),
                    cancellation);
        } catch (WeirException failed) {
            result = stopped(failed.diagnostics(), events);
        } catch (DatabaseException failed) {
            result = stopped(List.of(failed.diagnostic()), events);
        } catch (RuntimeException bug) {
            result = stopped(List.of(ourBug(bug)), events);
        }
        double seconds = (clock.instant().toEpochMilli() - startedAt.toEpochMilli()) / 1000.0;
        events.emit(new InvocationEvent.CommandCompleted(
                "dbt " + invocation.verb().wireName(), result.exitCode() == ExitCode.OK, clock.instant(), seconds));
        return result;
    }

    /** The same events, with warnings hidden or thrown as errors where the invocation says so; for verbs of other rooms. */
    public static Events judged(Invocation invocation, Events events) {
        return judged(Settings.of(invocation), events);
    }

    private static Events judged(Settings settings, Events events) {
        WarnErrorOptions options = settings.warnErrorOptions();
        return options.equals(WarnErrorOptions.NONE) ? events : new JudgedEvents(events, options);
    }

    /** The folder that artifacts of the project go to, for verbs of other rooms. Throws what is wrong with its files. */
    public Path targetFolder(Invocation invocation) {
        Settings settings = Settings.of(invocation);
        Workspace.Run run =
                new Workspace.Run(invocation, adapters, Events.NONE, "", clock.instant(), gate, Optional.empty());
        ProjectFiles files = ProjectLoader.load(Workspace.request(run, settings), Events.NONE);
        return settings.targetPath(files.root().config().targetPath());
    }

    /** What templates see of an invocation, for verbs of other rooms. */
    public static SharedMembers templateMembers(
            Invocation invocation, String invocationId, Instant startedAt, Events events) {
        return new SharedMembers(
                invocationId, startedAt, Settings.of(invocation).templateFlags(), events);
    }

    private InvocationResult dispatch(Workspace.Run run, Cancellation cancellation) {
        return switch (run.invocation().verb()) {
            case DEBUG -> new DebugVerb(run).run();
            case CLEAN -> clean(run);
            case PARSE -> {
                writeManifest(Workspace.open(run), run);
                yield InvocationResult.OK;
            }
            case LIST -> onProject(run, workspace -> new ListVerb(workspace).run());
            case RETRY -> retry(run, cancellation);
            case BUILD, CLONE, RUN, SEED, SNAPSHOT, TEST ->
                onProject(run, workspace -> new RunVerb(workspace, run, cancellation).run());
            case COMPILE -> onProject(run, workspace -> new CompileVerb(workspace, run, cancellation).run());
            case SHOW -> show(run, cancellation);
            case RUN_OPERATION ->
                run.retried().isPresent() // and there went well
                        ? InvocationResult.OK
                        : onProject(run, workspace -> new RunOperationVerb(workspace, run, cancellation).run());
            case SOURCE_FRESHNESS -> onProject(run, workspace -> new FreshnessVerb(workspace, run, cancellation).run());
            case DOCS_GENERATE -> {
                Workspace workspace = Workspace.open(run);
                if (!run.invocation().output().noCompile()) {
                    found(run, workspace);
                }
                yield new DocsVerb(workspace, run, cancellation).run();
            }
        };
    }

    private static InvocationResult show(Workspace.Run run, Cancellation cancellation) {
        Optional<String> direct = run.invocation().execution().query().direct();
        return direct.isPresent()
                ? new DirectQuery(run, cancellation).run(direct.get())
                : onProject(run, workspace -> new ShowVerb(workspace, run, cancellation).run());
    }

    /** What the earlier command was, for what failed of it. */
    private InvocationResult retry(Workspace.Run run, Cancellation cancellation) {
        Settings settings = Settings.of(run.invocation());
        ProjectFiles files = ProjectLoader.load(Workspace.request(run, settings), run.events());
        RetryVerb.Plan plan =
                new RetryVerb(run.invocation()).plan(files.root().config().targetPath());
        return dispatch(run.again(plan), cancellation);
    }

    /** Opens the project, writes its manifest while the verb works, and waits for it. */
    private static InvocationResult onProject(Workspace.Run run, Function<Workspace, InvocationResult> verb) {
        Workspace workspace = announce(run);
        try {
            return verb.apply(workspace);
        } finally {
            workspace.awaitAside();
        }
    }

    private static Workspace announce(Workspace.Run run) {
        Workspace workspace = Workspace.open(run);
        if (run.invocation().verb() == Verb.SHOW) {
            ShowVerb.check(run.invocation());
        }
        workspace.aside(() -> writeManifest(workspace, run));
        found(run, workspace);
        return workspace;
    }

    private static void found(Workspace.Run run, Workspace workspace) {
        FreshnessVerb.warnOfFile(run);
        ConcurrentBatches.warn(
                workspace.parsed().manifest(), workspace.adapter().type(), workspace.events());
        run.events()
                .emit(new InvocationEvent.FoundStats(FoundStats.of(
                        workspace.parsed().manifest(),
                        run.invocation().execution().inline().isPresent())));
    }

    /** Writes the manifest, and keeps what was parsed for the next command. */
    private static void writeManifest(Workspace workspace, Workspace.Run run) {
        new ArtifactFiles(workspace, run).manifest(Map.of());
        workspace.remember();
    }

    private static InvocationResult clean(Workspace.Run run) {
        Settings settings = Settings.of(run.invocation());
        ProjectFiles files = ProjectLoader.load(Workspace.request(run, settings), run.events());
        return new CleanVerb(
                        files.root().config(),
                        settings.projectDir(),
                        run.invocation().output().cleanProjectFilesOnly(),
                        run.events())
                .run();
    }

    private static InvocationResult stopped(List<Diagnostic> findings, Events events) {
        events.emit(new FindingEvent.MainEncounteredError(findings));
        return new InvocationResult(ExitCode.NOT_RUN, findings);
    }

    private static Diagnostic ourBug(RuntimeException bug) {
        StringWriter trace = new StringWriter();
        bug.printStackTrace(new PrintWriter(trace));
        System.getLogger("dev.weir").log(System.Logger.Level.DEBUG, "unexpected failure", bug);
        return Diagnostic.of(
                        DiagnosticCode.INT_001,
                        bug.getClass().getSimpleName() + (bug.getMessage() == null ? "" : ": " + bug.getMessage()))
                .withDetail(trace.toString()
                        .lines()
                        .limit(12)
                        .reduce((a, b) -> a + "\n" + b)
                        .orElse(""))
                .withHint("This is a bug of ours: please report it with logs/dbt.log.");
    }
}
