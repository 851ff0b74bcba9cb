package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.core.context.ParseCalls;
import dev.weir.core.manifest.AnalysisNode;
import dev.weir.core.manifest.ColumnInfo;
import dev.weir.core.manifest.Documentation;
import dev.weir.core.manifest.FunctionNode;
import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.NodeBody;
import dev.weir.core.manifest.NodeCode;
import dev.weir.core.manifest.NodeConfig;
import dev.weir.core.manifest.NodeLinks;
import dev.weir.core.manifest.OperationNode;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.SeedNode;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.manifest.SnapshotNode;
import dev.weir.core.project.ConfigSection;
import dev.weir.core.project.Project;
import dev.weir.core.project.PythonText;
import dev.weir.core.project.SourceFile;
import dev.weir.jinja.Globals;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files ⇒ models, seeds, snapshots, analyses, singular tests and hooks, with their properties. Thread-safe. */
final class NodeParser {
    private static final DateTimeFormatter PYTHON_INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private static final List<String> BESIDE_CONFIG = List.of("meta", "docs", "group", "access", "contract");

    private final ParseScope scope;

    NodeParser(ParseScope scope) {
        this.scope = scope;
    }

    /** The nodes of one file. Throws what stops the file. */
    List<Node> parse(Project project, SourceFile file) {
        return switch (file.kind()) {
            case MODEL -> List.of(model(project, file));
            case SEED -> List.of(seed(project, file));
            case SNAPSHOT -> snapshots(project, file);
            case ANALYSIS -> List.of(analysis(project, file));
            case SINGULAR_TEST -> List.of(singularTest(project, file));
            case FUNCTION -> List.of(function(project, file));
            default -> List.of();
        };
    }

    // ---- what all kinds share

    /** A node to be: who it is, where its properties are, what its code is. */
    private record Draft(
            Project project,
            Identity identity,
            String configName,
            ConfigSection section,
            ConfigShape shape,
            NodeCode code,
            Optional<PropertyBlock> properties,
            Map<String, @Nullable Object> described,
            ConfigLayer propertyConfig) {
        String subject() {
            return identity.resourceType().wireName() + " " + identity.name() + " (" + identity.originalFilePath()
                    + ")";
        }
    }

    private static List<String> fqn(Project project, List<String> folders, String... names) {
        List<String> fqn = new ArrayList<>(folders.size() + 2);
        fqn.add(project.name());
        fqn.addAll(folders);
        fqn.addAll(List.of(names));
        return fqn;
    }

    private static NodeCode code(SourceFile file) {
        String text = file.text().text();
        String raw = PythonText.strip(text);
        return new NodeCode(
                raw,
                "sql",
                new NodeCode.Checksum(
                        file.contents().algorithm(), file.contents().value()),
                file.text(),
                PythonText.leading(text));
    }

    private record Parsed(NodeBody body, ParseCalls calls) {}

    private Parsed body(Draft draft, ParseCalls calls) {
        ConfigResolver.Resolved resolved;
        try {
            resolved = scope.configs()
                    .resolve(
                            new ConfigResolver.Place(draft.project, draft.section, draft.identity.fqn()),
                            draft.shape,
                            draft.propertyConfig,
                            ConfigLayer.of(calls.config()));
        } catch (WeirException wrong) {
            throw placed(wrong, draft);
        }
        readHooks(draft, resolved.config(), calls);
        NodeBody body = new NodeBody(
                draft.identity,
                scope.names().preliminary(draft.identity.name()),
                resolved.config(),
                resolved.tags(),
                documentation(draft, resolved.config()),
                draft.code,
                new NodeLinks(
                        calls.refs(), calls.sources(), calls.functions(), calls.metrics(), calls.macros(), List.of()),
                scope.createdAt());
        return new Parsed(body, calls);
    }

