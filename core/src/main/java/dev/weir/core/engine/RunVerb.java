package dev.weir.core.engine;

import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.event.InvocationEvent;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.project.Profile;
import dev.weir.core.run.Cancellation;
import dev.weir.core.run.RunKind;
import dev.weir.core.run.RunOutcome;
import dev.weir.core.run.RunReport;
import dev.weir.core.run.RunRequest;
import dev.weir.core.run.Runner;
import dev.weir.core.select.Selection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** {@code run}, {@code test}, {@code seed}, {@code snapshot}, {@code build}: visit nodes, report, write what came of it. */
final class RunVerb {
    private final Workspace workspace;
    private final Workspace.Run run;
    private final Cancellation cancellation;

    RunVerb(Workspace workspace, Workspace.Run run, Cancellation cancellation) {
        this.workspace = workspace;
        this.run = run;
        this.cancellation = cancellation;
    }

    InvocationResult run() {
        RunKind kind = switch (run.invocation().verb()) {
            case RUN -> RunKind.RUN;
            case TEST -> RunKind.TEST;
            case SEED -> RunKind.SEED;
            case SNAPSHOT -> RunKind.SNAPSHOT;
            case BUILD -> RunKind.BUILD;
            case CLONE -> RunKind.CLONE;
            case CLEAN, COMPILE, DEBUG, DOCS_GENERATE, LIST, PARSE, RUN_OPERATION, RETRY, SHOW, SOURCE_FRESHNESS ->
                throw new IllegalStateException(run.invocation().verb() + " runs no nodes");
        };
        Selection selection = Choice.toCompile(workspace, kinds(kind));
        try (OpenDatabase database = open(selection, kind)) {
            RunOutcome outcome = execute(database, selection, kind, cancellation);
            RunReport report = new RunReport(run.events(), workspace.parsed().manifest(), InstantSource.system());
            if (outcome.all().isEmpty() && !selection.resources().isEmpty() && kind != RunKind.CLONE) {
                report.sayNothingWasBuilt(outcome);
            } else {
                report.say(outcome, kind == RunKind.SEED);
            }
            write(outcome);
            if (outcome.broken().isPresent()) {
                throw outcome.broken().get();
            }
            if (outcome.interrupted()) {
                return InvocationResult.of(ExitCode.NOT_RUN);
            }
            return InvocationResult.of(outcome.failed() ? ExitCode.NODE_FAILED : ExitCode.OK);
        }
    }

    /** The reference finds out that there is nothing to defer to when it has said how many nodes run at once. */
    private OpenDatabase open(Selection selection, RunKind kind) {
        try {
            return OpenDatabase.of(workspace, run, selection.uniqueIds());
        } catch (WeirException failed) {
            if (failed.diagnostic().code() == DiagnosticCode.SEL_006
                    && !selection.resources().isEmpty()) {
                Profile profile = workspace.files().profile();
                run.events().emit(new InvocationEvent.Formatting(""));
                run.events()
                        .emit(new InvocationEvent.ConcurrencyLine(
                                profile.threads(),
                                profile.targetName(),
                                selection.resources().size()));
                run.events().emit(new InvocationEvent.Formatting(""));
                if (kind != RunKind.CLONE) {
                    run.events().emit(new InvocationEvent.Formatting(""));
                    run.events().emit(new InvocationEvent.FinishedRunningStats("", 0));
                }
            }
            throw failed;
        }
    }

    private static Set<ResourceType> kinds(RunKind kind) {
        return switch (kind) {
            case RUN -> Set.of(ResourceType.MODEL);
            case TEST -> Set.of(ResourceType.TEST, ResourceType.UNIT_TEST);
            case SEED -> Set.of(ResourceType.SEED);
            case SNAPSHOT -> Set.of(ResourceType.SNAPSHOT);
            case BUILD ->
                Set.of(
                        ResourceType.MODEL,
                        ResourceType.SEED,
                        ResourceType.SNAPSHOT,
                        ResourceType.TEST,
                        ResourceType.UNIT_TEST,
                        ResourceType.EXPOSURE,
                        ResourceType.SAVED_QUERY,
                        ResourceType.FUNCTION);
            case CLONE -> Set.of(ResourceType.MODEL, ResourceType.SEED, ResourceType.SNAPSHOT);
            case COMPILE -> Set.of();
        };
    }

    /** Gives the selected nodes their turns. */
    static RunOutcome execute(OpenDatabase database, Selection selection, RunKind kind, Cancellation cancellation) {
        Workspace workspace = database.workspace();
        Settings settings = workspace.settings();
        return new Runner(database.wiring())
                .run(
                        new RunRequest(
                                kind,
                                selection,
                                workspace.files().profile().threads(),
                                settings.failFast(),
                                settings.warnErrorOptions().of("LogTestResult") == WarnErrorOptions.Verdict.ERROR,
                                workspace.invocation().execution().showSeedRows(),
                                settings.storeFailures(),
                                settings.fullRefresh(),
                                database.batches()),
                        cancellation);
    }

    private void write(RunOutcome outcome) {
        ArtifactFiles files = new ArtifactFiles(workspace, run);
        workspace.awaitAside();
        files.manifest(outcome.compiled());
        files.runResults(outcome.results(), Duration.ofNanos((long) (outcome.seconds() * 1e9)));
    }
}
