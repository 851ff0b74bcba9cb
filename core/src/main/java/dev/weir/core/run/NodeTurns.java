package dev.weir.core.run;

import dev.weir.base.Diagnostic;
import dev.weir.core.compile.CompiledNode;
import dev.weir.core.compile.EphemeralFailure;
import dev.weir.core.compile.NodeCompiler;
import dev.weir.core.context.database.DatabaseSession;
import dev.weir.core.context.database.LiveDatabase;
import dev.weir.core.context.database.ResultStore;
import dev.weir.core.event.NodeEvent;
import dev.weir.core.event.NodeInFlight;
import dev.weir.core.event.NodeInfo;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.SeedNode;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.manifest.UnitTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a turn of each kind of node does: compile, materialize, test; with its lines and its result. Thread-safe. */
final class NodeTurns implements Scheduler.Turns {
    private final RunWiring wiring;
    private final RunRequest request;
    private final SessionPool sessions;
    private final NodeReports reports;
    private final Cancellation cancellation;
    private final List<SeedSample> samples = Collections.synchronizedList(new ArrayList<>());

    NodeTurns(
            RunWiring wiring,
            RunRequest request,
            SessionPool sessions,
            NodeReports reports,
            Cancellation cancellation) {
        this.wiring = wiring;
        this.request = request;
        this.sessions = sessions;
        this.reports = reports;
        this.cancellation = cancellation;
    }

    private boolean quiet() {
        return request.kind() == RunKind.COMPILE || request.kind() == RunKind.CLONE;
    }

    @Override
    public void starting(Resource resource, int index) {
        NodeInfo info =
                NodeInfos.started(resource, wiring.manifest(), wiring.clock().instant());
        wiring.events().emit(new NodeEvent.NodeStep(NodeEvent.NodeStep.Step.START, info));
        if ((resource instanceof Node || resource instanceof UnitTest) && !quiet()) {
            reports.started(resource, index, info);
        }
    }

    @Override
    public NodeOutcome run(Resource resource, int worker, int index) {
        Turn turn = new Turn(resource, wiring.clock());
        NodeInfo info = NodeInfos.started(resource, wiring.manifest(), turn.startedAt());
        NodeOutcome outcome;
        if (request.kind() == RunKind.CLONE && resource instanceof Node node) {
            outcome = clone(node, sessions.worker(worker), turn, info);
        } else if (resource instanceof ModelNode model && !quiet() && BatchTurns.inBatches(model, wiring)) {
            outcome = runBatches(model, sessions.worker(worker), turn, info);
        } else if (resource instanceof Node node) {
            outcome = runNode(node, sessions.worker(worker), turn, info);
        } else if (resource instanceof UnitTest test) {
            outcome = runUnitTest(test, sessions.worker(worker), turn, info);
        } else {
            turn.stepDone("compile");
            turn.stepDone("execute");
            outcome = turn.noOp();
        }
        info = NodeInfos.kept(info, outcome.result());
        if (outcome instanceof NodeOutcome.Skipped skipped) {
            reports.skipped(resource, index, skipped.because(), info);
        } else if (!quiet()) {
            reports.ended(outcome, index, info);
        }
        wiring.events()
                .emit(new NodeEvent.NodeStep(
                        NodeEvent.NodeStep.Step.FINISHED,
                        info.withStatus(
                                outcome.result().status(),
                                NodeInfos.moment(wiring.clock().instant()))));
        return outcome;
    }

    private NodeOutcome clone(Node node, DatabaseSession session, Turn turn, NodeInfo info) {
        session.lend(node.uniqueId(), Optional.of(info), wiring.comment().on(node.uniqueId(), node.uniqueId()));
        Materializer materializer = new Materializer(wiring, node, session);
        turn.stepDone("compile");
        try {
            Optional<ResultStore.Main> main = NodeInFlight.in("executing", info, materializer::copy);
            turn.stepDone("execute");
            return turn.succeeded(
                    main.map(ResultStore.Main::response).orElse(Map.of()),
                    Optional.of(main.map(each -> String.valueOf(each.response().get("_message")))
                            .orElse("No-op")));
        } catch (RuntimeException e) {
            turn.stepFailed();
            return turn.failed(Failures.of(e, node.subject(), materializer.runPath()));
        } finally {
            session.release();
        }
    }

