package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.core.context.ParseCalls;
import dev.weir.core.manifest.ColumnInfo;
import dev.weir.core.manifest.Documentation;
import dev.weir.core.manifest.NodeBody;
import dev.weir.core.manifest.NodeConfig;
import dev.weir.core.manifest.NodeLinks;
import dev.weir.core.manifest.ResourceType;
import dev.weir.jinja.Globals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What all kinds of nodes have: configs, tags, documentation, what they read. Thread-safe. */
final class NodeBodies {
    private final ParseScope scope;
    private final WrittenConfig written;

    NodeBodies(ParseScope scope) {
        this.scope = scope;
        written = new WrittenConfig(scope);
    }

    /** The body of a node whose code makes these calls; what its hooks read is added to them. */
    NodeBody of(NodeDraft draft, ParseCalls calls) {
        ConfigResolver.Resolved resolved;
        try {
            resolved = scope.configs()
                    .resolve(
                            new ConfigResolver.Place(
                                    draft.project(),
                                    draft.section(),
                                    draft.identity().fqn()),
                            draft.shape(),
                            written.ofProperties(draft),
                            draft.shape() == ConfigShape.MODEL
                                    ? written.ofModel(calls, draft.code())
                                    : written.of(calls, draft.code()));
        } catch (WeirException wrong) {
            throw draft.placed(wrong);
        }
        readHooks(draft, resolved.config(), calls);
        return new NodeBody(
                draft.identity(),
                scope.names().preliminary(draft.identity().name()),
                resolved.config(),
                resolved.tags(),
                documentation(draft, resolved.config()),
                draft.code(),
                new NodeLinks(
                        calls.refs(), calls.sources(), calls.functions(), calls.metrics(), calls.macros(), List.of()),
                scope.createdAt());
    }

    /** What the hooks of a node read counts as read by the node; a seed may read nothing. */
    private void readHooks(NodeDraft draft, NodeConfig config, ParseCalls calls) {
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
                            draft.identity(),
                            draft.subject(),
                            new SourceText(draft.identity().path(), sql),
                            sql);
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
        if (draft.identity().resourceType() == ResourceType.SEED
                && (calls.refs().size() > refs || calls.sources().size() > sources)) {
            throw draft.placed(new WeirException(Diagnostic.of(
                            DiagnosticCode.PAR_027,
                            "seed \"" + draft.identity().name() + "\" has a hook that reads a node")
                    .inWordsOfDbt("\nSeeds cannot depend on other nodes. dbt detected a seed with a pre- or post-hook\n"
                            + "that calls 'ref', 'source', or 'metric', either directly or indirectly via other"
                            + " macros.\n\nError raised for '"
                            + draft.identity().uniqueId()
                            + "', which has these hooks defined: " + written)));
        }
    }

    private Documentation documentation(NodeDraft draft, NodeConfig config) {
        Map<String, @Nullable Object> shown = config.map("docs");
        boolean show = !Boolean.FALSE.equals(shown.get("show"));
        Optional<String> color = Optional.ofNullable(shown.get("node_color")).map(String::valueOf);
        if (color.isPresent() && !NodeColors.known(color.get())) {
            throw draft.placed(NodeColors.unknown(color.get()));
        }
        if (draft.properties().isEmpty()) {
            return new Documentation("", Map.of(), config.map("meta"), show, color, Optional.empty(), List.of());
        }
        PropertyBlock block = draft.properties().get();
        String packageName = block.project().name();
        Globals yaml = scope.yamlScope(packageName);
        try {
            boolean enabled = config.enabled(); // the texts of what is disabled stay as written
            String uniqueId = draft.identity().uniqueId();
            String text = String.valueOf(
                    Optional.ofNullable(draft.described().get("description")).orElse(""));
            DocBook.Text description = scope.docs().text(enabled, text, packageName, uniqueId, yaml);
            Map<String, ColumnInfo> columns = (enabled
                            ? scope.columns()
                            : scope.columns().asWritten())
                    .read(draft.described().get("columns"), packageName, uniqueId, yaml);
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
}
