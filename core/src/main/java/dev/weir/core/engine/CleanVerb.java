package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.event.Events;
import dev.weir.core.event.OutputEvent;
import dev.weir.core.project.ProjectConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code clean}: deletes the folders of {@code clean-targets}, never sources and never anything outside the project. */
final class CleanVerb {
    private final ProjectConfig config;
    private final Path projectDir;
    private final boolean projectFilesOnly;
    private final Events events;

    CleanVerb(ProjectConfig config, Path projectDir, boolean projectFilesOnly, Events events) {
        this.config = config;
        this.projectDir = projectDir;
        this.projectFilesOnly = projectFilesOnly;
        this.events = events;
    }

    InvocationResult run() {
        List<Path> targets = targets();
        targets.forEach(this::refuseSources);
        for (Path target : targets) {
            events.emit(new OutputEvent.CommandLine("CheckCleanPath", "Z012", "Checking " + target + "/*"));
            delete(target);
            events.emit(new OutputEvent.CommandLine("ConfirmCleanPath", "Z013", "Cleaned " + target + "/*"));
        }
        events.emit(new OutputEvent.CommandLine("FinishedCleanPaths", "Z015", "Finished cleaning all paths."));
        return InvocationResult.OK;
    }

    private List<Path> targets() {
        return config.cleanTargets().stream()
                .map(target -> projectDir.resolve(target).normalize())
                .toList();
    }

    private void refuseSources(Path target) {
        Set<String> kept = new LinkedHashSet<>(config.paths().sources());
        kept.addAll(config.paths().docs());
        for (String path : kept) {
            Path source = projectDir.resolve(path).normalize();
            if (source.equals(target) || source.startsWith(target)) {
                throw refused(target, "it holds sources of the project");
            }
        }
        if (projectFilesOnly && !target.startsWith(projectDir)) {
            throw refused(target, "it is outside of the project");
        }
        if (projectDir.startsWith(target)) {
            throw refused(target, "the project is inside of it");
        }
    }

    private static WeirException refused(Path target, String why) {
        return new WeirException(Diagnostic.of(
                        DiagnosticCode.CLI_002, "folder \"" + target + "\" is not cleaned: " + why)
                .inWordsOfDbt("dbt will not clean the following directories outside the project: ['" + target + "']")
                .withHint("Take it out of clean-targets in dbt_project.yml"
                        + (why.startsWith("it is outside") ? ", or say --no-clean-project-files-only." : ".")));
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walked = Files.walk(folder)) {
            for (Path path : walked.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }
}
