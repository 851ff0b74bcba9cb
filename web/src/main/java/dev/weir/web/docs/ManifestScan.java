package dev.weir.web.docs;

import dev.weir.web.docs.ArtifactReader.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The first reading of {@code manifest.json}: what has a page, and where each stands in the file. */
final class ManifestScan {
    /** As lists show them. */
    static final List<String> KINDS = List.of(
            "model",
            "seed",
            "snapshot",
            "source",
            "analysis",
            "exposure",
            "metric",
            "semantic_model",
            "saved_query",
            "function",
            "group",
            "macro",
            "unit_test",
            "operation");

    private static final Map<String, String> KIND_OF_SECTION = Map.of(
            "sources", "source",
            "macros", "macro",
            "exposures", "exposure",
            "metrics", "metric",
            "groups", "group",
            "saved_queries", "saved_query",
            "semantic_models", "semantic_model",
            "unit_tests", "unit_test",
            "functions", "function");

    private static final Set<String> WANTED = Set.of(
            "resource_type",
            "name",
            "package_name",
            "original_file_path",
            "database",
            "schema",
            "alias",
            "identifier",
            "relation_name",
            "tags",
            "config",
            "docs",
            "access",
            "group",
            "version",
            "latest_version",
            "source_name",
            "depends_on",
            "column_name",
            "attached_node",
            "test_metadata");

    /** Packages that come with dbt and its adapters. */
    private static final Set<String> BUILT_IN = Set.of("dbt", "dbt_postgres", "dbt_materialize", "dbt_spark");

    private static final int LONGEST_LABEL = 80;

    /** A docs block. */
    record Doc(String packageName, String name, String contents) {}

    /** What was found. Entries and tests are in the order of the site. */
    record Found(Tree metadata, List<Entry> entries, List<TestEntry> tests, List<Doc> overviews) {}

    private Tree metadata = Tree.EMPTY;
    private final List<Entry> entries = new ArrayList<>();
    private final List<TestEntry> tests = new ArrayList<>();
    private final List<Doc> docs = new ArrayList<>();
    private final Map<String, String> texts = new HashMap<>();

    private ManifestScan() {}

    static Found read(ArtifactReader manifest) {
        ManifestScan scan = new ManifestScan();
        manifest.scan(scan::section);
        return scan.found();
    }

    private void section(String section, JsonParser parser) {
        switch (section) {
            case "metadata" -> metadata = Tree.of(Json.read(parser));
            case "nodes" -> ArtifactReader.each(parser, WANTED, this::node);
            case "docs" ->
                ArtifactReader.each(parser, Set.of("name", "package_name", "block_contents"), (_, doc, _) -> doc(doc));
            default -> {
                String kind = KIND_OF_SECTION.get(section);
                if (kind != null) {
                    ArtifactReader.each(parser, WANTED, (id, tree, place) -> entry(id, kind, tree, place));
                }
            }
        }
    }

    private void doc(Tree doc) {
        String name = doc.text("name").orElse("");
        if (name.startsWith("__") && name.endsWith("__")) {
            docs.add(new Doc(
                    doc.text("package_name").orElse(""),
                    name,
                    doc.text("block_contents").orElse("")));
        }
    }

    private void node(String id, Tree node, Place place) {
        String kind = node.text("resource_type").orElse("");
        if (kind.equals("test")) {
            test(id, node, place);
        } else if (KINDS.contains(kind)) {
            entry(id, kind, node, place);
        }
    }

    private void entry(String id, String kind, Tree node, Place place) {
        Tree config = node.tree("config");
        entries.add(new Entry(
                id,
                kind,
                name(kind, id, node),
                origin(node),
                relation(node),
                new Entry.Labels(
                        tags(node),
                        node.tree("docs")
                                .text("node_color")
                                .or(() -> config.tree("docs").text("node_color"))
                                .orElse(""),
                        once(config.text("materialized").orElse("")),
                        once(node.text("access").or(() -> config.text("access")).orElse("")),
                        once(node.text("group").or(() -> config.text("group")).orElse("")),
                        shown(kind, node)),
                Entry.Links.of(node),
                place));
    }

    private boolean shown(String kind, Tree node) {
        String packageName = node.text("package_name").orElse("");
        String adapters = "dbt_" + metadata.text("adapter_type").orElse("");
        return node.tree("docs").truth("show").orElse(true)
                && node.tree("config").tree("docs").truth("show").orElse(true)
                && !(kind.equals("macro") && (BUILT_IN.contains(packageName) || packageName.equals(adapters)));
    }

