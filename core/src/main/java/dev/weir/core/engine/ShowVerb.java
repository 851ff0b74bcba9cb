package dev.weir.core.engine;

import dev.weir.adapter.DatabaseException;
import dev.weir.adapter.QueryResult;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ErrorKind;
import dev.weir.base.WeirException;
import dev.weir.core.compile.CompiledNode;
import dev.weir.core.compile.NodeCompiler;
import dev.weir.core.context.MacroTrace;
import dev.weir.core.context.NodeScope;
import dev.weir.core.context.TemplateContext;
import dev.weir.core.context.database.DatabaseSession;
import dev.weir.core.context.database.LiveDatabase;
import dev.weir.core.context.database.Table;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.InvocationEvent;
import dev.weir.core.event.OutputEvent;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.RelationName;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.run.Cancellation;
import dev.weir.core.run.NodeResult;
import dev.weir.core.run.Timing;
import dev.weir.core.select.Selection;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** {@code show}: the first rows of nodes or of a query. Source: dbt docs, "show"; recorded console cases. */
final class ShowVerb {
    static final int ROWS = 5;
    private static final Set<ResourceType> KINDS = Set.of(
            ResourceType.MODEL, ResourceType.SNAPSHOT, ResourceType.SEED, ResourceType.TEST, ResourceType.ANALYSIS);

    private final Workspace workspace;
    private final Workspace.Run run;
    private final Cancellation cancellation;

    ShowVerb(Workspace workspace, Workspace.Run run, Cancellation cancellation) {
        this.workspace = workspace;
        this.run = run;
        this.cancellation = cancellation;
    }

    InvocationResult run() {
        Optional<InlineQuery> inline = run.invocation()
                .execution()
                .inline()
                .filter(sql -> !sql.isBlank())
                .map(sql -> new InlineQuery(workspace, sql));
        List<Node> nodes = run.invocation().execution().inline().isPresent() ? List.of() : chosen();
        Instant begun = Instant.now();
        List<NodeResult> results = new ArrayList<>();
        if (inline.isEmpty() && nodes.isEmpty()) {
            workspace.events().emit(new FindingEvent.NothingToDo());
            new ArtifactFiles(workspace, run).runResults(results, Duration.ZERO);
            return InvocationResult.OK;
        }
        if (inline.isEmpty()) {
            header(nodes.size());
        }
        try (OpenDatabase database = OpenDatabase.of(
                        workspace, run, nodes.stream().map(Node::uniqueId).toList());
                DatabaseSession session = database.session(cancellation)) {
            database.listRelations(session);
            if (inline.isPresent()) {
                results.add(show(database, session, inline.get()));
            }
            for (Node node : nodes) {
                results.add(show(database, session, node));
            }
        }
        new ArtifactFiles(workspace, run).runResults(results, Duration.between(begun, Instant.now()));
        return InvocationResult.OK;
    }

