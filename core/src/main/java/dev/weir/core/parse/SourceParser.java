package dev.weir.core.parse;

import dev.weir.adapter.Capability;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.core.manifest.Documentation;
import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.RelationName;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.project.ConfigSection;
import dev.weir.core.project.Project;
import dev.weir.core.project.SourceFile;
import dev.weir.core.project.YamlScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code sources:} entries ⇒ a definition for each table. Source: dbt docs, "Source properties", "freshness". */
final class SourceParser {
    private final ParseScope scope;

    SourceParser(ParseScope scope) {
        this.scope = scope;
    }

    List<SourceDefinition> parse(PropertyBlock block) {
        List<SourceDefinition> sources = new ArrayList<>();
        List<Map<String, @Nullable Object>> tables =
                PropertyBlock.maps(block.rendered().get("tables"));
        List<YamlNode> written = block.items("tables");
        for (int at = 0; at < tables.size(); at++) {
            if (!(tables.get(at).get("name") instanceof String)) {
                throw PropertyErrors.config(
                        block,
                        written.get(at),
                        "at path ['tables'][" + at + "]['name']: "
                                + ConfigBuilder.shown(tables.get(at).get("name")) + " is not of type 'string'");
            }
            try {
                sources.add(table(block, tables.get(at)));
            } catch (WeirException failed) {
                throw failed.diagnostic().span().isPresent()
                        ? failed
                        : new WeirException(
                                failed.diagnostic().at(written.get(at).span()), failed);
            }
        }
        return sources;
    }

    private SourceDefinition table(PropertyBlock block, Map<String, @Nullable Object> table) {
        Project project = block.project();
        SourceFile file = block.file();
        String name = String.valueOf(table.get("name"));
        String uniqueId = "source." + project.name() + "." + block.name() + "." + name;
        List<String> fqn = new ArrayList<>();
        fqn.add(project.name());
        fqn.addAll(file.folders());
        fqn.add(block.name());
        fqn.add(name);
        Identity identity = new Identity(
                uniqueId, ResourceType.SOURCE, project.name(), name, fqn, file.projectPath(), file.projectPath());
        Map<String, @Nullable Object> config = config(block.rendered(), table);
        ConfigResolver.Resolved resolved = scope.configs()
                .resolve(
                        new ConfigResolver.Place(project, ConfigSection.SOURCES, fqn),
                        ConfigShape.SOURCE,
                        ConfigLayer.of(config),
                        ConfigLayer.NONE);
        var effective = resolved.config();
        if (effective.find("freshness").isPresent()) {
            effective = effective.with("freshness", Freshness.complete(effective.map("freshness")));
        }
        boolean enabled = effective.enabled(); // the texts of what is disabled stay as written
        YamlScope yaml = scope.yamlScope(project.name());
        String ofSource = text(block.rendered(), "description");
        String ofTable = text(table, "description");
        DocBook.Text sourceText = scope.docs().text(enabled, ofSource, project.name(), uniqueId, yaml);
        DocBook.Text description = scope.docs().text(enabled, ofTable, project.name(), uniqueId, yaml);
        ColumnReader columns = enabled ? scope.columns() : scope.columns().asWritten();
        Map<String, @Nullable Object> quoting = quoting(block.rendered().get("quoting"), table.get("quoting"));
        RelationName relation = new RelationName(
                Optional.of(
                        block.text("database").orElse(scope.request().adapter().database())),
                block.text("schema").orElse(block.name()),
                Optional.ofNullable(table.get("identifier"))
                        .map(String::valueOf)
                        .orElse(name),
                Optional.empty());
        RelationName rendered = new RelationName(
                relation.database(),
                relation.schema(),
                relation.alias(),
                Optional.of(scope.names().rendered(relation, quoting)));
        SourceDefinition.Freshness freshness = new SourceDefinition.Freshness(
                effective.find("freshness").map(SourceParser::map),
                effective.text("loaded_at_field"),
                effective.text("loaded_at_query"));
        warnOfFreshness(block, name, freshness);
        return new SourceDefinition(
                identity,
                effective,
                rendered,
                new Documentation(
                        description.text(),
                        columns.read(table.get("columns"), project.name(), uniqueId, yaml),
                        effective.map("meta"),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        description.blocks()),
                block.name(),
                sourceText.text(),
                text(block.rendered(), "loader"),
                metaOf(block.rendered()),
                quoting,
                freshness,
                external(table.get("external")),
                raw(block, "database"),
                raw(block, "schema"),
                scope.createdAt());
    }

