package dev.weir.core.run;

import dev.weir.core.compile.CompiledNode;
import dev.weir.core.context.database.TableText;
import dev.weir.core.event.Events;
import dev.weir.core.event.InvocationEvent;
import dev.weir.core.event.NodeEvent;
import dev.weir.core.event.NodeInfo;
import dev.weir.core.event.OutputEvent;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.OperationNode;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.manifest.SnapshotNode;
import dev.weir.core.manifest.UnitTest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is said after a run: what ran, what went wrong and where to look, the counts. Source: recorded console output. */
public final class RunReport {
    private final Events events;
    private final Manifest manifest;
    private final InstantSource clock;

    public RunReport(Events events, Manifest manifest, InstantSource clock) {
        this.events = events;
        this.manifest = manifest;
        this.clock = clock;
    }

    /** Of a run without nodes nothing is said, save of one of seeds. */
    public void say(RunOutcome outcome, boolean evenIfEmpty) {
        if (outcome.all().isEmpty()) {
            if (evenIfEmpty) {
                conclude(outcome);
            }
            return;
        }
        if (!outcome.copies() && outcome.hooks().stream().noneMatch(RunReport::atEnd)) {
            blank();
        }
        if (!outcome.copies()) {
            events.emit(new InvocationEvent.FinishedRunningStats(statLine(outcome), outcome.seconds()));
        }
        outcome.samples().forEach(this::show);
        conclude(outcome);
    }

    /** Of a run whose nodes are all ephemeral. */
    public void sayNothingWasBuilt(RunOutcome outcome) {
        blank();
        events.emit(new InvocationEvent.FinishedRunningStats("", outcome.seconds()));
    }

    private void show(SeedSample sample) {
        String head = "Random sample of table: " + sample.relation();
        blank();
        events.emit(new OutputEvent.SeedHeader(head));
        events.emit(new InvocationEvent.Formatting("-".repeat(head.length())));
        events.emit(new OutputEvent.SeedRows(TableText.whole(sample.rows(), 10)));
        blank();
    }

    private void conclude(RunOutcome outcome) {
        summary(outcome);
        blank();
        counts(outcome);
    }

    private static boolean atEnd(NodeOutcome hook) {
        return hook.node() instanceof OperationNode operation && operation.when() == OperationNode.When.ON_RUN_END;
    }

    private void blank() {
        events.emit(new InvocationEvent.Formatting(""));
    }

    /** {@code 1 exposure, 2 project hooks, 26 data tests, 6 view models}, sorted by the kinds' own names. */
    static String statLine(RunOutcome outcome) {
        Map<String, Integer> counts = new TreeMap<>();
        for (NodeOutcome each : outcome.all()) {
            counts.merge(kind(each.node()), 1, Integer::sum);
        }
        StringBuilder line = new StringBuilder();
        counts.forEach((kind, count) -> {
            line.append(line.isEmpty() ? "" : ", ").append(count).append(' ');
            if (kind.equals("test")) {
                line.append(count == 1 ? "test" : "data tests");
            } else {
                line.append(kind.replace('_', ' ')).append(count == 1 ? "" : "s");
            }
        });
        return line.toString();
    }

    private static String kind(Resource resource) {
        return switch (resource) {
            case ModelNode model -> model.config().materialized() + " model";
            case OperationNode _ -> "project hook";
            case GenericTestNode _, SingularTestNode _ -> "test";
            default -> resource.resourceType().wireName();
        };
    }

    private void summary(RunOutcome outcome) {
        int errors = 0;
        int warnings = 0;
        int inPart = 0;
        for (NodeOutcome each : outcome.all()) {
            inPart += each instanceof NodeOutcome.InPart ? 1 : 0;
            errors += counted(each) ? 1 : 0;
            warnings += each instanceof NodeOutcome.Tested tested && tested.warned() ? 1 : 0;
        }
        blank();
        events.emit(new InvocationEvent.EndOfRunSummary(errors, warnings, inPart, outcome.interrupted()));
        outcome.all().stream()
                .filter(each -> each instanceof NodeOutcome.Failed || failedTest(each))
                .forEach(this::error);
        outcome.all().stream()
                .filter(each -> each instanceof NodeOutcome.Tested tested && tested.warned())
                .forEach(this::error);
    }

