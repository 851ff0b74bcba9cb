package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.core.context.ContextFactory;
import dev.weir.core.context.MacroTrace;
import dev.weir.core.context.NodeScope;
import dev.weir.core.context.ParseCalls;
import dev.weir.core.context.TemplateContext;
import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.RelationName;
import dev.weir.core.project.ConfigSection;
import dev.weir.core.project.Project;
import dev.weir.core.project.YamlRenderer;
import dev.weir.core.project.YamlScope;
import dev.weir.jinja.JinjaParser;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the parsers of all kinds of resources share. Thread-safe.
 *
 * @param yamlScopes what Jinja in property files sees, by project
 */
record ParseScope(
        ParseRequest request,
        ContextFactory contexts,
        MacroKnowledge knowledge,
        StaticCode.Surroundings surroundings,
        Properties properties,
        DocBook docs,
        ConfigResolver configs,
        RelationNamer names,
        Map<String, YamlScope> yamlScopes,
        Findings findings,
        Instant createdAt) {

    YamlScope yamlScope(String projectName) {
        return java.util.Objects.requireNonNull(yamlScopes.get(projectName), projectName);
    }

    YamlRenderer yamlRenderer(String projectName) {
        return new YamlRenderer(yamlScope(projectName));
    }

    ColumnReader columns() {
        return new ColumnReader(docs);
    }

    Project rootProject() {
        return request.files().root();
    }

    /** What the code calls: read off it where that is safe, else by rendering it as parsing does. */
    ParseCalls calls(Identity identity, String subject, SourceText source, String code) {
        Optional<ParseCalls> known = StaticCode.read(code, identity.packageName(), surroundings);
        if (known.isPresent()) {
            return known.get();
        }
        ParseCalls calls = new ParseCalls();
        TemplateContext context = context(identity, subject, code, calls);
        try {
            context.render(JinjaParser.parse(
                    new SourceText(source.path(), code), contexts.renderer().syntax()));
        } catch (WeirException failed) {
            throw within(failed, subject);
        }
        return calls;
    }

    TemplateContext context(Identity identity, String subject, String code, ParseCalls calls) {
        RelationName relation = names.preliminary(identity.name());
        NodeScope scope = new NodeScope(
                identity.packageName(),
                Optional.of(identity.uniqueId()),
                subject,
                () -> model(identity, relation, code),
                Optional.of(relation));
        return contexts.forParsing(scope, request.database().apply(scope), calls);
    }

    /** What is known before the code is rendered: the configs of dbt_project.yml, and what is the same for all. */
    private Map<String, @Nullable Object> model(Identity identity, RelationName relation, String code) {
        Map<String, @Nullable Object> model = new LinkedHashMap<>();
        model.put("database", relation.database().orElse(null));
        model.put("schema", relation.schema());
        model.put("name", identity.name());
        model.put("resource_type", identity.resourceType().wireName());
        model.put("package_name", identity.packageName());
        model.put("path", identity.path());
        model.put("original_file_path", identity.originalFilePath());
        model.put("unique_id", identity.uniqueId());
        model.put("fqn", identity.fqn());
        model.put("alias", relation.alias());
        model.put("config", new LinkedHashMap<>(config(identity)));
        model.put("tags", List.of());
        model.put("columns", Map.of());
        model.put("meta", Map.of());
        model.put("description", "");
        model.put("language", "sql");
        for (String list : List.of("refs", "sources", "metrics", "functions", "constraints", "doc_blocks")) {
            model.put(list, List.of());
        }
        model.put("depends_on", Map.of("macros", List.of(), "nodes", List.of()));
        model.put("unrendered_config", Map.of());
        model.put("raw_code", code);
        return model;
    }

    private Map<String, @Nullable Object> config(Identity identity) {
        return switch (identity.resourceType()) {
            case MODEL -> config(identity, ConfigSection.MODELS, ConfigShape.MODEL);
            case SNAPSHOT -> config(identity, ConfigSection.SNAPSHOTS, ConfigShape.SNAPSHOT);
            case TEST -> config(identity, ConfigSection.DATA_TESTS, ConfigShape.TEST);
            case ANALYSIS -> config(identity, ConfigSection.ANALYSES, ConfigShape.NODE);
            default -> Map.of();
        };
    }

    private Map<String, @Nullable Object> config(Identity identity, ConfigSection section, ConfigShape shape) {
        for (Project project : request.files().projects()) {
            if (project.name().equals(identity.packageName())) {
                return configs.resolve(
                                new ConfigResolver.Place(project, section, identity.fqn()),
                                shape,
                                ConfigLayer.NONE,
                                ConfigLayer.NONE)
                        .config()
                        .values();
            }
        }
        return Map.of();
    }

    /** The failure, worded for the node it happened in. */
    static WeirException within(WeirException failed, String subject) {
        Diagnostic first = MacroTrace.within(failed, subject);
        if (first.code() == DiagnosticCode.CMP_005) { // said of the whole project, as the reference does
            first = first.withHeadline(new Diagnostic.Headline(first.kind(), Optional.empty(), first.message()));
        }
        return new WeirException(first, failed);
    }
}
