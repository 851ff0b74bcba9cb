package dev.weir.core.engine;

import dev.weir.adapter.DatabaseException;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ErrorKind;
import dev.weir.base.NearestName;
import dev.weir.base.WeirException;
import dev.weir.core.artifact.ManifestWriter;
import dev.weir.core.context.MacroEntry;
import dev.weir.core.context.MacroTrace;
import dev.weir.core.context.NodeScope;
import dev.weir.core.context.TemplateContext;
import dev.weir.core.context.database.DatabaseSession;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.project.CliVars;
import dev.weir.core.run.Cancellation;
import dev.weir.core.run.NodeResult;
import dev.weir.core.run.Timing;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code run-operation}: calls one macro. Source: dbt docs, "run-operation"; recorded console cases. */
final class RunOperationVerb {
    private final Workspace workspace;
    private final Workspace.Run run;
    private final Cancellation cancellation;

    RunOperationVerb(Workspace workspace, Workspace.Run run, Cancellation cancellation) {
        this.workspace = workspace;
        this.run = run;
        this.cancellation = cancellation;
    }

    InvocationResult run() {
        String written = run.invocation().execution().macro().orElseThrow();
        Map<String, @Nullable Object> args = run.invocation()
                .execution()
                .args()
                .map(text -> CliVars.parse("args", text))
                .orElse(Map.of());
        int dot = written.indexOf('.');
        String packageName = dot < 0 ? workspace.files().root().name() : written.substring(0, dot);
        String name = written.substring(dot + 1);
        MacroEntry entry = find(written, packageName, name, dot >= 0);
        Instant started = Instant.now();
        Optional<Object> returned;
        try (OpenDatabase database = OpenDatabase.of(workspace, run, List.of());
                DatabaseSession session = database.session(cancellation)) {
            String connection = "macro_" + name;
            session.lend(
                    connection, Optional.empty(), database.wiring().comment().on("", connection));
            String subject = "macro " + name + " (" + entry.macro().originalFilePath() + ")";
            NodeScope scope = new NodeScope(
                    packageName, Optional.empty(), subject, () -> ManifestWriter.tree(entry.macro()), Optional.empty());
            TemplateContext context = database.compiler()
                    .contexts()
                    .forOperation(
                            scope, database.on(session), database.compiler().graph(), _ -> {});
            try {
                session.clearTransaction();
                returned = Optional.ofNullable(
                        Values.toData(context.function(entry).call(arguments(args))));
                session.commitIfOpen();
            } catch (WeirException failed) {
                return failed(entry, started, MacroTrace.outsideNodes(failed));
            } catch (DatabaseException failed) {
                return failed(entry, started, failed.diagnostic());
            } catch (PyError failed) {
                return failed(entry, started, Diagnostic.of(DiagnosticCode.JIN_002, failed.message()));
            }
            session.release();
        }
        write(entry, started, false);
        return new InvocationResult(ExitCode.OK, List.of(), returned);
    }

    private InvocationResult failed(MacroEntry entry, Instant started, Diagnostic finding) {
        write(entry, started, true);
        run.events().emit(new FindingEvent.RunningOperationCaughtError(finding));
        return new InvocationResult(ExitCode.NODE_FAILED, List.of(finding));
    }

    private void write(MacroEntry entry, Instant started, boolean failed) {
        new ArtifactFiles(workspace, run)
                .runResults(List.of(result(entry, started, failed)), Duration.between(started, Instant.now()));
    }

    private MacroEntry find(String written, String packageName, String name, boolean qualified) {
        var catalog = workspace.parsed().contexts().catalog();
        Optional<MacroEntry> found = qualified ? catalog.findIn(packageName, name) : catalog.find(name, packageName);
        return found.orElseThrow(() -> {
            TreeSet<String> names = new TreeSet<>();
            catalog.all().forEach(entry -> names.add(entry.name()));
            String where = qualified ? "the '" + packageName + "' package" : "any package";
            Diagnostic missing = Diagnostic.of(DiagnosticCode.RUN_007, "macro \"" + written + "\" does not exist");
            run.events()
                    .emit(new FindingEvent.RunningOperationCaughtError(missing.inWordsOfDbt(
                            "dbt could not find a macro with the name \"" + name + "\" in " + where)));
            missing = missing.withHeadline(new Diagnostic.Headline(
                    ErrorKind.COMPILATION,
                    Optional.empty(),
                    "dbt could not find a macro with the name '" + name + "' in " + where
                            + ". This can happen when calling a macro that does not exist. Check for typos and/or"
                            + " install package dependencies with \"dbt deps\"."));
            Optional<String> nearest = NearestName.to(name, names);
            return new WeirException(
                    nearest.isPresent() ? missing.withHint("Did you mean \"" + nearest.get() + "\"?") : missing);
        });
    }

    private static Arguments arguments(Map<String, @Nullable Object> args) {
        String[] names = args.keySet().toArray(String[]::new);
        Object[] values = args.values().stream().map(Values::fromData).toArray();
        return Arguments.of(new Object[0], names, values);
    }

    private NodeResult result(MacroEntry entry, Instant started, boolean failed) {
        Instant ended = Instant.now();
        return new NodeResult(
                entry.uniqueId(),
                failed ? "error" : "success",
                Optional.empty(),
                Optional.of(failed ? 1L : 0L),
                Duration.between(started, ended),
                List.of(new Timing("compile", started, started), new Timing("execute", started, ended)),
                Thread.currentThread().getName(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
