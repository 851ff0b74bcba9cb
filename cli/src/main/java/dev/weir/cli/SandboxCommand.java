package dev.weir.cli;

import dev.weir.adapter.EmbeddedServer;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.cli.line.Flag;
import dev.weir.core.engine.Adapters;
import dev.weir.core.engine.InvocationResult;
import dev.weir.core.event.OutputEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code sandbox start}: runs the Materialize-compatible server of the project in this folder until Ctrl-C. */
final class SandboxCommand {
    /** Where Materialize listens. */
    private static final int USUAL_PORT = 6875;

    private final Task task;

    SandboxCommand(Task task) {
        this.task = task;
    }

    InvocationResult run() {
        Path folder = dataFolder(Invocations.projectFolder(task));
        EmbeddedServer sandbox = sandbox(Adapters.load());
        Optional<EmbeddedServer.Found> already = sandbox.find(folder);
        if (already.isPresent()) {
            say("The sandbox was up already. Connect with:\n  psql \"" + url(already.get()) + "\"");
            return InvocationResult.OK;
        }
        EmbeddedServer.Request request = request(folder);
        if (task.line().on(Flag.SANDBOX_DETACH)) {
            EmbeddedServer.Found found = new DetachedSandbox(task, sandbox, folder).start(request.port());
            say("The sandbox is up. Connect with:\n  psql \"" + url(found) + "\"\n\""
                    + task.surroundings().program() + " sandbox stop\" stops it.");
            return InvocationResult.OK;
        }
        CountDownLatch stop = new CountDownLatch(1);
        task.cancellation().onCancel(stop::countDown);
        try (EmbeddedServer.Running server = sandbox.start(request)) {
            String words = (server.startedHere() ? "The sandbox is up" : "The sandbox was up already")
                    + ". Connect with:\n  psql \"" + url(server) + "\"";
            if (!server.startedHere()) {
                say(words);
                return InvocationResult.OK;
            }
            say(words + "\nCtrl-C stops it.");
            AtomicBoolean lost = new AtomicBoolean();
            server.onLoss(() -> {
                lost.set(true);
                stop.countDown();
            });
            stop.await();
            if (lost.get()) {
                throw new WeirException(
                        Diagnostic.of(DiagnosticCode.MZS_001, "the PostgreSQL behind the sandbox has ended")
                                .withDetail("It was not the sandbox that stopped it; see "
                                        + folder.resolve("postgres.log") + ".")
                                .withHint("Start the sandbox again: the data are there."));
            }
            say("The sandbox stops.");
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        return InvocationResult.OK;
    }

    private EmbeddedServer.Request request(Path folder) {
        String host = task.line().text(Flag.SANDBOX_HOST).orElse(EmbeddedServer.LOOPBACK);
        Optional<String> password = task.line()
                .text(Flag.SANDBOX_PASSWORD)
                .or(() -> Optional.ofNullable(task.surroundings().environment().get("WEIR_SANDBOX_PASSWORD")))
                .filter(text -> !text.isEmpty());
        try {
            if (!InetAddress.getByName(host).isLoopbackAddress() && password.isEmpty()) {
                say("The sandbox listens on " + host + ", and lets in whoever reaches it: set a password.");
            }
            return new EmbeddedServer.Request(folder, port(host), host, password, EmbeddedServer.Purpose.APART);
        } catch (IOException unknown) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.MZS_005, "nothing can listen on \"" + host + "\"")
                    .withDetail(String.valueOf(unknown.getMessage()))
                    .withHint("Give an address of this machine; 0.0.0.0 is all of them."));
        }
    }

    /** The port wanted, if it is free; else any, which is said. */
    private OptionalInt port(String host) throws IOException {
        OptionalInt wanted = task.line().number(Flag.SANDBOX_PORT);
        int port = wanted.orElse(USUAL_PORT);
        if (port < 0 || port > 65_535) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.MZS_005, "there is no port " + port)
                    .withHint("Ports go up to 65535; 0 is any that is free."));
        }
        if (port == 0 || free(host, port)) {
            return OptionalInt.of(port);
        }
        try (ServerSocket any = new ServerSocket()) {
            any.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
            if (wanted.isPresent()) {
                say("Port " + port + " is taken; the sandbox takes " + any.getLocalPort() + " instead.");
            }
            return OptionalInt.of(any.getLocalPort());
        }
    }

    private static boolean free(String host, int port) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (java.net.BindException taken) {
            return false;
        }
    }

    /** Starts or joins the sandbox of a project, on the data folder that runs of the project use too. */
    static EmbeddedServer.Running start(Adapters adapters, Path project, OptionalInt port) {
        return sandbox(adapters).start(new EmbeddedServer.Request(dataFolder(project), port));
    }

    static EmbeddedServer sandbox(Adapters adapters) {
        return adapters.server("materialize")
                .orElseThrow(() -> new WeirException(
                        Diagnostic.of(DiagnosticCode.MZS_001, "no sandbox is part of this installation")));
    }

    static Path dataFolder(Path project) {
        return project.resolve(".weir").resolve("sandbox").toAbsolutePath().normalize();
    }

    static String url(EmbeddedServer.Running server) {
        return url(server.user(), server.password(), server.host(), server.port(), server.database());
    }

    static String url(EmbeddedServer.Found server) {
        return url(server.user(), server.password(), server.host(), server.port(), server.database());
    }

    private static String url(String user, String password, String host, int port, String database) {
        String secret = password.isEmpty() ? "" : ":" + encoded(password);
        String address = host.contains(":") ? "[" + host + "]" : host;
        return "postgres://" + user + secret + "@" + address + ":" + port + "/" + database;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void say(String text) {
        task.events().emit(new OutputEvent.CommandLine("SandboxLine", "W911", text));
    }
}
