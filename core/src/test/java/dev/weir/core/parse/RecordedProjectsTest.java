package dev.weir.core.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weir.core.artifact.ArtifactMetadata;
import dev.weir.core.artifact.ArtifactPlace;
import dev.weir.core.artifact.ManifestWriter;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.RecordedManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Projects whose manifest the reference wrote: ours must say the same of every node, source, exposure, macro and edge. */
class RecordedProjectsTest {
    private static final Path CASES = Path.of("src/test/resources/golden/parse");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SECTIONS = List.of(
            "nodes", "sources", "exposures", "groups", "unit_tests", "docs", "parent_map", "child_map", "group_map");
    /** Not compared: instants, paths of a machine, texts that are ours, a digest of the reference's own objects. */
    private static final List<String> LEFT_OUT = List.of("created_at", "root_path", "supported_languages");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders
                    .filter(path -> Files.isDirectory(path.resolve("project")))
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void manifestEqualsTheReferences(String name) {
        Manifest manifest = new Parsing()
                .parse(CASES.resolve(name).resolve("project").toAbsolutePath(), Map.of())
                .manifest();
        compare(RecordedManifest.tree("/golden/parse/" + name + "/reference.json"), manifest);
    }

    @Test
    void manifestOfTheShopEqualsTheReferences() {
        Path shop = Path.of("../examples/shop").toAbsolutePath().normalize();
        Manifest manifest = new Parsing()
                .parse(shop, Map.of("SHOP_TARGET", "server", "SHOP_DATABASE", "shop"))
                .manifest();
        compare(RecordedManifest.tree("/golden/reference/shop/manifest_parse.json"), manifest);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void manifestIsValid(String name) throws IOException {
        Manifest manifest = new Parsing()
                .parse(CASES.resolve(name).resolve("project").toAbsolutePath(), Map.of())
                .manifest();
        String schemaText = Files.readString(Path.of("src/test/resources/schemas/manifest-v12.json"));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText, com.networknt.schema.InputFormat.JSON);
        List<Error> violations =
                schema.validate(Files.readString(written(manifest)), com.networknt.schema.InputFormat.JSON);
        assertThat(violations).isEmpty();
    }

    private Path written(Manifest manifest) {
        Path file = folder.resolve("manifest.json");
        Map<String, @Nullable Object> quoting = new LinkedHashMap<>();
        for (String part : List.of("database", "schema", "identifier", "column")) {
            quoting.put(part, part.equals("column") ? null : Boolean.TRUE);
        }
        ArtifactMetadata metadata = new ArtifactMetadata(
                "1.11.16",
                "00000000-0000-0000-0000-000000000000",
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of(),
                new ArtifactMetadata.ProjectFacts(manifest.projectName(), "postgres", quoting));
        new ManifestWriter(metadata).write(ArtifactPlace.of(file), manifest, Map.of());
        return file;
    }

    private void compare(Map<String, @Nullable Object> reference, Manifest manifest) {
        JsonNode expected = JSON.valueToTree(reference);
        JsonNode ours = JSON.readTree(written(manifest).toFile());
        List<String> differences = new ArrayList<>();
        for (String section : SECTIONS) {
            compare(section, expected.path(section), ours.path(section), differences);
        }
        expected.path("macros").properties().forEach(macro -> {
            if (!macro.getKey().startsWith("macro.dbt")) {
                compare(
                        "macros." + macro.getKey(),
                        macro.getValue(),
                        ours.path("macros").path(macro.getKey()),
                        differences);
            }
        });
        assertThat(differences).isEmpty();
        // not in what was recorded; the published docs page shows nothing without it
        assertThat(ours.path("docs")
                        .path("doc.dbt.__overview__")
                        .path("original_file_path")
                        .asString())
                .isEqualTo("docs/overview.md");
        if (expected.path("disabled").isArray()) {
            List<String> disabled = new ArrayList<>();
            expected.path("disabled").forEach(id -> disabled.add(id.asString()));
            assertThat(new TreeSet<>(manifest.disabled().keySet())).isEqualTo(new TreeSet<>(disabled));
        }
    }

    /** Where we differ on purpose: the overview page, a digest of Python objects, models' configs shown for groups. */
    private static boolean ours(String path) {
        return path.equals("docs.doc.dbt.__overview__")
                || path.startsWith("unit_tests.") && path.endsWith(".checksum")
                || path.startsWith("groups.") && path.endsWith(".config");
    }

    private static void compare(String path, JsonNode expected, JsonNode ours, List<String> differences) {
        if (ours(path)) {
            return;
        }
        if (expected.isObject() && ours.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            expected.propertyNames().forEach(names::add);
            ours.propertyNames().forEach(names::add);
            for (String name : names) {
                if (!LEFT_OUT.contains(name)) {
                    compare(path + "." + name, expected.path(name), ours.path(name), differences);
                }
            }
        } else if (!Objects.equals(expected, ours)) {
            differences.add(path + ": reference " + expected + ", ours " + ours);
        }
    }
}
