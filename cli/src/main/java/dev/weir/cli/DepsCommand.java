package dev.weir.cli;

import dev.weir.cli.line.Flag;
import dev.weir.cli.line.ParsedLine;
import dev.weir.core.engine.Engine;
import dev.weir.core.engine.Invocation;
import dev.weir.core.engine.InvocationResult;
import dev.weir.core.engine.Verb;
import dev.weir.core.engine.Versions;
import dev.weir.core.event.Events;
import dev.weir.core.event.InvocationEvent;
import dev.weir.packages.DepsRequest;
import dev.weir.packages.PackageInstaller;
import java.util.Locale;

/** {@code deps}: installs the packages of the project. */
final class DepsCommand {
    private final Task task;

    DepsCommand(Task task) {
        this.task = task;
    }

    InvocationResult run() {
        task.events().emit(new InvocationEvent.MainReportVersion(Versions.WEIR, Versions.DBT));
        // Warnings are judged by flags that all commands share.
        Invocation invocation = Invocations.of(Verb.PARSE, task);
        Events events = Engine.judged(invocation, task.events());
        PackageInstaller.install(
                request(task),
                Engine.templateMembers(
                        invocation,
                        task.console().invocationId(),
                        task.surroundings().clock().instant(),
                        events),
                events);
        return InvocationResult.OK;
    }

    private static DepsRequest request(Task task) {
        ParsedLine line = task.line();
        DepsRequest.Source source = line.text(Flag.PACKAGE_SOURCE)
                .map(text -> DepsRequest.Source.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(DepsRequest.Source.HUB);
        return new DepsRequest(
                Invocations.projectFolder(task),
                task.surroundings().environment(),
                line.text(Flag.VARS),
                Versions.DBT,
                line.onOff(Flag.VERSION_CHECK).orElse(true),
                mode(line),
                line.text(Flag.ADD_PACKAGE).map(written -> new DepsRequest.NewPackage(written, source)));
    }

    private static DepsRequest.Mode mode(ParsedLine line) {
        if (line.on(Flag.LOCK)) {
            return DepsRequest.Mode.LOCK;
        }
        return line.on(Flag.UPGRADE) ? DepsRequest.Mode.UPGRADE : DepsRequest.Mode.INSTALL;
    }
}
