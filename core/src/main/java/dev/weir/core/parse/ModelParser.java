package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.context.ParseCalls;
import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.NodeBody;
import dev.weir.core.manifest.NodeConfig;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.project.ConfigSection;
import dev.weir.core.project.Project;
import dev.weir.core.project.SourceFile;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files ⇒ models, with their versions. Thread-safe. */
final class ModelParser {
    private static final List<String> ACCESS = List.of("private", "protected", "public");

    private final ParseScope scope;
    private final NodeBodies bodies;

    ModelParser(ParseScope scope) {
        this.scope = scope;
        bodies = new NodeBodies(scope);
    }

    /** The model of one file. Throws what stops the file. */
    Node parse(Project project, SourceFile file) {
        if (!file.relativePath().endsWith(".sql")) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.PAR_021, "model \"" + file.stem() + "\" is written in Python")
                            .at(file.text().span(0, 0))
                            .withDetail("This database runs SQL models only.")
                            .withHint("Write it in SQL, or list the file in .dbtignore."));
        }
        Optional<Properties.Version> version = scope.properties().version(project.name(), file.stem());
        Optional<PropertyBlock> block = version.isPresent()
                ? version.map(Properties.Version::block)
                : scope.properties().find("models", project.name(), file.stem());
        String name = version.map(each -> each.block().name()).orElse(file.stem());
        List<String> fqn = version.isPresent()
                ? NodeDraft.fqn(
                        project, file.folders(), name, "v" + version.get().text())
                : NodeDraft.fqn(project, file.folders(), name);
        String uniqueId = "model." + project.name() + "." + name
                + version.map(each -> ".v" + each.text()).orElse("");
        Identity identity = new Identity(
                uniqueId, ResourceType.MODEL, project.name(), name, fqn, file.relativePath(), file.projectPath());
        Map<String, @Nullable Object> described = described(block, version);
        NodeDraft draft = new NodeDraft(
                project,
                identity,
                ConfigSection.MODELS,
                ConfigShape.MODEL,
                NodeDraft.code(file),
                block,
                described,
                modelConfig(block, version),
                version.isPresent() ? version.map(Properties.Version::written) : block.map(PropertyBlock::written));
        ParseCalls calls =
                scope.calls(identity, draft.subject(), file.text(), draft.code().rawCode());
        List<Map<String, @Nullable Object>> constraints = ColumnReader.constraints(described.get("constraints"), true);
        ForeignKeys.read(described, constraints, calls);
        version.ifPresent(
                own -> ForeignKeys.ofColumns(own.entry(), calls)); // dbt counts them twice. Source: recorded case nulls
        NodeBody body = bodies.of(draft, calls);
        if (version.isPresent()) {
            body = body.withTags(versionTags(draft, NodeDraft.fqn(project, file.folders(), file.stem()), calls, body));
        }
        Optional<String> contract = Boolean.TRUE.equals(
                        body.config().map("contract").get("enforced"))
                ? Optional.of(ContractChecksum.of(
                        body.docs().columns(), constraints, body.config().materialized()))
                : Optional.empty();
        return scope.names()
                .named(new ModelNode(
                        body,
                        access(body.config(), draft),
                        constraints,
                        version.map(Properties.Version::version),
                        version.map(Properties.Version::latest),
                        deprecationDate(draft),
                        List.of(),
                        contract,
                        TimeSpines.read(described)));
    }

    private static Optional<String> deprecationDate(NodeDraft draft) {
        try {
            return Optional.ofNullable(draft.described().get("deprecation_date"))
                    .map(DeprecationDate::shown);
        } catch (WeirException noDate) {
            throw draft.placed(noDate);
        }
    }

    /** Who may read a model. What is no relation cannot be public. */
    private static String access(NodeConfig config, NodeDraft draft) {
        String access = config.text("access").orElse("protected");
        boolean known = ACCESS.contains(access);
        boolean ephemeral = config.materialized().equals("ephemeral") && access.equals("public");
        if (known && !ephemeral) {
            return access;
        }
        throw draft.placed(new WeirException(Diagnostic.of(
                        DiagnosticCode.PAR_012,
                        known
                                ? "ephemeral model \"" + draft.identity().name() + "\" cannot be public"
                                : "\"" + access + "\" is no access level")
                .inWordsOfDbt("Node " + draft.identity().uniqueId()
                        + (ephemeral ? " with 'ephemeral' materialization" : "") + " has an invalid value ("
                        + access + ") for the access field")
                .withHint("Access is private, protected or public.")));
    }

    /** Those of the file as if it had no version come first. Source: recorded manifests. */
    private List<String> versionTags(NodeDraft draft, List<String> fileFqn, ParseCalls calls, NodeBody body) {
        Set<String> tags = new LinkedHashSet<>(scope.configs()
                .resolve(
                        new ConfigResolver.Place(draft.project(), draft.section(), fileFqn),
                        draft.shape(),
                        ConfigLayer.NONE,
                        ConfigLayer.of(calls.config()))
                .tags());
        tags.addAll(body.tags());
        return List.copyOf(tags);
    }

    /** What a model's entry says, with what its version says over it. */
    private static Map<String, @Nullable Object> described(
            Optional<PropertyBlock> block, Optional<Properties.Version> version) {
        if (block.isEmpty()) {
            return Map.of();
        }
        Map<String, @Nullable Object> described =
                new LinkedHashMap<>(block.get().rendered());
        version.ifPresent(each -> {
            described.remove("deprecation_date");
            for (String key : List.of("description", "deprecation_date", "constraints")) {
                if (each.entry().get(key) != null) {
                    described.put(key, each.entry().get(key));
                }
            }
            described.put(
                    "columns",
                    ColumnReader.ofVersion(
                            block.get().rendered().get("columns"), each.entry().get("columns")));
        });
        return described;
    }

    @SuppressWarnings("unchecked") // mappings have text keys
    private static ConfigLayer modelConfig(Optional<PropertyBlock> block, Optional<Properties.Version> version) {
        if (block.isEmpty()) {
            return ConfigLayer.NONE;
        }
        ConfigLayer own = block.get().configLayer(NodeDraft.BESIDE_CONFIG);
        if (version.isEmpty()) {
            return own;
        }
        return version.get().entry().get("config") instanceof Map<?, ?> config
                ? own.under((Map<String, @Nullable Object>) config)
                : own;
    }
}
