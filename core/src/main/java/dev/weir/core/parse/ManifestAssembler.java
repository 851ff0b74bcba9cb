package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.manifest.Exposure;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.Group;
import dev.weir.core.manifest.Macro;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.MetricIndex;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.ReferenceIndex;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.SearchOrder;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.Semantics;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.manifest.UnitTest;
import dev.weir.core.parse.memo.Form;
import dev.weir.core.parse.memo.Forms;
import dev.weir.core.parse.memo.NodeForm;
import dev.weir.core.project.Behaviour;
import dev.weir.core.project.FileKind;
import dev.weir.core.project.Project;
import dev.weir.core.project.SourceFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses every resource, sets the disabled ones aside, links the rest. */
final class ManifestAssembler {
    private static final List<FileKind> KINDS = List.of(
            FileKind.MODEL,
            FileKind.ANALYSIS,
            FileKind.SINGULAR_TEST,
            FileKind.SEED,
            FileKind.SNAPSHOT,
            FileKind.FUNCTION);
    private static final int LINKED_TOGETHER = 256;
    private static final List<String> TESTED = List.of("models", "seeds", "snapshots", "sources");

    private final ParseScope scope;
    private final ParseTasks tasks;
    private final Recall recall;
    private final Findings findings;
    private final Map<String, List<Resource>> disabled = new LinkedHashMap<>();

    ManifestAssembler(ParseScope scope, ParseTasks tasks, Recall recall) {
        this.scope = scope;
        this.tasks = tasks;
        this.recall = recall;
        findings = scope.findings();
    }

    Manifest assemble(ParseTasks.Batch<Macro> described) {
        ParseTasks.Batch<Node> nodeTasks = nodes();
        ParseTasks.Batch<SourceDefinition> sourceTasks = each("sources", Forms.SOURCE, new SourceParser(scope)::parse);
        ParseTasks.Batch<Exposure> exposureTasks =
                each("exposures", Forms.EXPOSURE, block -> List.of(new ExposureParser(scope).parse(block)));
        ParseTasks.Batch<UnitTest> unitTestTasks =
                each("unit_tests", Forms.UNIT_TEST, block -> List.of(new UnitTestParser(scope).parse(block)));
        SemanticModelParser semanticModelParser = new SemanticModelParser(scope);
        ParseTasks.Batch<SemanticModel> modelTasks =
                each("semantic_models", Forms.SEMANTIC_MODEL, block -> List.of(semanticModelParser.parse(block)));
        ParseTasks.Batch<Metric> metricTasks =
                each("metrics", Forms.METRIC, block -> List.of(new MetricParser(scope).parse(block)));
        ParseTasks.Batch<Metric> measureTasks = measureMetrics(semanticModelParser);
        ParseTasks.Batch<SavedQuery> queryTasks =
                each("saved_queries", Forms.SAVED_QUERY, block -> List.of(new SavedQueryParser(scope).parse(block)));
        Map<String, Node> nodes = unique(ofWhatThereIs(nodeTasks.await()));
        Map<String, SourceDefinition> sources = unique(sourceTasks.await());
        Map<String, Exposure> exposures = unique(exposureTasks.await());
        Map<String, UnitTest> unitTests = unique(unitTestTasks.await());
        Map<String, SemanticModel> semanticModels = unique(modelTasks.await());
        List<Metric> allMetrics = new ArrayList<>(metricTasks.await());
        allMetrics.addAll(measureTasks.await());
        Map<String, Metric> metrics = unique(allMetrics);
        Map<String, SavedQuery> savedQueries = unique(queryTasks.await());
        Map<String, Macro> macros = new LinkedHashMap<>();
        described.await().forEach(macro -> macros.put(macro.uniqueId(), macro));
        findings.settle();
        Map<String, Group> groups = groups();
        SpacedNames.check(scope, nodes.values());
        refuseSameRelation(nodes.values());
        refuseUnknownGroups(nodes.values(), groups);
        refuseUnknownGroups(metrics.values(), groups);
        refuseUnknownGroups(semanticModels.values(), groups);
        refuseUnknownGroups(savedQueries.values(), groups);
        checkTimeSpines(nodes.values());
        List<Resource> off = disabled.values().stream().flatMap(List::stream).toList();
        MetricIndex metricIndex = new MetricIndex(scope.request().searchOrder(), metrics.values(), off);
        Linker linker = linker(nodes.values(), sources.values(), metricIndex, off);
        nodes = linked(nodes.values(), linker);
        exposures.replaceAll((id, exposure) -> linker.link(exposure));
        semanticModels.replaceAll((id, model) -> linker.link(model));
        savedQueries.replaceAll((id, query) -> linker.link(query));
        SemanticLinker semanticLinker = new SemanticLinker(semanticModels.values(), off, metricIndex, findings);
        metrics.replaceAll((id, metric) -> semanticLinker.link(metric));
        unitTests = unique(new UnitTestLinker(nodes.values(), off, seedFolders(), findings).link(unitTests.values()));
        disabled.replaceAll((id, resources) -> resources.stream()
                .map(each -> each instanceof GenericTestNode test ? linker.attached(test) : each)
                .toList());
        addPrimaryKeys(nodes);
        Microbatches.settle(scope, nodes, sources);
        ContractRules contracts = new ContractRules(findings);
        contracts.check(nodes.values());
        contracts.check(off);
        contracts.check(sources.values());
        new DeprecatedModels(findings, scope.createdAt()).warn(nodes.values());
        warn(nodes.values(), macros.values());
        new MisspeltConfigs(scope).check(nodes.values());
        new AdapterConfigs(scope).check(nodes.values());
        findings.settle();
        Manifest manifest = new Manifest(
                scope.request().searchOrder(),
                nodes,
                sources,
                exposures,
                unitTests,
                new Semantics(semanticModels, metrics, savedQueries),
                macros,
                scope.docs().blocks(),
                groups,
                disabled,
                Map.of());
        new SemanticCheck(scope, manifest).check();
        return manifest;
    }

