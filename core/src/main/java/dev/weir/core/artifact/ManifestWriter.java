package dev.weir.core.artifact;

import dev.weir.core.compile.CompiledNode;
import dev.weir.core.manifest.DocBlock;
import dev.weir.core.manifest.ForeignKeyTargets;
import dev.weir.core.manifest.FunctionNode;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.Group;
import dev.weir.core.manifest.Macro;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.ReferenceIndex;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.Semantics;
import dev.weir.core.manifest.WireForm;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code manifest.json} v12. Source: the schema at schemas.getdbt.com/dbt/manifest/v12.json; key order and the
 * sections as dbt 1.11.16 writes them.
 */
public final class ManifestWriter {
    private static final List<String> LANGUAGES_OF_V12 = List.of("python", "sql");

    /** How many resources one thread writes at a time. */
    private static final int PART = 100;

    private final ArtifactMetadata metadata;
    private final KnownTexts known;

    public ManifestWriter(ArtifactMetadata metadata) {
        this(metadata, KnownTexts.NONE);
    }

    /** @param known texts of resources that need not be made again */
    public ManifestWriter(ArtifactMetadata metadata, KnownTexts known) {
        this.metadata = metadata;
        this.known = known;
    }

    /**
     * Replaces the file. Resources are put into words on all cores.
     *
     * @param compiled what was compiled in this invocation, by unique id; other nodes are written as parsed
     */
    public void write(ArtifactPlace target, Manifest manifest, Map<String, CompiledNode> compiled) {
        try (ExecutorService pool =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            ArtifactFile.write(target, out -> content(out, manifest, compiled, pool));
        }
    }

    private void content(
            ArtifactFile out, Manifest manifest, Map<String, CompiledNode> compiled, ExecutorService pool) {
        Compiled code = new Compiled(compiled, manifest);
        Section nodes = nodeSection("nodes", nodes(manifest, false), code, pool);
        Section functions = nodeSection("functions", nodes(manifest, true), code, pool);
        Section sources = section("sources", manifest.sources().values(), ManifestWriter::resource, pool);
        Section macros = section("macros", manifest.macros().values(), ManifestWriter::macro, pool);
        Section docs = section("docs", manifest.docs().values(), ManifestWriter::doc, pool);
        Section exposures = section("exposures", manifest.exposures().values(), ManifestWriter::resource, pool);
        Section groups = section("groups", manifest.groups().values(), ManifestWriter::group, pool);
        Section disabled = section("disabled", manifest.disabled().entrySet(), ManifestWriter::disabled, pool);
        Section unitTests = section("unit_tests", manifest.unitTests().values(), ManifestWriter::resource, pool);
        Semantics semantics = manifest.semantics();
        Section metrics = section("metrics", semantics.metrics().values(), ManifestWriter::resource, pool);
        Section savedQueries =
                section("saved_queries", semantics.savedQueries().values(), ManifestWriter::resource, pool);
        Section semanticModels =
                section("semantic_models", semantics.models().values(), ManifestWriter::resource, pool);
        Future<List<Section>> edges = pool.submit(() -> edges(manifest, pool));
        metadata(out);
        nodes.write(out);
        sources.write(out);
        macros.write(out);
        docs.write(out);
        exposures.write(out);
        metrics.write(out);
        groups.write(out);
        out.member("selectors", manifest.selectors());
        disabled.write(out);
        for (Section each : await(edges)) {
            each.write(out);
        }
        out.member("group_map", groupMap(manifest));
        savedQueries.write(out);
        semanticModels.write(out);
        unitTests.write(out);
        functions.write(out);
    }

    /** Functions stand in a section of their own. */
    private static List<Node> nodes(Manifest manifest, boolean functions) {
        return manifest.nodes().values().stream()
                .filter(node -> node instanceof FunctionNode == functions)
                .toList();
    }

    private interface Entry<T> {
        void write(Members members, T item);
    }

    /** Members of a section being put into words by one thread. */
    private static final class Members {
        /** About as long are the words of a small one. */
        private static final int LENGTH = 1 << 8;

        private record New(Object resource, int from, int to) {}

        private final JsonBytes json;
        private final KnownTexts known;
        private final List<New> made = new ArrayList<>();

        private Members(int count, KnownTexts known) {
            json = new JsonBytes(count * LENGTH);
            this.known = known;
        }

        /** The text of a resource: the known one, or one made now. */
        private void text(Object resource, Supplier<Map<String, @Nullable Object>> tree) {
            Optional<KnownTexts.Text> text = known.find(resource);
            if (text.isPresent()) {
                json.raw(text.get().bytes(), text.get().from(), text.get().length());
            } else {
                int from = json.mark();
                json.value(tree.get());
                made.add(new New(resource, from, json.size()));
            }
        }

        /** All of them. What was made is kept, as parts of it. */
        private byte[] end() {
            byte[] bytes = json.copy(0, json.size());
            for (New each : made) {
                known.keep(each.resource, new KnownTexts.Text(bytes, each.from, each.to - each.from));
            }
            return bytes;
        }
    }

