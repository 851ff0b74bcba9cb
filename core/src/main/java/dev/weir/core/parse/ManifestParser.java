package dev.weir.core.parse;

import dev.weir.adapter.PartPolicy;
import dev.weir.core.context.ContextFactory;
import dev.weir.core.context.MacroCatalog;
import dev.weir.core.context.MacroEntry;
import dev.weir.core.manifest.DocBlock;
import dev.weir.core.manifest.Macro;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.parse.memo.EarlyMemo;
import dev.weir.core.parse.memo.Memo;
import dev.weir.core.project.BuiltInPackage;
import dev.weir.core.project.FileKind;
import dev.weir.core.project.Project;
import dev.weir.core.project.ProjectFiles;
import dev.weir.core.project.SharedMembers;
import dev.weir.core.project.SourceFile;
import dev.weir.core.project.YamlRenderer;
import dev.weir.core.project.YamlScope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Project files ⇒ manifest, on all cores: first macros, docs and property files, then every node with its config, then the
 * links between them.
 */
public final class ManifestParser {
    private final ParseRequest request;
    private final ProjectFiles files;
    private final Findings findings;
    private final ParseTasks tasks;
    private final Instant createdAt;
    private final Memo memo;

    private ManifestParser(ParseRequest request, ParseTasks tasks) {
        this.request = request;
        this.tasks = tasks;
        files = request.files();
        findings = tasks.findings();
        createdAt = request.invocation().startedAt();
        memo = switch (request.memory()) {
            case ParseRequest.Memory.None() -> Memo.none();
            case ParseRequest.Memory.Kept(Path file, EarlyMemo early) ->
                Memo.open(file, ProjectIdentity.of(request), early);
            case ParseRequest.Memory.Replaced(Path file) -> Memo.anew(file, ProjectIdentity.of(request));
        };
    }

    /**
     * Parses everything. Warnings are emitted as events.
     *
     * @throws dev.weir.base.WeirException with all findings of the stage that failed, ordered by file and line
     */
    public static ParsedProject parse(ParseRequest request) {
        try (ParseTasks tasks = new ParseTasks(new Findings(request.invocation().events(), strict(request)))) {
            return new ManifestParser(request, tasks).parse();
        }
    }

    private static boolean strict(ParseRequest request) {
        return "error".equals(request.files().root().config().flags().get("strict_keys"));
    }

    private ParsedProject parse() {
        Map<String, YamlScope> yamlScopes = yamlScopes();
        ParseTasks.Batch<PropertyBlock> blocks = propertyFiles(yamlScopes);
        ParseTasks.Batch<MacroEntry> macros = macroFiles();
        ParseTasks.Batch<DocBlock> docBlocks = docsFiles();
        List<MacroEntry> entries = macros.await();
        MacroReader.refuseDuplicates(entries, findings);
        DocBook docs = new DocBook(request.searchOrder(), request.renderer());
        docs.add(DocBook.overview(), findings);
        docBlocks.await().forEach(block -> docs.add(block, findings));
        Properties properties = Properties.of(SourceOverrides.apply(blocks.await(), findings), findings);
        findings.settle();

        ContextFactory contexts = contexts(entries);
        MacroKnowledge knowledge = new MacroKnowledge(contexts.catalog());
        ConfigResolver configs = new ConfigResolver(files);
        ParseScope scope = new ParseScope(
                request,
                contexts,
                knowledge,
                StaticCode.Surroundings.of(contexts.catalog(), knowledge, files.vars()),
                properties,
                docs,
                configs,
                new RelationNamer(request, contexts),
                yamlScopes,
                findings,
                createdAt);
        Recall recall = Recall.of(memo, files, contexts, properties, docs, configs);
        Manifest manifest = new ManifestAssembler(scope, tasks, recall).assemble(described(entries, scope, recall));
        return new ParsedProject(manifest, contexts, memo);
    }

    private Map<String, YamlScope> yamlScopes() {
        Map<String, YamlScope> scopes = new HashMap<>();
        SharedMembers shared = request.invocation().shared();
        for (Project project : files.projects()) {
            scopes.put(
                    project.name(),
                    YamlScope.forProperties(
                            request.invocation()::variable,
                            request.invocation().dbtVersion(),
                            request.invocation().target(),
                            files.vars().visibleTo(project.name()),
                            project.name(),
                            shared));
        }
        return scopes;
    }

    private ParseTasks.Batch<PropertyBlock> propertyFiles(Map<String, YamlScope> scopes) {
        ParseTasks.Batch<PropertyBlock> batch = tasks.batch();
        Recall recall = Recall.ofYaml(memo, request.invocation());
        for (Project project : files.projects()) {
            YamlRenderer renderer = new YamlRenderer(java.util.Objects.requireNonNull(scopes.get(project.name())));
            for (SourceFile file : project.files(FileKind.PROPERTIES)) {
                PropertyFileReader reader = new PropertyFileReader(project, file, renderer, findings);
                batch.add(() -> recall.blocks(project, file, reader));
            }
        }
        return batch;
    }

    private ParseTasks.Batch<MacroEntry> macroFiles() {
        ParseTasks.Batch<MacroEntry> batch = tasks.batch();
        Recall recall = Recall.ofYaml(memo, request.invocation());
        MacroReader reader = new MacroReader(request.renderer().syntax(), createdAt);
        for (Project project : files.projects()) {
            for (FileKind kind : List.of(FileKind.MACRO, FileKind.GENERIC_TEST)) {
                for (SourceFile file : project.files(kind)) {
                    batch.add(() -> reader.read(file, project.name(), findings));
                }
            }
        }
        for (BuiltInPackage builtIn : files.builtIns()) {
            batch.add(() -> recall.builtIns(builtIn, reader));
        }
        return batch;
    }

    private ParseTasks.Batch<DocBlock> docsFiles() {
        ParseTasks.Batch<DocBlock> batch = tasks.batch();
        for (Project project : files.projects()) {
            for (SourceFile file : project.files(FileKind.DOCS)) {
                batch.add(() -> DocBook.read(project, file, request.renderer()));
            }
        }
        return batch;
    }

    private ContextFactory contexts(List<MacroEntry> entries) {
        MacroCatalog catalog = new MacroCatalog(
                files.root().name(),
                request.adapter().builtInPackages(),
                request.adapter().types(),
                files.root().config().dispatch(),
                entries);
        PartPolicy quoting = request.adapter().quoting();
        Map<String, Boolean> written = files.root().config().quoting();
        return new ContextFactory(
                request.invocation(),
                catalog,
                request.renderer(),
                request.adapter().style(),
                new PartPolicy(
                        written.getOrDefault("database", quoting.database()),
                        written.getOrDefault("schema", quoting.schema()),
                        written.getOrDefault("identifier", quoting.identifier())));
    }

    /** The macros as the manifest lists them: with what they call and their properties. */
    private ParseTasks.Batch<Macro> described(List<MacroEntry> entries, ParseScope scope, Recall recall) {
        Map<String, List<MacroEntry>> together = new LinkedHashMap<>();
        for (MacroEntry entry : entries) {
            together.computeIfAbsent(recall.placeOf(entry), _ -> new ArrayList<>())
                    .add(entry);
        }
        ParseTasks.Batch<Macro> batch = tasks.batch();
        MacroProperties properties = new MacroProperties(scope);
        together.forEach((place, some) -> batch.add(() -> recall.macros(place, some, () -> {
            List<Macro> macros = new ArrayList<>(some.size());
            for (MacroEntry entry : some) {
                macros.add(properties.described(entry, scope.knowledge().calls(entry)));
            }
            return macros;
        })));
        return batch;
    }
}