    private NodeOutcome runBatches(ModelNode model, DatabaseSession session, Turn turn, NodeInfo info) {
        turn.stepDone("compile");
        try {
            wiring.events().emit(new NodeEvent.NodeStep(NodeEvent.NodeStep.Step.EXECUTING, info));
            BatchResults results = new BatchTurns(wiring, request.batches(), model, session, info, conflicts(session))
                    .run(model.config().flag("full_refresh").orElse(request.fullRefresh()));
            turn.stepDone("execute");
            return turn.batched(results, request.batches().built(model));
        } catch (RuntimeException e) {
            turn.stepFailed();
            return turn.failed(Failures.of(e, model.subject(), Optional.empty()));
        }
    }

    private NodeOutcome runUnitTest(UnitTest test, DatabaseSession session, Turn turn, NodeInfo info) {
        session.lend(test.uniqueId(), Optional.of(info), wiring.comment().on(test.uniqueId(), test.uniqueId()));
        try {
            UnitTestRun run = new UnitTestRun(wiring, test, session);
            CompiledNode compiled = NodeInFlight.in("compiling", info, run::compile);
            turn.compiled(compiled, compiled.compiledPath());
            turn.stepDone("compile");
            wiring.events().emit(new NodeEvent.NodeStep(NodeEvent.NodeStep.Step.EXECUTING, info));
            UnitTestRun.Verdict verdict = NodeInFlight.in("executing", info, () -> run.execute(compiled));
            turn.stepDone("execute");
            return turn.tested(
                    new TestVerdict(
                            verdict.difference().isPresent() ? "fail" : "pass",
                            verdict.difference(),
                            verdict.difference().isPresent() ? 1 : 0),
                    verdict.response());
        } catch (RuntimeException e) {
            turn.stepDone(turn.compiled() ? "execute" : "compile");
            if (!turn.compiled()) {
                turn.stepDone("execute");
            }
            return turn.forgetSql().failed(Failures.of(e, test.subject(), Optional.empty()));
        } finally {
            session.release();
        }
    }

    private NodeOutcome runNode(Node node, DatabaseSession session, Turn turn, NodeInfo info) {
        session.lend(node.uniqueId(), Optional.of(info), wiring.comment().on(node.uniqueId(), node.uniqueId()));
        Materializer materializer = new Materializer(wiring, node, session);
        turn.keeps(storedIn(node));
        try {
            CompiledNode compiled = compile(node, session, info);
            Optional<String> path = node instanceof SeedNode || !compiled.injected()
                    ? Optional.empty()
                    : Optional.of(wiring.target().writeCompiled(node, compiled.code()));
            turn.compiled(compiled, path);
            turn.stepDone("compile");
            if (request.kind() == RunKind.COMPILE) {
                turn.stepDone("execute");
                return turn.succeeded(java.util.Map.of(), Optional.empty());
            }
            NodeInfo kept = turn.keptIn().map(info::withRelation).orElse(info);
            wiring.events().emit(new NodeEvent.NodeStep(NodeEvent.NodeStep.Step.EXECUTING, kept));
            ResultStore.Main main = NodeInFlight.in(
                    "executing", kept, () -> conflicts(session).outlast(() -> materializer.run(compiled, path)));
            turn.stepDone("execute");
            keepSample(node, materializer);
            return conclude(node, main, turn);
        } catch (EphemeralFailure e) {
            turn.stepFailed();
            return request.selection().uniqueIds().contains(e.model().uniqueId())
                    ? turn.skipped(new EphemeralFault(e.model(), e.diagnostics()))
                    : turn.failed(e.diagnostics());
        } catch (RuntimeException e) {
            turn.stepFailed();
            List<Diagnostic> findings = Failures.of(e, node.subject(), materializer.runPath());
            return turn.failed(findings);
        } finally {
            session.release();
        }
    }

    private Conflicts conflicts(DatabaseSession session) {
        return new Conflicts(wiring.runtime(), session, cancellation);
    }

    private CompiledNode compile(Node node, DatabaseSession session, NodeInfo info) {
        wiring.events().emit(new NodeEvent.NodeStep(NodeEvent.NodeStep.Step.COMPILING, info));
        return NodeInFlight.in(
                "compiling", info, () -> wiring.compiler().compile(node, LiveDatabase.on(wiring.runtime(), session)));
    }

