package dev.weir.core.manifest;

import dev.weir.base.Ordered;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier invocation left: the folder of {@code --state}, read. Immutable.
 *
 * @param manifest empty when the folder has no {@code manifest.json}
 * @param results status by unique id of {@code run_results.json}; empty when there is none
 * @param sources {@code max_loaded_at} by unique id of {@code sources.json}, empty text where it could not be told; empty
 *     when there is none
 */
public record PreviousState(
        Path folder,
        Optional<Nodes> manifest,
        Optional<Map<String, String>> results,
        Optional<Map<String, String>> sources) {
    /** No state was named. */
    public static final PreviousState NONE =
            new PreviousState(Path.of(""), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * An earlier manifest, as the trees of manifest v12.
     *
     * @param resources nodes, sources, exposures, unit tests, metrics, … by unique id
     * @param macros by unique id
     */
    public record Nodes(
            Map<String, Map<String, @Nullable Object>> resources, Map<String, Map<String, @Nullable Object>> macros) {
        public Nodes {
            resources = Ordered.copyOf(resources);
            macros = Ordered.copyOf(macros);
        }

        public Optional<Map<String, @Nullable Object>> find(String uniqueId) {
            return Optional.ofNullable(resources.get(uniqueId));
        }
    }
}
