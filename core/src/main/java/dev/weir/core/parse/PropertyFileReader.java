package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ErrorKind;
import dev.weir.base.NearestName;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.core.project.Project;
import dev.weir.core.project.SourceFile;
import dev.weir.core.project.YamlFile;
import dev.weir.core.project.YamlRenderer;
import dev.weir.core.project.YamlShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One property file ⇒ its entries. Source: dbt docs, "Properties"; recorded cases. */
final class PropertyFileReader {
    /** Sections whose entries are read. */
    static final Set<String> SECTIONS = Set.of(
            "models",
            "seeds",
            "snapshots",
            "analyses",
            "sources",
            "exposures",
            "macros",
            "groups",
            "unit_tests",
            "functions",
            "data_tests",
            "metrics",
            "semantic_models",
            "saved_queries");

    /** What dbt refuses to have other keys. */
    private static final Set<String> CLOSED = Set.of("exposures", "unit_tests", "groups");

    /** Sections whose entries are held against their form as a whole, with {@link EntryShapes}. */
    private static final Set<String> SHAPED = Set.of("metrics", "semantic_models", "saved_queries");

    /** Keys of the semantic layer of a later dbt: known to its schemas, and without effect in dbt 1.11. */
    private static final Set<String> NOT_YET_KEYS = Set.of(
            "agg_time_dimension",
            "semantic_model",
            "metrics",
            "derived_semantics",
            "primary_entity",
            "dimension",
            "entity");

    private static final Set<String> OTHERS = Set.of("version", "anchors", "tests");
    /** What an entry of a section describes, where dbt knows more keys than it heeds. */
    private static final Map<String, String> KINDS =
            Map.of("seeds", "seed", "snapshots", "snapshot", "analyses", "analysis", "functions", "function");

    private static final List<String> DASHED_HOOKS = List.of("pre-hook", "post-hook");
    private static final Set<String> COMMON =
            Set.of("name", "description", "meta", "docs", "config", "columns", "tests", "data_tests");
    private static final Map<String, Set<String>> KEYS = Map.ofEntries(
            Map.entry(
                    "models",
                    with(
                            COMMON,
                            "contract",
                            "access",
                            "group",
                            "latest_version",
                            "versions",
                            "constraints",
                            "deprecation_date",
                            "quote_columns",
                            "time_spine",
                            "freshness",
                            "data_type",
                            "tags",
                            "agg_time_dimension",
                            "semantic_model",
                            "metrics",
                            "derived_semantics",
                            "primary_entity")),
            Map.entry("seeds", with(COMMON, "contract", "quote_columns", "tags", "access", "group", "data_type")),
            Map.entry(
                    "snapshots",
                    with(COMMON, "contract", "relation", "quote_columns", "tags", "access", "group", "data_type")),
            Map.entry("analyses", with(COMMON, "contract", "quote_columns", "tags", "access", "group", "data_type")),
            Map.entry("macros", Set.of("name", "description", "meta", "docs", "config", "arguments", "data_type")),
            Map.entry(
                    "functions",
                    Set.of(
                            "name",
                            "description",
                            "meta",
                            "docs",
                            "config",
                            "arguments",
                            "returns",
                            "access",
                            "data_type")),
            Map.entry("groups", Set.of("name", "owner", "description", "config")),
            Map.entry(
                    "exposures",
                    Set.of(
                            "name",
                            "type",
                            "owner",
                            "description",
                            "label",
                            "meta",
                            "tags",
                            "url",
                            "maturity",
                            "depends_on",
                            "config")),
            Map.entry(
                    "unit_tests",
                    Set.of("name", "model", "given", "expect", "description", "overrides", "config", "versions")),
            Map.entry("data_tests", Set.of("name", "description", "config", "docs", "meta")),
            Map.entry(
                    "sources",
                    Set.of(
                            "name",
                            "description",
                            "meta",
                            "database",
                            "schema",
                            "loader",
                            "quoting",
                            "freshness",
                            "loaded_at_field",
                            "loaded_at_query",
                            "tables",
                            "tags",
                            "config",
                            "overrides",
                            "unrendered_database",
                            "unrendered_schema",
                            "data_type",
                            "catalog")));
    private static final Set<String> COLUMN_KEYS = Set.of(
            "name",
            "description",
            "meta",
            "data_type",
            "constraints",
            "docs",
            "quote",
            "tags",
            "tests",
            "data_tests",
            "granularity",
            "policy_tags",
            "config",
            "include",
            "exclude",
            "dimension",
            "entity",
            "alias");

