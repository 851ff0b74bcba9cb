package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * How a command ended. What it has to say has been said through events; this is for exit codes and callers from Java.
 *
 * @param findings what stopped the command; empty when it ran
 * @param returned what the macro of {@code run-operation} returned, as plain data; empty where it returned none
 */
public record InvocationResult(ExitCode exitCode, List<Diagnostic> findings, Optional<Object> returned) {
    public static final InvocationResult OK = InvocationResult.of(ExitCode.OK);

    public InvocationResult {
        findings = List.copyOf(findings);
    }

    public InvocationResult(ExitCode exitCode, List<Diagnostic> findings) {
        this(exitCode, findings, Optional.empty());
    }

    public static InvocationResult of(ExitCode exitCode) {
        return new InvocationResult(exitCode, List.of());
    }
}
