package dev.weir.cli;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.cli.line.Flag;
import dev.weir.core.engine.ExitCode;
import dev.weir.core.engine.InvocationResult;
import dev.weir.core.engine.Verb;
import dev.weir.core.engine.Versions;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.OutputEvent;
import dev.weir.web.docs.SiteBuilder;
import dev.weir.web.docs.SiteRequest;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code docs generate} does once the artifacts are there: it writes the site. */
final class DocsGenerateCommand {
    private final Task task;

    DocsGenerateCommand(Task task) {
        this.task = task;
    }

    /** The result of the whole: a catalog with gaps keeps its exit code, and is shown. */
    InvocationResult after(InvocationResult artifacts) {
        if (artifacts.exitCode() == ExitCode.NOT_RUN) {
            return artifacts;
        }
        Path target = task.engine().targetFolder(Invocations.of(Verb.DOCS_GENERATE, task));
        if (!Files.exists(target.resolve("manifest.json"))) {
            task.events()
                    .emit(FindingEvent.Warning.of(
                            Diagnostic.of(DiagnosticCode.WEB_001, "there is no manifest.json to make a site of")
                                    .withHint("Run docs generate without --no-compile.")));
            return artifacts;
        }
        boolean alone = task.line().on(Flag.STATIC);
        try {
            SiteBuilder.build(new SiteRequest(
                    target, alone ? SiteRequest.Form.FILES_AND_ONE_PAGE : SiteRequest.Form.FILES, Versions.WEIR));
        } catch (WeirException failed) {
            task.events().emit(new FindingEvent.MainEncounteredError(failed.diagnostics()));
            return new InvocationResult(ExitCode.NOT_RUN, failed.diagnostics());
        }
        say(task, "Site written to " + target.resolve(alone ? "static_index.html" : "index.html"));
        return artifacts;
    }

    static void say(Task task, String text) {
        task.events().emit(new OutputEvent.CommandLine("DocsLine", "W914", text));
    }
}