    private NodeOutcome conclude(Node node, ResultStore.Main main, Turn turn) {
        return switch (node) {
            case GenericTestNode _, SingularTestNode _ ->
                turn.tested(
                        TestVerdict.of(node.uniqueId(), node.config(), main.table(), request.warnError()),
                        main.response());
            default ->
                turn.succeeded(
                        main.response(),
                        Optional.ofNullable(main.response().get("_message")).map(String::valueOf));
        };
    }

    /** Where a test keeps what it finds; empty for one that does not, and for other nodes. */
    private Optional<String> storedIn(Node node) {
        boolean stores = node.resourceType() == ResourceType.TEST
                && request.kind() != RunKind.COMPILE
                && node.config().flag("store_failures").orElse(request.storeFailures());
        return stores
                ? node.relation()
                        .rendered()
                        .or(() -> Optional.of(
                                wiring.compiler().contexts().relation(node).render()))
                : Optional.empty();
    }

    private void keepSample(Node node, Materializer materializer) {
        if (request.showSeedRows() && request.kind() == RunKind.SEED) {
            String relation = node.relation().schema() + "." + node.relation().alias();
            materializer.seedRows().ifPresent(rows -> samples.add(new SeedSample(relation, rows)));
        }
    }

    /** Rows of the seeds that were loaded, in the order in which that was done. */
    List<SeedSample> samples() {
        return List.copyOf(samples);
    }

    @Override
    public NodeOutcome skip(Resource resource, int index, Optional<EphemeralFault> fault) {
        Turn turn = new Turn(resource, wiring.clock());
        if (!quiet()) {
            reports.skipped(resource, index, fault, NodeInfos.started(resource, wiring.manifest(), turn.startedAt()));
        }
        return fault.map(turn::skipped).orElseGet(() -> turn.skipped(Optional.empty()));
    }

    @Override
    public NodeOutcome drop(Resource resource) {
        return new Turn(resource, wiring.clock())
                .skipped(request.failFast() ? Optional.of("Skipping due to fail_fast") : Optional.empty());
    }

    /**
     * The ephemeral models that were read, and those that were selected and nobody read: their SQL is written, too. What one of
     * the latter does wrong matters where code is compiled only, as in the reference.
     */
    List<CompiledNode> ephemerals(List<NodeOutcome> outcomes, boolean stopped) {
        List<CompiledNode> compiled = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (NodeCompiler.Inlined inlined : wiring.compiler().inlined()) {
            known.add(inlined.node().uniqueId());
            compiled.add(written(inlined.node(), inlined.compiled()));
        }
        boolean sound = request.kind() == RunKind.COMPILE || outcomes.stream().noneMatch(NodeOutcome::bad);
        for (Resource resource : request.selection().resources()) {
            if (sound
                    && !stopped
                    && resource instanceof Node node
                    && node.ephemeral()
                    && !known.contains(node.uniqueId())
                    && !failedElsewhere(node, outcomes)) {
                ephemeral(node, outcomes).ifPresent(compiled::add);
            }
        }
        return compiled;
    }

    private static boolean failedElsewhere(Node node, List<NodeOutcome> outcomes) {
        return outcomes.stream()
                .anyMatch(each -> each instanceof NodeOutcome.Skipped skipped
                        && skipped.because()
                                .filter(fault -> fault.model().uniqueId().equals(node.uniqueId()))
                                .isPresent());
    }

    private Optional<CompiledNode> ephemeral(Node node, List<NodeOutcome> outcomes) {
        Turn turn = new Turn(node, wiring.clock());
        NodeInfo info = NodeInfos.started(node, wiring.manifest(), turn.startedAt());
        DatabaseSession session = sessions.worker(0);
        session.lend(node.uniqueId(), Optional.of(info), wiring.comment().on(node.uniqueId(), node.uniqueId()));
        try {
            return Optional.of(written(node, compile(node, session, info)));
        } catch (RuntimeException e) {
            turn.stepFailed();
            if (request.kind() == RunKind.COMPILE) {
                outcomes.add(turn.failed(Failures.of(e, node.subject(), Optional.empty())));
            }
            return Optional.empty();
        } finally {
            session.release();
        }
    }

    private CompiledNode written(Node node, CompiledNode compiled) {
        String path = wiring.target().writeCompiled(node, compiled.code());
        return new CompiledNode(
                compiled.uniqueId(), compiled.code(), compiled.ownCode(), compiled.extraCtes(), Optional.of(path));
    }
}