    /** Some members of a section on their way. */
    private sealed interface Part {
        /** They are being put into words. */
        record Made(Future<byte[]> members) implements Part {}

        /** Their words are known: they go from where they are kept into the file. */
        record Known(List<String> names, List<KnownTexts.Text> texts) implements Part {}
    }

    private record Section(String name, Queue<Part> parts) {
        void write(ArtifactFile out) {
            out.startObject(name);
            for (Part part = parts.poll(); part != null; part = parts.poll()) {
                switch (part) {
                    case Part.Made(Future<byte[]> members) -> out.raw(await(members));
                    case Part.Known(List<String> names, List<KnownTexts.Text> texts) -> {
                        for (int at = 0; at < names.size(); at++) {
                            out.raw(names.get(at), texts.get(at));
                        }
                    }
                }
            }
            out.endObject();
        }
    }

    private static <T> T await(Future<T> part) {
        try {
            return part.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing the manifest", stopped);
        }
    }

    private <T> Section section(String name, Collection<T> items, Entry<T> entry, ExecutorService pool) {
        List<T> all = List.copyOf(items);
        Queue<Part> parts = new ArrayDeque<>();
        for (int from = 0; from < all.size(); from += PART) {
            List<T> some = all.subList(from, Math.min(all.size(), from + PART));
            parts.add(made(some, entry, pool));
        }
        return new Section(name, parts);
    }

    private <T> Part made(List<T> some, Entry<T> entry, ExecutorService pool) {
        return new Part.Made(pool.submit(() -> {
            Members members = new Members(some.size(), known);
            for (T item : some) {
                entry.write(members, item);
            }
            return members.end();
        }));
    }

    /** Nodes as parsed whose texts are known are not made again; the rest is. */
    private Section nodeSection(String name, List<Node> nodes, Compiled compiled, ExecutorService pool) {
        Queue<Part> parts = new ArrayDeque<>();
        for (int from = 0; from < nodes.size(); from += PART) {
            List<Node> some = nodes.subList(from, Math.min(nodes.size(), from + PART));
            parts.add(known(some, compiled)
                    .orElseGet(() -> made(some, (members, node) -> node(members, node, compiled), pool)));
        }
        return new Section(name, parts);
    }

