package dev.weir.core.run;

import dev.weir.base.Diagnostic;
import dev.weir.core.compile.CompiledNode;
import dev.weir.core.compile.NodeCompiler;
import dev.weir.core.context.ReadLimits;
import dev.weir.core.context.TimeWindow;
import dev.weir.core.context.database.DatabaseSession;
import dev.weir.core.context.database.LiveDatabase;
import dev.weir.core.context.database.ResultStore;
import dev.weir.core.event.InvocationEvent;
import dev.weir.core.event.NodeEvent;
import dev.weir.core.event.NodeEvent.Tone;
import dev.weir.core.event.NodeInFlight;
import dev.weir.core.event.NodeInfo;
import dev.weir.core.manifest.ModelNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds a microbatch model batch by batch. When the first one fails, none of the others is tried; else each has its try, and
 * the model is built in part. Hooks run before the first and after the last. Source: recorded runs.
 */
final class BatchTurns {
    private final RunWiring wiring;
    private final BatchPlan plan;
    private final ModelNode model;
    private final DatabaseSession session;
    private final NodeInfo info;
    private final Conflicts conflicts;
    private final BatchSize size;
    private final String relation;

    BatchTurns(
            RunWiring wiring,
            BatchPlan plan,
            ModelNode model,
            DatabaseSession session,
            NodeInfo info,
            Conflicts conflicts) {
        this.wiring = wiring;
        this.plan = plan;
        this.model = model;
        this.session = session;
        this.info = info;
        this.conflicts = conflicts;
        size = BatchPlan.size(model);
        relation = new NodeWords(wiring.runtime().credentials().database()).relation(model.relation());
    }

    /** Whether the model is built batch by batch: a project's own macro for the strategy may build it in one piece. */
    static boolean inBatches(ModelNode model, RunWiring wiring) {
        return BatchPlan.batched(model)
                && (wiring.batchesOfOwnStrategies()
                        || wiring.compiler()
                                .contexts()
                                .catalog()
                                .find("get_incremental_microbatch_sql", model.packageName())
                                .map(macro -> macro.uniqueId().startsWith("macro.dbt."))
                                .orElse(true));
    }

    BatchResults run(boolean fullRefresh) {
        boolean incremental = exists() && !fullRefresh;
        List<TimeWindow> batches = plan.batches(model, incremental);
        List<TimeWindow> good = new ArrayList<>();
        List<TimeWindow> bad = new ArrayList<>();
        boolean firstDone = false;
        for (int at = 0; at < batches.size(); at++) {
            TimeWindow window = batches.get(at);
            if (at > 0 && !firstDone) {
                beingRun(window);
                ended("SKIP ", "SKIPPED", Tone.WARNING, at, batches.size(), window, 0);
                bad.add(window);
                continue;
            }
            boolean built = turn(window, at, batches.size(), at == 0 ? incremental : true);
            firstDone |= built && at == 0;
            (built ? good : bad).add(window);
        }
        return new BatchResults(good, bad);
    }

    private boolean exists() {
        return wiring.runtime()
                .cache()
                .find(wiring.compiler().contexts().relation(model).path())
                .filter(found -> found.ofType("table"))
                .isPresent();
    }

    private boolean turn(TimeWindow window, int at, int total, boolean incremental) {
        wiring.events().emit(new NodeEvent.LogStartBatch(words(window), at + 1, total, info));
        long start = System.nanoTime();
        NodeCompiler compiler =
                wiring.compiler().in(new ReadLimits.Batch(model.uniqueId(), size.id(window.start()), window));
        Materializer.BatchPlace place =
                new Materializer.BatchPlace(size.shown(window.start()), at == 0, at == total - 1, incremental);
        Materializer materializer = new Materializer(wiring.with(compiler), model, session, Optional.of(place));
        beingRun(window);
        session.lend(model.uniqueId(), Optional.of(info), wiring.comment().on(model.uniqueId(), model.uniqueId()));
        try {
            CompiledNode compiled = NodeInFlight.in(
                    "compiling", info, () -> compiler.compile(model, LiveDatabase.on(wiring.runtime(), session)));
            String path = wiring.target().writeCompiled(model, Optional.of(place.suffix()), compiled.code());
            ResultStore.Main main = NodeInFlight.in(
                    "executing", info, () -> conflicts.outlast(() -> materializer.run(compiled, Optional.of(path))));
            String message = String.valueOf(main.response().getOrDefault("_message", "OK"));
            ended("OK created ", message, Tone.GOOD, at, total, window, seconds(start));
            return true;
        } catch (RuntimeException e) {
            List<Diagnostic> findings = Failures.of(e, model.subject(), materializer.runPath());
            wiring.events()
                    .emit(new NodeEvent.BatchError(
                            Failures.message(findings), findings, info.withStatus("executing", "")));
            ended("ERROR creating ", "ERROR", Tone.BAD, at, total, window, seconds(start));
            return false;
        } finally {
            session.release();
        }
    }

    private void ended(String doing, String status, Tone tone, int at, int total, TimeWindow window, double seconds) {
        String outcome = switch (tone) {
            case GOOD -> "success";
            case WARNING -> "started"; // the reference's word for batches it skips
            case BAD -> "error";
        };
        NodeInfo done = info.withStatus(outcome, NodeInfos.moment(wiring.clock().instant()));
        wiring.events()
                .emit(new NodeEvent.LogBatchResult(
                        doing + words(window), words(window), status, tone, at + 1, total, seconds, done));
    }

    private void beingRun(TimeWindow window) {
        wiring.events()
                .emit(new InvocationEvent.MicrobatchExecutionDebug(words(window) + " is being run sequentially"));
    }

    private String words(TimeWindow window) {
        return "batch " + size.shown(window.start()) + " of " + relation;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
