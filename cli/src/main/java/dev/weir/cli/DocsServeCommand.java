package dev.weir.cli;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.cli.line.Flag;
import dev.weir.core.engine.ExitCode;
import dev.weir.core.engine.Invocation;
import dev.weir.core.engine.InvocationResult;
import dev.weir.core.engine.Verb;
import dev.weir.core.engine.Versions;
import dev.weir.core.event.Event;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.InvocationEvent;
import dev.weir.core.run.Cancellation;
import dev.weir.web.docs.SiteBuilder;
import dev.weir.web.docs.SiteRequest;
import dev.weir.web.http.DocsServer;
import dev.weir.web.http.ServerRequest;
import dev.weir.web.http.SiteWatch;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code docs serve}: shows the site until Ctrl-C, and keeps it true to the project. */
final class DocsServeCommand {
    private static final int USUAL_PORT = 8080;
    private static final String USUAL_HOST = "127.0.0.1";
    private static final String TOKEN_VARIABLE = "WEIR_DOCS_TOKEN";
    private static final int MILLISECONDS_BETWEEN_LOOKS = 500;

    private final Task task;

    DocsServeCommand(Task task) {
        this.task = task;
    }

    InvocationResult run() {
        task.events().emit(new InvocationEvent.MainReportVersion(Versions.WEIR, Versions.DBT));
        Invocation invocation = withoutToken(Invocations.of(Verb.PARSE, task));
        Path target = task.engine().targetFolder(invocation);
        ServerRequest request = request(target);
        SiteRequest site = new SiteRequest(target, SiteRequest.Form.FILES, Versions.WEIR);
        if (!Files.isRegularFile(target.resolve("manifest.json"))) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.WEB_005, "there is no site in \"" + target + "\"")
                    .withHint("Make it first: " + task.surroundings().program() + " docs generate"));
        }
        SiteBuilder.build(site);
        SiteWatch watch =
                new SiteWatch(site, Invocations.projectFolder(task), () -> parse(invocation), this::tellBroken);
        CountDownLatch stop = new CountDownLatch(1);
        task.cancellation().onCancel(stop::countDown);
        try (DocsServer server = DocsServer.start(request)) {
            announce(request, server.port());
            while (!stop.await(MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
                if (watch.look()) {
                    server.rebuilt();
                    DocsGenerateCommand.say(task, "The site was built again.");
                }
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        return InvocationResult.of(ExitCode.NOT_RUN); // as dbt, which knows no other end of it
    }

    private void announce(ServerRequest request, int port) {
        String host = request.host().isLoopbackAddress()
                ? "localhost"
                : request.host().isAnyLocalAddress()
                        ? "<this machine>"
                        : request.host().getHostAddress();
        String name = host.contains(":") ? "[" + host + "]" : host;
        String address = "http://" + name + ":" + port;
        DocsGenerateCommand.say(task, "Serving docs at " + port);
        DocsGenerateCommand.say(
                task,
                "To access from your browser, navigate to: " + address
                        + (request.token().isPresent() ? "/?token= followed by the token" : ""));
        DocsGenerateCommand.say(task, "Press Ctrl+C to exit.");
        boolean wanted = task.line().onOff(Flag.BROWSER).orElse(true);
        if (wanted && request.token().isEmpty() && request.host().isLoopbackAddress()) {
            new Browser(task.surroundings().environment()).open(address);
        }
    }

    /** The manifest alone is written: the catalog is the database's, which nobody asked. */
    private void parse(Invocation invocation) {
        task.engine().invoke(invocation, this::findingsOnly, new Cancellation());
    }

    private void findingsOnly(Event event) {
        if (event instanceof FindingEvent) {
            task.events().emit(event);
        }
    }

    private void tellBroken(WeirException broken) {
        task.events().emit(new FindingEvent.MainEncounteredError(broken.diagnostics()));
    }

    private ServerRequest request(Path target) {
        InetAddress host = host();
        Optional<String> token = task.line()
                .text(Flag.DOCS_TOKEN)
                .or(() -> Optional.ofNullable(task.surroundings().environment().get(TOKEN_VARIABLE)))
                .filter(text -> !text.isEmpty());
        boolean anonymous = task.line().on(Flag.DOCS_ANONYMOUS);
        if (token.isPresent() && task.line().text(Flag.DOCS_TOKEN).isPresent() && anonymous) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.CLI_011, "--token and --allow-anonymous exclude each other"));
        }
        // intended: COMPATIBILITY #172
        if (!host.isLoopbackAddress() && token.isEmpty() && !anonymous) {
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.WEB_004, "others could read the site at \"" + host.getHostAddress() + "\"")
                    .withDetail("It shows the code of the project and the shape of the database.")
                    .withHint("Set " + TOKEN_VARIABLE + ", give --token, or say --allow-anonymous."));
        }
        return new ServerRequest(target, host, port(), anonymous ? Optional.empty() : token);
    }

    private int port() {
        int port = task.line().number(Flag.PORT).orElse(USUAL_PORT);
        if (port < 0 || port > 65_535) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.WEB_003, "there is no port " + port)
                    .withHint("Ports go up to 65535; 0 is any that is free."));
        }
        return port;
    }

    private InetAddress host() {
        String host =
                task.line().text(Flag.HOST).filter(text -> !text.isEmpty()).orElse(USUAL_HOST);
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.WEB_003, "nothing can listen on \"" + host + "\"")
                            .withDetail(String.valueOf(unknown.getMessage()))
                            .withHint("Give an address of this machine; 0.0.0.0 is all of them."),
                    unknown);
        }
    }

    /** The command line is written to logs and artifacts. */
    private static Invocation withoutToken(Invocation invocation) {
        List<String> words = new ArrayList<>();
        boolean hide = false;
        for (String word : invocation.commandLine().split(" ", -1)) {
            words.add(hide ? "*****" : word.startsWith("--token=") ? "--token=*****" : word);
            hide = word.equals("--token");
        }
        return new Invocation(
                invocation.verb(),
                invocation.calledAs(),
                String.join(" ", words),
                invocation.project(),
                invocation.selection(),
                invocation.state(),
                invocation.execution(),
                invocation.output(),
                invocation.environment(),
                invocation.workingFolder());
    }
}
