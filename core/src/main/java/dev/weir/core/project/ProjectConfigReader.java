package dev.weir.core.project;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.NearestName;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.core.event.Events;
import dev.weir.jinja.value.Values;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The mapping in {@code dbt_project.yml} ⇒ {@link ProjectConfig}, checked in dbt's words. */
final class ProjectConfigReader {
    private static final Set<String> HOOK_KEYS = Set.of("pre-hook", "post-hook", "pre_hook", "post_hook");
    private static final Set<String> CONFIGURED = Set.of("seeds", "models", "snapshots", "tests", "data_tests");

    private final Path file;
    private final YamlNode.Mapping written;
    private final Map<String, @Nullable Object> values;

    private ProjectConfigReader(Path file, YamlNode.Mapping written, Map<String, @Nullable Object> values) {
        this.file = file;
        this.written = written;
        this.values = values;
    }

    /**
     * Reads one, in dbt's order: the version of dbt it asks for, paths with old names, its form.
     *
     * @param events hear of what is going out of use
     */
    static ProjectConfig read(
            Path file, YamlNode.Mapping written, YamlRenderer renderer, RequiredVersion required, Events events) {
        ProjectConfigReader reader = new ProjectConfigReader(file, written, values(written, renderer));
        required.check(file, written, reader.values);
        OutdatedPaths.warn(file, written, reader.values, events);
        reader.checkShape();
        reader.checkDispatch();
        reader.checkTests();
        return reader.config();
    }

    @SuppressWarnings("unchecked") // a mapping renders to a map with text keys
    private static Map<String, @Nullable Object> values(YamlNode.Mapping written, YamlRenderer renderer) {
        Map<String, @Nullable Object> values = (Map<String, @Nullable Object>)
                java.util.Objects.requireNonNull(renderer.render(written, ProjectConfigReader::rendered));
        values.computeIfPresent(
                "version", (_, version) -> version instanceof Number ? String.valueOf(version) : version);
        return values;
    }

