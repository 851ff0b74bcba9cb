package dev.weir.deploy;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.engine.Engine;
import dev.weir.core.engine.ExitCode;
import dev.weir.core.engine.InvocationResult;
import dev.weir.core.event.Events;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.OutputEvent;
import dev.weir.core.project.JsonText;
import dev.weir.core.run.Cancellation;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deploys a project beside production and swaps the two: init, build, test, wait, promote, clean up. Each step that is behind is a
 * row of {@code weir_deploy.journal} in the target's database, so that a deployment that was broken off anywhere can be gone on
 * with, given up or taken back by another process. One instance for one request.
 */
public final class Deployer {
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final DeployRequest request;
    private final Operations operations;
    private final Database database;
    private final InstantSource clock;
    private final Events events;
    private final String run = UUID.randomUUID().toString();

    public Deployer(
            Engine engine, InstantSource clock, Events events, Cancellation cancellation, DeployRequest request) {
        this.request = request;
        this.operations = new Operations(engine, request.invocation(), events, cancellation);
        this.database = new Database(operations);
        this.clock = clock;
        this.events = events;
    }

    /** What failed is said by an event. Exit code 1: a step failed; 2: nothing was begun. */
    public InvocationResult run() {
        try {
            Database.Look look = database.look();
            List<Side> sides = look.sides();
            Journal journal = journal(look.role());
            return switch (request.action()) {
                case DEPLOY -> deploy(sides, journal);
                case RESUME -> resume(sides, journal);
                case PLAN -> plan(sides, journal);
                case STATUS -> status(journal);
                case ABORT -> abort(sides, journal);
                case ROLLBACK -> rollBack(sides, journal);
                case CLEANUP -> cleanUp(sides, journal);
            };
        } catch (WeirException failed) {
            events.emit(new FindingEvent.MainEncounteredError(failed.diagnostics()));
            DiagnosticCode code = failed.diagnostic().code();
            boolean step = code == DiagnosticCode.DPL_003 || code == DiagnosticCode.DPL_008;
            return new InvocationResult(step ? ExitCode.NODE_FAILED : ExitCode.NOT_RUN, failed.diagnostics());
        }
    }

    // ---- the actions

    private InvocationResult deploy(List<Side> sides, Journal journal) {
        List<Deployment> known = journal.read();
        refuseAnother(known, sides);
        Scope scope = Scope.of(removeFormer(known, sides, journal), operations);
        preflight(scope);
        Plan plan = new Planner(operations, scope).plan(step -> Course.left(NONE, step, keepsOld()));
        journal.create();
        Deployment begun = begin(journal, scope.sides());
        course(journal, begun, request.options()).proceed(scope, plan);
        return InvocationResult.OK;
    }

    private InvocationResult plan(List<Side> sides, Journal journal) {
        List<Deployment> known = journal.read();
        Optional<Deployment> open = known.stream()
                .filter(each -> each.open() && each.touches(sides))
                .findFirst();
        Scope scope = open.isPresent() ? scope(open.get(), sides) : Scope.of(sides, operations);
        if (open.isEmpty()) {
            preflight(scope);
        }
        Plan plan = new Planner(operations, scope)
                .plan(step -> open.isPresent()
                        ? Course.left(open.get(), step, keepsOld())
                        : step.equals(Planner.JOURNAL) || Course.left(NONE, step, keepsOld()));
        String text = request.json() ? JsonText.write(plan.data(), false) : plan.text();
        events.emit(new OutputEvent.ListedResource(text));
        return InvocationResult.OK;
    }

    private InvocationResult resume(List<Side> sides, Journal journal) {
        Deployment open = open(journal.read(), sides);
        Deployment taken = takeOver(journal, open);
        Scope scope = scope(open, sides);
        DeployRequest.Options options = asBegun(open);
        Plan plan = taken.reached(Step.PROMOTING)
                ? rest(scope, taken)
                : new Planner(operations, scope)
                        .plan(step -> Course.left(taken, step, options.keepOld().isPresent()));
        say("Deployment " + open.id() + " goes on after: " + open.last().step().wireName());
        course(journal, taken, options).proceed(scope, plan);
        return InvocationResult.OK;
    }

    /** When the swap may have happened only the promotion is planned, and only if it has not. */
    private Plan rest(Scope scope, Deployment taken) {
        boolean swapped = Side.swap(taken.atSwap(), database.sides()) == Side.Swap.DONE;
        return new Planner(operations, scope).plan(step -> step.equals(Planner.PROMOTE) && !swapped);
    }

    private InvocationResult status(Journal journal) {
        List<Deployment> known = journal.read();
        if (request.json()) {
            List<@Nullable Object> list = new ArrayList<>();
            known.forEach(each -> list.add(data(each)));
            events.emit(new OutputEvent.ListedResource(JsonText.write(list, false)));
            return InvocationResult.OK;
        }
        if (known.isEmpty()) {
            say("Nothing has been deployed from here yet.");
        }
        known.stream().skip(Math.max(0, known.size() - 10)).forEach(each -> say(shown(each)));
        return InvocationResult.OK;
    }