    private Optional<Part> known(List<Node> nodes, Compiled compiled) {
        List<String> names = new ArrayList<>(nodes.size());
        List<KnownTexts.Text> texts = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            Optional<KnownTexts.Text> text = known.find(node);
            if (text.isEmpty() || compiled.find(node) != null) {
                return Optional.empty();
            }
            names.add(node.uniqueId());
            texts.add(text.get());
        }
        return Optional.of(new Part.Known(names, texts));
    }

    private void metadata(ArtifactFile out) {
        ArtifactMetadata.ProjectFacts project = metadata.project();
        out.startObject("metadata");
        out.base("manifest/v12", metadata);
        out.member("project_name", project.projectName());
        out.member("project_id", project.projectId());
        out.member("user_id", null);
        out.member("send_anonymous_usage_stats", false);
        out.member("adapter_type", project.adapterType());
        out.member("quoting", project.quoting());
        String startedAt = ArtifactFile.instant(metadata.startedAt());
        out.member("run_started_at", startedAt.substring(0, startedAt.length() - 1) + "+00:00");
        out.endObject();
    }

    private static void node(Members members, Node node, Compiled compiled) {
        CompiledNode code = compiled.find(node);
        if (code == null) {
            resource(members, node);
        } else {
            members.json.name(node.uniqueId());
            members.json.value(compiled(ForeignKeyTargets.named(node, compiled::references), code));
        }
    }

    private static void resource(Members members, Resource resource) {
        members.json.name(resource.uniqueId());
        members.text(resource, () -> WireForm.of(resource));
    }

    private static Map<String, @Nullable Object> compiled(Node node, CompiledNode compiled) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(96);
        WireForm.of(node).forEach((key, value) -> {
            if (key.equals("compiled_path")) {
                compiled(whole, compiled);
            } else if (key.equals("relation_name") && value == null) {
                whole.put(key, compiled.keptIn().orElse(null));
            } else {
                whole.put(key, value);
            }
        });
        return whole;
    }

    private static void compiled(Map<String, @Nullable Object> tree, CompiledNode compiled) {
        tree.put("compiled_path", compiled.compiledPath().orElse(null));
        tree.put("compiled", true);
        tree.put("compiled_code", compiled.code());
        tree.put("extra_ctes_injected", compiled.injected());
        List<Object> extraCtes = new ArrayList<>(compiled.extraCtes().size());
        for (CompiledNode.ExtraCte cte : compiled.extraCtes()) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("id", cte.uniqueId());
            entry.put("sql", compiled.injected() ? cte.sql() : null);
            extraCtes.add(entry);
        }
        tree.put("extra_ctes", extraCtes);
    }

    private static void macro(Members members, Macro macro) {
        members.json.name(macro.uniqueId());
        members.text(macro, () -> tree(macro));
    }

    /** A macro as manifest v12 shows it, and operations as their {@code model}. */
    public static Map<String, @Nullable Object> tree(Macro macro) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(32);
        tree.put("name", macro.name());
        tree.put("resource_type", "macro");
        tree.put("package_name", macro.packageName());
        tree.put("path", macro.path());
        tree.put("original_file_path", macro.originalFilePath());
        tree.put("unique_id", macro.uniqueId());
        tree.put("macro_sql", macro.sql());
        tree.put("depends_on", Map.of("macros", macro.dependsOnMacros()));
        tree.put("description", macro.description());
        tree.put("meta", macro.meta());
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("show", macro.show());
        shown.put("node_color", null);
        tree.put("docs", shown);
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("meta", macro.meta());
        config.put("docs", shown);
        tree.put("config", config);
        tree.put("patch_path", macro.patchPath());
        tree.put("arguments", macro.arguments());
        tree.put("created_at", WireForm.seconds(macro.createdAt()));
        tree.put("supported_languages", macro.supportedLanguages().map(ManifestWriter::languagesOfV12));
        return tree;
    }

    /** dbt 1.11 writes "javascript" too, which its own schema does not allow. */
    private static List<String> languagesOfV12(List<String> languages) {
        return languages.stream().filter(LANGUAGES_OF_V12::contains).toList();
    }

    private static void doc(Members members, DocBlock doc) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", doc.name());
        tree.put("resource_type", "doc");
        tree.put("package_name", doc.packageName());
        tree.put("path", doc.path());
        tree.put("original_file_path", doc.originalFilePath());
        tree.put("unique_id", doc.uniqueId());
        tree.put("block_contents", doc.contents());
        members.json.name(doc.uniqueId());
        members.json.value(tree);
    }

    private static void group(Members members, Group group) {
        members.json.name(group.uniqueId());
        members.json.value(WireForm.of(group));
    }

    private static void disabled(Members members, Map.Entry<String, List<Resource>> resources) {
        members.json.name(resources.getKey());
        members.json.startArray();
        for (Resource resource : resources.getValue()) {
            members.text(resource, () -> WireForm.of(resource));
        }
        members.json.endArray();
    }

    /** {@code parent_map} and {@code child_map}. */
    private List<Section> edges(Manifest manifest, ExecutorService pool) {
        List<Resource> resources = manifest.resources();
        Map<String, List<String>> parents = LinkedHashMap.newLinkedHashMap(resources.size());
        Map<String, List<String>> children = LinkedHashMap.newLinkedHashMap(resources.size());
        for (Resource resource : resources) {
            children.put(resource.uniqueId(), new ArrayList<>(2));
        }
        for (Resource resource : resources) {
            List<String> read = new ArrayList<>(resource.parents());
            read.sort(null);
            parents.put(resource.uniqueId(), read);
            for (String parent : read) {
                List<String> siblings = children.get(parent);
                if (siblings != null) {
                    siblings.add(resource.uniqueId());
                }
            }
        }
        children.values().forEach(readers -> readers.sort(null));
        return List.of(
                section("parent_map", parents.entrySet(), ManifestWriter::edge, pool),
                section("child_map", children.entrySet(), ManifestWriter::edge, pool));
    }

    private static void edge(Members members, Map.Entry<String, List<String>> ends) {
        members.json.name(ends.getKey());
        members.json.value(ends.getValue());
    }

    private static void groupMembers(Collection<? extends Resource> resources, Map<String, List<Object>> members) {
        for (Resource resource : resources) {
            (resource instanceof GenericTestNode test
                            ? test.group()
                            : resource.config().text("group"))
                    .map(members::get)
                    .ifPresent(group -> group.add(resource.uniqueId()));
        }
    }

    private static Map<String, @Nullable Object> groupMap(Manifest manifest) {
        Map<String, List<Object>> members = new LinkedHashMap<>();
        for (Group group : manifest.groups().values()) {
            members.put(group.name(), new ArrayList<>());
        }
        groupMembers(manifest.nodes().values(), members);
        groupMembers(manifest.semantics().savedQueries().values(), members);
        groupMembers(manifest.semantics().models().values(), members);
        groupMembers(manifest.semantics().metrics().values(), members);
        return new LinkedHashMap<>(members);
    }

    /** What was compiled, and where what it names is found, once that is asked. Thread-safe. */
    private static final class Compiled {
        private final Map<String, CompiledNode> nodes;

        private final Manifest manifest;
        private @Nullable ReferenceIndex references;

        private Compiled(Map<String, CompiledNode> nodes, Manifest manifest) {
            this.nodes = nodes;
            this.manifest = manifest;
        }

        private synchronized ReferenceIndex references() {
            if (references == null) {
                references = new ReferenceIndex(
                        manifest.searchOrder(),
                        manifest.nodes().values(),
                        manifest.sources().values());
            }
            return references;
        }

        private @Nullable CompiledNode find(Node node) {
            return nodes.get(node.uniqueId());
        }
    }
}
