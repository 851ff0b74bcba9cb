package dev.weir.core.run;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.core.compile.CompiledNode;
import dev.weir.core.manifest.Resource;
import java.util.List;
import java.util.Optional;

/** How one turn of one node ended; an invocation has at most one for each selected node. */
public sealed interface NodeOutcome {
    Resource node();

    /** As {@code run_results.json} shows it. */
    NodeResult result();

    /** Built, loaded, compiled, or a hook that ran. */
    record Succeeded(Resource node, NodeResult result, Optional<CompiledNode> compiled) implements NodeOutcome {}

    /** A test that ran to its end; {@code result.status()} is pass, warn or fail. */
    record Tested(Resource node, NodeResult result, Optional<CompiledNode> compiled, Optional<String> storedIn)
            implements NodeOutcome {
        boolean failed() {
            return result.status().equals("fail");
        }

        boolean warned() {
            return result.status().equals("warn");
        }
    }

    /**
     * Stopped by an error.
     *
     * @param storedIn of a test that keeps what it finds: where
     */
    record Failed(
            Resource node,
            NodeResult result,
            List<Diagnostic> findings,
            Optional<CompiledNode> compiled,
            Optional<String> storedIn)
            implements NodeOutcome {
        public Failed {
            findings = List.copyOf(findings);
        }

        /** Whether nothing was wrong with it: its query was stopped. */
        boolean stopped() {
            return !findings.isEmpty() && findings.stream().allMatch(each -> each.code() == DiagnosticCode.RUN_019);
        }
    }

    /** A microbatch model of which some batches were built and some not. */
    record InPart(Resource node, NodeResult result) implements NodeOutcome {}

    /** Never started: something above it failed, or the run was stopped. A message makes it count as an error. */
    record Skipped(Resource node, NodeResult result, Optional<EphemeralFault> because) implements NodeOutcome {}

    /** Nothing to do for it ({@code exposure}). */
    record NoOp(Resource node, NodeResult result) implements NodeOutcome {}

    /** The node's SQL, where it got as far as that; its path tells where it was written. */
    default Optional<CompiledNode> sql() {
        return switch (this) {
            case Succeeded each -> each.compiled();
            case Tested each -> each.compiled();
            case Failed each -> each.compiled();
            case InPart _, Skipped _, NoOp _ -> Optional.empty();
        };
    }

    /** Whether what reads this node must not run. */
    default boolean blocks() {
        return switch (this) {
            case Succeeded _, NoOp _ -> false;
            case Tested tested -> tested.failed();
            case Failed _, InPart _, Skipped _ -> true;
        };
    }

    /** Whether the command ends with exit code 1 because of it. */
    default boolean bad() {
        return blocks();
    }
}