    private static Entry.Name name(String kind, String id, Tree node) {
        String bare = node.text("name").orElse(id);
        String source = node.text("source_name").orElse("");
        String version = node.word("version").orElse("");
        boolean latest = node.word("latest_version").orElse("").equals(version);
        String shown = kind.equals("source") && !source.isEmpty()
                ? source + "." + bare
                : kind.equals("model") && !version.isEmpty() ? bare + ".v" + version : bare;
        return new Entry.Name(shown, bare, source, version, latest);
    }

    private Entry.Origin origin(Tree node) {
        Entry.Origin origin = Entry.Origin.of(
                node.text("package_name").orElse(""),
                node.text("original_file_path").orElse(""));
        return new Entry.Origin(once(origin.packageName()), once(origin.folder()), once(origin.file()));
    }

    private Optional<Entry.Relation> relation(Tree node) {
        if (node.text("relation_name").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Entry.Relation(
                once(node.text("database").orElse("")),
                once(node.text("schema").orElse("")),
                node.text("identifier")
                        .or(() -> node.text("alias"))
                        .or(() -> node.text("name"))
                        .orElse("")));
    }

    private List<String> tags(Tree node) {
        List<String> own = node.texts("tags");
        return (own.isEmpty() ? node.tree("config").texts("tags") : own)
                .stream().map(this::once).distinct().toList();
    }

    private void test(String id, Tree node, Place place) {
        Tree metadata = node.tree("test_metadata");
        boolean generic = metadata.text("name").isPresent();
        Entry.Links links = Entry.Links.of(node);
        List<String> of =
                node.text("attached_node").map(List::of).orElse(generic ? lastOf(links.nodes()) : links.nodes());
        String name = node.text("name").orElse(id);
        tests.add(new TestEntry(
                id,
                name,
                generic ? once(label(metadata)) : name,
                generic,
                origin(node),
                of,
                once(node.text("column_name").orElse("")),
                tags(node),
                links,
                place));
    }

    /** Manifests before 1.6 name no node a generic test is attached to: what it tests is then the last of what it reads. */
    private static List<String> lastOf(List<String> nodes) {
        return nodes.isEmpty() ? nodes : List.of(nodes.getLast());
    }

    private static String label(Tree metadata) {
        String name = metadata.text("namespace").map(space -> space + ".").orElse("")
                + metadata.text("name").orElse("");
        String arguments = metadata.tree("kwargs").members().entrySet().stream()
                .filter(each -> !each.getKey().equals("model") && !each.getKey().equals("column_name"))
                .map(each -> each.getKey() + ": " + shown(each.getValue()))
                .collect(Collectors.joining(", "));
        if (arguments.isEmpty()) {
            return name;
        }
        return name + " ("
                + (arguments.length() > LONGEST_LABEL ? arguments.substring(0, LONGEST_LABEL) + "…" : arguments) + ")";
    }

    private static String shown(@Nullable Object value) {
        return value instanceof String text
                ? text
                : value instanceof List<?> list
                        ? list.stream().map(ManifestScan::shown).collect(Collectors.joining(", "))
                        : Json.text(value);
    }

    /** The same text in one place of memory. */
    private String once(String text) {
        return texts.computeIfAbsent(text, each -> each);
    }

    private Found found() {
        String root = metadata.text("project_name").orElseGet(this::likelyRoot);
        Map<String, @Nullable Object> named = new LinkedHashMap<>(metadata.members());
        named.put("project_name", root);
        Map<String, Integer> kinds = new HashMap<>();
        KINDS.forEach(kind -> kinds.put(kind, kinds.size()));
        entries.sort(Comparator.comparingInt((Entry entry) -> kinds.getOrDefault(entry.kind(), KINDS.size()))
                .thenComparing(entry -> !entry.origin().packageName().equals(root))
                .thenComparing(entry -> entry.origin().packageName())
                .thenComparing(entry -> entry.origin().folder())
                .thenComparing(entry -> entry.origin().file())
                .thenComparing(entry -> entry.name().shown())
                .thenComparing(Entry::id));
        tests.sort(Comparator.comparing(TestEntry::id));
        Set<String> ids = new HashSet<>();
        entries.removeIf(entry -> !ids.add(entry.id()));
        return new Found(new Tree(named), entries, tests, docs);
    }

    /** Manifests before 1.5 do not name the project: the package most models are of. */
    private String likelyRoot() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Entry entry : entries) {
            if (!entry.kind().equals("macro")) {
                counts.merge(entry.origin().packageName(), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
