package dev.weir.deploy;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.engine.ExitCode;
import dev.weir.core.engine.InvocationResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One deployment on its way: takes the steps that are left, and writes down each that is behind it. */
final class Course {
    private final Journal journal;
    private final Operations operations;
    private final Database database;
    private final InstantSource clock;
    private final Consumer<String> say;
    private final DeployRequest.Options options;
    private final Ownership ownership;
    private Deployment deployment;

    Course(
            Journal journal,
            Operations operations,
            Database database,
            InstantSource clock,
            Consumer<String> say,
            DeployRequest.Options options,
            Fence fence,
            Deployment deployment) {
        this.journal = journal;
        this.operations = operations;
        this.database = database;
        this.clock = clock;
        this.say = say;
        this.options = options;
        this.ownership = new Ownership(journal, fence, clock);
        this.deployment = deployment;
    }

    /** The steps of a plan that are still to come. */
    static boolean left(Deployment deployment, String step, boolean keepsOld) {
        return switch (step) {
            case Planner.REMOVE_OLD, Planner.JOURNAL -> false;
            case Planner.INIT -> !deployment.reached(Step.INITIALISED);
            case Planner.BUILD -> !deployment.reached(Step.BUILT);
            case Planner.TEST -> !deployment.reached(Step.TESTED);
            case Planner.PROMOTE -> !deployment.reached(Step.PROMOTED);
            default -> !keepsOld;
        };
    }

    /** Goes on to the end. Throws what stops it, which is in the journal then. */
    void proceed(Scope scope, Plan plan) {
        try {
            if (!deployment.reached(Step.INITIALISED)) {
                take(Planner.INIT, plan, Planner::init);
                mark(Step.INITIALISED, Map.of());
            }
            if (!deployment.reached(Step.BUILT)) {
                take(Planner.BUILD, plan, gated -> Planner.build(gated, scope));
                mark(Step.BUILT, Map.of());
            }
            if (!deployment.reached(Step.TESTED)) {
                take(Planner.TEST, plan, gated -> Planner.test(gated, scope));
                mark(Step.TESTED, Map.of());
            }
            if (!deployment.reached(Step.READY)) {
                new Readiness(operations, say).await(options);
                mark(Step.READY, Map.of());
            }
            if (!deployment.reached(Step.PROMOTED)) {
                promote(plan);
                mark(Step.PROMOTED, Map.of());
            }
            removeOrKeep(scope, plan);
        } catch (WeirException failed) {
            markFailed(failed.diagnostic().message());
            throw failed;
        }
    }