    /** Throws when nothing was asked for. */
    static void check(Invocation invocation) {
        Invocation.SelectionOptions options = invocation.selection();
        if (invocation.execution().inline().orElse("").isEmpty()
                && options.select().isEmpty()
                && options.selector().isEmpty()) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.CLI_001, "show needs --select or --inline")
                    .withHeadline(new Diagnostic.Headline(
                            ErrorKind.RUNTIME, Optional.empty(), "Either --select or --inline must be passed to show"))
                    .withHint("weir show --select my_model"));
        }
    }

    private List<Node> chosen() {
        Selection selection = Choice.toCompile(workspace, KINDS);
        List<Node> nodes = new ArrayList<>();
        List<String> asked = run.invocation().selection().select();
        for (Resource resource : selection.resources()) {
            if (resource instanceof Node node
                    && !asked.isEmpty()
                    && !asked.getFirst().contains(node.name())) {
                continue; // as compile does, so that +orders shows orders alone
            }
            if (resource instanceof Node node && !(node.resourceType() == ResourceType.TEST && hasOthers(selection))) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    /** Tests come along with what they test; they are shown only when nothing else is selected. */
    private static boolean hasOthers(Selection selection) {
        return selection.resources().stream().anyMatch(each -> each.resourceType() != ResourceType.TEST);
    }

    private void header(int count) {
        workspace.events().emit(new InvocationEvent.Formatting(""));
        workspace
                .events()
                .emit(new InvocationEvent.ConcurrencyLine(
                        workspace.files().profile().threads(),
                        workspace.files().profile().targetName(),
                        count));
        workspace.events().emit(new InvocationEvent.Formatting(""));
    }

    /** Yields the SQL in a context. */
    private interface Compile {
        CompiledNode with(LiveDatabase live);
    }

    /** What is shown: its scope, its names, whether it came with the command line, SQL of its own to put in front. */
    private record Subject(
            NodeScope scope, String name, String shownName, boolean inline, Optional<String> sqlHeader) {}

    private NodeResult show(OpenDatabase database, DatabaseSession session, InlineQuery query) {
        Subject subject = new Subject(query.scope(), InlineQuery.NAME, InlineQuery.NAME, true, Optional.empty());
        try {
            return show(database, session, subject, live -> query.compile(database.compiler(), live, () -> header(1)));
        } catch (DatabaseException refused) {
            throw refused(refused, subject);
        }
    }

    private NodeResult show(OpenDatabase database, DatabaseSession session, Node node) {
        Subject subject = new Subject(
                NodeCompiler.scope(node),
                node.name(),
                ListVerb.searchName(node),
                false,
                node.config().text("sql_header"));
        try {
            return show(database, session, subject, live -> database.compiler().compile(node, live));
        } catch (DatabaseException refused) {
            throw refused(refused, subject);
        } catch (WeirException failed) {
            throw new WeirException(CompileVerb.wrapped(MacroTrace.within(failed, node.subject())), failed);
        }
    }

    private static WeirException refused(DatabaseException refused, Subject subject) {
        Diagnostic finding = Diagnostic.of(DiagnosticCode.RUN_001, "the database refused \"" + subject.name() + "\"")
                .inWordsOfDbt(refused.words().stripTrailing())
                .within(subject.scope().subject());
        return new WeirException(CompileVerb.wrapped(finding), refused);
    }

    private NodeResult show(OpenDatabase database, DatabaseSession session, Subject subject, Compile compile) {
        NodeScope scope = subject.scope();
        String name = subject.name();
        boolean inline = subject.inline();
        Instant started = Instant.now();
        session.lend(
                scope.uniqueId().orElse(name),
                Optional.empty(),
                database.wiring().comment().on(scope.uniqueId().orElse(""), name));
        LiveDatabase live = database.on(session);
        String sql = scope.uniqueId().map(id -> id.startsWith("seed.")).orElse(false)
                ? "select * from "
                        + Objects.requireNonNull(workspace
                                        .parsed()
                                        .manifest()
                                        .nodes()
                                        .get(scope.uniqueId().get()))
                                .relation()
                                .rendered()
                                .orElseThrow()
                : compiled(compile, session, live);
        String limited = limited(database, subject, live, sql);
        Instant compiled = Instant.now();
        QueryResult answer = session.execute(limited, true, true, OptionalInt.empty());
        Table table = Table.of(answer);
        session.release();
        String format = run.invocation().output().format().orElse("text");
        workspace
                .events()
                .emit(ShownRows.event(
                        new OutputEvent.Shown(
                                subject.shownName(),
                                inline,
                                format,
                                scope.uniqueId().orElse(name),
                                run.invocation().output().quiet()),
                        table));
        Instant ended = Instant.now();
        return new NodeResult(
                scope.uniqueId().orElse(name),
                "success",
                Optional.empty(),
                Optional.empty(),
                Duration.between(started, ended),
                List.of(new Timing("compile", started, compiled), new Timing("execute", compiled, ended)),
                Thread.currentThread().getName(),
                answer.response(),
                Optional.of(true),
                Optional.of(limited),
                scope.relation().flatMap(RelationName::rendered));
    }

    private String compiled(Compile compile, DatabaseSession session, LiveDatabase live) {
        session.refuse(!run.invocation().execution().query().introspect());
        try {
            return compile.with(live).code();
        } finally {
            session.refuse(false);
        }
    }

    /** The query with its limit, through the macro a project may override. */
    private String limited(OpenDatabase database, Subject subject, LiveDatabase live, String sql) {
        int limit = run.invocation().output().limit().orElse(ROWS);
        TemplateContext context = database.compiler()
                .contexts()
                .forOperation(subject.scope(), live, database.compiler().graph(), _ -> {});
        Object wanted = limit < 0 ? None.NONE : (Object) (long) limit;
        return context.callMacro(
                        "get_show_sql",
                        Arguments.of(
                                sql,
                                subject.sqlHeader()
                                        .<Object>map(header -> header)
                                        .orElse(None.NONE),
                                wanted))
                .map(Values::str)
                .orElse(limit < 0 ? sql : sql + "\nlimit " + limit);
    }
}
