package dev.weir.cli;

import dev.weir.base.WeirException;
import dev.weir.cli.console.Console;
import dev.weir.cli.line.Command;
import dev.weir.cli.line.Flag;
import dev.weir.cli.line.HelpText;
import dev.weir.cli.line.LineParser;
import dev.weir.cli.line.ParsedLine;
import dev.weir.cli.line.Support;
import dev.weir.cli.line.UsageError;
import dev.weir.core.engine.Adapters;
import dev.weir.core.engine.Engine;
import dev.weir.core.engine.ExitCode;
import dev.weir.core.engine.Invocation;
import dev.weir.core.engine.InvocationResult;
import dev.weir.core.engine.Verb;
import dev.weir.core.event.DeprecationCounter;
import dev.weir.core.event.Events;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.run.Cancellation;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** One call of the program: words ⇒ exit code. {@link #cancel} may be called from any thread. */
public final class Program {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Surroundings surroundings;
    private final Cancellation cancellation = new Cancellation();

    /** Looked for while the command line and the project's flags are read. */
    private final FutureTask<Adapters> adapters = new FutureTask<>(Adapters::load);

    public Program(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Asks the running command to stop; it still writes what it has. */
    public void cancel() {
        cancellation.cancel();
    }

    /** Runs a command line to its end. Throws nothing a user could have caused. */
    public int run(List<String> words) {
        Thread.ofPlatform().daemon().name("adapters").start(adapters);
        try {
            ParsedLine line = LineParser.parse(words, surroundings.environment(), surroundings.workingFolder());
            if (line.on(Flag.VERSION)) {
                surroundings.out().println(VersionText.of(adapters().all()));
                return ExitCode.OK.number();
            }
            if (line.command().isEmpty() || line.on(Flag.HELP)) {
                return help(line);
            }
            Command command = line.command().get();
            Optional<String> refusal = Unsupported.refusal(command, line);
            if (refusal.isPresent()) {
                surroundings.err().println("Error: " + refusal.get());
                return ExitCode.NOT_RUN.number();
            }
            return run(command, line, words);
        } catch (UsageError notUnderstood) {
            notUnderstood
                    .notice()
                    .ifPresent(line -> surroundings
                            .out()
                            .println(CLOCK.format(surroundings.clock().instant().atZone(surroundings.zone())) + "  "
                                    + line));
            surroundings.err().println(notUnderstood.text(surroundings.program()));
            return ExitCode.NOT_RUN.number();
        }
    }

    private int help(ParsedLine line) {
        String text = HelpText.of(surroundings.program(), line.group());
        boolean asked = line.on(Flag.HELP);
        (asked ? surroundings.out() : surroundings.err()).println(text);
        return (asked ? ExitCode.OK : ExitCode.NOT_RUN).number();
    }

    private int run(Command command, ParsedLine given, List<String> words) {
        ProjectFlags flags = ProjectFlags.of(given, surroundings);
        ParsedLine line = given.orElse(flags.values());
        try (Console console = Console.open(line, surroundings)) {
            Unsupported.warnings(line).forEach(console.events()::emit);
            flags.warnings().forEach(console.events()::emit);
            DeprecationCounter events = new DeprecationCounter(console.events(), line.on(Flag.SHOW_ALL_DEPRECATIONS));
            Task task = new Task(line, words, surroundings, console, events, cancellation, this::engine);
            try {
                return perform(command, task).exitCode().number();
            } catch (WeirException failed) {
                console.events().emit(new FindingEvent.MainEncounteredError(failed.diagnostics()));
                return ExitCode.NOT_RUN.number();
            } finally {
                events.sumUp();
            }
        }
    }

    private InvocationResult perform(Command command, Task task) {
        Optional<Verb> verb = command.verb();
        if (verb.isPresent()) {
            Invocation invocation = Invocations.of(verb.get(), task);
            Events events = ReservedVariables.warning(
                    task.surroundings().environment(),
                    task.events(),
                    event -> Engine.judged(invocation, task.events()).emit(event));
            InvocationResult result =
                    task.engine().invoke(invocation, task.console().invocationId(), events, cancellation);
            return command == Command.DOCS_GENERATE ? new DocsGenerateCommand(task).after(result) : result;
        }
        return switch (command) {
            case DEMO -> new DemoCommand(task).run();
            case DEPLOY -> new DeployCommand(task).run();
            case DEPS -> new DepsCommand(task).run();
            case DOCS_SERVE -> new DocsServeCommand(task).run();
            case INIT -> new InitCommand(task).run();
            case SANDBOX_START -> new SandboxCommand(task).run();
            case SANDBOX_STOP -> new SandboxLife(task).stop();
            case SANDBOX_STATUS -> new SandboxLife(task).status();
            case SANDBOX_RESET -> new SandboxLife(task).reset();
            case SANDBOX_PSQL_URL -> new SandboxLife(task).url();
            case SANDBOX_LOG -> new SandboxLog(task).show();
            case BUILD,
                    CLEAN,
                    CLONE,
                    COMPILE,
                    DEBUG,
                    DOCS_GENERATE,
                    LIST,
                    LS,
                    PARSE,
                    RETRY,
                    RUN,
                    RUN_OPERATION,
                    SEED,
                    SHOW,
                    SNAPSHOT,
                    SOURCE_FRESHNESS,
                    SOURCE_SNAPSHOT_FRESHNESS,
                    TEST ->
                throw new IllegalStateException(command + " is "
                        + command.support().state() + ": " + Support.State.NOT_YET + " ones are refused before");
        };
    }

    private Engine engine() {
        return new Engine(adapters(), surroundings.clock());
    }

    private Adapters adapters() {
        try {
            return adapters.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while adapters were looked for", stopped);
        }
    }
}
