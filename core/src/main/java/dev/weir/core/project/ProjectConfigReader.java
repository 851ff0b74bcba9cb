package dev.weir.core.project;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.NearestName;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.jinja.value.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The mapping in {@code dbt_project.yml} ⇒ {@link ProjectConfig}, checked in dbt's words. */
final class ProjectConfigReader {
    private static final Set<String> KEYS = Set.of(
            "name",
            "config-version",
            "version",
            "project-root",
            "source-paths",
            "model-paths",
            "macro-paths",
            "data-paths",
            "seed-paths",
            "test-paths",
            "analysis-paths",
            "docs-paths",
            "asset-paths",
            "function-paths",
            "target-path",
            "snapshot-paths",
            "clean-targets",
            "profile",
            "log-path",
            "packages-install-path",
            "quoting",
            "on-run-start",
            "on-run-end",
            "require-dbt-version",
            "dispatch",
            "models",
            "seeds",
            "snapshots",
            "analyses",
            "sources",
            "tests",
            "data_tests",
            "unit_tests",
            "metrics",
            "semantic-models",
            "saved-queries",
            "exposures",
            "functions",
            "vars",
            "packages",
            "query-comment",
            "restrict-access",
            "dbt-cloud",
            "flags");
    private static final Pattern NAME = Pattern.compile("[^\\d\\W]\\w*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern VERSION = Pattern.compile("(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(\\.(0|[1-9]\\d*)"
            + "(-(0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(\\.(0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?"
            + "(\\+[0-9a-zA-Z-]+(\\.[0-9a-zA-Z-]+)*)?)?");
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

    static ProjectConfig read(Path file, YamlNode.Mapping written, YamlRenderer renderer) {
        ProjectConfigReader reader = new ProjectConfigReader(file, written, values(written, renderer));
        reader.checkKeys();
        return reader.config();
    }

    @SuppressWarnings("unchecked") // a mapping renders to a map with text keys
    private static Map<String, @Nullable Object> values(YamlNode.Mapping written, YamlRenderer renderer) {
        return (Map<String, @Nullable Object>)
                java.util.Objects.requireNonNull(renderer.render(written, ProjectConfigReader::rendered));
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

    private void checkKeys() {
        for (YamlNode.Entry entry : written.entries()) {
            if (!KEYS.contains(entry.key())) {
                Diagnostic unknown = Diagnostic.of(DiagnosticCode.PRJ_003, "unknown key \"" + entry.key() + "\"")
                        .inWordsOfDbt(invalid(
                                "[]", "Additional properties are not allowed ('" + entry.key() + "' was unexpected)"))
                        .at(entry.keySpan());
                throw new WeirException(NearestName.to(entry.key(), KEYS)
                        .map(near -> unknown.withHint("Did you mean \"" + near + "\"?"))
                        .orElse(unknown));
            }
        }
    }

    private String invalid(String path, String complaint) {
        return "at path " + path + ": " + complaint + "\n\nError encountered in " + file;
    }

    private void oneOf(String old, String name) {
        if (values.containsKey(old) && values.containsKey(name)) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.PRJ_004, "\"" + old + "\" stands beside \"" + name + "\"")
                            .inWordsOfDbt(old + " and " + name + " cannot both be defined. The `" + old
                                    + "` config has been deprecated in favor of `" + name
                                    + "`. Please update your `dbt_project.yml` configuration to reflect this change.\n\n"
                                    + "Error encountered in " + file)
                            .at(written.find(old).orElse(written).span()));
        }
    }

    private WeirException wrongType(String key, String complaint) {
        return wrong(key, "['" + key + "']", complaint);
    }

    private WeirException wrong(String key, String path, String complaint) {
        return new WeirException(
                Diagnostic.of(DiagnosticCode.PRJ_004, "key \"" + key + "\" holds a value of the wrong kind")
                        .inWordsOfDbt(invalid(path, complaint))
                        .at(written.find(key).orElse(written).span()));
    }

    /** A version has two parts at least; what counts is how it is written. */
    private Optional<String> version() {
        Object value = values.get("version");
        if (value == null) {
            return Optional.empty();
        }
        String text = value instanceof Boolean flag ? (flag ? "True" : "False") : String.valueOf(value);
        if (!VERSION.matcher(text).matches()) {
            throw wrongType("version", "'" + text + "' is not valid under any of the given schemas");
        }
        return Optional.of(text);
    }

    private void checkConfigVersion() {
        Object value = values.get("config-version");
        boolean whole = value instanceof Long || value instanceof Double number && number == Math.rint(number);
        if (value != null && !whole) {
            throw wrongType("config-version", shown(value) + " is not valid under any of the given schemas");
        }
    }