    private final Project project;
    private final SourceFile file;
    private final YamlRenderer renderer;
    private final Findings findings;

    PropertyFileReader(Project project, SourceFile file, YamlRenderer renderer, Findings findings) {
        this.project = project;
        this.file = file;
        this.renderer = renderer;
        this.findings = findings;
    }

    private static Set<String> with(Set<String> some, String... others) {
        Set<String> all = new java.util.HashSet<>(some);
        all.addAll(List.of(others));
        return Set.copyOf(all);
    }

    /** The entries of the file. Throws {@code YML-001} or {@code PAR-014} for a file that has not the form. */
    List<PropertyBlock> read() {
        Optional<YamlNode> document = document();
        if (document.isEmpty()) {
            return List.of();
        }
        if (!(document.get() instanceof YamlNode.Mapping root)) {
            throw new WeirException(reading(
                    Diagnostic.of(DiagnosticCode.PAR_014, "the file holds no mapping")
                            .at(document.get().span()),
                    "Contents of file '" + file.text().path() + "' are not valid. Dictionary expected."));
        }
        List<PropertyBlock> blocks = new ArrayList<>();
        for (YamlNode.Entry entry : root.entries()) {
            if (SECTIONS.contains(entry.key())) {
                section(entry, blocks);
            } else if (!OTHERS.contains(entry.key())) {
                unknown(entry, with(SECTIONS, "version"));
            }
        }
        return blocks;
    }

    private Optional<YamlNode> document() {
        try {
            return YamlFile.parse(
                    file.text(),
                    finding -> YamlFile.warnOfDuplicateKey(finding, file.text().path(), findings::warn));
        } catch (WeirException broken) {
            Diagnostic diagnostic = broken.diagnostic();
            throw new WeirException(reading(diagnostic, diagnostic.message()), broken);
        }
    }

    private Diagnostic reading(Diagnostic diagnostic, String message) {
        String name = file.relativePath();
        return diagnostic.withHeadline(new Diagnostic.Headline(
                ErrorKind.PARSING,
                Optional.empty(),
                "Error reading " + project.name() + ": " + name + " - Runtime Error\n"
                        + message.indent(2).stripTrailing()));
    }

    private void notYetKey(YamlNode.Entry entry) {
        findings.warn(
                Diagnostic.of(DiagnosticCode.PAR_021, "\"" + entry.key() + "\" is not supported yet and was left out")
                        .at(entry.keySpan()));
    }

    private void unknown(YamlNode.Entry entry, Set<String> known) {
        Diagnostic finding = Diagnostic.of(DiagnosticCode.PAR_017, "unknown key \"" + entry.key() + "\"")
                .at(entry.keySpan());
        findings.unknownKey(NearestName.to(entry.key(), known)
                .map(near -> finding.withHint("Did you mean \"" + near + "\"?"))
                .orElse(finding));
    }

    private void section(YamlNode.Entry entry, List<PropertyBlock> into) {
        String section = entry.key();
        if (entry.value() instanceof YamlNode.Scalar scalar && scalar.value() == null) {
            return;
        }
        if (!(entry.value() instanceof YamlNode.Sequence list)) {
            throw invalid(entry.value(), "because the value of '" + section + "' is not a list");
        }
        for (YamlNode item : list.items()) {
            if (!(item instanceof YamlNode.Mapping mapping)) {
                throw invalid(item, "because a list element for '" + section + "' is not a dictionary");
            }
            try {
                into.add(block(section, mapping));
            } catch (WeirException failed) {
                findings.errors(failed);
            }
        }
    }

