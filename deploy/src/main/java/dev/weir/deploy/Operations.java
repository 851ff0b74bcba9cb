package dev.weir.deploy;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.context.database.StatementGate;
import dev.weir.core.engine.Engine;
import dev.weir.core.engine.ExitCode;
import dev.weir.core.engine.Invocation;
import dev.weir.core.engine.InvocationResult;
import dev.weir.core.engine.Verb;
import dev.weir.core.event.Event;
import dev.weir.core.event.Events;
import dev.weir.core.event.InvocationEvent;
import dev.weir.core.event.Level;
import dev.weir.core.project.CliVars;
import dev.weir.core.project.JsonText;
import dev.weir.core.run.Cancellation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a deployment does to the project and its database: macros called and verbs run, an invocation of the engine each. */
final class Operations {
    private final Engine engine;
    private final Invocation template;
    private final Events events;
    private final Cancellation cancellation;
    private final boolean collecting;

    Operations(Engine engine, Invocation template, Events events, Cancellation cancellation) {
        this(engine, template, events, cancellation, false);
    }

    private Operations(
            Engine engine, Invocation template, Events events, Cancellation cancellation, boolean collecting) {
        this.engine = engine;
        this.template = template;
        this.events = events;
        this.cancellation = cancellation;
        this.collecting = collecting;
    }

    /** The same behind a gate. */
    Operations behind(StatementGate gate) {
        return new Operations(engine.behind(gate), template, events, cancellation, gate.collects());
    }

    boolean cancelled() {
        return cancellation.cancelled();
    }

    /** What a macro returns. Throws {@code DPL-003} when it fails, which has been said by then. */
    @Nullable
    Object call(String macro, Map<String, @Nullable Object> arguments) {
        return call(macro, arguments, Map.of());
    }

    /** The same with vars beside those of the command line. */
    @Nullable
    Object call(String macro, Map<String, @Nullable Object> arguments, Map<String, @Nullable Object> vars) {
        InvocationResult result = operation(macro, arguments, vars);
        if (result.exitCode() != ExitCode.OK) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.DPL_003, "the macro \"" + macro + "\" failed")
                    .withDetail(why(result)));
        }
        return result.returned().orElse(null);
    }

    /** Why an invocation did not succeed, in a line. */
    static String why(InvocationResult result) {
        return result.findings().isEmpty()
                ? "what failed stands above"
                : result.findings()
                        .getFirst()
                        .message()
                        .strip()
                        .lines()
                        .findFirst()
                        .orElse("");
    }

    InvocationResult operation(
            String macro, Map<String, @Nullable Object> arguments, Map<String, @Nullable Object> vars) {
        Invocation.ExecutionOptions given = template.execution();
        Invocation.ExecutionOptions execution = new Invocation.ExecutionOptions(
                given.fullRefresh(),
                given.failFast(),
                given.storeFailures(),
                given.warnError(),
                given.warnErrorOptions(),
                false,
                false,
                given.versionCheck(),
                given.partialParse(),
                Optional.of(macro),
                Optional.of(JsonText.write(arguments, false)),
                given.query(),
                given.savedQueries(),
                given.time());
        return invoke(Verb.RUN_OPERATION, Invocation.SelectionOptions.ALL, execution, vars, false);
    }

    /** Runs nodes under vars. */
    InvocationResult nodes(Verb verb, Invocation.SelectionOptions selection, Map<String, @Nullable Object> vars) {
        return invoke(verb, selection, template.execution(), vars, !collecting);
    }

    private InvocationResult invoke(
            Verb verb,
            Invocation.SelectionOptions selection,
            Invocation.ExecutionOptions execution,
            Map<String, @Nullable Object> vars,
            boolean artifacts) {
        Invocation.ProjectOptions project = template.project();
        Invocation.OutputOptions output = template.output();
        Invocation invocation = new Invocation(
                verb,
                Optional.empty(),
                template.commandLine(),
                new Invocation.ProjectOptions(
                        project.projectDir(),
                        project.profilesDir(),
                        project.profile(),
                        project.target(),
                        vars(project.vars(), vars),
                        project.targetPath(),
                        project.logPath(),
                        collecting ? OptionalInt.of(1) : project.threads()),
                selection,
                Invocation.StateOptions.NONE,
                execution,
                new Invocation.OutputOptions(
                        output.format(),
                        output.keys(),
                        output.limit(),
                        artifacts ? output.writeJson() : Optional.of(false),
                        output.outputFile(),
                        output.configDirOnly(),
                        output.connectionOnly(),
                        output.noCompile(),
                        output.emptyCatalog(),
                        output.cleanProjectFilesOnly(),
                        output.quiet()),
                template.environment(),
                template.workingFolder());
        return engine.invoke(invocation, this::hear, cancellation);
    }

    private static Optional<String> vars(Optional<String> given, Map<String, @Nullable Object> more) {
        if (more.isEmpty()) {
            return given;
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>(
                given.map(text -> CliVars.parse("vars", text)).orElse(Map.of()));
        all.putAll(more);
        return Optional.of(JsonText.write(all, false));
    }

    /** One command of many: it does not say each time who it is, nor, where nothing is sent, what it did. */
    private void hear(Event event) {
        boolean general = event instanceof InvocationEvent.MainReportVersion
                || event instanceof InvocationEvent.AdapterRegistered
                || event instanceof InvocationEvent.FoundStats
                || event instanceof InvocationEvent.CommandCompleted;
        boolean idle = collecting && (event.level() == Level.INFO || event.level() == Level.WARN);
        if (!general && !idle) {
            events.emit(event);
        }
    }

    /** The selection of nodes by their full names. */
    static Invocation.SelectionOptions selection(List<String> words, List<String> types) {
        return new Invocation.SelectionOptions(words, List.of(), Optional.empty(), types, List.of(), Optional.empty());
    }
}
