package dev.weir.core.select;

import dev.weir.core.manifest.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to select.
 *
 * @param select words of {@code --select}, each as typed (may hold several, separated by blanks); empty for everything
 * @param exclude words of {@code --exclude}
 * @param selector {@code --selector}
 * @param kinds the resource types the command works on; tests are named by {@code TEST} and {@code UNIT_TEST}
 * @param state what {@code state:}, {@code result:} and {@code source_status:} compare with
 */
public record SelectionRequest(
        List<String> select,
        List<String> exclude,
        Optional<String> selector,
        IndirectSelection indirect,
        Set<ResourceType> kinds,
        ComparedState state) {
    public SelectionRequest {
        select = List.copyOf(select);
        exclude = List.copyOf(exclude);
    }

    /** A request without a state. */
    public SelectionRequest(
            List<String> select,
            List<String> exclude,
            Optional<String> selector,
            IndirectSelection indirect,
            Set<ResourceType> kinds) {
        this(select, exclude, selector, indirect, kinds, ComparedState.NONE);
    }
}