    private void warnOfFreshness(PropertyBlock block, String table, SourceDefinition.Freshness freshness) {
        Capability.Support metadata =
                scope.request().adapter().adapter().support(Capability.TABLE_LAST_MODIFIED_METADATA);
        if (freshness.wanted() && freshness.loadedAt().isEmpty() && metadata != Capability.Support.FULL) {
            String name = block.name() + "." + table;
            scope.findings()
                    .warn(
                            "FreshnessConfigProblem",
                            "I073",
                            Diagnostic.of(
                                            DiagnosticCode.PAR_041,
                                            "source \"" + name + "\" has freshness and no loaded_at_field")
                                    .inWordsOfDbt("The configured adapter does not support metadata-based freshness. A"
                                            + " loaded_at_field must be specified for source '" + name + "'.")
                                    .at(block.written().span()));
        }
    }

    private static String text(Map<String, @Nullable Object> entry, String key) {
        Object value = entry.get(key);
        return value == null ? "" : String.valueOf(value);
    }

    private static Optional<String> raw(PropertyBlock block, String key) {
        return block.written()
                .find(key)
                .flatMap(node -> Optional.ofNullable(node.plain()))
                .map(String::valueOf);
    }

    @SuppressWarnings("unchecked") // mappings have text keys
    static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    private static Map<String, @Nullable Object> metaOf(Map<String, @Nullable Object> entry) {
        Map<String, @Nullable Object> meta = new LinkedHashMap<>(map(entry.get("meta")));
        meta.putAll(map(map(entry.get("config")).get("meta")));
        return meta;
    }

    private static List<String> tagsOf(Map<String, @Nullable Object> entry) {
        List<String> tags = new ArrayList<>(ColumnReader.texts(entry.get("tags")));
        tags.addAll(ColumnReader.texts(map(entry.get("config")).get("tags")));
        return tags;
    }

    /** What source and table say about the table's config, together. */
    private static Map<String, @Nullable Object> config(
            Map<String, @Nullable Object> source, Map<String, @Nullable Object> table) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>(map(source.get("config")));
        config.putAll(map(table.get("config")));
        config.remove("freshness");
        Freshness.merged(source, table).ifPresent(found -> config.put("freshness", found.thresholds()));
        refuseBoth(source, "source");
        refuseBoth(table, "table");
        Object field = own(table, "loaded_at_field");
        Object query = own(table, "loaded_at_query");
        if (field == null) { // a table's field stands for its source's query, too
            field = own(source, "loaded_at_field");
            query = query == null ? own(source, "loaded_at_query") : query;
        }
        config.put("loaded_at_field", field);
        config.put("loaded_at_query", query);
        Map<String, @Nullable Object> meta = metaOf(source);
        meta.putAll(metaOf(table));
        config.put("meta", meta);
        Set<String> tags = new TreeSet<>(tagsOf(source));
        tags.addAll(tagsOf(table));
        config.put("tags", new ArrayList<>(tags));
        return config;
    }

    private static void refuseBoth(Map<String, @Nullable Object> entry, String level) {
        if (own(entry, "loaded_at_field") != null && own(entry, "loaded_at_query") != null) {
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.PAR_014, "a " + level + " has both loaded_at_field and loaded_at_query")
                    .inWordsOfDbt("Cannot specify both loaded_at_field and loaded_at_query at " + level + " level."));
        }
    }

    private static @Nullable Object own(Map<String, @Nullable Object> entry, String key) {
        Object value = entry.get(key);
        return value != null ? value : map(entry.get("config")).get(key);
    }

    private static Map<String, @Nullable Object> quoting(@Nullable Object ofSource, @Nullable Object ofTable) {
        Map<String, @Nullable Object> quoting = new LinkedHashMap<>();
        for (String part : List.of("database", "schema", "identifier", "column")) {
            Object value = map(ofTable).get(part);
            quoting.put(part, value != null ? value : map(ofSource).get(part));
        }
        return quoting;
    }

    private static Optional<Map<String, @Nullable Object>> external(@Nullable Object written) {
        if (!(written instanceof Map<?, ?>)) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> external = new LinkedHashMap<>();
        for (String key : List.of("location", "file_format", "row_format", "tbl_properties", "partitions")) {
            external.put(key, map(written).get(key));
        }
        map(written).forEach(external::putIfAbsent);
        return Optional.of(external);
    }
}
