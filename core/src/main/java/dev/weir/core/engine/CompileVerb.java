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
import dev.weir.core.manifest.Node;
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
            boolean byName = !run.invocation().selection().select().isEmpty();
            RunOutcome outcome = compiled(database, selection, byName ? Listed.WITH_EPHEMERAL : Listed.BUILT);
            if (byName) {
                show(outcome, Listed.WITH_EPHEMERAL);
            }
        }
        return InvocationResult.OK;
    }

    /** Which nodes have results: where {@code compile} is told what to compile, ephemeral models, too. Source: recorded calls. */
    private enum Listed {
        BUILT,
        WITH_EPHEMERAL
    }

    /** Shows the code of what was asked for by name. */
    void showSelected(RunOutcome outcome) {
        if (!run.invocation().selection().select().isEmpty()) {
            show(outcome, Listed.BUILT);
        }
    }

    /** Compiles the selection and writes what came of it; throws what the first failing node says. */
    RunOutcome nodes(OpenDatabase database, Selection selection) {
        return compiled(database, selection, Listed.BUILT);
    }

    private RunOutcome compiled(OpenDatabase database, Selection selection, Listed listed) {
        RunOutcome outcome = RunVerb.execute(database, selection, RunKind.COMPILE, cancellation);
        ArtifactFiles files = new ArtifactFiles(workspace, run);
        workspace.awaitAside();
        files.manifest(outcome.compiled());
        List<NodeResult> results = new ArrayList<>(outcome.results());
        if (listed == Listed.WITH_EPHEMERAL) {
            for (CompiledNode each : outcome.ephemerals()) {
                if (selection.uniqueIds().contains(each.uniqueId())) {
                    Instant now = Instant.now();
                    results.add(result(each, Duration.ZERO, List.of(new Timing("compile", now, now))));
                }
            }
        }
        files.runResults(results, Duration.ofNanos((long) (outcome.seconds() * 1e9)));
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
            database.listRelations(session);
            session.lend(
                    InlineQuery.NAME,
                    Optional.empty(),
                    database.wiring().comment().on("", InlineQuery.NAME));
            session.refuse(!run.invocation().execution().query().introspect());
            compiled = query.compile(database.compiler(), database.on(session), this::header);
        }
        Instant ended = Instant.now();
        emit(InlineQuery.NAME, compiled.code(), true, query.uniqueId());
        NodeResult result = result(
                compiled,
                Duration.between(started, ended),
                List.of(new Timing("compile", started, ended), new Timing("execute", ended, ended)));
        new ArtifactFiles(workspace, run).runResults(List.of(result), Duration.between(started, ended));
    }

    private static NodeResult result(CompiledNode compiled, Duration took, List<Timing> timing) {
        return new NodeResult(
                compiled.uniqueId(),
                "success",
                Optional.empty(),
                Optional.empty(),
                took,
                timing,
                Thread.currentThread().getName(),
                Map.of(),
                Optional.of(true),
                Optional.of(compiled.code()),
                Optional.empty());
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
    private void show(RunOutcome outcome, Listed listed) {
        String asked = run.invocation().selection().select().getFirst();
        Manifest manifest = workspace.parsed().manifest();
        for (CompiledNode each : outcome.compiled().values()) {
            Optional<Resource> node = manifest.find(each.uniqueId());
            if (node.isPresent()
                    && node.get().resourceType() != ResourceType.SEED
                    && (listed == Listed.WITH_EPHEMERAL || !(node.get() instanceof Node code && code.ephemeral()))
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