    private WeirException invalid(YamlNode place, String why) {
        return new WeirException(
                Diagnostic.of(DiagnosticCode.PAR_014, "the file does not have the form of a property file")
                        .inWordsOfDbt("The schema file at " + file.text().path() + " is invalid " + why)
                        .at(place.span()));
    }

    @SuppressWarnings("unchecked") // a mapping renders to a map with text keys
    private PropertyBlock block(String section, YamlNode.Mapping mapping) {
        YamlNode name = mapping.find("name")
                .orElseThrow(() -> invalid(
                        mapping, "because a list element for '" + section + "' does not have a name attribute."));
        Map<String, @Nullable Object> rendered = (Map<String, @Nullable Object>)
                Objects.requireNonNull(renderer.render(mapping, RenderedTexts.of(section)));
        if (rendered.get("config") instanceof Map<?, ?> config) {
            for (String key : DASHED_HOOKS) {
                if (config.containsKey(key)) {
                    ((Map<String, @Nullable Object>) config).put(key, hooks(config.get(key), mapping));
                }
            }
        }
        if (SHAPED.contains(section)) {
            return new PropertyBlock(
                    project,
                    file,
                    section,
                    String.valueOf(rendered.get("name")),
                    new PropertyBlock.Contents(mapping, rendered));
        }
        if (!CLOSED.contains(section) && !section.equals("sources")) {
            checkKeys(section, mapping);
        }
        if (!(rendered.get("name") instanceof String text)) {
            throw config(
                    section,
                    rendered,
                    name,
                    "at path ['name']: " + ConfigBuilder.shown(rendered.get("name")) + " is not of type 'string'");
        }
        Optional<YamlShape.Complaint> complaint = EntryShapes.ofSection(section).complaint(rendered);
        if (complaint.isPresent()) {
            throw config(
                    section,
                    rendered,
                    complaint.get().place(mapping),
                    complaint.get().words());
        }
        if (section.equals("sources")) {
            refuseUnknown(mapping, rendered);
        }
        checkColumns(section, mapping, rendered);
        if (OF_NODES.contains(section)
                && rendered.containsKey("contract")
                && !(rendered.get("contract") instanceof Map<?, ?>)) {
            throw config(
                    section,
                    rendered,
                    mapping.find("contract").orElse(mapping),
                    "at path ['contract']: " + ConfigBuilder.shown(rendered.get("contract"))
                            + " is not of type 'object'");
        }
        if (OF_NODES.contains(section) && rendered.get("config") instanceof Map<?, ?> config) {
            for (String key : BESIDE_OR_BELOW) {
                if (rendered.get(key) != null && config.get(key) != null) {
                    throw twice(key, mapping);
                }
            }
        }
        return new PropertyBlock(project, file, section, text, new PropertyBlock.Contents(mapping, rendered));
    }

    /** Other entries may say such things in both places. */
    private static final Set<String> OF_NODES = Set.of("models", "seeds", "snapshots", "analyses");

    private static final List<String> BESIDE_OR_BELOW = List.of("meta", "docs", "access", "group", "contract");

    private WeirException twice(String key, YamlNode.Mapping mapping) {
        return new WeirException(Diagnostic.of(
                        DiagnosticCode.PAR_014, "\"" + key + "\" stands both beside and under config")
                .inWordsOfDbt("In " + file.text().path() + ": found " + key
                        + " dictionary in 'config' dictionary and as top-level key.\n"
                        + "                    Remove the top-level key and define it under 'config' dictionary only.")
                .at(mapping.find(key).orElse(mapping).span()));
    }

    private void refuseUnknown(YamlNode.Mapping mapping, Map<String, @Nullable Object> rendered) {
        Set<String> known = KEYS.getOrDefault("sources", Set.of());
        List<String> unknown = rendered.keySet().stream()
                .filter(key -> !known.contains(key))
                .map(key -> "'" + key + "'")
                .toList();
        if (!unknown.isEmpty()) {
            throw config(
                    "sources",
                    rendered,
                    mapping,
                    "at path []: Additional properties are not allowed (" + String.join(", ", unknown)
                            + (unknown.size() == 1 ? " was unexpected)" : " were unexpected)"));
        }
    }

