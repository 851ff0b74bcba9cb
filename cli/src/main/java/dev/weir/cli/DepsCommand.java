package dev.weir.cli;

import dev.weir.core.engine.InvocationResult;
import dev.weir.core.engine.Versions;
import dev.weir.core.event.InvocationEvent;
import dev.weir.packages.PackageInstaller;

/** {@code deps}: installs the packages of the project. */
final class DepsCommand {
    private final Task task;

    DepsCommand(Task task) {
        this.task = task;
    }

    InvocationResult run() {
        task.events().emit(new InvocationEvent.MainReportVersion(Versions.WEIR, Versions.DBT));
        PackageInstaller.install(Invocations.projectFolder(task), task.events());
        return InvocationResult.OK;
    }
}
