package dev.weir.cli;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.cli.console.Console;
import dev.weir.cli.line.Flag;
import dev.weir.core.engine.Engine;
import dev.weir.core.engine.ExitCode;
import dev.weir.core.engine.Invocation;
import dev.weir.core.engine.InvocationResult;
import dev.weir.core.engine.Verb;
import dev.weir.core.event.OutputEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * {@code demo}: writes the starter project into {@code ./weir-demo}, builds it on the sandbox and shows what is in
 * {@code winning_bids}. A second call keeps what the user changed, and shows newer data.
 */
final class DemoCommand {
    static final String FOLDER = "weir-demo";
    private static final String PROJECT_NAME = "weir_demo";
    /** Copies of what was written, by which what the user changed is told from what was not. */
    private static final String WRITTEN = ".weir/demo";

    private final Task task;
    private final Path folder;

    DemoCommand(Task task) {
        this.task = task;
        this.folder = task.surroundings().workingFolder().resolve(FOLDER);
    }

    InvocationResult run() {
        boolean again = writeProject();
        say((again ? "The demo project is in ./" : "Wrote the demo project to ./") + FOLDER
                + ". Starting the sandbox ...");
        Engine engine = task.engine();
        // The log of what follows is the project's.
        try (Console console =
                        Console.open(task.line().with(Flag.PROJECT_DIR, folder.toString()), task.surroundings());
                var _ = SandboxCommand.start(engine.adapters(), folder, OptionalInt.empty())) {
            InvocationResult built = engine.invoke(
                    invocation(Verb.BUILD, List.of()), console.invocationId(), console.events(), task.cancellation());
            if (task.cancellation().cancelled() || built.exitCode() == ExitCode.NOT_RUN) {
                return built;
            }
            InvocationResult shown = engine.invoke(
                    invocation(Verb.SHOW, List.of("winning_bids")),
                    console.invocationId(),
                    console.events(),
                    task.cancellation());
            if (task.cancellation().cancelled()) {
                return shown;
            }
            next();
            return built.exitCode() == ExitCode.OK ? shown : built;
        }
    }

    private Invocation invocation(Verb verb, List<String> select) {
        String words = verb.wireName() + (select.isEmpty() ? "" : " --select " + String.join(" ", select));
        return new Invocation(
                verb,
                "dbt " + words,
                new Invocation.ProjectOptions(
                        Optional.of(folder),
                        Optional.of(folder),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty()),
                new Invocation.SelectionOptions(
                        select, List.of(), Optional.empty(), List.of(), List.of(), Optional.empty()),
                Invocation.StateOptions.NONE,
                Invocation.ExecutionOptions.DEFAULT,
                Invocation.OutputOptions.DEFAULT,
                task.surroundings().environment(),
                folder);
    }

    private void next() {
        String program = task.surroundings().program();
        say("What next:\n"
                + "  " + program + " demo                                  # again: the auctions went on\n"
                + "  cd " + FOLDER + "\n"
                + "  " + program + " show --select funds_movement --limit 3\n"
                + "  " + program + " ls --select +winning_bids             # what it reads\n"
                + "  " + program
                + " docs generate                         # target/manifest.json, target/catalog.json\n"
                + "  " + program + " sandbox start                         # a connection string for psql\n"
                + "Change a model in " + FOLDER + "/models, and build again. README.md there has more.");
    }

    // ---- the project

    /** Writes what is not there or was not touched since it was written; whether there was a demo before. */
    private boolean writeProject() {
        Path written = folder.resolve(WRITTEN);
        try {
            boolean again = Files.isDirectory(written);
            if (!again && Files.exists(folder) && !empty(folder)) {
                throw new WeirException(Diagnostic.of(
                                DiagnosticCode.CLI_015, "folder \"" + FOLDER + "\" holds what the demo did not write")
                        .withDetail("Nothing in it was touched.")
                        .withHint("Run the demo in another folder, or move " + folder + " away."));
            }
            Map<String, String> toWrite = new LinkedHashMap<>();
            Map<String, String> all = Starter.files(PROJECT_NAME);
            for (Map.Entry<String, String> file : all.entrySet()) {
                Path there = folder.resolve(file.getKey());
                Path copy = written.resolve(file.getKey());
                boolean first = !Files.exists(copy);
                boolean untouched = !first && Files.exists(there) && Files.mismatch(there, copy) == -1;
                if (first || untouched) {
                    toWrite.put(file.getKey(), file.getValue());
                }
            }
            InitCommand.write(toWrite, folder);
            InitCommand.write(toWrite, written);
            return again;
        } catch (IOException unwritable) {
            throw InitCommand.failed("the demo project cannot be written", unwritable);
        }
    }

    private static boolean empty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    private void say(String text) {
        task.events().emit(new OutputEvent.CommandLine("DemoLine", "W912", text));
    }
}
