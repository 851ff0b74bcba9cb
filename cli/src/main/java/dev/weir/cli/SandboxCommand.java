package dev.weir.cli;

import dev.weir.adapter.EmbeddedServer;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.cli.line.Flag;
import dev.weir.core.engine.Adapters;
import dev.weir.core.engine.InvocationResult;
import dev.weir.core.event.OutputEvent;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/** {@code sandbox start}: runs the Materialize-compatible server of the project in this folder until Ctrl-C. */
final class SandboxCommand {
    private final Task task;

    SandboxCommand(Task task) {
        this.task = task;
    }

    InvocationResult run() {
        CountDownLatch stop = new CountDownLatch(1);
        task.cancellation().onCancel(stop::countDown);
        try (EmbeddedServer.Running server = start(
                Adapters.load(), Invocations.projectFolder(task), task.line().number(Flag.SANDBOX_PORT))) {
            String words = (server.startedHere() ? "The sandbox is up" : "The sandbox was up already")
                    + ". Connect with:\n  psql \"" + url(server) + "\"";
            if (!server.startedHere()) {
                say(words);
                return InvocationResult.OK;
            }
            say(words + "\nCtrl-C stops it.");
            stop.await();
            say("The sandbox stops.");
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        return InvocationResult.OK;
    }

    /** Starts or joins the sandbox of a project, on the data folder that runs of the project use too. */
    static EmbeddedServer.Running start(Adapters adapters, Path project, OptionalInt port) {
        EmbeddedServer server = adapters.server("materialize")
                .orElseThrow(() -> new WeirException(
                        Diagnostic.of(DiagnosticCode.MZS_001, "no sandbox is part of this installation")));
        return server.start(new EmbeddedServer.Request(project.resolve(".weir").resolve("sandbox"), port));
    }

    static String url(EmbeddedServer.Running server) {
        String password = server.password().isEmpty() ? "" : ":" + server.password();
        return "postgres://" + server.user() + password + "@" + server.host() + ":" + server.port() + "/"
                + server.database();
    }

    private void say(String text) {
        task.events().emit(new OutputEvent.CommandLine("SandboxLine", "W911", text));
    }
}
