package dev.weir.core.manifest;

import dev.weir.base.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/**
 * A manifest of the reference as our nouns, so that a room can be tested on a real project without the rooms before it.
 * Instants of the recording are gone: everything was created at {@link #CREATED}.
 */
@SuppressWarnings("unchecked") // the shapes are manifest v12's
public final class RecordedManifest {
    public static final Instant CREATED = Instant.parse("2026-11-21T02:05:51.500Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordedManifest() {}

    /** The plain tree of a JSON file among the test resources. */
    public static Map<String, @Nullable Object> tree(String resource) {
        try (InputStream bytes =
                Objects.requireNonNull(RecordedManifest.class.getResourceAsStream(resource), resource)) {
            return (Map<String, @Nullable Object>) JSON.readValue(bytes, LinkedHashMap.class);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static Manifest shop() {
        return of(tree("/golden/reference/shop/manifest_parse.json"));
    }

    public static Manifest of(Map<String, @Nullable Object> tree) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        map(tree, "nodes").forEach((id, value) -> nodes.put(id, node((Map<String, @Nullable Object>) value)));
        Map<String, SourceDefinition> sources = new LinkedHashMap<>();
        map(tree, "sources").forEach((id, value) -> sources.put(id, source((Map<String, @Nullable Object>) value)));
        Map<String, Exposure> exposures = new LinkedHashMap<>();
        map(tree, "exposures")
                .forEach((id, value) -> exposures.put(id, exposure((Map<String, @Nullable Object>) value)));
        Map<String, Macro> macros = new LinkedHashMap<>();
        map(tree, "macros").forEach((id, value) -> macros.put(id, macro((Map<String, @Nullable Object>) value)));
        Map<String, DocBlock> docs = new LinkedHashMap<>();
        map(tree, "docs").forEach((id, value) -> {
            Map<String, @Nullable Object> doc = (Map<String, @Nullable Object>) value;
            docs.put(
                    id,
                    new DocBlock(
                            id,
                            text(doc, "package_name"),
                            text(doc, "name"),
                            text(doc, "path"),
                            text(doc, "original_file_path"),
                            text(doc, "block_contents")));
        });
        String project = text(map(tree, "metadata"), "project_name");
        return new Manifest(
                new SearchOrder(project, false),
                nodes,
                sources,
                exposures,
                Map.of(),
                Semantics.NONE,
                macros,
                docs,
                Map.of(),
                Map.of(),
                Map.of());
    }

    private static Node node(Map<String, @Nullable Object> tree) {
        NodeBody body = body(tree);
        return switch (body.identity().resourceType()) {
            case MODEL ->
                new ModelNode(
                        body,
                        text(tree, "access"),
                        (List<Map<String, @Nullable Object>>) tree.get("constraints"),
                        Optional.ofNullable(tree.get("version")),
                        Optional.ofNullable(tree.get("latest_version")),
                        maybe(tree, "deprecation_date"),
                        texts(tree, "primary_key"),
                        maybe(map(tree, "contract"), "checksum"),
                        Optional.empty());
            case SEED -> new SeedNode(body, text(tree, "root_path"));
            case SNAPSHOT -> new SnapshotNode(body);
            case ANALYSIS -> new AnalysisNode(body);
            case OPERATION ->
                new OperationNode(
                        body,
                        body.identity().name().contains("on-run-start")
                                ? OperationNode.When.ON_RUN_START
                                : OperationNode.When.ON_RUN_END,
                        ((Number) Objects.requireNonNull(tree.get("index"))).intValue());
            case TEST -> test(body, tree);
            default -> throw new IllegalArgumentException(body.identity().uniqueId());
        };
    }

    private static Node test(NodeBody body, Map<String, @Nullable Object> tree) {
        if (!tree.containsKey("test_metadata")) {
            return new SingularTestNode(body);
        }
        Map<String, @Nullable Object> metadata = map(tree, "test_metadata");
        return new GenericTestNode(
                body,
                text(metadata, "name"),
                maybe(metadata, "namespace"),
                map(metadata, "kwargs"),
                maybe(tree, "column_name"),
                text(tree, "file_key_name"),
                maybe(tree, "attached_node"));
    }

    private static NodeBody body(Map<String, @Nullable Object> tree) {
        Map<String, @Nullable Object> checksum = map(tree, "checksum");
        String path = text(tree, "original_file_path");
        String raw = text(tree, "raw_code");
        NodeCode code = new NodeCode(
                raw,
                "sql",
                new NodeCode.Checksum(text(checksum, "name"), text(checksum, "checksum")),
                new SourceText(path, raw),
                0);
        RelationName relation = new RelationName(
                maybe(tree, "database"), text(tree, "schema"), text(tree, "alias"), maybe(tree, "relation_name"));
        return new NodeBody(
                identity(tree), relation, config(tree), texts(tree, "tags"), docs(tree), code, links(tree), CREATED);
    }

    private static Identity identity(Map<String, @Nullable Object> tree) {
        return new Identity(
                text(tree, "unique_id"),
                ResourceType.ofWireName(text(tree, "resource_type")).orElseThrow(),
                text(tree, "package_name"),
                text(tree, "name"),
                texts(tree, "fqn"),
                text(tree, "path"),
                text(tree, "original_file_path"));
    }

    private static NodeConfig config(Map<String, @Nullable Object> tree) {
        return new NodeConfig(map(tree, "config"), map(tree, "unrendered_config"));
    }

    private static Documentation docs(Map<String, @Nullable Object> tree) {
        Map<String, @Nullable Object> shown = tree.get("docs") instanceof Map<?, ?> ? map(tree, "docs") : Map.of();
        Map<String, ColumnInfo> columns = new LinkedHashMap<>();
        map(tree, "columns").forEach((name, value) -> columns.put(name, column((Map<String, @Nullable Object>) value)));
        return new Documentation(
                text(tree, "description"),
                columns,
                map(tree, "meta"),
                !Boolean.FALSE.equals(shown.get("show")),
                maybe(shown, "node_color"),
                maybe(tree, "patch_path"),
                texts(tree, "doc_blocks"));
    }

    private static ColumnInfo column(Map<String, @Nullable Object> tree) {
        return new ColumnInfo(
                text(tree, "name"),
                text(tree, "description"),
                map(tree, "meta"),
                maybe(tree, "data_type"),
                (List<Map<String, @Nullable Object>>) tree.get("constraints"),
                Optional.ofNullable((Boolean) tree.get("quote")),
                map(tree, "config"),
                texts(tree, "tags"),
                maybe(tree, "granularity"),
                texts(tree, "doc_blocks"));
    }

    private static NodeLinks links(Map<String, @Nullable Object> tree) {
        List<RefCall> refs = new ArrayList<>();
        for (Object item : list(tree, "refs")) {
            Map<String, @Nullable Object> ref = (Map<String, @Nullable Object>) item;
            refs.add(new RefCall(text(ref, "name"), maybe(ref, "package"), maybe(ref, "version")));
        }
        List<SourceCall> sources = new ArrayList<>();
        for (Object item : list(tree, "sources")) {
            List<String> call = (List<String>) item;
            sources.add(new SourceCall(call.get(0), call.get(1)));
        }
        Map<String, @Nullable Object> dependsOn = map(tree, "depends_on");
        return new NodeLinks(refs, sources, texts(dependsOn, "macros"), texts(dependsOn, "nodes"));
    }

    private static SourceDefinition source(Map<String, @Nullable Object> tree) {
        RelationName relation = new RelationName(
                maybe(tree, "database"), text(tree, "schema"), text(tree, "identifier"), maybe(tree, "relation_name"));
        SourceDefinition.Freshness freshness = new SourceDefinition.Freshness(
                Optional.ofNullable((Map<String, @Nullable Object>) tree.get("freshness")),
                maybe(tree, "loaded_at_field"),
                maybe(tree, "loaded_at_query"));
        return new SourceDefinition(
                identity(tree),
                config(tree),
                relation,
                docs(tree),
                text(tree, "source_name"),
                text(tree, "source_description"),
                text(tree, "loader"),
                map(tree, "source_meta"),
                map(tree, "quoting"),
                freshness,
                Optional.ofNullable((Map<String, @Nullable Object>) tree.get("external")),
                maybe(tree, "unrendered_database"),
                maybe(tree, "unrendered_schema"),
                CREATED);
    }

    private static Exposure exposure(Map<String, @Nullable Object> tree) {
        return new Exposure(
                identity(tree),
                config(tree),
                text(tree, "type"),
                map(tree, "owner"),
                text(tree, "description"),
                maybe(tree, "label"),
                maybe(tree, "maturity"),
                maybe(tree, "url"),
                map(tree, "meta"),
                links(tree),
                CREATED);
    }

    private static Macro macro(Map<String, @Nullable Object> tree) {
        String sql = text(tree, "macro_sql");
        String path = text(tree, "original_file_path");
        return new Macro(
                text(tree, "unique_id"),
                text(tree, "package_name"),
                text(tree, "name"),
                text(tree, "path"),
                path,
                new SourceText(path, sql),
                0,
                sql.length(),
                texts(map(tree, "depends_on"), "macros"),
                text(tree, "description"),
                map(tree, "meta"),
                true,
                maybe(tree, "patch_path"),
                (List<Map<String, @Nullable Object>>) Objects.requireNonNullElse(tree.get("arguments"), List.of()),
                Optional.ofNullable((List<String>) tree.get("supported_languages")),
                CREATED);
    }

    private static Map<String, @Nullable Object> map(Map<String, @Nullable Object> tree, String key) {
        return (Map<String, @Nullable Object>) Objects.requireNonNullElse(tree.get(key), Map.of());
    }

    private static List<Object> list(Map<String, @Nullable Object> tree, String key) {
        return (List<Object>) Objects.requireNonNullElse(tree.get(key), List.of());
    }

    private static List<String> texts(Map<String, @Nullable Object> tree, String key) {
        return (List<String>) Objects.requireNonNullElse(tree.get(key), List.of());
    }

    private static String text(Map<String, @Nullable Object> tree, String key) {
        return maybe(tree, key).orElse("");
    }

    private static Optional<String> maybe(Map<String, @Nullable Object> tree, String key) {
        return Optional.ofNullable(tree.get(key)).map(String::valueOf);
    }
}
