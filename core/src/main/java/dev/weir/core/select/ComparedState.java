package dev.weir.core.select;

import dev.weir.base.Diagnostic;
import dev.weir.core.manifest.PreviousState;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What a selection compares the project with.
 *
 * @param before the folder of {@code --state}
 * @param freshness {@code max_loaded_at} by unique id in this project's own {@code target/sources.json}, if it is there
 * @param builtIns packages whose macros count as unchanged
 * @param asWritten whether names of sources are compared before rendering, so that another target changes none
 * @param warn hears of warnings, with dbt's event name
 */
public record ComparedState(
        PreviousState before,
        Optional<Map<String, String>> freshness,
        Set<String> builtIns,
        boolean asWritten,
        BiConsumer<String, Diagnostic> warn) {
    /** Nothing to compare with. */
    public static final ComparedState NONE =
            new ComparedState(PreviousState.NONE, Optional.empty(), Set.of(), false, (_, _) -> {});
}
