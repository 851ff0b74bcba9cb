package dev.weir.core.engine;

import dev.weir.core.compile.NodeCompiler;
import dev.weir.core.context.ContextFactory;
import dev.weir.core.context.GraphValue;
import dev.weir.core.context.ReadLimits;
import dev.weir.core.context.TimeWindow;
import dev.weir.core.context.database.DatabaseRuntime;
import dev.weir.core.context.database.DatabaseSession;
import dev.weir.core.context.database.LiveDatabase;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.ReferenceIndex;
import dev.weir.core.run.BatchPlan;
import dev.weir.core.run.Cancellation;
import dev.weir.core.run.Preparation;
import dev.weir.core.run.RunWiring;
import dev.weir.core.run.TargetFolder;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A workspace with its database: what verbs that query need. Closing it closes what was opened here. */
final class OpenDatabase implements AutoCloseable {
    private final Workspace workspace;
    private final DatabaseAccess access;
    private final DatabaseRuntime runtime;
    private final NodeCompiler compiler;

    private OpenDatabase(Workspace workspace, DatabaseAccess access, DatabaseRuntime runtime, NodeCompiler compiler) {
        this.workspace = workspace;
        this.access = access;
        this.runtime = runtime;
        this.compiler = compiler;
    }

    /** @param selected unique ids for {@code selected_resources} */
    static OpenDatabase of(Workspace workspace, Workspace.Run run, List<String> selected) {
        DatabaseAccess access = DatabaseAccess.open(
                run.adapters(),
                workspace.adapter(),
                workspace.files().profile(),
                workspace.settings().projectDir());
        DatabaseRuntime runtime = Workspace.runtime(
                workspace.adapter(),
                access.credentials(),
                workspace.files(),
                workspace.settings(),
                run.events(),
                run.gate());
        Manifest manifest = workspace.parsed().manifest();
        NodeCompiler compiler = new NodeCompiler(
                workspace.parsed().contexts(),
                new ContextFactory.ProjectGraph(
                        manifest,
                        new ReferenceIndex(
                                manifest.searchOrder(),
                                manifest.nodes().values(),
                                manifest.sources().values()),
                        new GraphValue(manifest),
                        selected,
                        new ReadLimits(run.invocation().execution().empty(), sample(run), Optional.empty()),
                        StateDeferral.of(workspace, runtime.cache(), selected)),
                run.invocation().execution().query().injectEphemerals());
        return new OpenDatabase(workspace, access, runtime, compiler);
    }

    /** What of {@code --sample} is read of relations with an event time. */
    private static Optional<TimeWindow> sample(Workspace.Run run) {
        return run.invocation()
                .execution()
                .time()
                .sample()
                .map(words -> SampleWindow.of(words, LocalDateTime.ofInstant(run.startedAt(), ZoneOffset.UTC)));
    }

    /** Into which batches microbatch models fall. */
    BatchPlan batches() {
        Invocation.TimeOptions time = workspace.invocation().execution().time();
        Optional<TimeWindow> sample = compiler.graph().reads().sample();
        return new BatchPlan(
                sample.map(TimeWindow::start).or(() -> time.start().flatMap(BatchPlan::moment)),
                sample.map(TimeWindow::end).or(() -> time.end().flatMap(BatchPlan::moment)),
                LocalDateTime.ofInstant(workspace.scope().startedAt(), ZoneOffset.UTC),
                workspace.retried().map(Retried::batches).orElse(Map.of()));
    }

    Workspace workspace() {
        return workspace;
    }

    DatabaseRuntime runtime() {
        return runtime;
    }

    NodeCompiler compiler() {
        return compiler;
    }

    /** What running nodes needs. */
    RunWiring wiring() {
        return new RunWiring(
                workspace.parsed().manifest(),
                runtime,
                compiler,
                new TargetFolder(
                        workspace.settings().projectDir(),
                        workspace.targetPath(),
                        Secrets.of(workspace.invocation().environment())::mask),
                QueryComments.of(workspace, compiler, runtime),
                InstantSource.system(),
                workspace.events(),
                workspace.settings().choices(),
                workspace.invocation().execution().query().introspect());
    }

    /** A session that a cancellation stops. */
    DatabaseSession session(Cancellation cancellation) {
        DatabaseSession session = DatabaseSession.of(runtime);
        cancellation.onCancel(session::cancel);
        return session;
    }

    /** Where refs may lead elsewhere it has to be known what is here. Runs find that out by themselves. */
    void listRelations(DatabaseSession session) {
        if (workspace.invocation().state().defer().orElse(false)) {
            new Preparation(wiring(), session).fillCache();
        }
    }

    LiveDatabase on(DatabaseSession session) {
        return LiveDatabase.on(runtime, session);
    }

    @Override
    public void close() {
        access.close();
    }
}
