package dev.weir.deploy;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.engine.Engine;
import dev.weir.core.engine.ExitCode;
import dev.weir.core.engine.InvocationResult;
import dev.weir.core.event.Events;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.NoticesOnce;
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
import java.util.EnumSet;
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
    private Optional<PlanFile> planFile = Optional.empty();
    private DeployRequest.Options options;

    public Deployer(
            Engine engine, InstantSource clock, Events events, Cancellation cancellation, DeployRequest request) {
        this.request = request;
        this.options = request.options();
        this.operations = new Operations(engine, request.invocation(), new NoticesOnce(events), cancellation);
        this.database = new Database(operations);
        this.clock = clock;
        this.events = events;
    }

    /** What failed is said by an event. Exit code 1: a step failed; 2: nothing was begun. */
    public InvocationResult run() {
        try {
            readPlanFile();
            Database.Look look = database.look();
            Journal journal = journal(look.role());
            return switch (request.action()) {
                case DEPLOY -> deploy(look, journal);
                case RESUME -> resume(look, journal);
                case PLAN -> plan(look, journal);
                case STATUS -> status(journal);
                case ABORT -> abort(look.sides(), journal);
                case ROLLBACK -> rollBack(look.sides(), journal);
                case CLEANUP -> cleanUp(look, journal);
            };
        } catch (WeirException failed) {
            events.emit(new FindingEvent.MainEncounteredError(failed.diagnostics()));
            DiagnosticCode code = failed.diagnostic().code();
            return new InvocationResult(
                    UNDER_WAY.contains(code) ? ExitCode.NODE_FAILED : ExitCode.NOT_RUN, failed.diagnostics());
        }
    }

    /** What goes wrong only after something was begun. */
    private static final Set<DiagnosticCode> UNDER_WAY =
            EnumSet.of(DiagnosticCode.DPL_003, DiagnosticCode.DPL_004, DiagnosticCode.DPL_005, DiagnosticCode.DPL_008);

    /** The options a plan was made with are part of it. */
    private void readPlanFile() {
        planFile = request.planFile().map(PlanFile::read);
        planFile.ifPresent(file -> options = new DeployRequest.Options(
                options.timeout(), options.awaitLag(), file.keepOld(), options.poll(), file.cascade(), file.now()));
    }

    // ---- the actions

    private InvocationResult deploy(Database.Look look, Journal journal) {
        List<Deployment> known = journal.read();
        refuseAnother(known, look.sides());
        refuseElsewhere(journal, look);
        Prospect prospect = prospect(look, known);
        planFile.ifPresent(file -> file.require(prospect.file()));
        Plan plan = prospect.file().plan();
        prospect.former()
                .ifPresent(former -> course(journal, takeOver(journal, former), options)
                        .removeOld(new Scope(look.sides(), List.of(), Set.of()), plan, Planner.REMOVE_OLD));
        journal.create();
        Deployment begun = begin(journal, look, prospect.scope().sides());
        course(journal, begun, options).proceed(prospect.scope(), plan);
        return InvocationResult.OK;
    }

    /**
     * What a deployment would be.
     *
     * @param former the deployment whose old side is in the way and goes first
     */
    private record Prospect(Scope scope, PlanFile file, Optional<Deployment> former) {}

    /** Of a new deployment; refused when it cannot be. */
    private Prospect prospect(Database.Look look, List<Deployment> known) {
        Optional<Deployment> former = former(known, look.sides());
        Scope scope = Scope.of(
                former.isPresent() ? look.sides().stream().map(Side::alone).toList() : look.sides(), operations);
        preflight(scope);
        Plan plan = new Planner(operations, look.database(), scope)
                .plan(
                        step -> switch (step) {
                            case Planner.REMOVE_OLD -> former.isPresent();
                            case Planner.JOURNAL -> true;
                            default -> Course.left(NONE, step, options.keepOld().isPresent());
                        },
                        false);
        return new Prospect(scope, file(look, Optional.empty(), options, plan), former);
    }

    /** Of one that was broken off. */
    private Prospect rest(Database.Look look, Deployment open) {
        Scope scope = scope(open, look.sides());
        DeployRequest.Options wanted = asBegun(open);
        boolean swapped = open.reached(Step.PROMOTING) && Side.swap(open.atSwap(), look.sides()) == Side.Swap.DONE;
        Plan plan = new Planner(operations, look.database(), scope)
                .plan(step -> Course.left(open, step, wanted.keepOld().isPresent()), swapped);
        return new Prospect(scope, file(look, Optional.of(open.id()), wanted, plan), Optional.empty());
    }

    private static PlanFile file(
            Database.Look look, Optional<String> deployment, DeployRequest.Options options, Plan plan) {
        return new PlanFile(
                look.target(), look.database(), deployment, options.keepOld(), options.cascade(), options.now(), plan);
    }

    private InvocationResult plan(Database.Look look, Journal journal) {
        List<Deployment> known = journal.read();
        Optional<Deployment> open = known.stream()
                .filter(each -> each.open() && each.touches(look.sides()))
                .findFirst();
        if (open.isEmpty()) {
            refuseElsewhere(journal, look);
        }
        PlanFile found = open.map(each -> rest(look, each))
                .orElseGet(() -> prospect(look, known))
                .file();
        request.out().ifPresent(found::write);
        events.emit(new OutputEvent.ListedResource(
                request.json() ? found.text() : found.plan().text()));
        return InvocationResult.OK;
    }

    private InvocationResult resume(Database.Look look, Journal journal) {
        Deployment open = open(journal.read(), look.sides());
        planFile.ifPresent(file -> file.require(rest(look, open).file()));
        Deployment taken = takeOver(journal, open);
        Prospect prospect = rest(database.look(), taken);
        say("Deployment " + open.id() + " goes on after: " + open.last().step().wireName());
        course(journal, taken, asBegun(open))
                .proceed(prospect.scope(), prospect.file().plan());
        return InvocationResult.OK;
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
        course(journal, takeOver(journal, open), options).abort(new Scope(sides, List.of(), Set.of()));
        return InvocationResult.OK;
    }

    private InvocationResult rollBack(List<Side> sides, Journal journal) {
        Deployment kept = kept(journal.read(), sides)
                .orElseThrow(() -> new WeirException(Diagnostic.of(
                                DiagnosticCode.DPL_006,
                                "no deployment keeps its old side, so there is nothing to swap back")
                        .withHint("`weir deploy --keep-old 1h` keeps it.")));
        course(journal, takeOver(journal, kept), options).rollBack(new Scope(sides, List.of(), Set.of()));
        return InvocationResult.OK;
    }

    private InvocationResult cleanUp(Database.Look look, Journal journal) {
        List<Side> sides = look.sides();
        Deployment kept = kept(journal.read(), sides)
                .orElseThrow(() -> new WeirException(Diagnostic.of(
                        DiagnosticCode.DPL_006, "no deployment keeps its old side, so there is nothing to remove")));
        refuseEarly(kept);
        Scope scope = new Scope(sides, List.of(), Set.of());
        Plan plan = new Planner(operations, look.database(), scope).plan(Planner.CLEAN_UP::equals, false);
        course(journal, takeOver(journal, kept), options).removeOld(scope, plan, Planner.CLEAN_UP);
        return InvocationResult.OK;
    }

    // ---- before anything is touched

    private static final Deployment NONE = new Deployment("", List.of());

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

    /** What targets in other databases of this environment deploy, or keep of what they have deployed. */
    private void refuseElsewhere(Journal journal, Database.Look look) {
        Journal.Elsewhere elsewhere = journal.elsewhere();
        elsewhere
                .deployments()
                .forEach((database, known) -> known.forEach(other -> {
                    List<String> shared = other.shared(database, look.sides(), look.database());
                    if (!shared.isEmpty() && other.open()) {
                        throw new WeirException(Diagnostic.of(
                                        DiagnosticCode.DPL_002,
                                        "the deployment " + other.id() + " of the database \"" + database
                                                + "\" is under way")
                                .withDetail(
                                        "It swaps " + String.join(", ", shared) + ", too. Begun " + other.told() + ".")
                                .withHint(
                                        "Wait for it; or, if its process is gone, `weir deploy --resume` and `weir deploy abort` for a"
                                                + " target in that database."));
                    }
                    if (!shared.isEmpty() && other.keepsOld()) {
                        throw new WeirException(Diagnostic.of(
                                        DiagnosticCode.DPL_007,
                                        "the deployment " + other.id() + " of the database \"" + database
                                                + "\" keeps its old side until " + Deployment.time(other.keptUntil()))
                                .withDetail("It has swapped " + String.join(", ", shared) + ", too. Begun "
                                        + other.told() + ".")
                                .withHint("`weir deploy cleanup` for a target in that database removes it."));
                    }
                }));
        elsewhere
                .hidden()
                .forEach(
                        database -> say("A deployment is under way in the database \"" + database + "\", whose journal "
                                + look.role()
                                + " may not read; if it swaps a cluster or schema of this one, wait for it. To be told:"
                                + " GRANT USAGE ON the schema weir_deploy there, GRANT SELECT ON its table journal."));
    }

    /** The deployment before, whose old side is in the way. Refused when that cannot be removed yet. */
    private Optional<Deployment> former(List<Deployment> known, List<Side> sides) {
        Optional<Deployment> kept = kept(known, sides)
                .filter(_ -> sides.stream().anyMatch(side -> side.deploymentId().isPresent()));
        kept.ifPresent(each -> {
            refuseEarly(each);
            Scope scope = new Scope(sides, List.of(), Set.of());
            database.refuseDependents(scope.otherPlaces("schema"), scope.otherPlaces("cluster"), options.cascade());
        });
        return kept;
    }

    private void refuseEarly(Deployment kept) {
        if (kept.reached(Step.ROLLING_BACK)) {
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.DPL_007,
                            "the deployment " + kept.id() + " was being rolled back, and that was broken off")
                    .withHint("`weir deploy rollback` finishes it."));
        }
        if (!options.now() && clock.instant().isBefore(kept.keptUntil())) {
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
                .map(side -> side.kind() + " " + side.qualified(side.deployment()))
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
        List<String> readers = database.dependents(scope.places("schema"), scope.places("cluster")).stream()
                .filter(each -> !moving.contains(each))
                .filter(each -> each.startsWith("sink ") || !options.cascade())
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
        List<String> leftOver = database.contents(scope.places("schema"), scope.built());
        List<String> precious = leftOver.stream()
                .filter(each -> each.startsWith("table ") || each.startsWith("source "))
                .toList();
        if (!precious.isEmpty() && !options.cascade()) {
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

    private Deployment begin(Journal journal, Database.Look look, List<Side> sides) {
        Map<String, @Nullable Object> detail = new LinkedHashMap<>();
        detail.put("run", run);
        List<@Nullable Object> swapped = new ArrayList<>();
        sides.forEach(side -> swapped.add(side.data()));
        detail.put("sides", swapped);
        detail.put("keep_old", options.keepOld().map(Duration::toString).orElse(null));
        detail.put("cascade", options.cascade());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String id = ID.format(now) + "-" + run.substring(0, 4);
        Fence fence = new Fence(id, run);
        fence.take(operations);
        Deployment begun = new Deployment(id, List.of(journal.write(id, 1, Step.BEGUN, detail)));
        // Two that begin at the same moment see each other here, and both withdraw.
        List<Deployment> others =
                journal.read().stream().filter(each -> !each.id().equals(id)).toList();
        try {
            refuseAnother(others, sides);
            refuseElsewhere(journal, look);
        } catch (WeirException another) {
            fence.drop(operations);
            journal.write(id, 2, Step.WITHDRAWN, Map.of());
            throw another;
        }
        return begun;
    }

    private Deployment takeOver(Journal journal, Deployment deployment) {
        List<Entry> entries = new ArrayList<>(deployment.entries());
        entries.add(
                journal.write(deployment.id(), deployment.last().number() + 1, Step.TAKEN_OVER, Map.of("run", run)));
        new Fence(deployment.id(), run).take(operations);
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
        DeployRequest.Options given = options;
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
        return new Course(
                journal, operations, database, clock, this::say, options, new Fence(deployment.id(), run), deployment);
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
