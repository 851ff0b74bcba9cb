package dev.weir.core.run;

import dev.weir.adapter.DatabaseException;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.core.compile.CompiledNode;
import dev.weir.core.compile.NodeCompiler;
import dev.weir.core.context.NodeScope;
import dev.weir.core.context.TemplateContext;
import dev.weir.core.context.database.DatabaseSession;
import dev.weir.core.context.database.LiveDatabase;
import dev.weir.core.event.InvocationEvent;
import dev.weir.core.event.NodeEvent;
import dev.weir.core.event.NodeInFlight;
import dev.weir.core.event.NodeInfo;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.OperationNode;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.value.None;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs the {@code on-run-start} and {@code on-run-end} hooks of the project and its packages. */
final class HookRunner {
    private final RunWiring wiring;
    private final DatabaseSession session;

    HookRunner(RunWiring wiring, DatabaseSession session) {
        this.wiring = wiring;
        this.session = session;
    }

    /**
     * Runs the hooks of one kind in order; once one failed, the rest are skipped.
     *
     * @param extras names their templates see beside the usual ones ({@code schemas}, {@code results})
     */
    List<NodeOutcome> run(OperationNode.When when, Map<String, Object> extras) {
        List<OperationNode> hooks = hooks(when);
        List<NodeOutcome> outcomes = new ArrayList<>();
        if (hooks.isEmpty()) {
            return outcomes;
        }
        session.lend("master", Optional.empty(), wiring.comment().on("", "master"));
        try {
            session.clearTransaction();
            boolean failed = false;
            for (int at = 0; at < hooks.size(); at++) {
                Turn turn = new Turn(hooks.get(at), wiring.clock());
                if (failed) {
                    outcomes.add(skip(hooks.get(at), at + 1, hooks.size(), turn));
                    continue;
                }
                NodeOutcome outcome = run(hooks.get(at), at + 1, hooks.size(), turn, extras);
                failed = outcome.bad();
                outcomes.add(outcome);
            }
        } finally {
            session.release();
        }
        wiring.events().emit(new InvocationEvent.Formatting(""));
        return outcomes;
    }

    List<OperationNode> hooks(OperationNode.When when) {
        List<OperationNode> hooks = new ArrayList<>();
        for (Node node : wiring.manifest().nodes().values()) {
            if (node instanceof OperationNode hook && hook.when() == when) {
                hooks.add(hook);
            }
        }
        hooks.sort((one, other) -> Integer.compare(one.index(), other.index()));
        return hooks;
    }

    private NodeOutcome run(OperationNode hook, int index, int total, Turn turn, Map<String, Object> extras) {
        NodeInfo info = NodeInfos.started(hook, wiring.manifest(), turn.startedAt());
        String name = name(hook);
        NodeOutcome outcome;
        String sql = NodeInFlight.in("None", info, () -> compile(hook, turn, extras));
        long start = System.nanoTime();
        try {
            wiring.events().emit(new NodeEvent.LogHookStartLine(name, index, total, info));
            if (!sql.isBlank()) {
                session.execute(sql, false, false, OptionalInt.empty());
            }
            turn.stepDone("execute");
            outcome = turn.passed(name);
        } catch (DatabaseException e) {
            turn.stepDone("execute");
            String message = name + " failed, error:\n " + e.words().stripTrailing();
            outcome = turn.failed(
                    List.of(Diagnostic.of(DiagnosticCode.RUN_001, "hook \"" + name + "\" failed")
                            .inWordsOfDbt(message)),
                    message);
        } catch (WeirException e) {
            turn.stepDone("execute");
            outcome = turn.failed(Failures.of(e, hook.subject(), Optional.empty()));
        }
        NodeInfo done = info.withStatus(
                outcome.result().status(), NodeInfos.moment(wiring.clock().instant()));
        wiring.events()
                .emit(new NodeEvent.LogHookEndLine(
                        name, outcome.result().status(), index, total, (System.nanoTime() - start) / 1e9, done));
        return outcome;
    }

    private NodeOutcome skip(OperationNode hook, int index, int total, Turn turn) {
        String name = name(hook);
        NodeInfo info =
                NodeInfos.started(hook, wiring.manifest(), turn.startedAt()).withStatus("skipped", "");
        wiring.events().emit(new NodeEvent.LogHookEndLine(name, "skipped", index, total, 0, info));
        return turn.skippedHook(name + " skipped");
    }

    private static String name(OperationNode hook) {
        return hook.packageName() + "." + hook.when().wireName() + "." + hook.index();
    }

    private String compile(OperationNode hook, Turn turn, Map<String, Object> extras) {
        NodeScope scope = NodeCompiler.scope(hook);
        TemplateContext context = wiring.compiler()
                .contexts()
                .forOperation(
                        scope,
                        LiveDatabase.on(wiring.runtime(), session),
                        wiring.compiler().graph(),
                        _ -> {});
        context.put("this", None.NONE);
        extras.forEach(context::put);
        String sql;
        try {
            sql = context.render(JinjaParser.parse(
                    new SourceText(
                            hook.identity().originalFilePath(), hook.code().rawCode()),
                    wiring.compiler().contexts().renderer().syntax()));
        } catch (WeirException failed) {
            throw new WeirException(Failures.of(failed, hook.subject(), Optional.empty()), failed);
        }
        CompiledNode compiled = new CompiledNode(hook.uniqueId(), sql, sql, List.of(), Optional.empty());
        turn.compiled(compiled, Optional.of(wiring.target().writeCompiled(hook, sql)));
        turn.stepDone("compile");
        return sql;
    }
}