    private ProjectConfig config() {
        String name = name();
        checkConfigVersion();
        oneOf("source-paths", "model-paths");
        oneOf("data-paths", "seed-paths");
        List<String> models = texts("model-paths", texts("source-paths", List.of("models")));
        List<String> seeds = texts("seed-paths", texts("data-paths", List.of("seeds")));
        List<String> snapshots = texts("snapshot-paths", List.of("snapshots"));
        List<String> analyses = texts("analysis-paths", List.of("analyses"));
        List<String> macros = texts("macro-paths", List.of("macros"));
        List<String> tests = texts("test-paths", List.of("tests"));
        List<String> functions = texts("function-paths", List.of("functions"));
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
                name,
                version(),
                text("profile"),
                paths,
                text("target-path"),
                text("log-path"),
                texts("clean-targets", List.of("target")),
                new ProjectConfig.Hooks(textOrTexts("on-run-start"), textOrTexts("on-run-end")),
                quoting(),
                dispatch(),
                queryComment(),
                map("vars"),
                sections(),
                textOrTexts("require-dbt-version"),
                Boolean.TRUE.equals(values.get("restrict-access")),
                map("flags"),
                written);
    }

    private String name() {
        Object value = values.get("name");
        if (value == null && !values.containsKey("name")) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.PRJ_004, "the project has no name")
                    .inWordsOfDbt(invalid("[]", "'name' is a required property"))
                    .at(written.span())
                    .withHint("Add a line: name: my_project"));
        }
        if (!(value instanceof String name)) {
            throw wrongType("name", shown(value) + " is not of type 'string'");
        }
        if (!NAME.matcher(name).matches()) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.PRJ_004, "project name \"" + name + "\" is not allowed")
                            .inWordsOfDbt(invalid("['name']", "'" + name + "' does not match '^[^\\\\d\\\\W]\\\\w*$'"))
                            .at(written.find("name").orElse(written).span())
                            .withHint("Use letters, digits and underscores: " + name.replaceAll("\\W", "_")));
        }
        return name;
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "None" : value instanceof String ? "'" + value + "'" : String.valueOf(value);
    }

    private Optional<String> text(String key) {
        Object value = values.get(key);
        return switch (value) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            default -> throw wrongType(key, shown(value) + " is not of type 'string'");
        };
    }

    private List<String> texts(String key, List<String> otherwise) {
        Object value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof List<?> list)) {
            throw wrongType(key, shown(value) + " is not valid under any of the given schemas");
        }
        List<String> texts = new ArrayList<>(list.size());
        for (Object item : list) {
            texts.add(String.valueOf(item));
        }
        return texts;
    }

    private List<String> textOrTexts(String key) {
        Object value = values.get(key);
        return value instanceof String text ? List.of(text) : texts(key, List.of());
    }

    @SuppressWarnings("unchecked") // mappings have text keys
    private Map<String, @Nullable Object> map(String key) {
        Object value = values.get(key);
        return switch (value) {
            case null -> Map.of();
            case Map<?, ?> map -> (Map<String, @Nullable Object>) map;
            default -> throw wrongType(key, shown(value) + " is not of type 'object'");
        };
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

    private Optional<Object> queryComment() {
        Object written = values.get("query-comment");
        boolean fits = written == null || written instanceof String;
        if (written instanceof Map<?, ?> map) {
            fits = COMMENT_KEYS.containsAll(map.keySet())
                    && (map.get("comment") == null || map.get("comment") instanceof String)
                    && (map.get("append") == null || map.get("append") instanceof Boolean)
                    && (map.get("job-label") == null || map.get("job-label") instanceof Boolean);
        }
        if (!fits) {
            throw wrongType(
                    "query-comment",
                    Values.repr(Values.fromData(written)) + " is not valid under any of the given schemas");
        }
        return Optional.ofNullable(written);
    }

    private static final Set<String> COMMENT_KEYS = Set.of("comment", "append", "job-label");

    private Map<String, List<String>> dispatch() {
        Map<String, List<String>> dispatch = new LinkedHashMap<>();
        if (values.get("dispatch") instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> entry
                        && entry.get("macro_namespace") instanceof String namespace
                        && entry.get("search_order") instanceof List<?> order) {
                    dispatch.put(namespace, order.stream().map(String::valueOf).toList());
                } else {
                    throw wrong(
                            "dispatch", "[]", "Invalid project dispatch config: " + Values.repr(Values.fromData(item)));
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
            Object value = values.get(key);
            if (value == null) {
                continue;
            }
            if (value instanceof Map<?, ?> rendered
                    && written.find(key).orElse(null) instanceof YamlNode.Mapping mapping) {
                sections.put(section, new ConfigTree(key, mapping, (Map<String, @Nullable Object>) rendered));
            } else {
                throw wrongType(key, shown(value) + " is not of type 'object'");
            }
        }
        return sections;
    }
}
