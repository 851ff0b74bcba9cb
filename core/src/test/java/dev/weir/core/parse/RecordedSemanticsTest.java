package dev.weir.core.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.base.Diagnostic;
import dev.weir.base.WeirException;
import dev.weir.core.artifact.ArtifactPlace;
import dev.weir.core.artifact.SemanticManifestWriter;
import dev.weir.core.event.ErrorText;
import dev.weir.core.event.Event;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.Palette;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.WireForm;
import dev.weir.core.project.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of small projects with semantic models, metrics and saved queries, recorded from the reference: what is said of wrong
 * ones, and what the manifests hold of sound ones, parsed for the first time and again.
 */
class RecordedSemanticsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/semantic");

    /** Errors that the reference does not mean to raise, with our words (COMPATIBILITY 84), and other differences. */
    private static final Map<String, String> OURS = new TreeMap<>();

    /** Exceptions that the reference shows without a heading. */
    private static final List<String> PYTHON = List.of(
            "ValueError", "IndexError", "RecursionError", "AssertionError", "ValidationError", "InvalidFieldValue");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @BeforeAll
    static void readDifferences() throws IOException {
        for (String line : Files.readAllLines(GOLDEN.resolve("differences.tsv"))) {
            if (!line.startsWith("#")) {
                String[] cells = line.split("\t", 3);
                OURS.put(cells[0], cells[2].replace("\\n", "\n"));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> whatTheReferenceMakesOfIt() throws IOException {
        Map<?, ?> recorded =
                (Map<?, ?>) Objects.requireNonNull(JsonText.parse(Files.readString(GOLDEN.resolve("answers.json"))));
        Map<?, ?> sound = (Map<?, ?>) Objects.requireNonNull(recorded.get("sound"));
        return ((List<?>) Objects.requireNonNull(recorded.get("answers")))
                .stream()
                        .map(each -> (Map<?, ?>) each)
                        .map(each ->
                                DynamicTest.dynamicTest(String.valueOf(each.get("name")), () -> compare(sound, each)));
    }

    private void compare(Map<?, ?> sound, Map<?, ?> answer) throws IOException {
        String name = String.valueOf(answer.get("name"));
        Path project = folder.resolve(name).resolve("project");
        Map<Object, Object> files = new LinkedHashMap<>(sound);
        ((List<?>) Objects.requireNonNull(answer.get("without"))).forEach(files::remove);
        files.putAll((Map<?, ?>) Objects.requireNonNull(answer.get("files")));
        for (Map.Entry<Object, Object> file : files.entrySet()) {
            Path path = project.resolve(String.valueOf(file.getKey()));
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.writeString(path, String.valueOf(file.getValue()));
        }
        Path memory = folder.resolve(name).resolve("memo");
        Parsing parsing = new Parsing();
        Optional<ParsedProject> parsed = Optional.empty();
        String error = "";
        try {
            parsed = Optional.of(parsing.parse(project, said(memory, files)));
        } catch (WeirException failed) {
            error = String.join(
                    "\n", failed.diagnostics().stream().map(ErrorText::of).toList());
        }
        String expected = OURS.getOrDefault(name, answer.containsKey("error") ? plain(answer.get("error")) : "");
        boolean python = answer.get("type") != null && PYTHON.contains(String.valueOf(answer.get("type")));
        String ours = python && !OURS.containsKey(name) ? error.replaceFirst("^\\w+ Error", "") : error;
        assertThat(anyOrder(plain(ours))).isEqualTo(anyOrder(plain(expected)));
        assertThat(said(parsing.events())).isEqualTo(recordedSaid(answer, name));
        if (answer.get("manifest") instanceof Map<?, ?> manifest && parsed.isPresent()) {
            Object tree = described(parsed.get().manifest());
            assertThat(sorted(tree)).isEqualTo(sorted(manifest));
            Path written = folder.resolve(name).resolve("semantic_manifest.json");
            new SemanticManifestWriter()
                    .write(ArtifactPlace.of(written), parsed.get().manifest());
            assertThat(sorted(JsonText.parse(Files.readString(written))))
                    .isEqualTo(sorted(answer.get("semantic_manifest")));
            parsed.get().remember();
            Parsing again = new Parsing();
            assertThat(sorted(
                            described(again.parse(project, said(memory, files)).manifest())))
                    .isEqualTo(sorted(tree));
            assertThat(said(again.events())).isEqualTo(said(parsing.events()));
        }
    }

    private static Parsing.Said said(Path memory, Map<Object, Object> files) {
        Map<String, @Nullable Object> flags = new LinkedHashMap<>();
        for (String flag :
                List.of("require_nested_cumulative_type_params", "require_yaml_configuration_for_mf_time_spines")) {
            flags.put(flag, String.valueOf(files.get("dbt_project.yml")).contains(flag));
        }
        return new Parsing.Said(
                Map.of(), Optional.empty(), Optional.empty(), flags, new ParseRequest.Memory.Kept(memory));
    }

    /** Words alone: how lines break is compared elsewhere. */
    private static String plain(@Nullable Object text) {
        return String.valueOf(text).replaceAll("\\s+", " ").strip();
    }

    /** Two resources of one name are named in the order of files, of which the reference has none. */
    private static String anyOrder(String error) {
        int from = error.indexOf(" - metric.");
        if (from < 0) {
            return error;
        }
        return error.substring(0, from)
                + Stream.of(error.substring(from).split(" - ", -1)).sorted().toList();
    }

    private static List<String> said(List<Event> events) {
        List<String> said = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof FindingEvent finding && !event.name().equals("Finding")) {
                for (Diagnostic each : finding.findings()) {
                    said.add(event.name() + " " + event.code() + " "
                            + event.level().name().toLowerCase(java.util.Locale.ROOT) + " "
                            + plain(event.message(Palette.PLAIN)));
                }
            }
        }
        said.sort(null);
        return said;
    }

    private static List<String> recordedSaid(Map<?, ?> answer, String name) {
        List<String> said = new ArrayList<>();
        for (Object each : (List<?>) Objects.requireNonNull(answer.get("said"))) {
            Map<?, ?> one = (Map<?, ?>) each;
            String line =
                    one.get("event") + " " + one.get("code") + " " + one.get("level") + " " + plain(one.get("text"));
            said.add(OURS.getOrDefault(name + " " + said.size(), line));
        }
        said.sort(null);
        return said;
    }

    private static Map<String, Object> described(Manifest manifest) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("metrics", trees(manifest.semantics().metrics().values()));
        tree.put("semantic_models", trees(manifest.semantics().models().values()));
        tree.put("saved_queries", trees(manifest.semantics().savedQueries().values()));
        tree.put("exposures", trees(manifest.exposures().values()));
        Map<String, Object> spines = new LinkedHashMap<>();
        Map<String, Object> metrics = new LinkedHashMap<>();
        manifest.nodes().values().forEach(node -> {
            Map<String, @Nullable Object> whole = WireForm.of(node);
            Object spine = whole.get("time_spine");
            if (spine != null) {
                spines.put(node.uniqueId(), spine);
            }
            if (whole.get("metrics") instanceof List<?> calls && !calls.isEmpty()) {
                metrics.put(node.uniqueId(), calls);
            }
        });
        tree.put("spines", spines);
        tree.put("node_metrics", metrics);
        Map<String, Object> disabled = new LinkedHashMap<>();
        manifest.disabled()
                .forEach((id, resources) -> disabled.put(
                        id, resources.stream().map(RecordedSemanticsTest::tree).toList()));
        tree.put("disabled", disabled);
        Map<String, Object> parents = new LinkedHashMap<>();
        manifest.resources()
                .forEach(resource -> parents.put(
                        resource.uniqueId(),
                        resource.parents().stream().sorted().toList()));
        tree.put("parent_map", parents);
        return tree;
    }

    private static Map<String, Object> trees(Iterable<? extends Resource> resources) {
        Map<String, Object> trees = new LinkedHashMap<>();
        resources.forEach(resource -> trees.put(resource.uniqueId(), tree(resource)));
        return trees;
    }

    private static Map<String, @Nullable Object> tree(Resource resource) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(WireForm.of(resource));
        tree.remove("created_at");
        tree.remove("root_path");
        return tree;
    }

    /** As text, without what the recordings say of nodes in other places. */
    private static String sorted(@Nullable Object tree) {
        return JsonText.write(lean(tree, ""), true).replace("},", "},\n");
    }

    private static @Nullable Object lean(@Nullable Object tree, String path) {
        return switch (tree) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> all = new TreeMap<>();
                map.forEach((key, value) -> {
                    boolean elsewhere = path.isEmpty() && (key.equals("child_map") || key.equals("group_map"));
                    if (!elsewhere
                            && !(path.equals("/disabled") && String.valueOf(key).startsWith("model."))) {
                        all.put(String.valueOf(key), lean(value, path + "/" + key));
                    }
                });
                yield all;
            }
            case List<?> list -> {
                List<@Nullable Object> all = new ArrayList<>();
                list.forEach(each -> all.add(lean(each, path + "[]")));
                if (path.lastIndexOf('/') == 0 || path.equals("/project_configuration/time_spines")) {
                    all.sort(java.util.Comparator.comparing(String::valueOf)); // by files, which have no order there
                }
                yield all;
            }
            case null -> null;
            case Object other -> other;
        };
    }
}