    /** Hooks and the query comment are rendered when they are used; vars never. */
    private static boolean rendered(List<String> path) {
        String first = path.getFirst();
        if (first.equals("on-run-start")
                || first.equals("on-run-end")
                || first.equals("query-comment")
                || first.equals("vars")) {
            return false;
        }
        if (CONFIGURED.contains(first)) {
            for (String key : path) {
                if (HOOK_KEYS.contains(key.startsWith("+") ? key.substring(1) : key)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void checkShape() {
        Optional<YamlShape.Complaint> complaint = ProjectShape.PROJECT.complaint(shaped());
        if (complaint.isEmpty()) {
            return;
        }
        String words = complaint.get().words() + "\n\nError encountered in " + file;
        if (complaint.get().path().isEmpty()) {
            throw new WeirException(unknownOrMissing().inWordsOfDbt(words));
        }
        String key = String.valueOf(complaint.get().path().getFirst());
        Diagnostic wrong = Diagnostic.of(
                        DiagnosticCode.PRJ_004,
                        key.equals("name") && values.get(key) instanceof String name
                                ? "project name \"" + name + "\" is not allowed"
                                : "key \"" + key + "\" holds a value of the wrong kind")
                .inWordsOfDbt(words)
                .at(complaint.get().place(written).span());
        throw new WeirException(
                key.equals("name") && values.get(key) instanceof String name
                        ? wrong.withHint("Use letters, digits and underscores: " + name.replaceAll("\\W", "_"))
                        : wrong);
    }

    /** As dbt looks at it: some sections may be empty, and tests are data tests. */
    private Map<String, @Nullable Object> shaped() {
        Map<String, @Nullable Object> shaped = new LinkedHashMap<>(values);
        for (String section : List.of("models", "seeds", "snapshots")) {
            shaped.remove(section, null);
        }
        if (shaped.containsKey("tests") && !shaped.containsKey("data_tests")) {
            shaped.put("data_tests", shaped.remove("tests"));
        }
        return shaped;
    }

    private Diagnostic unknownOrMissing() {
        Set<String> known = ProjectShape.PROJECT.shapes().keySet();
        for (YamlNode.Entry entry : written.entries()) {
            if (!known.contains(entry.key())) {
                Diagnostic unknown = Diagnostic.of(DiagnosticCode.PRJ_003, "unknown key \"" + entry.key() + "\"")
                        .at(entry.keySpan());
                return NearestName.to(entry.key(), known)
                        .map(near -> unknown.withHint("Did you mean \"" + near + "\"?"))
                        .orElse(unknown);
            }
        }
        return Diagnostic.of(DiagnosticCode.PRJ_004, "the project has no name")
                .at(written.span())
                .withHint("Add a line: name: my_project");
    }

    private void checkDispatch() {
        if (values.get("dispatch") instanceof List<?> list) {
            for (Object item : list) {
                if (!(item instanceof Map<?, ?> entry
                        && entry.containsKey("macro_namespace")
                        && entry.get("search_order") instanceof List<?>)) {
                    throw wrong("dispatch", "Invalid project dispatch config: " + Values.repr(Values.fromData(item)));
                }
            }
        }
    }

    private void checkTests() {
        if (values.containsKey("tests") && values.containsKey("data_tests")) {
            throw wrong("tests", "Invalid project config: cannot have both 'tests' and 'data_tests' defined");
        }
    }

    /** What is wrong with a key that has the right form. */
    private WeirException wrong(String key, String complaint) {
        return new WeirException(
                Diagnostic.of(DiagnosticCode.PRJ_004, "key \"" + key + "\" holds a value of the wrong kind")
                        .inWordsOfDbt("at path []: " + complaint + "\n\nError encountered in " + file)
                        .at(written.find(key).orElse(written).span()));
    }

    private ProjectConfig config() {
        List<String> models = folders("model-paths", folders("source-paths", List.of("models")));
        List<String> seeds = folders("seed-paths", folders("data-paths", List.of("seeds")));
        List<String> snapshots = folders("snapshot-paths", List.of("snapshots"));
        List<String> analyses = folders("analysis-paths", List.of("analyses"));
        List<String> macros = folders("macro-paths", List.of("macros"));
        List<String> tests = folders("test-paths", List.of("tests"));
        List<String> functions = folders("function-paths", List.of("functions"));
        Set<String> documented = new LinkedHashSet<>(models);
        documented.addAll(seeds);
        documented.addAll(snapshots);
        documented.addAll(analyses);
        documented.addAll(macros);
        documented.addAll(tests);
        documented.addAll(functions);
        ProjectPaths paths = new ProjectPaths(
                models,
                seeds,
                snapshots,
                analyses,
                tests,
                macros,
                functions,
                texts("docs-paths", List.copyOf(documented)),
                texts("asset-paths", List.of()),
                text("packages-install-path").orElse("dbt_packages"));
        return new ProjectConfig(
                String.valueOf(values.get("name")),
                text("version"),
                text("profile"),
                paths,
                text("target-path"),
                text("log-path"),
                texts("clean-targets", List.of("target")),
                new ProjectConfig.Hooks(textOrTexts("on-run-start"), textOrTexts("on-run-end")),
                quoting(),
                dispatch(),
                Optional.ofNullable(values.get("query-comment")),
                map("vars"),
                sections(),
                Boolean.TRUE.equals(values.get("restrict-access")),
                map("flags"),
                written);
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).map(String::valueOf);
    }

    private List<String> texts(String key, List<String> otherwise) {
        return values.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : otherwise;
    }

    private List<String> folders(String key, List<String> otherwise) {
        return texts(key, otherwise).stream()
                .map(folder ->
                        folder.length() > 1 && folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder)
                .toList();
    }

    private List<String> textOrTexts(String key) {
        return values.get(key) instanceof String text ? List.of(text) : texts(key, List.of());
    }

    @SuppressWarnings("unchecked") // mappings have text keys
    private Map<String, @Nullable Object> map(String key) {
        return values.get(key) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    private Map<String, Boolean> quoting() {
        Map<String, Boolean> quoting = new LinkedHashMap<>();
        map("quoting").forEach((part, quoted) -> {
            if (quoted instanceof Boolean flag) {
                quoting.put(part, flag);
            }
        });
        return quoting;
    }

    private Map<String, List<String>> dispatch() {
        Map<String, List<String>> dispatch = new LinkedHashMap<>();
        if (values.get("dispatch") instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> entry && entry.get("search_order") instanceof List<?> order) {
                    dispatch.put(
                            String.valueOf(entry.get("macro_namespace")),
                            order.stream().map(String::valueOf).toList());
                }
            }
        }
        return dispatch;
    }

    @SuppressWarnings("unchecked") // mappings have text keys
    private Map<ConfigSection, ConfigTree> sections() {
        Map<ConfigSection, ConfigTree> sections = new EnumMap<>(ConfigSection.class);
        for (ConfigSection section : ConfigSection.values()) {
            String key = section == ConfigSection.DATA_TESTS && !values.containsKey("data_tests")
                    ? "tests"
                    : section.wireName();
            if (values.get(key) instanceof Map<?, ?> rendered
                    && written.find(key).orElse(null) instanceof YamlNode.Mapping mapping) {
                sections.put(section, new ConfigTree(key, mapping, (Map<String, @Nullable Object>) rendered));
            }
        }
        return sections;
    }
}
