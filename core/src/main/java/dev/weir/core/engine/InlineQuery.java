package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ErrorKind;
import dev.weir.base.WeirException;
import dev.weir.core.compile.CompiledNode;
import dev.weir.core.compile.NodeCompiler;
import dev.weir.core.context.MacroTrace;
import dev.weir.core.context.NodeScope;
import dev.weir.core.context.database.LiveDatabase;
import dev.weir.core.event.Events;
import dev.weir.core.event.FindingEvent;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

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

    private final NodeScope scope;
    private final String sql;
    private final Events events;

    InlineQuery(Workspace workspace, String sql) {
        this.sql = sql;
        this.events = workspace.events();
        String project = workspace.files().root().name();
        this.scope = new NodeScope(
                project,
                Optional.of("sql_operation." + project + "." + NAME),
                "sql_operation " + NAME + " (from remote system.sql)",
                LinkedHashMap::new,
                Optional.empty());
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
            CompiledNode compiled = compiler.compileInline(scope, sql, live);
            announce.run();
            return compiled;
        } catch (WeirException failed) {
            Diagnostic finding = failed.diagnostic();
            if (!OF_PARSING.contains(finding.code())) {
                announce.run();
                throw new WeirException(CompileVerb.wrapped(MacroTrace.within(failed, scope.subject())), failed);
            }
            events.emit(new FindingEvent.ParseInlineNodeError(finding.inWordsOfDbt(finding.message()
                    .replace(scope.subject(), "Sql_Operation '" + uniqueId() + "' (from remote system.sql)"))));
            throw new WeirException(
                    Diagnostic.of(finding.code(), "the query of --inline cannot be parsed")
                            .withHeadline(new Diagnostic.Headline(
                                    ErrorKind.BARE, Optional.empty(), "Error parsing inline query")),
                    failed);
        }
    }
}