    /** The metrics that measures ask for; remembered apart from their semantic models. */
    private ParseTasks.Batch<Metric> measureMetrics(SemanticModelParser parser) {
        ParseTasks.Batch<Metric> batch = tasks.batchOfMany();
        for (PropertyBlock block : scope.properties().section("semantic_models")) {
            batch.add(() -> recall.of("metrics of measures", block, Forms.METRIC, () -> parser.metrics(block)));
        }
        return batch;
    }

    /** On all cores: there are many, and each asks for its own only. */
    private Map<String, Node> linked(Collection<Node> nodes, Linker linker) {
        ParseTasks.Batch<Node> batch = tasks.batch();
        List<Node> all = List.copyOf(nodes);
        for (int from = 0; from < all.size(); from += LINKED_TOGETHER) {
            List<Node> some = all.subList(from, Math.min(all.size(), from + LINKED_TOGETHER));
            batch.add(() -> {
                List<Node> linked = new ArrayList<>(some.size());
                for (Node node : some) {
                    linked.add(linker.link(node));
                }
                return linked;
            });
        }
        Map<String, Node> linked = LinkedHashMap.newLinkedHashMap(all.size());
        for (Node node : batch.await()) {
            linked.put(node.uniqueId(), node);
        }
        return linked;
    }

    private void checkTimeSpines(Iterable<Node> nodes) {
        for (Node node : nodes) {
            if (node instanceof ModelNode model && model.timeSpine().isPresent()) {
                try {
                    TimeSpines.check(model);
                } catch (WeirException wrong) {
                    findings.errors(wrong);
                }
            }
        }
    }

    private ParseTasks.Batch<Node> nodes() {
        ParseTasks.Batch<Node> batch = tasks.batchOfMany();
        NodeParser parser = new NodeParser(scope);
        SnapshotParser snapshots = new SnapshotParser(scope);
        for (FileKind kind : KINDS) {
            for (Project project : scope.request().files().projects()) {
                for (SourceFile file : project.files(kind)) {
                    batch.add(() -> recall.nodes(project, file, () -> parser.parse(project, file)));
                }
            }
        }
        for (Project project : scope.request().files().projects()) {
            batch.add(() -> recall.hooks(project, () -> parser.hooks(project)));
        }
        for (PropertyBlock block : scope.properties().section("snapshots")) {
            batch.add(() -> recall.snapshot(
                    block, () -> snapshots.parse(block).map(List::of).orElse(List.of())));
        }
        GenericTestParser tests = new GenericTestParser(scope);
        for (String section : TESTED) {
            for (PropertyBlock block : scope.properties().section(section)) {
                batch.add(() ->
                        recall.of("tests", block, new NodeForm(block.file().text()), () -> tests.parse(block)));
            }
        }
        return batch;
    }

