package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.run.Cancellation;
import dev.weir.core.run.FreshnessOutcome;
import dev.weir.core.run.FreshnessRunner;
import dev.weir.core.select.Selection;
import java.nio.file.Path;
import java.time.Duration;
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
        if (selection.resources().isEmpty()) {
            run.events()
                    .emit(
                            new FindingEvent.Warning(
                                    "NothingToDo",
                                    "Q035",
                                    Diagnostic.of(DiagnosticCode.SEL_003, "nothing is selected")
                                            .inWordsOfDbt(
                                                    "Nothing to do. Try checking your model configs and model specification args")));
        }
        try (OpenDatabase database = OpenDatabase.of(workspace, run, selection.uniqueIds())) {
            FreshnessOutcome outcome = new FreshnessRunner(database.wiring())
                    .run(selection, workspace.files().profile().threads(), cancellation);
            new ArtifactFiles(workspace, run)
                    .sources(file(), outcome.results(), Duration.ofNanos((long) (outcome.seconds() * 1e9)));
            return InvocationResult.of(outcome.failed() ? ExitCode.NODE_FAILED : ExitCode.OK);
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