    /** What the hooks of a node read counts as read by the node; a seed may read nothing. */
    private void readHooks(Draft draft, NodeConfig config, ParseCalls calls) {
        int refs = calls.refs().size();
        int sources = calls.sources().size();
        StringBuilder written = new StringBuilder();
        for (String key : List.of("pre-hook", "post-hook")) {
            if (!(config.find(key).orElse(null) instanceof List<?> hooks)) {
                continue;
            }
            for (Object each : hooks) {
                String sql = String.valueOf(each instanceof Map<?, ?> map ? map.get("sql") : each);
                if (sql.contains("{{") || sql.contains("{%")) {
                    ParseCalls made = scope.calls(
                            draft.identity, draft.subject(), new SourceText(draft.identity.path(), sql), sql);
                    made.refs().forEach(calls::addRef);
                    made.sources().forEach(calls::addSource);
                    made.macros().forEach(calls::addMacro);
                    written.append("\n- ")
                            .append(key.replace('-', '_'))
                            .append(": \"")
                            .append(sql)
                            .append('"');
                }
            }
        }
        if (draft.identity.resourceType() == ResourceType.SEED
                && (calls.refs().size() > refs || calls.sources().size() > sources)) {
            throw placed(
                    new WeirException(Diagnostic.of(
                                    DiagnosticCode.PAR_027,
                                    "seed \"" + draft.identity.name() + "\" has a hook that reads a node")
                            .inWordsOfDbt(
                                    "\nSeeds cannot depend on other nodes. dbt detected a seed with a pre- or post-hook\n"
                                            + "that calls 'ref', 'source', or 'metric', either directly or indirectly via other"
                                            + " macros.\n\nError raised for '" + draft.identity.uniqueId()
                                            + "', which has these hooks defined: " + written)),
                    draft);
        }
    }

    private static WeirException placed(WeirException wrong, Draft draft) {
        Diagnostic finding = wrong.diagnostic();
        if (finding.span().isPresent()) {
            return wrong;
        }
        Diagnostic placed = finding.at(draft.properties
                .map(block ->
                        block.written().find("config").orElse(block.written()).span())
                .orElseGet(() -> draft.code.source().span(draft.code.offset(), draft.code.offset() + 1)));
        return new WeirException(placed.withDetail("It is set for " + draft.subject() + "."), wrong);
    }

    private Documentation documentation(Draft draft, NodeConfig config) {
        Map<String, @Nullable Object> shown = config.map("docs");
        boolean show = !Boolean.FALSE.equals(shown.get("show"));
        Optional<String> color = Optional.ofNullable(shown.get("node_color")).map(String::valueOf);
        if (color.isPresent() && !NodeColors.known(color.get())) {
            throw placed(NodeColors.unknown(color.get()), draft);
        }
        if (draft.properties.isEmpty()) {
            return new Documentation("", Map.of(), config.map("meta"), show, color, Optional.empty(), List.of());
        }
        PropertyBlock block = draft.properties.get();
        String packageName = block.project().name();
        Globals yaml = scope.yamlScope(packageName);
        try {
            DocBook.Text description = scope.docs()
                    .render(
                            String.valueOf(Optional.ofNullable(draft.described.get("description"))
                                    .orElse("")),
                            packageName,
                            draft.identity.uniqueId(),
                            yaml);
            Map<String, ColumnInfo> columns =
                    scope.columns().read(draft.described.get("columns"), packageName, draft.identity.uniqueId(), yaml);
            return new Documentation(
                    description.text(),
                    columns,
                    config.map("meta"),
                    show,
                    color,
                    Optional.of(block.patchPath()),
                    description.blocks());
        } catch (WeirException failed) {
            Diagnostic finding = failed.diagnostic();
            throw new WeirException(
                    finding.at(block.written()
                            .find("description")
                            .orElse(block.written())
                            .span()),
                    failed);
        }
    }

    // ---- models

