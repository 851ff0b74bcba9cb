package dev.weir.cli;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.NearestName;
import dev.weir.base.WeirException;
import dev.weir.cli.line.Flag;
import dev.weir.cli.line.ParsedLine;
import dev.weir.core.engine.Engine;
import dev.weir.core.engine.Invocation;
import dev.weir.core.engine.InvocationResult;
import dev.weir.core.engine.Verb;
import dev.weir.core.engine.Versions;
import dev.weir.core.event.Events;
import dev.weir.core.event.InvocationEvent;
import dev.weir.deploy.DeployRequest;
import dev.weir.deploy.DeployRequest.Action;
import dev.weir.deploy.Deployer;
import dev.weir.deploy.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code deploy}: words ⇒ {@link DeployRequest}. */
final class DeployCommand {
    private static final List<String> ACTIONS = List.of("status", "abort", "rollback", "cleanup");

    private final Task task;

    DeployCommand(Task task) {
        this.task = task;
    }

    InvocationResult run() {
        ParsedLine line = task.line();
        DeployRequest request = new DeployRequest(
                Invocations.of(Verb.RUN_OPERATION, task),
                action(line),
                new DeployRequest.Options(
                        duration(line, Flag.DEPLOY_TIMEOUT).orElse(Duration.ofMinutes(30)),
                        line.text(Flag.DEPLOY_LAG).orElse("1s"),
                        duration(line, Flag.DEPLOY_KEEP),
                        duration(line, Flag.DEPLOY_POLL).orElse(Duration.ofSeconds(5)),
                        line.on(Flag.DEPLOY_CASCADE),
                        line.on(Flag.DEPLOY_NOW)),
                line.text(Flag.DEPLOY_FORMAT).orElse("text").equalsIgnoreCase("json"),
                file(line, Flag.DEPLOY_OUT),
                file(line, Flag.DEPLOY_PLAN_FILE));
        refuseContradictions(request, line);
        Invocation invocation = request.invocation();
        Events events = Engine.judged(invocation, task.events());
        boolean forReading = request.action() == Action.PLAN || request.action() == Action.STATUS;
        if (!forReading) {
            events.emit(new InvocationEvent.MainReportVersion(Versions.WEIR, Versions.DBT));
        }
        return new Deployer(task.engine(), task.surroundings().clock(), events, task.cancellation(), request).run();
    }

    private Optional<Path> file(ParsedLine line, Flag flag) {
        return line.text(flag).map(name -> task.surroundings().workingFolder().resolve(name));
    }

    private static void refuseContradictions(DeployRequest request, ParsedLine line) {
        if (request.out().isPresent() && request.action() != Action.PLAN) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.CLI_011, "--out says where to write a plan")
                    .withHint("Say --plan, too; to send what a file says, --plan-file."));
        }
        if (request.planFile().isEmpty()) {
            return;
        }
        if (request.action() != Action.DEPLOY && request.action() != Action.RESUME) {
            throw new WeirException(Diagnostic.of(
                    DiagnosticCode.CLI_011, "--plan-file is for a deployment, or for one that is gone on with"));
        }
        if (line.text(Flag.DEPLOY_KEEP).isPresent() || line.on(Flag.DEPLOY_CASCADE) || line.on(Flag.DEPLOY_NOW)) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.CLI_011, "--keep-old, --cascade and --now are part of a plan")
                            .withHint("Say them with --plan; the file holds them."));
        }
    }

    private static Action action(ParsedLine line) {
        Optional<String> word = line.argument();
        if (word.isPresent()) {
            if (line.on(Flag.DEPLOY_PLAN) || line.on(Flag.DEPLOY_RESUME)) {
                throw new WeirException(Diagnostic.of(
                        DiagnosticCode.CLI_011,
                        "--plan and --resume are for a deployment, not for \"deploy " + word.get() + "\""));
            }
            return switch (word.get()) {
                case "status" -> Action.STATUS;
                case "abort" -> Action.ABORT;
                case "rollback" -> Action.ROLLBACK;
                case "cleanup" -> Action.CLEANUP;
                default ->
                    throw new WeirException(Diagnostic.of(
                                    DiagnosticCode.CLI_011, "\"deploy " + word.get() + "\" is nothing that can be done")
                            .withHint(NearestName.to(word.get(), ACTIONS)
                                    .map(near -> "Did you mean \"deploy " + near + "\"?")
                                    .orElse("There are: deploy, deploy " + String.join(", deploy ", ACTIONS) + ".")));
            };
        }
        if (line.on(Flag.DEPLOY_PLAN)) {
            return Action.PLAN;
        }
        return line.on(Flag.DEPLOY_RESUME) ? Action.RESUME : Action.DEPLOY;
    }

    private static Optional<Duration> duration(ParsedLine line, Flag flag) {
        return line.text(flag)
                .map(text -> Durations.parse(text)
                        .orElseThrow(() -> new WeirException(
                                Diagnostic.of(DiagnosticCode.CLI_011, "\"" + text + "\" is no length of time")
                                        .withHint("Write 90s, 10m, 1h30m or 2d."))));
    }
}
