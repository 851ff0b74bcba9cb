package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.core.context.ParseCalls;
import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.NodeBody;
import dev.weir.core.manifest.NodeCode;
import dev.weir.core.manifest.NodeConfig;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.SnapshotNode;
import dev.weir.core.project.ConfigSection;
import dev.weir.core.project.Project;
import dev.weir.core.project.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Blocks of files and entries of property files ⇒ snapshots. Thread-safe. */
final class SnapshotParser {
    private final ParseScope scope;
    private final NodeBodies bodies;

    SnapshotParser(ParseScope scope) {
        this.scope = scope;
        bodies = new NodeBodies(scope);
    }

    /** The snapshots of one file. Throws what stops the file. */
    List<Node> parse(Project project, SourceFile file) {
        List<Node> nodes = new ArrayList<>();
        for (BlockFinder.Block block : BlockFinder.find(
                file.text(),
                Set.of("snapshot"),
                stray -> MacroReader.warn(scope.findings(), file.text(), file.relativePath(), stray))) {
            String name = BlockFinder.name(block.head()).orElse("");
            List<String> folders = new ArrayList<>(file.folders());
            folders.add(file.stem());
            Identity identity = NodeDraft.identity(
                    ResourceType.SNAPSHOT,
                    project,
                    name,
                    NodeDraft.fqn(project, folders, name),
                    file.relativePath(),
                    file);
            NodeCode code = new NodeCode(
                    block.contents(file.text()),
                    "sql",
                    NodeDraft.checksum(file.contents()),
                    file.text(),
                    block.contentsStart());
            Optional<PropertyBlock> properties = scope.properties().find("snapshots", project.name(), name);
            nodes.add(node(project, identity, code, properties, Optional.empty()));
        }
        return nodes;
    }

    private Node node(
            Project project,
            Identity identity,
            NodeCode code,
            Optional<PropertyBlock> block,
            Optional<ParseCalls> read) {
        NodeDraft draft = NodeDraft.of(project, identity, ConfigSection.SNAPSHOTS, ConfigShape.SNAPSHOT, code, block);
        ParseCalls calls = read.orElseGet(() -> scope.calls(identity, draft.subject(), code.source(), code.rawCode()));
        NodeBody body = bodies.of(draft, calls);
        check(body, draft);
        return scope.names().named(new SnapshotNode(body));
    }

    private static void check(NodeBody body, NodeDraft draft) {
        NodeConfig config = body.config();
        if (!config.enabled()) {
            return;
        }
        if (config.find("strategy").isEmpty() || config.find("unique_key").isEmpty()) {
            throw draft.placed(new WeirException(Diagnostic.of(
                            DiagnosticCode.PAR_012,
                            "snapshot \"" + draft.identity().name() + "\" lacks a config")
                    .inWordsOfDbt("Snapshots must be configured with a 'strategy' and 'unique_key'.")
                    .withHint("Set strategy: timestamp (with updated_at:) or check (with check_cols:), and"
                            + " unique_key:.")));
        }
        fault(config).ifPresent(words -> {
            throw draft.placed(new WeirException(Diagnostic.of(
                            DiagnosticCode.PAR_012,
                            "the configs of snapshot \"" + draft.identity().name() + "\" do not fit its strategy")
                    .inWordsOfDbt(words)));
        });
    }

    /** What of the configs does not fit the strategy, in dbt's words. */
    private static Optional<String> fault(NodeConfig config) {
        Optional<Object> compared =
                config.find("check_cols").filter(cols -> !cols.equals("") && !cols.equals(List.of()));
        return switch (config.text("strategy").orElse("")) {
            case "timestamp" -> {
                if (config.find("updated_at").isEmpty()) {
                    yield Optional.of(
                            "When using the timestamp strategy, you must provide an 'updated_at' configuration.");
                }
                yield compared.map(_ -> "A 'timestamp' snapshot should not have 'check_cols'");
            }
            case "check" -> {
                if (compared.isEmpty()) {
                    yield Optional.of(
                            "A snapshot configured with the check strategy must specify a check_cols configuration.");
                }
                yield compared.filter(cols -> cols instanceof String text && !text.equals("all"))
                        .map(cols ->
                                "Invalid value for 'check_cols': " + cols + ". Expected 'all' or a list of strings.");
            }
            default -> Optional.empty();
        };
    }

    /** The snapshots written in YAML: those whose entry says which relation they read. */
    Optional<Node> parse(PropertyBlock block) {
        if (!block.rendered().containsKey("relation")) {
            return Optional.empty();
        }
        Object written = block.rendered().get("relation");
        String relation = written == null ? "None" : String.valueOf(written);
        Project project = block.project();
        SourceFile file = block.file();
        scope.properties().find("snapshots", project.name(), block.name());
        Identity identity = NodeDraft.identity(
                ResourceType.SNAPSHOT,
                project,
                block.name(),
                NodeDraft.fqn(project, file.folders(), block.name()),
                file.relativePath() + "/" + block.name() + ".sql",
                file);
        String raw = "select * from {{ " + relation + " }}";
        NodeCode code = new NodeCode(
                raw,
                "sql",
                NodeDraft.checksum(SourceFile.Digest.of(file.text().text())),
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
        return Optional.of(node(project, identity, code, Optional.of(block), read));
    }
}