    private Node model(Project project, SourceFile file) {
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
                ? fqn(project, file.folders(), name, "v" + version.get().text())
                : fqn(project, file.folders(), name);
        String uniqueId = "model." + project.name() + "." + name
                + version.map(each -> ".v" + each.text()).orElse("");
        Identity identity = new Identity(
                uniqueId, ResourceType.MODEL, project.name(), name, fqn, file.relativePath(), file.projectPath());
        Map<String, @Nullable Object> described = described(block, version);
        Draft draft = new Draft(
                project,
                identity,
                name,
                ConfigSection.MODELS,
                ConfigShape.MODEL,
                code(file),
                block,
                described,
                modelConfig(block, version));
        ParseCalls calls = scope.calls(identity, draft.subject(), file.text(), draft.code.rawCode());
        List<Map<String, @Nullable Object>> constraints = ColumnReader.constraints(described.get("constraints"), true);
        ForeignKeys.read(described, constraints, calls);
        NodeBody body = body(draft, calls).body;
        if (version.isPresent()) {
            body = body.withTags(versionTags(draft, fqn(project, file.folders(), file.stem()), calls, body));
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
                        Optional.ofNullable(described.get("deprecation_date")).map(NodeParser::instantText),
                        List.of(),
                        contract,
                        TimeSpines.read(described)));
    }

    /** Who may read a model. What is no relation cannot be public. */
    private static String access(NodeConfig config, Draft draft) {
        String access = config.text("access").orElse("protected");
        boolean known = ACCESS.contains(access);
        boolean ephemeral = config.materialized().equals("ephemeral") && access.equals("public");
        if (known && !ephemeral) {
            return access;
        }
        throw placed(
                new WeirException(Diagnostic.of(
                                DiagnosticCode.PAR_012,
                                known
                                        ? "ephemeral model \"" + draft.identity.name() + "\" cannot be public"
                                        : "\"" + access + "\" is no access level")
                        .inWordsOfDbt("Node " + draft.identity.uniqueId()
                                + (ephemeral ? " with 'ephemeral' materialization" : "") + " has an invalid value ("
                                + access + ") for the access field")
                        .withHint("Access is private, protected or public.")),
                draft);
    }

    private static final List<String> ACCESS = List.of("private", "protected", "public");

    /** Those of the file as if it had no version come first. Source: recorded manifests. */
    private List<String> versionTags(Draft draft, List<String> fileFqn, ParseCalls calls, NodeBody body) {
        Set<String> tags = new LinkedHashSet<>(scope.configs()
                .resolve(
                        new ConfigResolver.Place(draft.project, draft.section, fileFqn),
                        draft.shape,
                        ConfigLayer.NONE,
                        ConfigLayer.of(calls.config()))
                .tags());
        tags.addAll(body.tags());
        return List.copyOf(tags);
    }

    private static String instantText(Object date) {
        return switch (date) {
            case LocalDate day -> day + "T00:00:00+00:00";
            case OffsetDateTime instant -> PYTHON_INSTANT.format(instant);
            case LocalDateTime time -> PYTHON_INSTANT.format(time.atOffset(ZoneOffset.UTC));
            case Object other -> String.valueOf(other);
        };
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
        ConfigLayer own = block.get().configLayer(BESIDE_CONFIG);
        if (version.isEmpty()) {
            return own;
        }
        return version.get().entry().get("config") instanceof Map<?, ?> config
                ? own.under((Map<String, @Nullable Object>) config)
                : own;
    }

    // ---- analyses and singular tests

    private Node analysis(Project project, SourceFile file) {
        String path = "analysis/" + file.relativePath();
        List<String> folders = new ArrayList<>(List.of("analysis"));
        folders.addAll(file.folders());
        Identity identity = new Identity(
                "analysis." + project.name() + "." + file.stem(),
                ResourceType.ANALYSIS,
                project.name(),
                file.stem(),
                fqn(project, folders, file.stem()),
                path,
                file.projectPath());
        return scope.names()
                .named(new AnalysisNode(
                        sql(project, file, identity, "analyses", ConfigSection.MODELS, ConfigShape.NODE)));
    }

    private Node singularTest(Project project, SourceFile file) {
        Identity identity = new Identity(
                "test." + project.name() + "." + file.stem(),
                ResourceType.TEST,
                project.name(),
                file.stem(),
                fqn(project, file.folders(), file.stem()),
                file.relativePath(),
                file.projectPath());
        return scope.names()
                .named(new SingularTestNode(
                        sql(project, file, identity, "data_tests", ConfigSection.DATA_TESTS, ConfigShape.TEST)));
    }

    private NodeBody sql(
            Project project,
            SourceFile file,
            Identity identity,
            String propertySection,
            ConfigSection section,
            ConfigShape shape) {
        Optional<PropertyBlock> block = scope.properties().find(propertySection, project.name(), identity.name());
        Draft draft = new Draft(
                project,
                identity,
                identity.name(),
                section,
                shape,
                code(file),
                block,
                block.map(PropertyBlock::rendered).orElse(Map.of()),
                block.map(each -> each.configLayer(BESIDE_CONFIG)).orElse(ConfigLayer.NONE));
        ParseCalls calls = scope.calls(identity, draft.subject(), file.text(), draft.code.rawCode());
        return body(draft, calls).body;
    }

    // ---- functions

    private Node function(Project project, SourceFile file) {
        Identity identity = new Identity(
                "function." + project.name() + "." + file.stem(),
                ResourceType.FUNCTION,
                project.name(),
                file.stem(),
                fqn(project, file.folders(), file.stem()),
                file.relativePath(),
                file.projectPath());
        Optional<PropertyBlock> block = scope.properties().find("functions", project.name(), identity.name());
        boolean sql = file.relativePath().endsWith(".sql");
        NodeCode plain = code(file);
        Draft draft = new Draft(
                project,
                identity,
                identity.name(),
                ConfigSection.FUNCTIONS,
                ConfigShape.FUNCTION,
                sql
                        ? plain
                        : new NodeCode(
                                plain.rawCode(),
                                file.relativePath().endsWith(".py") ? "python" : "javascript",
                                plain.checksum(),
                                plain.source(),
                                plain.offset()),
                block,
                block.map(PropertyBlock::rendered).orElse(Map.of()),
                block.map(each -> each.configLayer(BESIDE_CONFIG)).orElse(ConfigLayer.NONE));
        ParseCalls calls =
                sql ? scope.calls(identity, draft.subject(), file.text(), draft.code.rawCode()) : new ParseCalls();
        List<Map<String, @Nullable Object>> arguments = new ArrayList<>();
        for (Map<String, @Nullable Object> written : PropertyBlock.maps(draft.described.get("arguments"))) {
            Map<String, @Nullable Object> argument = new LinkedHashMap<>();
            for (String key : List.of("name", "data_type", "description", "default_value")) {
                argument.put(key, written.get(key));
            }
            arguments.add(argument);
        }
        Map<String, @Nullable Object> returns = new LinkedHashMap<>();
        Map<String, @Nullable Object> written = SourceParser.map(draft.described.get("returns"));
        returns.put("data_type", written.get("data_type"));
        returns.put("description", written.get("description"));
        return scope.names().named(new FunctionNode(body(draft, calls).body, arguments, returns));
    }

    // ---- seeds

    private Node seed(Project project, SourceFile file) {
        Identity identity = new Identity(
                "seed." + project.name() + "." + file.stem(),
                ResourceType.SEED,
                project.name(),
                file.stem(),
                fqn(project, file.folders(), file.stem()),
                file.relativePath(),
                file.projectPath());
        Optional<PropertyBlock> block = scope.properties().find("seeds", project.name(), identity.name());
        NodeCode code = new NodeCode(
                "",
                "sql",
                new NodeCode.Checksum(
                        file.contents().algorithm(), file.contents().value()),
                file.text(),
                0);
        Draft draft = new Draft(
                project,
                identity,
                identity.name(),
                ConfigSection.SEEDS,
                ConfigShape.SEED,
                code,
                block,
                block.map(PropertyBlock::rendered).orElse(Map.of()),
                block.map(each -> each.configLayer(BESIDE_CONFIG)).orElse(ConfigLayer.NONE));
        return scope.names()
                .named(new SeedNode(
                        body(draft, new ParseCalls()).body, project.root().toString()));
    }

    // ---- snapshots

    private List<Node> snapshots(Project project, SourceFile file) {
        List<Node> nodes = new ArrayList<>();
        for (BlockFinder.Block block : BlockFinder.find(
                file.text(),
                Set.of("snapshot"),
                stray -> MacroReader.warn(scope.findings(), file.text(), file.relativePath(), stray))) {
            String name = BlockFinder.name(block.head()).orElse("");
            List<String> folders = new ArrayList<>(file.folders());
            folders.add(file.stem());
            Identity identity = new Identity(
                    "snapshot." + project.name() + "." + name,
                    ResourceType.SNAPSHOT,
                    project.name(),
                    name,
                    fqn(project, folders, name),
                    file.relativePath(),
                    file.projectPath());
            NodeCode code = new NodeCode(
                    block.contents(file.text()),
                    "sql",
                    new NodeCode.Checksum(
                            file.contents().algorithm(), file.contents().value()),
                    file.text(),
                    block.contentsStart());
            Optional<PropertyBlock> properties = scope.properties().find("snapshots", project.name(), name);
            nodes.add(snapshot(project, identity, code, properties, Optional.empty()));
        }
        return nodes;
    }

    private Node snapshot(
            Project project,
            Identity identity,
            NodeCode code,
            Optional<PropertyBlock> block,
            Optional<ParseCalls> read) {
        Draft draft = new Draft(
                project,
                identity,
                identity.name(),
                ConfigSection.SNAPSHOTS,
                ConfigShape.SNAPSHOT,
                code,
                block,
                block.map(PropertyBlock::rendered).orElse(Map.of()),
                block.map(each -> each.configLayer(BESIDE_CONFIG)).orElse(ConfigLayer.NONE));
        ParseCalls calls = read.orElseGet(() -> scope.calls(identity, draft.subject(), code.source(), code.rawCode()));
        NodeBody body = body(draft, calls).body;
        checkSnapshot(body, draft);
        return scope.names().named(new SnapshotNode(body));
    }

    private static void checkSnapshot(NodeBody body, Draft draft) {
        NodeConfig config = body.config();
        if (!config.enabled()) {
            return;
        }
        if (config.find("strategy").isEmpty() || config.find("unique_key").isEmpty()) {
            throw placed(
                    new WeirException(Diagnostic.of(
                                    DiagnosticCode.PAR_012, "snapshot \"" + draft.identity.name() + "\" lacks a config")
                            .inWordsOfDbt("Snapshots must be configured with a 'strategy' and 'unique_key'.")
                            .withHint("Set strategy: timestamp (with updated_at:) or check (with check_cols:), and"
                                    + " unique_key:.")),
                    draft);
        }
        String missing = switch (config.text("strategy").orElse("")) {
            case "timestamp" -> config.find("updated_at").isEmpty() ? "updated_at" : "";
            case "check" -> config.find("check_cols").isEmpty() ? "check_cols" : "";
            default -> "";
        };
        if (!missing.isEmpty()) {
            throw placed(
                    new WeirException(Diagnostic.of(
                                    DiagnosticCode.PAR_012,
                                    "snapshot \"" + draft.identity.name() + "\" lacks " + missing)
                            .inWordsOfDbt(
                                    missing.equals("updated_at")
                                            ? "When using the timestamp strategy, you must provide an 'updated_at'"
                                                    + " configuration."
                                            : "A snapshot configured with the check strategy must specify a check_cols"
                                                    + " configuration.")),
                    draft);
        }
    }

    /** The snapshots written in YAML: those whose entry says which relation they read. */
    Optional<Node> snapshot(PropertyBlock block) {
        if (!block.rendered().containsKey("relation")) {
            return Optional.empty();
        }
        Object written = block.rendered().get("relation");
        String relation = written == null ? "None" : String.valueOf(written);
        Project project = block.project();
        SourceFile file = block.file();
        scope.properties().find("snapshots", project.name(), block.name());
        Identity identity = new Identity(
                "snapshot." + project.name() + "." + block.name(),
                ResourceType.SNAPSHOT,
                project.name(),
                block.name(),
                fqn(project, file.folders(), block.name()),
                file.relativePath() + "/" + block.name() + ".sql",
                file.projectPath());
        String raw = "select * from {{ " + relation + " }}";
        SourceFile.Digest digest = SourceFile.Digest.of(file.text().text());
        NodeCode code = new NodeCode(
                raw,
                "sql",
                new NodeCode.Checksum(digest.algorithm(), digest.value()),
                new SourceText(identity.path(), raw),
                0);
        Optional<ParseCalls> read = StaticCode.reference(relation, project.name(), scope.surroundings());
        if (read.isEmpty()
                || read.get().refs().isEmpty() && read.get().sources().isEmpty()) {
            throw PropertyErrors.semantic(
                    block,
                    "relation",
                    "snapshot \"" + block.name() + "\" is of what is no ref or source",
                    (read.isEmpty() ? "Invalid jinja expression: " : "Invalid ref or source expression: ") + relation);
        }
        return Optional.of(snapshot(project, identity, code, Optional.of(block), read));
    }

    // ---- hooks

    /** The {@code on-run-start} and {@code on-run-end} hooks of a project. */
    List<Node> hooks(Project project) {
        List<Node> nodes = new ArrayList<>();
        hooks(project, OperationNode.When.ON_RUN_START, project.config().hooks().onRunStart(), nodes);
        hooks(project, OperationNode.When.ON_RUN_END, project.config().hooks().onRunEnd(), nodes);
        return nodes;
    }

    private void hooks(Project project, OperationNode.When when, List<String> texts, List<Node> into) {
        SourceText source = project.config().written().span().source();
        SourceFile.Digest digest = SourceFile.Digest.of(source.text());
        for (int index = 0; index < texts.size(); index++) {
            String name = project.name() + "-" + when.wireName() + "-" + index;
            Identity identity = new Identity(
                    "operation." + project.name() + "." + name,
                    ResourceType.OPERATION,
                    project.name(),
                    name,
                    fqn(project, List.of("hooks"), name),
                    "hooks/" + name + ".sql",
                    "./dbt_project.yml");
            NodeCode code = new NodeCode(
                    texts.get(index),
                    "sql",
                    new NodeCode.Checksum(digest.algorithm(), digest.value()),
                    new SourceText(identity.path(), texts.get(index)),
                    0);
            Draft draft = new Draft(
                    project,
                    identity,
                    name,
                    ConfigSection.MODELS,
                    ConfigShape.NODE,
                    code,
                    Optional.empty(),
                    Map.of(),
                    ConfigLayer.NONE);
            ParseCalls calls = scope.calls(identity, draft.subject(), code.source(), code.rawCode());
            NodeBody body = body(draft, calls).body;
            List<String> tags = new ArrayList<>(List.of(when.wireName()));
            tags.addAll(body.tags());
            into.add(scope.names().named(new OperationNode(body.withTags(tags), when, index)));
        }
    }
}
