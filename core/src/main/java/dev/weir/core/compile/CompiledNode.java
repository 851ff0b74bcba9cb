package dev.weir.core.compile;

import java.util.List;
import java.util.Optional;

/**
 * A node's SQL, ready to be run.
 *
 * @param code with the common table expressions of ephemeral models in front
 * @param ownCode the node's own SQL, without them
 * @param extraCtes the ephemeral models inlined, each after the ones it reads
 * @param injected whether ephemeral models stand in front of {@code code}; else extra CTEs have no text
 * @param compiledPath where the code was written, relative to the project; empty when it was not
 * @param keptIn where a test keeps what it finds, rendered; empty for what keeps nothing
 */
public record CompiledNode(
        String uniqueId,
        String code,
        String ownCode,
        List<ExtraCte> extraCtes,
        boolean injected,
        Optional<String> compiledPath,
        Optional<String> keptIn) {
    public CompiledNode {
        extraCtes = List.copyOf(extraCtes);
    }

    public CompiledNode(
            String uniqueId,
            String code,
            String ownCode,
            List<ExtraCte> extraCtes,
            boolean injected,
            Optional<String> compiledPath) {
        this(uniqueId, code, ownCode, extraCtes, injected, compiledPath, Optional.empty());
    }

    public CompiledNode(
            String uniqueId, String code, String ownCode, List<ExtraCte> extraCtes, Optional<String> compiledPath) {
        this(uniqueId, code, ownCode, extraCtes, true, compiledPath);
    }

    /** One inlined model: its unique id and the text {@code name as (…)}. */
    public record ExtraCte(String uniqueId, String sql) {}
}