    private InvocationResult abort(List<Side> sides, Journal journal) {
        Deployment open = open(journal.read(), sides);
        course(journal, takeOver(journal, open), request.options()).abort(new Scope(sides, List.of(), Set.of()));
        return InvocationResult.OK;
    }

    private InvocationResult rollBack(List<Side> sides, Journal journal) {
        Deployment kept = kept(journal.read(), sides)
                .orElseThrow(() -> new WeirException(Diagnostic.of(
                                DiagnosticCode.DPL_006,
                                "no deployment keeps its old side, so there is nothing to swap back")
                        .withHint("`weir deploy --keep-old 1h` keeps it.")));
        course(journal, takeOver(journal, kept), request.options()).rollBack(new Scope(sides, List.of(), Set.of()));
        return InvocationResult.OK;
    }

    private InvocationResult cleanUp(List<Side> sides, Journal journal) {
        Deployment kept = kept(journal.read(), sides)
                .orElseThrow(() -> new WeirException(Diagnostic.of(
                        DiagnosticCode.DPL_006, "no deployment keeps its old side, so there is nothing to remove")));
        refuseEarly(kept);
        course(journal, takeOver(journal, kept), request.options()).removeOld(new Scope(sides, List.of(), Set.of()));
        return InvocationResult.OK;
    }

    // ---- before anything is touched

    private static final Deployment NONE = new Deployment("", List.of());

    private boolean keepsOld() {
        return request.options().keepOld().isPresent();
    }

    private static void refuseAnother(List<Deployment> known, List<Side> sides) {
        known.stream()
                .filter(each -> each.open() && each.touches(sides))
                .findFirst()
                .ifPresent(other -> {
                    throw new WeirException(
                            Diagnostic.of(DiagnosticCode.DPL_002, "the deployment " + other.id() + " is under way")
                                    .withDetail("Begun " + other.told() + ".")
                                    .withHint(
                                            "Wait for it; or, if its process is gone, `weir deploy --resume` goes on with it and"
                                                    + " `weir deploy abort` gives it up."));
                });
    }

    /** The old side of the deployment before is in the way. Yields both sides as they are then. */
    private List<Side> removeFormer(List<Deployment> known, List<Side> sides, Journal journal) {
        Optional<Deployment> kept = kept(known, sides);
        if (kept.isEmpty()
                || sides.stream().allMatch(side -> side.deploymentId().isEmpty())) {
            return sides;
        }
        refuseEarly(kept.get());
        course(journal, takeOver(journal, kept.get()), request.options())
                .removeOld(new Scope(sides, List.of(), Set.of()));
        return database.sides();
    }

    private void refuseEarly(Deployment kept) {
        if (!request.options().now() && clock.instant().isBefore(kept.keptUntil())) {
            throw new WeirException(
                    Diagnostic.of(
                                    DiagnosticCode.DPL_007,
                                    "the old side of the deployment " + kept.id() + " is kept until "
                                            + Deployment.time(kept.keptUntil()))
                            .withHint(
                                    "`weir deploy rollback` swaps back; `weir deploy cleanup --now` removes it before its time."));
        }
    }

