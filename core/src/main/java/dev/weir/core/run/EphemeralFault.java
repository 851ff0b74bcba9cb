package dev.weir.core.run;

import dev.weir.base.Diagnostic;
import dev.weir.core.manifest.Resource;
import java.util.List;

/**
 * Why what reads an ephemeral model is skipped.
 *
 * @param findings what is wrong with the model; empty when something above it failed
 */
public record EphemeralFault(Resource model, List<Diagnostic> findings) {
    public EphemeralFault {
        findings = List.copyOf(findings);
    }

    /** The status of the ephemeral model, as the line of a skipped node names it. */
    String status() {
        return findings.isEmpty() ? "skipped" : "error";
    }
}