    private void checkKeys(String section, YamlNode.Mapping mapping) {
        Set<String> known = KEYS.getOrDefault(section, Set.of());
        for (YamlNode.Entry entry : mapping.entries()) {
            if (entry.key().equals("constraints") && KINDS.containsKey(section)) {
                ofModelsOnly(section, mapping, entry);
            } else if (!known.contains(entry.key())) {
                unknown(entry, known);
            } else if (NOT_YET_KEYS.contains(entry.key())) {
                notYetKey(entry);
            }
        }
    }

    private void ofModelsOnly(String section, YamlNode.Mapping mapping, YamlNode.Entry entry) {
        if (!(entry.value() instanceof YamlNode.Sequence list) || list.items().isEmpty()) {
            return;
        }
        String kind = Objects.requireNonNull(KINDS.get(section));
        String name =
                mapping.find("name").map(each -> String.valueOf(each.plain())).orElse("");
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("field_name", entry.key());
        fields.put("node_name", name);
        fields.put("resource_type", kind);
        findings.warn(
                "ValidationWarning",
                "I009",
                Diagnostic.of(DiagnosticCode.PAR_017, "\"" + entry.key() + "\" is for models")
                        .inWordsOfDbt("Field " + entry.key() + " is not valid for " + kind + " (" + name + ")")
                        .at(entry.keySpan()),
                fields);
    }

    private void checkColumns(String section, YamlNode.Mapping mapping, Map<String, @Nullable Object> rendered) {
        for (YamlNode column : PropertyBlock.items(mapping, "columns")) {
            if (column instanceof YamlNode.Mapping each) {
                if (each.find("tests").isPresent() && each.find("data_tests").isPresent()) {
                    throw config(
                            section,
                            rendered,
                            each,
                            "at path []: Invalid test config: cannot have both 'tests' and 'data_tests' defined");
                }
                for (YamlNode.Entry entry : each.entries()) {
                    if (!COLUMN_KEYS.contains(entry.key())) {
                        unknown(entry, COLUMN_KEYS);
                    } else if (NOT_YET_KEYS.contains(entry.key())) {
                        notYetKey(entry);
                    }
                }
            }
        }
    }

    /** The sections whose complaints show where an entry stands as if it said so. */
    private static final Set<String> WITH_FILE =
            Set.of("models", "seeds", "snapshots", "analyses", "macros", "data_tests", "functions");

    private WeirException config(
            String section, Map<String, @Nullable Object> rendered, YamlNode place, String complaint) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(rendered);
        if (WITH_FILE.contains(section)) {
            shown.put("original_file_path", file.text().path());
            shown.put("yaml_key", section);
            shown.put("package_name", project.name());
        }
        return new WeirException(Diagnostic.of(
                        DiagnosticCode.PAR_014, "an entry of \"" + section + "\" has not the right form")
                .inWordsOfDbt("Invalid " + section + " config given in "
                        + file.text().path() + " @ " + section + ": " + ConfigBuilder.shown(shown) + " - " + complaint)
                .at(place.span()));
    }

    /**
     * Hooks under dashed names are rendered with the file, those with an underscore only when they run. What needs names that
     * only a run knows stays for the run, too, where dbt fails: {@code this}.
     */
    // intended: COMPATIBILITY #121
    private @Nullable Object hooks(@Nullable Object written, YamlNode place) {
        return switch (written) {
            case String text -> {
                try {
                    yield renderer.renderText(text, place);
                } catch (WeirException laterKnown) {
                    yield text;
                }
            }
            case List<?> list -> {
                List<@Nullable Object> hooks = new ArrayList<>(list.size());
                for (Object each : list) {
                    hooks.add(hooks(each, place));
                }
                yield hooks;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> hook = new LinkedHashMap<>();
                map.forEach((key, value) -> hook.put(String.valueOf(key), hooks(value, place)));
                yield hook;
            }
            case null, default -> written;
        };
    }
}
