package dev.weir.cli;

import dev.weir.adapter.EmbeddedServer;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.engine.Adapters;
import dev.weir.core.engine.ExitCode;
import dev.weir.core.engine.InvocationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code sandbox stop}, {@code status}, {@code reset} and {@code psql-url}: about a sandbox another process runs. */
final class SandboxLife {
    private final Task task;
    private final EmbeddedServer sandbox;
    private final Path folder;

    SandboxLife(Task task) {
        this.task = task;
        this.sandbox = SandboxCommand.sandbox(Adapters.load());
        this.folder = SandboxCommand.dataFolder(Invocations.projectFolder(task));
    }

    InvocationResult stop() {
        Optional<EmbeddedServer.Found> found = sandbox.find(folder);
        if (found.isEmpty()) {
            print("The sandbox is not up.");
            return InvocationResult.OK;
        }
        end(found.get());
        print("The sandbox has stopped.");
        return InvocationResult.OK;
    }

    /** A run's sandbox is left alone: without it the run would fail. */
    private void end(EmbeddedServer.Found found) {
        if (found.purpose() == EmbeddedServer.Purpose.RUN) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.MZS_006, "the sandbox belongs to a run")
                    .withDetail("Process " + found.pid() + " started it for itself and stops it when it ends.")
                    .withHint("Wait for that run, or end it."));
        }
        if (!sandbox.stop(folder)) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.MZS_006, "the sandbox does not stop")
                    .withDetail("Process " + found.pid() + " was asked to end and has not.")
                    .withHint("End it: kill -9 " + found.pid() + ". The next start recovers its data."));
        }
    }

    InvocationResult status() {
        Optional<EmbeddedServer.Found> found = sandbox.find(folder);
        if (found.isEmpty()) {
            print("The sandbox is not up.");
            return InvocationResult.of(ExitCode.NODE_FAILED);
        }
        EmbeddedServer.Found server = found.get();
        boolean apart = server.purpose() == EmbeddedServer.Purpose.APART;
        print("The sandbox is up since " + server.since() + ".\n"
                + "  connect  psql \"" + SandboxCommand.url(server) + "\"\n"
                + "  process  " + server.pid() + (apart ? "" : ", a run: it stops the sandbox when it ends") + "\n"
                + "  data     " + folder + "\n"
                + "  log      " + sandbox.statementLog(folder));
        return InvocationResult.OK;
    }

    InvocationResult reset() {
        sandbox.find(folder).ifPresent(this::end);
        if (!Files.exists(folder)) {
            print("The sandbox has no data.");
            return InvocationResult.OK;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException undeletable) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.MZS_003, "the data folder \"" + folder + "\" cannot be deleted")
                            .withDetail(String.valueOf(undeletable.getMessage())));
        }
        print("The sandbox's data are deleted; the next start makes it anew.");
        return InvocationResult.OK;
    }

    InvocationResult url() {
        Optional<EmbeddedServer.Found> found = sandbox.find(folder);
        if (found.isEmpty()) {
            task.surroundings()
                    .err()
                    .println("The sandbox is not up: " + task.surroundings().program() + " sandbox start --detach");
            return InvocationResult.of(ExitCode.NODE_FAILED);
        }
        print(SandboxCommand.url(found.get()));
        return InvocationResult.OK;
    }

    private void print(String text) {
        task.surroundings().out().println(text);
    }
}
