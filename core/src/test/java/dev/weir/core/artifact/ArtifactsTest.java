package dev.weir.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weir.base.WeirException;
import dev.weir.core.compile.CompiledNode;
import dev.weir.core.manifest.Group;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.RecordedManifest;
import dev.weir.core.manifest.SearchOrder;
import dev.weir.core.project.CustomEnvironment;
import dev.weir.core.run.Catalog;
import dev.weir.core.run.CatalogTable;
import dev.weir.core.run.FreshnessResult;
import dev.weir.core.run.NodeResult;
import dev.weir.core.run.Timing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class ArtifactsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant STARTED = Instant.parse("2026-11-21T02:05:50.440612Z");
    private static final Instant GENERATED = Instant.parse("2026-11-21T02:05:51Z");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void manifestOfTheShopIsAsTheReferenceWroteIt() {
        Path file = folder.resolve("target").resolve("manifest.json");
        new ManifestWriter(metadata("shop")).write(ArtifactPlace.of(file), RecordedManifest.shop(), Map.of());

        Map<String, @Nullable Object> expected =
                settled(RecordedManifest.tree("/golden/reference/shop/manifest_parse.json"));
        Map<String, @Nullable Object> written = settled(read(file));
        assertThat(List.copyOf(written.keySet())).isEqualTo(List.copyOf(expected.keySet()));
        for (Map.Entry<String, @Nullable Object> section : expected.entrySet()) {
            assertSame(section.getKey(), section.getValue(), written.get(section.getKey()));
        }
    }

    @Test
    void manifestIsValid() throws IOException {
        Manifest shop = RecordedManifest.shop();
        Node customers = Objects.requireNonNull(shop.nodes().get("model.shop.customers"));
        Manifest manifest = new Manifest(
                new SearchOrder("shop", false),
                shop.nodes(),
                shop.sources(),
                shop.exposures(),
                shop.unitTests(),
                shop.semantics(),
                shop.macros(),
                shop.docs(),
                Map.of("group.shop.sales", group()),
                Map.of("model.shop.old", List.of(customers)),
                Map.of());
        CompiledNode compiled = new CompiledNode(
                "model.shop.customers",
                "with x as (select 1) select * from x",
                "select * from x",
                List.of(new CompiledNode.ExtraCte("model.shop.order_totals", "x as (select 1)")),
                Optional.of("target/compiled/shop/models/marts/customers.sql"));
        Path file = folder.resolve("manifest.json");
        new ManifestWriter(metadata("shop"))
                .write(ArtifactPlace.of(file), manifest, Map.of(compiled.uniqueId(), compiled));

        assertThat(violations("manifest-v12.json", file)).isEmpty();
        JsonNode node = JSON.readTree(file).path("nodes").path("model.shop.customers");
        assertThat(node.path("compiled").asBoolean()).isTrue();
        assertThat(node.path("compiled_code").asString()).isEqualTo("with x as (select 1) select * from x");
        assertThat(node.path("compiled_path").asString()).isEqualTo("target/compiled/shop/models/marts/customers.sql");
        assertThat(node.path("extra_ctes").toString())
                .isEqualTo("[{\"id\":\"model.shop.order_totals\",\"sql\":\"x as (select 1)\"}]");
        assertThat(node.path("extra_ctes_injected").asBoolean()).isTrue();
        JsonNode other = JSON.readTree(file).path("nodes").path("model.shop.orders");
        assertThat(other.has("compiled")).isFalse();
        assertThat(other.path("compiled_path").isNull()).isTrue();
    }

    @Test
    void projectIdIsTheMd5OfItsName() {
        assertThat(metadata("shop").project().projectId()).isEqualTo("fb54f3c5992b96d001bb16e8e92d968d");
    }

    @Test
    void onlyCustomVariablesOfTheEnvironmentAreKeptWithoutTheirPrefix() {
        assertThat(CustomEnvironment.of(Map.of("DBT_ENV_CUSTOM_ENV_TEAM", "sea", "DBT_TARGET", "dev")))
                .isEqualTo(Map.of("TEAM", "sea"));
    }

    @Test
    void runResultsAreValidAndInTheOrderOfTheReference() throws IOException {
        Timing compile = new Timing("compile", STARTED, GENERATED);
        NodeResult built = new NodeResult(
                "model.shop.customers",
                "success",
                Optional.of("SELECT 6"),
                Optional.empty(),
                Duration.ofMillis(1500),
                List.of(compile),
                "Thread-1 (worker)",
                Map.of("_message", "SELECT 6"),
                Optional.of(true),
                Optional.of("select 1"),
                Optional.of("\"shop\".\"shop\".\"customers\""));
        NodeResult tested = new NodeResult(
                "test.shop.t",
                "fail",
                Optional.of("Got 2 results"),
                Optional.of(2L),
                Duration.ZERO,
                List.of(),
                "Thread-1 (worker)",
                Map.of(),
                Optional.of(true),
                Optional.of("select 2"),
                Optional.empty());
        Path file = folder.resolve("run_results.json");
        Map<String, @Nullable Object> args = new LinkedHashMap<>();
        args.put("which", "build");
        args.put("MAX_GROUPING_DEPTH", null);
        new RunResultsWriter(metadata("shop"))
                .write(ArtifactPlace.of(file), List.of(built, tested), Duration.ofMillis(2500), args);

        assertThat(violations("run-results-v6.json", file)).isEmpty();
        Map<String, @Nullable Object> written = read(file);
        Map<String, @Nullable Object> recorded = RecordedManifest.tree("/golden/reference/shop/run_results_build.json");
        assertThat(List.copyOf(written.keySet())).isEqualTo(List.copyOf(recorded.keySet()));
        assertThat(keysOfFirst(written)).isEqualTo(keysOfFirst(recorded));
        assertThat(JSON.readTree(file)
                        .path("results")
                        .path(0)
                        .path("execution_time")
                        .asDouble())
                .isEqualTo(1.5);
        assertThat(JSON.readTree(file)
                        .path("results")
                        .path(0)
                        .path("timing")
                        .path(0)
                        .path("completed_at")
                        .asString())
                .isEqualTo("2026-11-21T02:05:51.000000Z");
        assertThat(JSON.readTree(file).path("args").path("MAX_GROUPING_DEPTH").isNull())
                .isTrue();
    }

    @Test
    void sourcesAreValidAlsoThoseThatCouldNotBeMeasured() throws IOException {
        Map<String, @Nullable Object> criteria = new LinkedHashMap<>();
        criteria.put("warn_after", Map.of("count", 12L, "period", "hour"));
        criteria.put("error_after", null);
        FreshnessResult fresh = new FreshnessResult.Measured(
                "source.shop.web.visits",
                "pass",
                STARTED,
                GENERATED,
                criteria,
                Map.of(),
                List.of(),
                "Thread-1 (worker)",
                Duration.ofMillis(20));
        FreshnessResult failed = new FreshnessResult.Failed("source.shop.web.raw_clicks", "no such table");
        Path file = folder.resolve("sources.json");
        new SourcesWriter(metadata("shop"))
                .write(ArtifactPlace.of(file), List.of(fresh, failed), Duration.ofSeconds(1));

        assertThat(violations("sources-v3.json", file)).isEmpty();
        JsonNode results = JSON.readTree(file).path("results");
        assertThat(results.path(0).path("max_loaded_at_time_ago_in_s").asDouble())
                .isEqualTo(0.559388);
        assertThat(results.path(1).toString())
                .isEqualTo(
                        "{\"unique_id\":\"source.shop.web.raw_clicks\",\"error\":\"no such table\",\"status\":\"runtime error\"}");
    }

    @Test
    void catalogIsValidAndLikeTheRecordedOne() throws IOException {
        CatalogTable visits = new CatalogTable(
                "source.shop.web.visits",
                "BASE TABLE",
                Optional.of("shop"),
                "shop_web",
                "visits",
                Optional.empty(),
                Optional.of("weir"),
                List.of(new CatalogTable.Column("visit_id", "integer", 1, Optional.empty())),
                List.of());
        Path file = folder.resolve("catalog.json");
        new CatalogWriter(metadata("shop"))
                .write(ArtifactPlace.of(file), new Catalog(List.of(), List.of(visits), List.of()));

        assertThat(violations("catalog-v1.json", file)).isEmpty();
        JsonNode recorded = JSON.valueToTree(RecordedManifest.tree("/golden/reference/shop/catalog.json"));
        JsonNode expected = recorded.path("sources").path("source.shop.web.visits");
        JsonNode written = JSON.readTree(file).path("sources").path("source.shop.web.visits");
        assertThat(written.path("metadata")).isEqualTo(expected.path("metadata"));
        assertThat(written.path("stats")).isEqualTo(expected.path("stats"));
        assertThat(written.path("columns").path("visit_id"))
                .isEqualTo(expected.path("columns").path("visit_id"));
        assertThat(JSON.readTree(file).path("errors").isNull()).isTrue();
    }

    @Test
    void failedWriteLeavesTheOldFileAndNoPartBehind() throws IOException {
        Path file = folder.resolve("manifest.json");
        Files.writeString(file, "old");
        assertThatThrownBy(() -> ArtifactFile.write(ArtifactPlace.of(file), out -> {
                    out.member("half", "written");
                    throw new IllegalStateException("stopped");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void folderThatIsAFileIsReportedWithItsName() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "a file");
        assertThatThrownBy(() -> new CatalogWriter(metadata("shop"))
                        .write(ArtifactPlace.of(target.resolve("catalog.json")), Catalog.EMPTY))
                .isInstanceOfSatisfying(WeirException.class, failure -> {
                    assertThat(failure.diagnostic().code().wireName()).isEqualTo("RUN-010");
                    assertThat(failure.diagnostic().primary()).contains("catalog.json");
                });
    }

    private static ArtifactMetadata metadata(String project) {
        Map<String, @Nullable Object> quoting = new LinkedHashMap<>();
        quoting.put("database", true);
        quoting.put("schema", true);
        quoting.put("identifier", true);
        quoting.put("column", null);
        return new ArtifactMetadata(
                "1.11.16",
                "95a55534-d24c-4c03-ae91-8198496f76d6",
                STARTED,
                GENERATED,
                Map.of(),
                new ArtifactMetadata.ProjectFacts(project, "postgres", quoting));
    }

    private static Group group() {
        return new Group(
                "group.shop.sales",
                "shop",
                "sales",
                "groups.yml",
                "models/groups.yml",
                Map.of("name", "Sales", "email", "sales@example.com"),
                Optional.empty(),
                Map.of("meta", Map.of()));
    }

    private static Map<String, @Nullable Object> read(Path file) {
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> tree = JSON.readValue(file.toFile(), LinkedHashMap.class);
        return tree;
    }

    private static List<String> keysOfFirst(Map<String, @Nullable Object> tree) {
        List<?> results = (List<?>) Objects.requireNonNull(tree.get("results"));
        return ((Map<?, ?>) results.getFirst())
                .keySet().stream().map(String::valueOf).toList();
    }

    /** Without what differs from run to run: instants and ids. */
    private static Map<String, @Nullable Object> settled(Map<String, @Nullable Object> tree) {
        Map<String, @Nullable Object> settled = new LinkedHashMap<>();
        tree.forEach((key, value) -> settled.put(key, settled(key, value)));
        return settled;
    }

    private static @Nullable Object settled(String key, @Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> settled = new LinkedHashMap<>();
                map.forEach((name, item) -> settled.put(String.valueOf(name), settled(String.valueOf(name), item)));
                yield settled;
            }
            // the one list that we write otherwise, so that the file is valid
            case List<?> _ when key.equals("supported_languages") -> "<>";
            case List<?> list ->
                list.stream()
                        .map(item -> Optional.ofNullable(settled("", item)))
                        .toList();
            case Object _ when key.endsWith("_at") || key.equals("invocation_id") -> "<>";
            case null -> null;
            case Object plain -> plain;
        };
    }

    /** Compares entry by entry, so that a failure names the resource; also the order of its keys. */
    private static void assertSame(String at, @Nullable Object expected, @Nullable Object written) {
        if (expected instanceof Map<?, ?> map && written instanceof Map<?, ?> other) {
            assertThat(other.keySet().stream().map(String::valueOf).toList())
                    .as(at)
                    .isEqualTo(map.keySet().stream().map(String::valueOf).toList());
            map.forEach((key, value) -> assertSame(at + " " + key, value, other.get(key)));
        } else {
            assertThat(written).as(at).isEqualTo(expected);
        }
    }

    private static List<String> violations(String schemaFile, Path file) throws IOException {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        try (InputStream bytes =
                Objects.requireNonNull(ArtifactsTest.class.getResourceAsStream("/schemas/" + schemaFile))) {
            Schema schema = registry.getSchema(bytes);
            return schema.validate(JSON.readTree(file)).stream()
                    .map(Error::toString)
                    .toList();
        }
    }

    @Test
    void aMaskedArtifactIsMaskedBeforeItIsWritten() throws IOException {
        Path file = folder.resolve("masked.json");
        ArtifactFile.write(
                new ArtifactPlace(
                        file,
                        Optional.of(bytes -> new String(bytes, StandardCharsets.UTF_8)
                                .replace("told", "*****")
                                .getBytes(StandardCharsets.UTF_8))),
                out -> out.member("said", "is told"));
        assertThat(Files.readString(file)).isEqualTo("{\"said\":\"is *****\"}");
    }
}
