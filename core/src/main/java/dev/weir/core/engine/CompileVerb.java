package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.ErrorKind;
import dev.weir.base.WeirException;
import dev.weir.core.compile.CompiledNode;
import dev.weir.core.context.database.DatabaseSession;
import dev.weir.core.event.ErrorText;
import dev.weir.core.event.InvocationEvent;
import dev.weir.core.event.OutputEvent;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.project.JsonText;
import dev.weir.core.run.Cancellation;
import dev.weir.core.run.NodeOutcome;
import dev.weir.core.run.NodeResult;
import dev.weir.core.run.RunKind;
import dev.weir.core.run.RunOutcome;
import dev.weir.core.run.Timing;
import dev.weir.core.select.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code compile}: SQL files under {@code target/compiled}, and on the console what was asked for. Source: dbt docs, "compile". */
final class CompileVerb {
    private static final Set<ResourceType> KINDS = Set.of(
            ResourceType.MODEL,
            ResourceType.SNAPSHOT,
            ResourceType.SEED,
            ResourceType.TEST,
            ResourceType.ANALYSIS,
            ResourceType.OPERATION);

    private final Workspace workspace;
    private final Workspace.Run run;
    private final Cancellation cancellation;

    CompileVerb(Workspace workspace, Workspace.Run run, Cancellation cancellation) {
        this.workspace = workspace;
        this.run = run;
        this.cancellation = cancellation;
    }

    InvocationResult run() {
        Optional<String> inline = run.invocation().execution().inline();
        if (inline.isPresent()) {
            compileInline(inline.get());
            return InvocationResult.OK;
        }
        Selection selection = Choice.toCompile(workspace, KINDS);
        try (OpenDatabase database = OpenDatabase.of(workspace, run, selection.uniqueIds())) {
            showSelected(nodes(database, selection));
        }
        return InvocationResult.OK;
    }

    /** Shows the code of what was asked for by name. */
    void showSelected(RunOutcome outcome) {
        if (!run.invocation().selection().select().isEmpty()) {
            show(outcome);
        }
    }

    /** Compiles the selection and writes what came of it; throws what the first failing node says. */
    RunOutcome nodes(OpenDatabase database, Selection selection) {
        RunOutcome outcome = RunVerb.execute(database, selection, RunKind.COMPILE, cancellation);
        ArtifactFiles files = new ArtifactFiles(workspace, run);
        workspace.awaitAside();
        files.manifest(outcome.compiled());
        files.runResults(outcome.results(), Duration.ofNanos((long) (outcome.seconds() * 1e9)));
        List<Diagnostic> findings = new ArrayList<>();
        for (NodeOutcome each : outcome.nodes()) {
            if (each instanceof NodeOutcome.Failed failed) {
                failed.findings().forEach(finding -> findings.add(wrapped(finding)));
            }
        }
        if (!findings.isEmpty()) {
            throw new WeirException(findings);
        }
        return outcome;
    }

    /** The reference wraps what a node did wrong while compiling in a runtime error. */
    static Diagnostic wrapped(Diagnostic finding) {
        return finding.withHeadline(
                new Diagnostic.Headline(ErrorKind.RUNTIME, Optional.empty(), ErrorText.of(finding)));
    }

    private void compileInline(String sql) {
        InlineQuery query = new InlineQuery(workspace, sql);
        Instant started = Instant.now();
        CompiledNode compiled;
        try (OpenDatabase database = OpenDatabase.of(workspace, run, List.of());
                DatabaseSession session = database.session(cancellation)) {
            session.lend(
                    InlineQuery.NAME,
                    Optional.empty(),
                    database.wiring().comment().on("", InlineQuery.NAME));
            session.refuse(!run.invocation().execution().query().introspect());
            compiled = query.compile(database.compiler(), database.on(session), this::header);
        }
        Instant ended = Instant.now();
        emit(InlineQuery.NAME, compiled.code(), true, query.uniqueId());
        NodeResult result = new NodeResult(
                query.uniqueId(),
                "success",
                Optional.empty(),
                Optional.empty(),
                Duration.between(started, ended),
                List.of(new Timing("compile", started, ended), new Timing("execute", ended, ended)),
                Thread.currentThread().getName(),
                Map.of(),
                Optional.of(true),
                Optional.of(compiled.code()),
                Optional.empty());
        new ArtifactFiles(workspace, run).runResults(List.of(result), Duration.between(started, ended));
    }

    private void header() {
        workspace.events().emit(new InvocationEvent.Formatting(""));
        workspace
                .events()
                .emit(new InvocationEvent.ConcurrencyLine(
                        workspace.files().profile().threads(),
                        workspace.files().profile().targetName(),
                        1));
        workspace.events().emit(new InvocationEvent.Formatting(""));
    }

    /** Shown are those whose names stand in the first of the criteria, so that {@code +orders} shows orders alone. Source: recorded calls. */
    private void show(RunOutcome outcome) {
        String asked = run.invocation().selection().select().getFirst();
        Manifest manifest = workspace.parsed().manifest();
        for (CompiledNode each : outcome.compiled().values()) {
            Optional<Resource> node = manifest.find(each.uniqueId());
            if (node.isPresent()
                    && node.get().resourceType() != ResourceType.SEED
                    && asked.contains(node.get().name())) {
                emit(node.get().name(), each.code(), false, each.uniqueId());
            }
        }
    }

    private void emit(String name, String code, boolean inline, String uniqueId) {
        String format = run.invocation().output().format().orElse("text");
        String text = code;
        if (format.equals("json")) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            if (!inline) {
                tree.put("node", name);
            }
            tree.put("compiled", code);
            text = JsonText.writeIndentedInOrder(tree, 2);
        }
        boolean quiet = run.invocation().output().quiet();
        workspace
                .events()
                .emit(new OutputEvent.CompiledNode(
                        new OutputEvent.Shown(name, inline, format, uniqueId, quiet), code, text));
    }
}
