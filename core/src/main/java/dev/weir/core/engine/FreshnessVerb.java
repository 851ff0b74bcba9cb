package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.OperationNode;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.project.Behaviour;
import dev.weir.core.run.Cancellation;
import dev.weir.core.run.FreshnessOutcome;
import dev.weir.core.run.FreshnessRunner;
import dev.weir.core.select.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code source freshness}: how old the newest rows of sources are; {@code target/sources.json}. */
final class FreshnessVerb {
    private final Workspace workspace;
    private final Workspace.Run run;
    private final Cancellation cancellation;

    FreshnessVerb(Workspace workspace, Workspace.Run run, Cancellation cancellation) {
        this.workspace = workspace;
        this.run = run;
        this.cancellation = cancellation;
    }

    InvocationResult run() {
        Selection selection = Choice.of(workspace, Set.of(ResourceType.SOURCE));
        try (OpenDatabase database = OpenDatabase.of(workspace, run, selection.uniqueIds())) {
            boolean withHooks = workspace.settings().chosen(Behaviour.SOURCE_FRESHNESS_RUN_PROJECT_HOOKS);
            if (!withHooks) {
                warnOfHooks();
            }
            FreshnessOutcome outcome = new FreshnessRunner(database.wiring(), withHooks)
                    .run(selection, workspace.files().profile().threads(), cancellation);
            new ArtifactFiles(workspace, run)
                    .sources(file(), outcome.results(), Duration.ofNanos((long) (outcome.seconds() * 1e9)));
            return InvocationResult.of(outcome.failed() ? ExitCode.NODE_FAILED : ExitCode.OK);
        }
    }

    /** {@code --output} names a file of its own, which is going out of use. */
    static void warnOfFile(Workspace.Run run) {
        Optional<Path> given = run.invocation().output().outputFile();
        if (given.isPresent() && run.invocation().verb() == Verb.SOURCE_FRESHNESS) {
            run.events()
                    .emit(new FindingEvent.Warning(
                            "CustomOutputPathInSourceFreshnessDeprecation",
                            "D029",
                            Diagnostic.of(DiagnosticCode.PAR_022, "--output of source freshness is going out of use")
                                    .inWordsOfDbt("Deprecated functionality\nCustom output path usage `--output "
                                            + given.get() + "` usage detected in `dbt source freshness` command."),
                            Map.of("path", given.get().toString())));
        }
    }

    private void warnOfHooks() {
        boolean any = false;
        for (Node node : workspace.parsed().manifest().nodes().values()) {
            any |= node instanceof OperationNode;
        }
        if (any) {
            run.events()
                    .emit(
                            new FindingEvent.Warning(
                                    "SourceFreshnessProjectHooksNotRun",
                                    "D017",
                                    Diagnostic.of(
                                                    DiagnosticCode.PAR_022,
                                                    "source freshness does not run the project's hooks")
                                            .inWordsOfDbt(
                                                    "In a future version of dbt, the `source freshness` command will start"
                                                            + " running `on-run-start` and `on-run-end` hooks by default. For more"
                                                            + " information:"
                                                            + " https://docs.getdbt.com/reference/global-configs/legacy-behaviors")));
        }
    }

    private Path file() {
        return run.invocation()
                .output()
                .outputFile()
                .map(given -> run.invocation().workingFolder().resolve(given))
                .orElseGet(() -> workspace.targetPath().resolve("sources.json"));
    }
}