    private void take(String step, Plan plan, Function<Operations, InvocationResult> work) {
        ownership.require();
        say.accept("Deployment " + deployment.id() + ": " + step);
        PlanGate gate = new PlanGate(plan, step, ownership);
        InvocationResult result = work.apply(operations.behind(gate));
        if (result.exitCode() != ExitCode.OK) {
            ownership.lookWhereReachable();
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.DPL_003, "the step " + step + " of the deployment failed")
                            .withDetail(Operations.why(result))
                            .withHint(howToGoOn()));
        }
        if (!gate.notSent().isEmpty()) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.DPL_005, "the step " + step + " did not send all that was planned")
                            .withDetail("Not sent: " + gate.notSent().getFirst())
                            .withHint("The database has changed since the plan was made. " + howToGoOn()));
        }
    }

    private String howToGoOn() {
        return deployment.open()
                ? "When that is mended, `weir deploy --resume` goes on from there; `weir deploy abort` gives it up."
                : "When that is mended, `weir deploy cleanup` tries again.";
    }

    /** Whether the swap has happened is known by the ids of what is swapped, whatever became of the process that sent it. */
    private void promote(Plan plan) {
        List<Side> before = deployment.atSwap();
        if (!before.isEmpty()) {
            switch (Side.swap(before, database.sides())) {
                case DONE -> {
                    take(Planner.PROMOTE, plan, Planner::finish);
                    return;
                }
                case UNKNOWN -> throw confused();
                case NOT_DONE -> {}
            }
        }
        List<Side> now = database.sides();
        mark(Step.PROMOTING, Map.of("sides", data(now)));
        try {
            take(Planner.PROMOTE, plan, gated -> Planner.promote(gated, ownership.fence()));
        } catch (WeirException failed) {
            if (failed.diagnostic().code() == DiagnosticCode.DPL_003 && isSwapped(now)) {
                throw new WeirException(
                        failed.diagnostic()
                                .withDetail("The swap itself is done: readers see the new objects. "
                                        + failed.diagnostic().detail().orElse(""))
                                .withHint("`weir deploy --resume` does the rest: the sinks and the tags."),
                        failed);
            }
            throw failed;
        }
    }

    /** As far as the database can be reached. */
    private boolean isSwapped(List<Side> before) {
        try {
            return Side.swap(before, database.sides()) == Side.Swap.DONE;
        } catch (WeirException _) {
            return false;
        }
    }

    private WeirException confused() {
        return new WeirException(Diagnostic.of(
                        DiagnosticCode.DPL_003, "it is not clear whether the swap of the deployment has happened")
                .withDetail("Schemas or clusters have changed places since it began: "
                        + database.sides().stream()
                                .map(side -> side.shown() + " has the id "
                                        + side.productionId().orElse("(none)"))
                                .reduce((one, other) -> one + ", " + other)
                                .orElse("")
                        + ".")
                .withHint("Compare the ids with the entry \"promoting\" of the journal, "
                        + "weir_deploy.journal, and put the names right by hand; then `weir deploy --resume`."));
    }

    private void removeOrKeep(Scope scope, Plan plan) {
        Optional<Duration> keep = options.keepOld();
        if (keep.isPresent()) {
            Instant until = clock.instant().plus(keep.get());
            mark(Step.KEPT, Map.of("until", until.toString()));
            say.accept("The old side is kept until " + Deployment.time(until)
                    + ": `weir deploy rollback` swaps back, `weir deploy cleanup` removes it then.");
            return;
        }
        removeOld(scope, plan, Planner.CLEAN_UP);
    }

    /**
     * Removes what production was before; nothing that others read from it goes with it unless that is wanted.
     *
     * @param step which step of the plan it is
     */
    void removeOld(Scope scope, Plan plan, String step) {
        refuseDependents(scope);
        take(step, plan, Planner::cleanUp);
        end(Step.CLEANED);
        say.accept("Deployment " + deployment.id() + " is done.");
    }

    private void refuseDependents(Scope scope) {
        database.refuseDependents(scope.otherPlaces("schema"), scope.otherPlaces("cluster"), options.cascade());
    }

    private Operations owned() {
        return operations.behind(new OwnedGate(ownership));
    }

    private void dropOther(Scope scope) {
        ownership.look();
        refuseDependents(scope);
        InvocationResult result = Planner.cleanUp(owned());
        if (result.exitCode() != ExitCode.OK) {
            ownership.lookWhereReachable();
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.DPL_003, "the old side of the deployment could not be removed")
                            .withDetail(Operations.why(result))
                            .withHint("The same command tries again."));
        }
    }

    /** Gives it up: drops what it made. */
    void abort(Scope scope) {
        if (!deployment.atSwap().isEmpty() && Side.swap(deployment.atSwap(), database.sides()) != Side.Swap.NOT_DONE) {
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.DPL_006, "the deployment " + deployment.id() + " has been promoted already")
                    .withHint("`weir deploy --resume` finishes it; `weir deploy rollback` swaps back."));
        }
        dropOther(scope);
        end(Step.ABORTED);
        say.accept("Deployment " + deployment.id() + " is given up; production is as it was.");
    }

    /** Swaps back and drops the side that did not prove itself. */
    void rollBack(Scope scope) {
        List<Side> before = deployment
                .latest(Step.ROLLING_BACK)
                .map(entry -> Side.allOf(entry.detail().get("sides")))
                .orElse(List.of());
        List<Side> now = database.sides();
        boolean swapped = !before.isEmpty() && Side.swap(before, now) == Side.Swap.DONE;
        if (!swapped) {
            if (Side.swap(deployment.atSwap(), now) != Side.Swap.DONE
                    || now.stream().anyMatch(side -> side.deploymentId().isEmpty())) {
                throw new WeirException(Diagnostic.of(
                                DiagnosticCode.DPL_006,
                                "the old side of the deployment " + deployment.id() + " is not there any more")
                        .withHint("Deploy the former version of the project instead."));
            }
            mark(Step.ROLLING_BACK, Map.of("sides", data(now)));
            InvocationResult result = Planner.promote(owned(), ownership.fence());
            if (result.exitCode() != ExitCode.OK) {
                ownership.lookWhereReachable();
                throw new WeirException(
                        Diagnostic.of(DiagnosticCode.DPL_003, "the deployment could not be rolled back")
                                .withDetail(Operations.why(result))
                                .withHint(
                                        "`weir deploy rollback` tries again; what has been swapped back already is not swapped again."));
            }
        } else {
            owned().call("weir_finish_promotion", Map.of());
        }
        dropOther(scope);
        end(Step.ROLLED_BACK);
        say.accept("Deployment " + deployment.id() + " is rolled back: production is what it was before.");
    }

    // ---- the journal

    /** The last entry: there is nothing to swap any more. */
    private void end(Step step) {
        ownership.require();
        ownership.fence().drop(operations);
        mark(step, Map.of());
    }

    private void mark(Step step, Map<String, @Nullable Object> detail) {
        Instant now = clock.instant();
        Entry entry = journal.write(
                        deployment.id(),
                        deployment.last().number() + 1,
                        step,
                        detail,
                        Optional.of(ownership.fence().run()))
                .orElseGet(() -> {
                    ownership.look();
                    throw new IllegalStateException("the journal has no entry of " + deployment.id() + " any more");
                });
        ownership.seen(now);
        List<Entry> entries = new ArrayList<>(deployment.entries());
        entries.add(entry);
        deployment = new Deployment(deployment.id(), entries);
    }

    private void markFailed(String why) {
        Map<String, @Nullable Object> detail = new LinkedHashMap<>();
        detail.put("why", why.lines().findFirst().orElse(""));
        try {
            mark(Step.FAILED, detail);
        } catch (WeirException _) {
            // the failure itself is told; the journal may be out of reach, or another's
        }
    }

    private static List<@Nullable Object> data(List<Side> sides) {
        List<@Nullable Object> data = new ArrayList<>();
        sides.forEach(side -> data.add(side.data()));
        return data;
    }
}
