package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.Digests;
import dev.weir.base.ErrorKind;
import dev.weir.base.WeirException;
import dev.weir.core.compile.CompiledNode;
import dev.weir.core.compile.NodeCompiler;
import dev.weir.core.context.MacroTrace;
import dev.weir.core.context.NodeScope;
import dev.weir.core.context.database.LiveDatabase;
import dev.weir.core.event.Events;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.NodeInFlight;
import dev.weir.core.event.NodeInfo;
import dev.weir.core.manifest.RelationName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query of {@code --inline}: a node of the root project that builds nothing. Source: recorded runs. */
final class InlineQuery {
    static final String NAME = "inline_query";

    /** What dbt finds while it parses the query, before it says that it starts. */
    private static final Set<DiagnosticCode> OF_PARSING = Set.of(
            DiagnosticCode.JIN_001,
            DiagnosticCode.JIN_004,
            DiagnosticCode.CMP_001,
            DiagnosticCode.CMP_002,
            DiagnosticCode.PAR_001,
            DiagnosticCode.PAR_002,
            DiagnosticCode.PAR_018);

    private static final String FILE = "from remote system.sql";

    private final NodeScope scope;
    private final NodeInfo info;
    private final String sql;
    private final Events events;

    InlineQuery(Workspace workspace, String sql) {
        this.sql = sql;
        this.events = workspace.events();
        String project = workspace.files().root().name();
        String uniqueId = "sql_operation." + project + "." + NAME;
        RelationName relation = relation(workspace.files().profile().templateTarget());
        String checksum = Digests.sha256(sql);
        this.scope = new NodeScope(
                project,
                Optional.of(uniqueId),
                "sql_operation " + NAME + " (" + FILE + ")",
                () -> tree(project, uniqueId, relation, checksum, sql),
                Optional.of(relation));
        this.info = new NodeInfo(
                uniqueId,
                NAME,
                "sql/" + NAME,
                "sql_operation",
                "view",
                checksum,
                Map.of(),
                relation.database().orElse(null),
                relation.schema(),
                relation.alias(),
                "",
                "started",
                "",
                "",
                Map.of());
    }

    NodeScope scope() {
        return scope;
    }

    String uniqueId() {
        return scope.uniqueId().orElseThrow();
    }

    /** Compiles it. Throws what stops the command; what cannot be parsed is told of as an event of its own. */
    CompiledNode compile(NodeCompiler compiler, LiveDatabase live, Runnable announce) {
        try {
            CompiledNode compiled = NodeInFlight.in("compiling", info, () -> compiler.compileInline(scope, sql, live));
            announce.run();
            return compiled;
        } catch (WeirException failed) {
            Diagnostic finding = failed.diagnostic();
            if (!OF_PARSING.contains(finding.code())) {
                announce.run();
                throw new WeirException(CompileVerb.wrapped(MacroTrace.within(failed, scope.subject())), failed);
            }
            events.emit(new FindingEvent.ParseInlineNodeError(finding));
            throw new WeirException(
                    Diagnostic.of(finding.code(), "the query of --inline cannot be parsed")
                            .withHeadline(new Diagnostic.Headline(
                                    ErrorKind.BARE, Optional.empty(), "Error parsing inline query")),
                    failed);
        }
    }

    /** What {@code this} names: no relation of that name is ever made. */
    private static RelationName relation(Map<String, @Nullable Object> target) {
        Object database = target.get("dbname") instanceof String named ? named : target.get("database");
        return new RelationName(
                database instanceof String text ? Optional.of(text) : Optional.empty(),
                target.get("schema") instanceof String schema ? schema : "",
                NAME,
                Optional.empty());
    }

    /** What templates see as {@code model}. Source: recorded runs. */
    private static Map<String, @Nullable Object> tree(
            String project, String uniqueId, RelationName relation, String checksum, String sql) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("database", relation.database().orElse(null));
        tree.put("schema", relation.schema());
        tree.put("name", NAME);
        tree.put("resource_type", "sql_operation");
        tree.put("package_name", project);
        tree.put("path", "sql/" + NAME);
        tree.put("original_file_path", FILE);
        tree.put("unique_id", uniqueId);
        tree.put("fqn", List.of(project, "sql", NAME));
        tree.put("alias", NAME);
        tree.put("checksum", Map.of("name", "sha256", "checksum", checksum));
        tree.put("config", Map.of("enabled", true, "materialized", "view", "tags", List.of(), "meta", Map.of()));
        tree.put("tags", List.of());
        tree.put("description", "");
        tree.put("columns", Map.of());
        tree.put("meta", Map.of());
        tree.put("raw_code", sql);
        tree.put("language", "sql");
        tree.put("refs", List.of());
        tree.put("sources", List.of());
        tree.put("depends_on", Map.of("macros", List.of(), "nodes", List.of()));
        return tree;
    }
}
