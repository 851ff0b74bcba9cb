package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weir.core.project.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The warehouse example on embedded PostgreSQL, through the steps that were recorded from the reference: exit codes, the
 * status, message and failures of every node, the manifest and the catalog are the same, and the artifacts are valid.
 */
class ShopIT {
    private static final Path ROOT = root();
    private static final Path RECORDED = ROOT.resolve("core/src/test/resources/golden/reference/shop");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void everyStepEndsAsTheReferenceEndedIt() throws IOException {
        copy(ROOT.resolve("examples/shop"), folder);
        String database = "";
        Map<String, @Nullable Object> steps = tree(RECORDED.resolve("exits.json"));
        for (Map.Entry<String, @Nullable Object> step : steps.entrySet()) {
            if (step.getKey().startsWith("ls_") || !(step.getValue() instanceof Map<?, ?> recorded)) {
                continue;
            }
            Answer answer = run(words(String.valueOf(recorded.get("command"))));
            assertThat(answer.exitCode()).as(answer.text()).isEqualTo(((Number) recorded.get("exit")).intValue());
            if (database.isEmpty()) {
                database = databaseOf(tree(folder.resolve("target/manifest.json")));
                assertManifest(database);
            }
            Path statuses = RECORDED.resolve("statuses/" + step.getKey() + ".json");
            if (Files.exists(statuses)) {
                assertSame(statuses(database), tree(statuses));
                assertValid("run-results-v6.json", "run_results.json");
            }
            if (step.getKey().equals("docs_generate")) {
                assertValid("catalog-v1.json", "catalog.json");
                assertSame(
                        shown(tree(folder.resolve("target/catalog.json")), database, "nodes", "sources"),
                        shown(tree(RECORDED.resolve("catalog.json")), "shop", "nodes", "sources"));
            }
        }
        assertValid("manifest-v12.json", "manifest.json");
        assertValid("sources-v3.json", "sources.json");
    }

    private void assertManifest(String database) {
        String[] sections = {
            "nodes",
            "sources",
            "exposures",
            "metrics",
            "groups",
            "selectors",
            "disabled",
            "parent_map",
            "child_map",
            "group_map",
            "saved_queries",
            "semantic_models",
            "unit_tests",
            "functions"
        };
        assertSame(
                shown(tree(folder.resolve("target/manifest.json")), database, sections),
                shown(tree(RECORDED.resolve("manifest_parse.json")), "shop", sections));
    }

    /** Sections of an artifact as texts, one for each entry, without instants, folders and the database's name. */
    private static Map<String, String> shown(
            Map<String, @Nullable Object> artifact, String database, String... sections) {
        Map<String, String> texts = new TreeMap<>();
        for (String section : sections) {
            if (artifact.get(section) instanceof Map<?, ?> entries) {
                entries.forEach((id, entry) ->
                        texts.put(section + " " + id, JsonText.write(settled("", entry, database), true)));
            }
        }
        return texts;
    }

    private static @Nullable Object settled(String key, @Nullable Object value, String database) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> settled = new LinkedHashMap<>();
                map.forEach((name, item) ->
                        settled.put(String.valueOf(name), settled(String.valueOf(name), item, database)));
                yield settled;
            }
            case List<?> list ->
                list.stream()
                        .map(item ->
                                Optional.ofNullable(settled("", item, database)).orElse("null"))
                        .toList();
            case Object _ when key.equals("created_at") || key.equals("root_path") || key.equals("owner") -> "<>";
            case Object _ when key.equals("database") -> "<database>";
            case String text -> withoutDatabase(text, database);
            case null -> null;
            case Object plain -> plain;
        };
    }

    /** {@code "shop"."shop_raw"."x"} ⇒ {@code "<database>"."shop_raw"."x"}. */
    private static String withoutDatabase(String relationName, String database) {
        String prefix = "\"" + database + "\".";
        return relationName.startsWith(prefix)
                ? "\"<database>\"." + relationName.substring(prefix.length())
                : relationName;
    }

    private static void assertSame(Map<String, ?> written, Map<String, ?> expected) {
        assertThat(written.keySet()).isEqualTo(expected.keySet());
        written.forEach((id, entry) -> assertThat(entry).as(id).isEqualTo(expected.get(id)));
    }

    private Map<String, Object> statuses(String database) {
        Map<String, Object> statuses = new TreeMap<>();
        Object results = tree(folder.resolve("target/run_results.json")).get("results");
        for (Object item : results instanceof List<?> list ? list : List.of()) {
            Map<?, ?> result = (Map<?, ?>) item;
            Map<String, @Nullable Object> status = new LinkedHashMap<>();
            for (String key : List.of("status", "message", "failures", "relation_name")) {
                Object value = result.get(key);
                status.put(
                        key,
                        value instanceof String text
                                ? withoutDatabase(text, database).replace("<database>", "shop")
                                : value);
            }
            statuses.put(String.valueOf(result.get("unique_id")), status);
        }
        return statuses;
    }

    private void assertValid(String schema, String artifact) throws IOException {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        try (InputStream bytes = Files.newInputStream(
                ROOT.resolve("core/src/test/resources/schemas").resolve(schema))) {
            JsonNode written =
                    JSON.readTree(folder.resolve("target").resolve(artifact).toFile());
            assertThat(registry.getSchema(bytes).validate(written))
                    .as(artifact)
                    .extracting(Error::toString)
                    .isEmpty();
        }
    }

    private static String databaseOf(Map<String, @Nullable Object> manifest) {
        Object node = ((Map<?, ?>) Optional.ofNullable(manifest.get("nodes")).orElseThrow()).get("model.shop.orders");
        return String.valueOf(((Map<?, ?>) node).get("database"));
    }

    private record Answer(int exitCode, String text) {}

    /** {@code --vars} takes the rest of the line: the recordings have it last and without quotes. */
    private static List<String> words(String command) {
        int vars = command.indexOf("--vars ");
        List<String> words = new ArrayList<>(List.of(
                (vars < 0 ? command : command.substring(0, vars)).strip().split(" +")));
        if (vars >= 0) {
            words.addAll(List.of("--vars", command.substring(vars + "--vars ".length())));
        }
        return words;
    }

    private Answer run(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.add("--no-use-colors");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        Map<String, String> environment = new LinkedHashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("SHOP_") || name.startsWith("DBT_"));
        int exitCode = new Program(new Surroundings(
                        "weir",
                        environment,
                        folder,
                        out,
                        out,
                        false,
                        _ -> Optional.empty(),
                        _ -> Optional.empty(),
                        InstantSource.system(),
                        ZoneOffset.UTC))
                .run(all);
        return new Answer(exitCode, said.toString(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked") // objects have text keys
    private static Map<String, @Nullable Object> tree(Path file) {
        try {
            return (Map<String, @Nullable Object>)
                    Optional.ofNullable(JsonText.parse(Files.readString(file))).orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String relative = from.relativize(file).toString();
                if (relative.startsWith("target") || relative.startsWith("logs") || relative.startsWith(".weir")) {
                    continue;
                }
                Path copy = to.resolve(relative);
                Files.createDirectories(Optional.ofNullable(copy.getParent()).orElse(to));
                Files.copy(file, copy);
            }
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("examples/shop"))) {
            folder = Optional.ofNullable(folder.getParent()).orElseThrow();
        }
        return folder;
    }
}
