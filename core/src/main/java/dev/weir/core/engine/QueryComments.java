package dev.weir.core.engine;

import dev.weir.base.SourceText;
import dev.weir.core.compile.NodeCompiler;
import dev.weir.core.context.NodeScope;
import dev.weir.core.context.TemplateContext;
import dev.weir.core.context.database.DatabaseRuntime;
import dev.weir.core.context.database.LiveDatabase;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.WireForm;
import dev.weir.core.run.QueryComment;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The project's {@code query-comment} ⇒ what is put on statements. Source: dbt docs, "query-comment". */
final class QueryComments {
    private QueryComments() {}

    static QueryComment of(Workspace workspace, NodeCompiler compiler, DatabaseRuntime runtime) {
        Optional<Object> written = workspace.files().root().config().queryComment();
        Object comment = written.orElse(null);
        boolean append = false;
        if (comment instanceof Map<?, ?> map) {
            comment = map.get("comment");
            append = Boolean.TRUE.equals(map.get("append"));
        }
        boolean absent = written.isEmpty()
                ? workspace
                        .files()
                        .root()
                        .config()
                        .written()
                        .find("query-comment")
                        .isEmpty()
                : written.get() instanceof Map<?, ?>;
        if (comment == null && absent) {
            QueryComment usual = QueryComment.usual(
                    Versions.DBT,
                    workspace.files().profile().name(),
                    workspace.files().profile().targetName());
            return usual;
        }
        if (!(comment instanceof String text) || text.isBlank()) {
            return QueryComment.NONE;
        }
        return text.contains("{{") || text.contains("{%")
                ? rendered(text, append, workspace, compiler, runtime)
                : fixed(text, append);
    }

    private static QueryComment fixed(String text, boolean append) {
        UnaryOperator<String> around = QueryComment.around(text, append);
        return (_, _) -> around;
    }

    /** The comment is rendered for each node, which it sees as {@code node}. */
    private static QueryComment rendered(
            String text, boolean append, Workspace workspace, NodeCompiler compiler, DatabaseRuntime runtime) {
        var template = JinjaParser.parse(
                new SourceText("query-comment", text),
                compiler.contexts().renderer().syntax());
        NodeScope scope = new NodeScope(
                workspace.files().root().name(),
                Optional.empty(),
                "query comment",
                LinkedHashMap::new,
                Optional.empty());
        return (uniqueId, connection) -> {
            TemplateContext context =
                    compiler.contexts().forOperation(scope, LiveDatabase.offline(runtime), compiler.graph(), _ -> {});
            Node node = workspace.parsed().manifest().nodes().get(uniqueId);
            context.put("node", node == null ? None.NONE : Values.fromData(WireForm.of(node)));
            context.put("connection_name", connection);
            return QueryComment.around(Values.str(context.renderBody(template)), append);
        };
    }
}
