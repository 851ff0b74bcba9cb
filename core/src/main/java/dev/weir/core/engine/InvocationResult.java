package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import java.util.List;

/**
 * How a command ended. What it has to say has been said through events; this is for exit codes and callers from Java.
 *
 * @param findings what stopped the command; empty when it ran
 */
public record InvocationResult(ExitCode exitCode, List<Diagnostic> findings) {
    public static final InvocationResult OK = new InvocationResult(ExitCode.OK, List.of());

    public InvocationResult {
        findings = List.copyOf(findings);
    }

    public static InvocationResult of(ExitCode exitCode) {
        return new InvocationResult(exitCode, List.of());
    }
}