    private void preflight(Scope scope) {
        List<String> there = scope.sides().stream()
                .filter(side -> side.deploymentId().isPresent())
                .map(side -> side.kind() + " " + side.deployment())
                .toList();
        if (!there.isEmpty()) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.DPL_001, "the other side of the deployment is there already")
                            .withDetail("Found: " + String.join(", ", there) + ".")
                            .withHint("If nobody needs it any more, `weir run-operation deploy_cleanup` removes it."));
        }
        tellOfLeftOvers(scope);
        List<String> moving =
                database.movingSinks().stream().map(name -> "sink " + name).toList();
        List<String> readers = database.dependents(scope.names("schema"), scope.names("cluster")).stream()
                .filter(each -> !moving.contains(each))
                .filter(each -> each.startsWith("sink ") || !request.options().cascade())
                .toList();
        if (!readers.isEmpty()) {
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.DPL_001,
                            "what is swapped is used by something that the deployment does not build")
                    .withDetail(
                            "After the swap these would go on with the old objects, which could not be removed then: "
                                    + String.join(", ", readers) + ".")
                    .withHint(
                            "Add their schemas and clusters to the deployment, or have them read by other means; --cascade drops all"
                                    + " but sinks with the old side."));
        }
    }

    /** What production's schemas hold and the project does not build any more goes with the old side; rows of its own would be lost. */
    private void tellOfLeftOvers(Scope scope) {
        List<String> leftOver = database.contents(scope.names("schema"), scope.built());
        List<String> precious = leftOver.stream()
                .filter(each -> each.startsWith("table ") || each.startsWith("source "))
                .toList();
        if (!precious.isEmpty() && !request.options().cascade()) {
            throw new WeirException(
                    Diagnostic.of(
                                    DiagnosticCode.DPL_001,
                                    "schemas that are swapped hold data which the project does not build")
                            .withDetail("With the old side these would be lost: " + String.join(", ", precious) + ".")
                            .withHint(
                                    "Move them to a schema that the variable deployment does not list, or drop them; --cascade drops them."));
        }
        if (!leftOver.isEmpty() && request.action() == DeployRequest.Action.DEPLOY) {
            say("Not built by the project any more, and gone with the old side: " + String.join(", ", leftOver));
        }
    }

    // ---- deployments

    private Deployment begin(Journal journal, List<Side> sides) {
        Map<String, @Nullable Object> detail = new LinkedHashMap<>();
        detail.put("run", run);
        List<@Nullable Object> swapped = new ArrayList<>();
        sides.forEach(side -> swapped.add(side.data()));
        detail.put("sides", swapped);
        detail.put(
                "keep_old", request.options().keepOld().map(Duration::toString).orElse(null));
        detail.put("cascade", request.options().cascade());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String id = ID.format(now) + "-" + run.substring(0, 4);
        Deployment begun = new Deployment(id, List.of(journal.write(id, 1, Step.BEGUN, detail)));
        // Two that begin at the same moment see each other here, and both withdraw.
        List<Deployment> others =
                journal.read().stream().filter(each -> !each.id().equals(id)).toList();
        try {
            refuseAnother(others, sides);
        } catch (WeirException another) {
            journal.write(id, 2, Step.WITHDRAWN, Map.of());
            throw another;
        }
        return begun;
    }

    private Deployment takeOver(Journal journal, Deployment deployment) {
        List<Entry> entries = new ArrayList<>(deployment.entries());
        entries.add(
                journal.write(deployment.id(), deployment.last().number() + 1, Step.TAKEN_OVER, Map.of("run", run)));
        return new Deployment(deployment.id(), entries);
    }

    private static Deployment open(List<Deployment> known, List<Side> sides) {
        return known.stream()
                .filter(each -> each.open() && each.touches(sides))
                .findFirst()
                .orElseThrow(() -> new WeirException(Diagnostic.of(DiagnosticCode.DPL_006, "no deployment is under way")
                        .withHint("`weir deploy` begins one; `weir deploy status` shows the last ones.")));
    }

    private static Optional<Deployment> kept(List<Deployment> known, List<Side> sides) {
        return known.stream()
                .filter(each -> each.keepsOld() && each.touches(sides))
                .reduce((_, later) -> later);
    }

    /** After the swap nothing of the project is built any more, and it may have changed since. */
    private Scope scope(Deployment deployment, List<Side> sides) {
        return deployment.reached(Step.PROMOTING) ? new Scope(sides, List.of(), Set.of()) : Scope.of(sides, operations);
    }

    /** What was wanted when it began holds, unless it is said again. */
    private DeployRequest.Options asBegun(Deployment deployment) {
        DeployRequest.Options given = request.options();
        Object keep = deployment.first().detail().get("keep_old");
        boolean cascade = Boolean.TRUE.equals(deployment.first().detail().get("cascade"));
        return new DeployRequest.Options(
                given.timeout(),
                given.awaitLag(),
                given.keepOld().or(() -> Optional.ofNullable(keep).map(text -> Duration.parse(text.toString()))),
                given.poll(),
                given.cascade() || cascade,
                given.now());
    }

    private Course course(Journal journal, Deployment deployment, DeployRequest.Options options) {
        return new Course(journal, operations, database, clock, this::say, options, run, deployment);
    }

    private Journal journal(String role) {
        return new Journal(
                operations,
                clock,
                role + " (" + host() + ", process " + ProcessHandle.current().pid() + ")");
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "unknown host";
        }
    }

    // ---- what is said

    private static String shown(Deployment deployment) {
        StringBuilder text = new StringBuilder("Deployment " + deployment.id() + " " + deployment.told());
        for (Entry entry : deployment.entries()) {
            text.append("\n  ")
                    .append(Deployment.time(entry.at()))
                    .append("  ")
                    .append(entry.step().wireName());
        }
        if (deployment.keepsOld() && deployment.reached(Step.KEPT)) {
            text.append("\n  The old side is kept until ").append(Deployment.time(deployment.keptUntil()));
        }
        return text.toString();
    }

    private static Map<String, @Nullable Object> data(Deployment deployment) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("id", deployment.id());
        data.put("open", deployment.open());
        data.put("who", deployment.first().who());
        data.put("keeps_old", deployment.keepsOld());
        List<@Nullable Object> steps = new ArrayList<>();
        for (Entry entry : deployment.entries()) {
            Map<String, @Nullable Object> step = new LinkedHashMap<>();
            step.put("step", entry.step().wireName());
            step.put("at", entry.at().toString());
            step.put("who", entry.who());
            step.put("detail", entry.detail());
            steps.add(step);
        }
        data.put("steps", steps);
        return data;
    }

    private void say(String text) {
        events.emit(new OutputEvent.CommandLine("DeployLine", "W913", text));
    }
}
