package dev.weir.core.run;

import dev.weir.base.Diagnostic;
import dev.weir.core.manifest.SourceDefinition;
import java.util.List;

/**
 * How fresh the checked sources are.
 *
 * @param checks in the order in which they ended
 */
public record FreshnessOutcome(List<Check> checks, List<NodeOutcome> hooks, double seconds) {
    public FreshnessOutcome {
        checks = List.copyOf(checks);
        hooks = List.copyOf(hooks);
    }

    /** One source. */
    public record Check(SourceDefinition source, FreshnessResult result, List<Diagnostic> findings) {
        public Check {
            findings = List.copyOf(findings);
        }

        boolean bad() {
            return switch (result) {
                case FreshnessResult.Measured measured -> measured.status().equals("error");
                case FreshnessResult.Failed _ -> true;
            };
        }
    }

    public boolean failed() {
        return checks.stream().anyMatch(Check::bad) || hooks.stream().anyMatch(NodeOutcome::bad);
    }

    /** For {@code sources.json}. */
    public List<FreshnessResult> results() {
        return checks.stream().map(Check::result).toList();
    }
}
