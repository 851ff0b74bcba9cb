package dev.weir.core.parse;

import dev.weir.base.SourceText;
import dev.weir.core.context.ParseCalls;
import dev.weir.core.manifest.AnalysisNode;
import dev.weir.core.manifest.FunctionNode;
import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.NodeBody;
import dev.weir.core.manifest.NodeCode;
import dev.weir.core.manifest.OperationNode;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.SeedNode;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.project.ConfigSection;
import dev.weir.core.project.Project;
import dev.weir.core.project.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files ⇒ models, seeds, snapshots, analyses, singular tests and hooks, with their properties. Thread-safe. */
final class NodeParser {
    private final ParseScope scope;
    private final NodeBodies bodies;
    private final ModelParser models;
    private final SnapshotParser snapshots;

    NodeParser(ParseScope scope) {
        this.scope = scope;
        bodies = new NodeBodies(scope);
        models = new ModelParser(scope);
        snapshots = new SnapshotParser(scope);
    }

    /** The nodes of one file. Throws what stops the file. */
    List<Node> parse(Project project, SourceFile file) {
        return switch (file.kind()) {
            case MODEL -> List.of(models.parse(project, file));
            case SEED -> List.of(seed(project, file));
            case SNAPSHOT -> snapshots.parse(project, file);
            case ANALYSIS -> List.of(analysis(project, file));
            case SINGULAR_TEST -> List.of(singularTest(project, file));
            case FUNCTION -> List.of(function(project, file));
            default -> List.of();
        };
    }

    // ---- analyses and singular tests

    private Node analysis(Project project, SourceFile file) {
        String path = "analysis/" + file.relativePath();
        List<String> folders = new ArrayList<>(List.of("analysis"));
        folders.addAll(file.folders());
        Identity identity = NodeDraft.identity(
                ResourceType.ANALYSIS, project, file.stem(), NodeDraft.fqn(project, folders, file.stem()), path, file);
        Optional<PropertyBlock> block = scope.properties().find("analyses", project.name(), identity.name());
        return scope.names()
                .named(new AnalysisNode(body(NodeDraft.of(
                        project, identity, ConfigSection.MODELS, ConfigShape.NODE, NodeDraft.code(file), block))));
    }

    /** A test that is off without its entry does not hear of it. Source: recorded case {@code nulls}. */
    private Node singularTest(Project project, SourceFile file) {
        Identity identity = NodeDraft.identity(ResourceType.TEST, project, file);
        NodeDraft alone = NodeDraft.of(
                project, identity, ConfigSection.DATA_TESTS, ConfigShape.TEST, NodeDraft.code(file), Optional.empty());
        ParseCalls calls = calls(alone);
        NodeBody body = bodies.of(alone, calls);
        if (body.config().enabled()) {
            Optional<PropertyBlock> block = scope.properties().find("data_tests", project.name(), identity.name());
            if (block.isPresent()) {
                body = bodies.of(
                        NodeDraft.of(project, identity, alone.section(), alone.shape(), alone.code(), block), calls);
            }
        }
        return scope.names().named(new SingularTestNode(body));
    }

    private NodeBody body(NodeDraft draft) {
        return bodies.of(draft, calls(draft));
    }

    private ParseCalls calls(NodeDraft draft) {
        return scope.calls(
                draft.identity(),
                draft.subject(),
                draft.code().source(),
                draft.code().rawCode());
    }

    // ---- functions

    private Node function(Project project, SourceFile file) {
        Identity identity = NodeDraft.identity(ResourceType.FUNCTION, project, file);
        Optional<PropertyBlock> block = scope.properties().find("functions", project.name(), identity.name());
        boolean sql = file.relativePath().endsWith(".sql");
        NodeCode plain = NodeDraft.code(file);
        NodeDraft draft = NodeDraft.of(
                project,
                identity,
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
                block);
        ParseCalls calls = sql
                ? scope.calls(
                        identity, draft.subject(), file.text(), draft.code().rawCode())
                : new ParseCalls();
        List<Map<String, @Nullable Object>> arguments = new ArrayList<>();
        for (Map<String, @Nullable Object> written :
                PropertyBlock.maps(draft.described().get("arguments"))) {
            Map<String, @Nullable Object> argument = new LinkedHashMap<>();
            for (String key : List.of("name", "data_type", "description", "default_value")) {
                argument.put(key, written.get(key));
            }
            arguments.add(argument);
        }
        Map<String, @Nullable Object> returns = new LinkedHashMap<>();
        Map<String, @Nullable Object> written =
                SourceParser.map(draft.described().get("returns"));
        returns.put("data_type", written.get("data_type"));
        returns.put("description", written.get("description"));
        return scope.names().named(new FunctionNode(bodies.of(draft, calls), arguments, returns));
    }

    // ---- seeds

    private Node seed(Project project, SourceFile file) {
        Identity identity = NodeDraft.identity(ResourceType.SEED, project, file);
        Optional<PropertyBlock> block = scope.properties().find("seeds", project.name(), identity.name());
        NodeCode code = new NodeCode("", "sql", NodeDraft.checksum(file.contents()), file.text(), 0);
        NodeDraft draft = NodeDraft.of(project, identity, ConfigSection.SEEDS, ConfigShape.SEED, code, block);
        return scope.names()
                .named(new SeedNode(
                        bodies.of(draft, new ParseCalls()), project.root().toString()));
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
                    NodeDraft.fqn(project, List.of("hooks"), name),
                    "hooks/" + name + ".sql",
                    "./dbt_project.yml");
            NodeCode code = new NodeCode(
                    texts.get(index),
                    "sql",
                    NodeDraft.checksum(digest),
                    new SourceText(identity.path(), texts.get(index)),
                    0);
            NodeDraft draft =
                    NodeDraft.of(project, identity, ConfigSection.MODELS, ConfigShape.NODE, code, Optional.empty());
            ParseCalls calls = scope.calls(identity, draft.subject(), code.source(), code.rawCode());
            NodeBody body = bodies.of(draft, calls);
            List<String> tags = new ArrayList<>(List.of(when.wireName()));
            tags.addAll(body.tags());
            into.add(scope.names().named(new OperationNode(body.withTags(tags), when, index)));
        }
    }
}
