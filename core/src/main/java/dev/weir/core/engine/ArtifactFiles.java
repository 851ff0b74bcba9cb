package dev.weir.core.engine;

import dev.weir.adapter.PartPolicy;
import dev.weir.core.artifact.ArtifactMetadata;
import dev.weir.core.artifact.ArtifactPlace;
import dev.weir.core.artifact.CatalogWriter;
import dev.weir.core.artifact.KnownTexts;
import dev.weir.core.artifact.ManifestWriter;
import dev.weir.core.artifact.RunResultsWriter;
import dev.weir.core.artifact.SemanticManifestWriter;
import dev.weir.core.artifact.SourcesWriter;
import dev.weir.core.compile.CompiledNode;
import dev.weir.core.event.InvocationEvent;
import dev.weir.core.parse.memo.Memo;
import dev.weir.core.project.CustomEnvironment;
import dev.weir.core.run.Catalog;
import dev.weir.core.run.FreshnessResult;
import dev.weir.core.run.NodeResult;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON files one invocation leaves in its target folder; none with {@code --no-write-json}. */
final class ArtifactFiles {
    private static final String LAST_RUN = "weir_last_run.json";
    private static final Set<Verb> RUNNING = EnumSet.of(Verb.BUILD, Verb.RUN, Verb.TEST, Verb.SEED, Verb.SNAPSHOT);

    private final Workspace workspace;
    private final Workspace.Run run;

    ArtifactFiles(Workspace workspace, Workspace.Run run) {
        this.workspace = workspace;
        this.run = run;
    }

    void manifest(Map<String, CompiledNode> compiled) {
        write(
                "WritableManifest",
                "manifest.json",
                path -> new ManifestWriter(
                                metadata(), new Remembered(workspace.parsed().memo()))
                        .write(
                                path,
                                workspace
                                        .parsed()
                                        .manifest()
                                        .withSelectors(workspace.selectors().shown()),
                                compiled));
        if (writes("semantic_manifest.json")) {
            Path semantic = workspace.targetPath().resolve("semantic_manifest.json");
            new SemanticManifestWriter()
                    .write(place(semantic), workspace.parsed().manifest());
        }
    }

    /** Texts of resources out of the parser's memory, and into it. */
    private record Remembered(Memo memo) implements KnownTexts {
        @Override
        public Optional<Text> find(Object resource) {
            return memo.text(resource).map(text -> new Text(text.bytes(), text.from(), text.length()));
        }

        @Override
        public void keep(Object resource, Text text) {
            memo.keep(resource, new Memo.Text(text.bytes(), text.from(), text.length()));
        }
    }

    void runResults(List<NodeResult> results, Duration elapsed) {
        write(
                run.invocation().verb() == Verb.RUN_OPERATION ? "RunResultsArtifact" : "RunExecutionResult",
                "run_results.json",
                path -> new RunResultsWriter(metadata())
                        .write(
                                path,
                                results,
                                elapsed,
                                workspace.settings().arguments(workspace.files().cliVars())));
        if (RUNNING.contains(run.invocation().verb()) && writes("run_results.json")) {
            keepLastRun();
        }
    }

    /**
     * Gives the file a second name, under which it stays when a command that only compiles replaces it: the documentation shows
     * how things ended when they were last run.
     */
    private void keepLastRun() {
        Path results = workspace.targetPath().resolve("run_results.json");
        Path kept = workspace.targetPath().resolve(LAST_RUN);
        try {
            Files.deleteIfExists(kept);
            try {
                Files.createLink(kept, results);
            } catch (UnsupportedOperationException | FileSystemException noLinks) {
                Files.copy(results, kept, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException without) {
            System.getLogger("dev.weir").log(System.Logger.Level.DEBUG, "the last run is not kept", without);
        }
    }

    void catalog(Path path, Catalog catalog) {
        new CatalogWriter(metadata()).write(place(path), catalog);
    }

    void sources(Path path, List<FreshnessResult> results, Duration elapsed) {
        new SourcesWriter(metadata()).write(place(path), results, elapsed);
        run.events().emit(new InvocationEvent.ArtifactWritten("FreshnessResult", path.toString()));
    }

    private ArtifactPlace place(Path path) {
        Secrets secrets = Secrets.of(run.invocation().environment());
        return new ArtifactPlace(path, secrets.values().isEmpty() ? Optional.empty() : Optional.of(secrets::mask));
    }

    private interface Write {
        void to(ArtifactPlace place);
    }

    /** {@code docs generate} writes what it is for in any case, as in dbt. */
    private boolean writes(String name) {
        boolean asked = run.invocation().verb() == Verb.DOCS_GENERATE && !name.equals("run_results.json");
        return asked || workspace.settings().writeJson();
    }

    private void write(String type, String name, Write write) {
        if (!writes(name)) {
            return;
        }
        Path path = workspace.targetPath().resolve(name);
        write.to(place(path));
        run.events().emit(new InvocationEvent.ArtifactWritten(type, path.toString()));
    }

    private ArtifactMetadata metadata() {
        PartPolicy quoting = workspace.adapter().relationStyle().defaultQuote();
        Map<String, Boolean> project = workspace.files().root().config().quoting();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("database", project.getOrDefault("database", quoting.database()));
        shown.put("schema", project.getOrDefault("schema", quoting.schema()));
        shown.put("identifier", project.getOrDefault("identifier", quoting.identifier()));
        shown.put("column", null);
        return new ArtifactMetadata(
                Versions.DBT,
                run.invocationId(),
                run.startedAt(),
                Instant.now(),
                CustomEnvironment.of(run.invocation().environment()),
                new ArtifactMetadata.ProjectFacts(
                        workspace.files().root().name(), workspace.adapter().type(), shown));
    }
}
