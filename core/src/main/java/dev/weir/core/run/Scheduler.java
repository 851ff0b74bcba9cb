package dev.weir.core.run;

import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.Resource;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Gives every node of a schedule its turn: as many at once as there are workers, those with the longest way below them
 * first. The calling thread decides; each worker has a thread. Not a virtual one: what wakes those when their server answers
 * costs more than the few threads do, and holds the end of the process up by 0.3 s.
 */
final class Scheduler {
    /** Does the work. {@link #run} is called on many threads, the rest on the deciding one. */
    interface Turns {
        /** Says that a turn starts; called in the order in which turns start. */
        void starting(Resource node, int index);

        /**
         * Runs a node to its end; throws nothing.
         *
         * @param worker from 0; no two turns of one worker overlap
         * @param index from 1, in the order in which turns start
         */
        NodeOutcome run(Resource node, int worker, int index);

        /**
         * A node that is not run.
         *
         * @param ephemeral what is wrong with the ephemeral model in between
         */
        NodeOutcome skip(Resource node, int index, Optional<EphemeralFault> ephemeral);

        /** A node that is not run because the whole run stopped. */
        NodeOutcome drop(Resource node);
    }

    private record Ended(int node, int worker, NodeOutcome outcome) {}

    private final Schedule schedule;
    private final Turns turns;
    private final boolean failFast;
    private final Cancellation cancellation;
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final PriorityQueue<Integer> ready;
    private final Deque<Integer> freeWorkers = new ArrayDeque<>();
    /** Each worker's; started by its first turn. */
    private final List<ExecutorService> threads = new ArrayList<>();

    private final int[] waitingFor;
    private final boolean[] blocked;
    private final @Nullable EphemeralFault[] faults;
    private final boolean[] done;
    private final List<NodeOutcome> outcomes = new ArrayList<>();
    private final Runnable stopRunning;
    private int running;
    private int index;
    private boolean stopped;
    private boolean failed;

    /** @param stopRunning cancels what runs, when the run stops before its end */
    Scheduler(
            Schedule schedule,
            int workers,
            boolean failFast,
            Turns turns,
            Cancellation cancellation,
            Runnable stopRunning) {
        this.schedule = schedule;
        this.turns = turns;
        this.failFast = failFast;
        this.cancellation = cancellation;
        this.stopRunning = stopRunning;
        int size = schedule.nodes().size();
        waitingFor = schedule.parentCounts();
        blocked = new boolean[size];
        faults = new EphemeralFault[size];
        done = new boolean[size];
        ready = new PriorityQueue<>((first, second) -> {
            int byWeight = Integer.compare(schedule.weight(second), schedule.weight(first));
            return byWeight != 0 ? byWeight : Integer.compare(first, second);
        });
        for (int worker = 0; worker < workers; worker++) {
            freeWorkers.add(worker);
            threads.add(Executors.newSingleThreadExecutor(Thread.ofPlatform()
                    .daemon()
                    .name("Thread-" + (worker + 1) + " (worker)")
                    .factory()));
        }
    }

    /** The outcomes in the order in which they came in; ephemeral models have none. */
    List<NodeOutcome> run() {
        for (int node = 0; node < waitingFor.length; node++) {
            if (waitingFor[node] == 0) {
                ready.add(node);
            }
        }
        try {
            while (true) {
                stopped |= cancellation.cancelled();
                startReady();
                if (running == 0) {
                    break;
                }
                await();
            }
        } finally {
            threads.forEach(ExecutorService::shutdown);
        }
        dropTheRest();
        return outcomes;
    }

    /** Skips every node. */
    List<NodeOutcome> skipAll() {
        Arrays.fill(blocked, true);
        return run();
    }

    private void startReady() {
        while (!stopped && !ready.isEmpty()) {
            int node = ready.peek();
            boolean passesBy = blocked[node] || ephemeral(node);
            if (!passesBy && freeWorkers.isEmpty()) {
                return;
            }
            ready.poll();
            if (passesBy) {
                passBy(node);
            } else {
                start(node);
            }
        }
    }

    private boolean ephemeral(int node) {
        return schedule.nodes().get(node) instanceof Node each && each.ephemeral();
    }

    /** Skips a node, or steps over an ephemeral model. */
    private void passBy(int node) {
        done[node] = true;
        Resource resource = schedule.nodes().get(node);
        if (!ephemeral(node)) {
            outcomes.add(turns.skip(resource, ++index, Optional.ofNullable(faults[node])));
        }
        release(node, blocked[node], passedOn(node, faults[node]));
    }

    /**
     * What a skipped node's children hear of an ephemeral model above. In a build only those that read the model do, and a model
     * that was skipped itself counts; in a run all that stands below a broken one does. Source: recorded runs.
     */
    private @Nullable EphemeralFault passedOn(int node, @Nullable EphemeralFault fault) {
        if (!schedule.gated()) {
            return fault;
        }
        return ephemeral(node) && blocked[node]
                ? new EphemeralFault(schedule.nodes().get(node), List.of())
                : null;
    }

    private void start(int node) {
        int worker = freeWorkers.removeFirst();
        int turn = ++index;
        running++;
        Resource resource = schedule.nodes().get(node);
        turns.starting(resource, turn);
        threads.get(worker).execute(() -> ended.add(new Ended(node, worker, outcome(resource, worker, turn))));
    }

    private NodeOutcome outcome(Resource resource, int worker, int turn) {
        try {
            return turns.run(resource, worker, turn);
        } catch (RuntimeException | Error bug) {
            // none is meant to come here; but the run must not wait for this turn for ever
            RuntimeException thrown = bug instanceof RuntimeException known ? known : new IllegalStateException(bug);
            Turn broken = new Turn(resource, Clock.systemUTC());
            broken.stepFailed();
            return broken.failed(Failures.of(
                    thrown, resource instanceof Node node ? node.subject() : resource.name(), Optional.empty()));
        }
    }

    private void await() {
        try {
            Ended each = ended.take();
            running--;
            freeWorkers.addFirst(each.worker());
            if (failed && each.outcome() instanceof NodeOutcome.Failed ended && ended.stopped()) {
                return; // it counts with those that had no turn
            }
            done[each.node()] = true;
            outcomes.add(each.outcome());
            release(
                    each.node(),
                    each.outcome().blocks(),
                    each.outcome() instanceof NodeOutcome.Skipped skipped
                            ? passedOn(each.node(), skipped.because().orElse(null))
                            : null);
            if (failFast && each.outcome().bad() && !stopped) {
                stopped = true;
                failed = true;
                stopRunning.run();
            }
        } catch (InterruptedException _) {
            cancellation.cancel();
        }
    }

    private void release(int node, boolean blocks, @Nullable EphemeralFault fault) {
        for (int child : schedule.children(node)) {
            blocked[child] |= blocks;
            if (fault != null) {
                faults[child] = fault;
            }
            if (--waitingFor[child] == 0) {
                ready.add(child);
            }
        }
    }

    private void dropTheRest() {
        for (int node = 0; node < done.length; node++) {
            if (!done[node] && !ephemeral(node)) {
                outcomes.add(turns.drop(schedule.nodes().get(node)));
            }
        }
    }
}
