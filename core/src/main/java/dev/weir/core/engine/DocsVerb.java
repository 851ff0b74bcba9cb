package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.InvocationEvent;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.run.Cancellation;
import dev.weir.core.run.Catalog;
import dev.weir.core.run.CatalogBuilder;
import dev.weir.core.select.Selection;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** {@code docs generate}: {@code manifest.json} with compiled code, and {@code catalog.json}. Source: dbt docs, "docs". */
final class DocsVerb {
    private static final Set<ResourceType> KINDS = Set.of(
            ResourceType.MODEL,
            ResourceType.SNAPSHOT,
            ResourceType.SEED,
            ResourceType.TEST,
            ResourceType.ANALYSIS,
            ResourceType.OPERATION,
            ResourceType.SOURCE);

    private final Workspace workspace;
    private final Workspace.Run run;
    private final Cancellation cancellation;

    DocsVerb(Workspace workspace, Workspace.Run run, Cancellation cancellation) {
        this.workspace = workspace;
        this.run = run;
        this.cancellation = cancellation;
    }

    InvocationResult run() {
        boolean compiles = !run.invocation().output().noCompile();
        // intended: COMPATIBILITY #145
        Optional<Selection> selection = compiles ? Optional.of(Choice.toCompile(workspace, KINDS)) : Optional.empty();
        List<String> selected = selection.map(Selection::uniqueIds).orElse(List.of());
        try (OpenDatabase database = OpenDatabase.of(workspace, run, selected)) {
            if (selection.isPresent()) {
                CompileVerb compile = new CompileVerb(workspace, run, cancellation);
                compile.showSelected(compile.nodes(database, selection.get()));
            }
            new DocsAssets(workspace.settings().projectDir(), workspace.targetPath())
                    .copy(workspace.files().root().config().paths().assets());
            Catalog catalog = Catalog.EMPTY;
            if (!run.invocation().output().emptyCatalog()) {
                run.events().emit(new InvocationEvent.BuildingCatalog());
                catalog = new CatalogBuilder(database.wiring()).build(described(selected));
            }
            Path path = workspace.targetPath().resolve("catalog.json");
            new ArtifactFiles(workspace, run).catalog(path, catalog);
            for (String error : catalog.errors()) {
                run.events()
                        .emit(new FindingEvent.Warning(
                                "CatalogGenerationError",
                                "E043",
                                Diagnostic.of(DiagnosticCode.RUN_001, "a part of the catalog is missing")
                                        .inWordsOfDbt("Encountered an error while generating catalog: " + error)));
            }
            run.events().emit(new InvocationEvent.CatalogWritten(path.toString()));
            return InvocationResult.of(catalog.errors().isEmpty() ? ExitCode.OK : ExitCode.NODE_FAILED);
        }
    }

    /** What the catalog holds of the project; nothing narrows it where nothing is compiled. */
    private Predicate<String> described(List<String> selected) {
        Invocation.SelectionOptions options = run.invocation().selection();
        boolean narrowed = !run.invocation().output().noCompile()
                && (!options.select().isEmpty()
                        || !options.exclude().isEmpty()
                        || options.selector().isPresent());
        return narrowed ? new LinkedHashSet<>(selected)::contains : _ -> true;
    }
}