    private static boolean failedTest(NodeOutcome outcome) {
        return outcome instanceof NodeOutcome.Tested tested && tested.failed();
    }

    /** Whether it counts under "errors": failures, and skips that have a reason of their own. */
    private static boolean counted(NodeOutcome outcome) {
        return switch (outcome) {
            case NodeOutcome.Failed _ -> true;
            case NodeOutcome.Tested tested -> tested.failed();
            case NodeOutcome.Skipped skipped -> skipped.result().message().isPresent();
            case NodeOutcome.Succeeded _, NodeOutcome.InPart _, NodeOutcome.NoOp _ -> false;
        };
    }

    private void error(NodeOutcome outcome) {
        Resource node = outcome.node();
        NodeInfo info = node instanceof UnitTest test && outcome instanceof NodeOutcome.Tested
                ? NodeInfos.unitTested(test)
                : NodeInfos.kept(NodeInfos.started(node, manifest, clock.instant()), outcome.result())
                        .withStatus(
                                node instanceof OperationNode ? outcome.result().status() : "None", "");
        boolean warning = outcome instanceof NodeOutcome.Tested tested && tested.warned();
        blank();
        events.emit(new NodeEvent.RunResultHeading(
                warning,
                node.resourceType().wireName(),
                node instanceof UnitTest test && outcome instanceof NodeOutcome.Tested ? test.shownName() : node.name(),
                node.identity().originalFilePath(),
                info));
        Optional<String> message = outcome.result().message();
        switch (outcome) {
            case NodeOutcome.Failed failed ->
                events.emit(new NodeEvent.RunResultError(message.orElse(""), failed.findings(), false, info));
            case NodeOutcome.Tested _ ->
                events.emit(new NodeEvent.RunResultError(message.orElse(""), java.util.List.of(), warning, info));
            case NodeOutcome.Succeeded _, NodeOutcome.InPart _, NodeOutcome.Skipped _, NodeOutcome.NoOp _ -> {}
        }
        Optional<String> path = outcome.sql().flatMap(CompiledNode::compiledPath);
        boolean brokenUnitTest = node instanceof UnitTest && outcome instanceof NodeOutcome.Failed;
        if (path.isPresent() && !brokenUnitTest && !(node instanceof SnapshotNode)) {
            blank();
            events.emit(new NodeEvent.SQLCompiledPath(path.get(), info));
        }
        Optional<String> storedIn = switch (outcome) {
            case NodeOutcome.Tested tested -> tested.storedIn();
            case NodeOutcome.Failed failed -> failed.storedIn();
            case NodeOutcome.Succeeded _, NodeOutcome.InPart _, NodeOutcome.Skipped _, NodeOutcome.NoOp _ ->
                Optional.empty();
        };
        if (storedIn.isPresent()) {
            blank();
            events.emit(new NodeEvent.CheckNodeTestFailure(storedIn.get(), info));
        }
    }

    private void counts(RunOutcome outcome) {
        int pass = 0;
        int warn = 0;
        int error = 0;
        int skip = 0;
        int noOp = 0;
        for (NodeOutcome each : outcome.all()) {
            switch (each) {
                case NodeOutcome.Succeeded _ -> pass++;
                case NodeOutcome.Tested tested -> {
                    if (tested.failed()) {
                        error++;
                    } else if (tested.warned()) {
                        warn++;
                    } else {
                        pass++;
                    }
                }
                case NodeOutcome.Failed _, NodeOutcome.InPart _ -> error++;
                case NodeOutcome.Skipped _ -> skip++;
                case NodeOutcome.NoOp _ -> noOp++;
            }
        }
        events.emit(new InvocationEvent.StatsLine(pass, warn, error, skip, noOp));
    }
}