    private interface BlockParser<T> {
        List<T> parse(PropertyBlock block);
    }

    private <T> ParseTasks.Batch<T> each(String section, Form<T> form, BlockParser<T> parser) {
        ParseTasks.Batch<T> batch = tasks.batchOfMany();
        for (PropertyBlock block : scope.properties().section(section)) {
            batch.add(() -> recall.of(section, block, form, () -> parser.parse(block)));
        }
        return batch;
    }

    /** Without the tests of versions that no file holds. */
    private List<Node> ofWhatThereIs(List<Node> nodes) {
        List<Properties.Version> missing = scope.properties().missingVersions();
        if (missing.isEmpty()) {
            return nodes;
        }
        List<Node> kept = new ArrayList<>(nodes);
        for (Properties.Version version : missing) {
            String model = "ref('" + version.block().name() + "', version='" + version.text() + "')";
            String packageName = version.block().project().name();
            kept.removeIf(node -> node instanceof GenericTestNode test
                    && test.packageName().equals(packageName)
                    && String.valueOf(test.kwargs().get("model")).contains(model));
        }
        return kept;
    }

    /** The enabled resources by unique id; disabled ones go aside, a second one of an id is an error. */
    private <T extends Resource> Map<String, T> unique(List<T> resources) {
        Map<String, T> unique = new LinkedHashMap<>(resources.size() * 2);
        for (T resource : resources) {
            if (!resource.config().enabled()) {
                disabled.computeIfAbsent(resource.uniqueId(), _ -> new ArrayList<>(1))
                        .add(resource);
                continue;
            }
            T other = unique.putIfAbsent(resource.uniqueId(), resource);
            if (other != null) {
                findings.error(Duplicates.sameId(resource, other));
            }
        }
        return unique;
    }

    // intended: COMPATIBILITY #91
    private Map<String, Group> groups() {
        Map<String, Group> groups = new LinkedHashMap<>();
        for (PropertyBlock block : scope.properties().section("groups")) {
            Map<String, @Nullable Object> owner = block.map("owner");
            if (owner.get("name") == null && owner.get("email") == null) {
                findings.errors(PropertyErrors.config(
                        block,
                        block.written().find("owner").orElse(block.written()),
                        "at path []: Group owner must have at least one of 'name' or 'email'."));
            }
            String id = "group." + block.project().name() + "." + block.name();
            Group other = groups.put(
                    id,
                    new Group(
                            id,
                            block.project().name(),
                            block.name(),
                            block.file().relativePath(),
                            block.file().projectPath(),
                            with("email", null, with("name", null, owner)),
                            block.text("description"),
                            with("meta", Map.of(), block.map("config"))));
            if (other != null) {
                findings.error(Duplicates.sameGroup(other, block));
            }
        }
        return groups;
    }

