package dev.weir.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.graph.Graph;
import dev.weir.core.graph.GraphBuilder;
import dev.weir.core.manifest.Documentation;
import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.NodeBody;
import dev.weir.core.manifest.NodeCode;
import dev.weir.core.manifest.NodeConfig;
import dev.weir.core.manifest.NodeLinks;
import dev.weir.core.manifest.RelationName;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.SearchOrder;
import dev.weir.core.manifest.Semantics;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.select.Selection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    private void model(String name, String materialized, String... parents) {
        nodes.put(
                name,
                new ModelNode(
                        body(name, ResourceType.MODEL, materialized, parents),
                        "protected",
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private void test(String name, String... parents) {
        nodes.put(name, new SingularTestNode(body(name, ResourceType.TEST, "test", parents)));
    }

    private static NodeBody body(String name, ResourceType type, String materialized, String... parents) {
        return new NodeBody(
                new Identity(name, type, "p", name, List.of("p", name), name, name),
                new RelationName(Optional.of("db"), "s", name, Optional.empty()),
                new NodeConfig(Map.of("materialized", materialized), Map.of()),
                List.of(),
                Documentation.NONE,
                NodeCode.generated(name, ""),
                new NodeLinks(List.of(), List.of(), List.of(), List.of(parents)),
                Instant.EPOCH);
    }

    private Schedule schedule(boolean testsGate, String... left) {
        Manifest manifest = new Manifest(
                new SearchOrder("p", false),
                nodes,
                Map.of(),
                Map.of(),
                Map.of(),
                Semantics.NONE,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
        Graph graph = GraphBuilder.build(manifest);
        List<Resource> selected = new ArrayList<>();
        for (String id : graph.inOrder()) {
            if (!List.of(left).contains(id)) {
                selected.add(manifest.find(id).orElseThrow());
            }
        }
        return Schedule.of(new Selection(graph, selected, List.of()), selected, testsGate);
    }

    /** Notes what happens; nodes named in {@code failing} fail. */
    private static final class Turns implements Scheduler.Turns {
        private final Set<String> failing;
        private final List<String> log = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        Turns(String... failing) {
            this.failing = Set.of(failing);
        }

        @Override
        public void starting(Resource node, int index) {
            log.add(index + " " + node.name());
        }

        @Override
        public NodeOutcome run(Resource node, int worker, int index) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            running.decrementAndGet();
            if (node.name().equals("bug")) {
                throw new StackOverflowError();
            }
            Turn turn = new Turn(node, Clock.systemUTC());
            return failing.contains(node.name())
                    ? turn.failed(List.of(), "no")
                    : turn.succeeded(Map.of(), Optional.empty());
        }

        @Override
        public NodeOutcome skip(Resource node, int index, Optional<EphemeralFault> ephemeral) {
            log.add(index + " skip " + node.name()
                    + ephemeral.map(each -> " for " + each.model().name()).orElse(""));
            return new Turn(node, Clock.systemUTC()).skipped(Optional.empty());
        }

        @Override
        public NodeOutcome drop(Resource node) {
            log.add("drop " + node.name());
            return new Turn(node, Clock.systemUTC()).skipped(Optional.empty());
        }
    }

    private static Turns run(Schedule schedule, int workers, boolean failFast, Turns turns) {
        new Scheduler(schedule, workers, failFast, turns, new Cancellation(), () -> {}).run();
        return turns;
    }

    @Test
    void longestWayDownStartsFirst() {
        model("lone", "view");
        model("head", "view");
        model("mid", "view", "head");
        model("tail", "view", "mid");
        assertThat(run(schedule(false), 1, false, new Turns()).log)
                .containsExactly("1 head", "2 mid", "3 lone", "4 tail");
    }

    @Test
    void aTurnThatThrowsEndsAsAFailureOfItsNode() {
        model("bug", "view");
        model("reader", "view", "bug");
        model("other", "view");
        assertThat(run(schedule(false), 1, false, new Turns()).log)
                .containsExactly("1 bug", "2 skip reader", "3 other");
    }

    @Test
    void nodesWaitForParentsThroughNodesThatAreNotSelected() {
        model("a", "view");
        model("b", "view", "a");
        model("c", "view", "b");
        assertThat(run(schedule(false, "b"), 4, false, new Turns("a")).log).containsExactly("1 a", "2 skip c");
    }

    @Test
    void testsGateWhatStandsBelowTheirParentsInABuild() {
        model("a", "view");
        test("t", "a");
        model("b", "view", "a");
        assertThat(run(schedule(true), 4, false, new Turns("t")).log).containsExactly("1 a", "2 t", "3 skip b");
        assertThat(run(schedule(false), 1, false, new Turns("t")).log).containsExactlyInAnyOrder("1 a", "2 t", "3 b");
    }

    @Test
    void testOfTwoParentsGatesOnlyWhatReadsBoth() {
        model("a", "view");
        model("b", "view");
        test("t", "a", "b");
        model("one", "view", "a");
        model("both", "view", "a", "b");
        assertThat(run(schedule(true), 1, false, new Turns("t")).log)
                .contains("5 skip both")
                .doesNotContain("skip one");
    }

    @Test
    void ephemeralModelsTakeNoTurnAndPassTheirBlockOn() {
        model("a", "view");
        model("e", "ephemeral", "a");
        model("b", "view", "e");
        assertThat(run(schedule(false), 1, false, new Turns()).log).containsExactly("1 a", "2 b");
        assertThat(run(schedule(true), 1, false, new Turns("a")).log).containsExactly("1 a", "2 skip b for e");
        assertThat(run(schedule(false), 1, false, new Turns("a")).log).containsExactly("1 a", "2 skip b");
    }

    @Test
    void failFastDropsTheRest() {
        model("a", "view");
        model("b", "view");
        model("c", "view", "b");
        assertThat(run(schedule(false), 1, true, new Turns("b")).log).containsExactly("1 b", "drop a", "drop c");
    }

    @Test
    void noMoreRunAtOnceThanThereAreWorkers() {
        for (int at = 0; at < 20; at++) {
            model("m" + at, "view");
        }
        Turns turns = run(schedule(false), 3, false, new Turns());
        assertThat(turns.log).hasSize(20);
        assertThat(turns.most.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void cancelledRunStartsNothingMore() {
        model("a", "view");
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        Turns turns = new Turns();
        new Scheduler(schedule(false), 1, false, turns, cancellation, () -> {}).run();
        assertThat(turns.log).containsExactly("drop a");
    }
}