    /** What is said, with a key that is there anyway. */
    private static Map<String, @Nullable Object> with(
            String key, @Nullable Object value, Map<String, @Nullable Object> said) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(said);
        all.putIfAbsent(key, value);
        return all;
    }

    private void refuseSameRelation(Iterable<Node> nodes) {
        Map<String, Node> byRelation = new HashMap<>();
        Map<String, Node> byName = new HashMap<>();
        for (Node node : nodes) {
            if (!node.referable()) {
                continue;
            }
            Node namesake = byName.putIfAbsent(node.packageName() + "." + node.name(), node);
            if (namesake != null
                    && namesake.resourceType() != node.resourceType()
                    && scope.request().chosen(Behaviour.REQUIRE_UNIQUE_PROJECT_RESOURCE_NAMES)) {
                findings.error(Duplicates.sameNameOfTwoKinds(namesake, node));
                continue;
            }
            if (namesake != null && namesake.resourceType() != node.resourceType()) {
                findings.warn(
                        "DuplicateNameDistinctNodeTypesDeprecation",
                        "D040",
                        Duplicates.sameName(namesake, node),
                        Map.of(
                                "resource_name",
                                node.name(),
                                "package_name",
                                node.packageName(),
                                "unique_id1",
                                namesake.uniqueId(),
                                "unique_id2",
                                node.uniqueId()));
            }
            if (node.relation().rendered().isPresent()) {
                Node other = byRelation.putIfAbsent(node.relation().rendered().get(), node);
                if (other != null) {
                    findings.error(Duplicates.sameRelation(node, other));
                }
            }
        }
    }

    private void refuseUnknownGroups(Iterable<? extends Resource> nodes, Map<String, Group> groups) {
        Set<String> names = new LinkedHashSet<>();
        groups.values().forEach(group -> names.add(group.name()));
        for (Resource node : nodes) {
            Optional<String> group = node.config().text("group");
            if (group.isPresent() && !names.contains(group.get())) {
                Diagnostic unknown = Diagnostic.of(
                                DiagnosticCode.PAR_015,
                                node.resourceType().wireName() + " \"" + node.name() + "\" is in group \"" + group.get()
                                        + "\", which does not exist")
                        .inWordsOfDbt("Invalid group '" + group.get() + "', expected one of "
                                + names.stream()
                                        .sorted()
                                        .map(name -> "'" + name + "'")
                                        .toList());
                findings.error(unknown.within(node.subject()));
            }
        }
    }

    private Linker linker(
            Iterable<Node> nodes, Iterable<SourceDefinition> sources, MetricIndex metrics, List<Resource> off) {
        SearchOrder order = scope.request().searchOrder();
        Set<String> sourceNames = new LinkedHashSet<>();
        sources.forEach(source -> sourceNames.add(source.sourceName() + "." + source.name()));
        return new Linker(
                new ReferenceIndex(order, nodes, sources),
                ReferenceIndex.among(order, off),
                sourceNames,
                metrics,
                restricted(),
                findings);
    }

    private Map<String, List<String>> seedFolders() {
        Map<String, List<String>> folders = new LinkedHashMap<>();
        for (Project project : scope.request().files().projects()) {
            folders.put(project.name(), project.config().paths().seeds());
        }
        return folders;
    }

    /** The packages whose protected models are theirs alone. */
    private Set<String> restricted() {
        Set<String> names = new LinkedHashSet<>();
        for (Project project : scope.request().files().projects()) {
            if (project.config().restrictAccess()) {
                names.add(project.name());
            }
        }
        return names;
    }

    private void addPrimaryKeys(Map<String, Node> nodes) {
        List<Resource> all = new ArrayList<>(nodes.values());
        disabled.values().forEach(all::addAll);
        Map<String, List<GenericTestNode>> tests = new HashMap<>();
        for (Resource resource : all) {
            if (resource instanceof GenericTestNode test) {
                test.attachedNode()
                        .ifPresent(id -> tests.computeIfAbsent(id, _ -> new ArrayList<>())
                                .add(test));
            }
        }
        nodes.replaceAll((id, node) -> node instanceof ModelNode model
                ? withPrimaryKey(model, PrimaryKeys.of(model, tests.getOrDefault(id, List.of())))
                : node);
    }

    private static ModelNode withPrimaryKey(ModelNode model, List<String> key) {
        return model.primaryKey().equals(key) ? model : model.withPrimaryKey(key);
    }

    /** The kinds whose entries may stand in a section by mistake. */
    private static final Set<ResourceType> MISPLACED =
            Set.of(ResourceType.MODEL, ResourceType.SEED, ResourceType.SNAPSHOT, ResourceType.ANALYSIS);

    private void warn(Iterable<Node> nodes, Iterable<Macro> macros) {
        Set<String> models = new LinkedHashSet<>();
        Map<String, ResourceType> kinds = new HashMap<>();
        nodes.forEach(node -> {
            models.add(node.name());
            if (MISPLACED.contains(node.resourceType())) {
                kinds.put(node.packageName() + "." + node.name(), node.resourceType());
            }
        });
        Set<String> macroNames = new LinkedHashSet<>();
        macros.forEach(macro -> macroNames.add(macro.name()));
        Map<String, Set<String>> names = new HashMap<>();
        for (String section : List.of("models", "seeds", "snapshots", "analyses", "data_tests")) {
            names.put(section, models);
        }
        names.put("macros", macroNames);
        scope.properties().warnOfUnused(findings, names, kinds);
        scope.configs().warnOfUnused(findings);
    }
}
