package dev.weir.core.parse;

import dev.weir.core.manifest.RefCall;
import dev.weir.core.manifest.SourceCall;
import java.util.List;
import java.util.Optional;

/**
 * What is tested.
 *
 * @param shownName as test names hold it: {@code "orders_v2"}, {@code "web_visits"}
 * @param fileKeyName {@code "models.orders"}
 * @param tags of the source and table; of models none
 */
record TestTarget(
        PropertyBlock block,
        String shownName,
        String fileKeyName,
        Optional<RefCall> ref,
        Optional<SourceCall> source,
        List<String> tags) {
    /** The value of the test's argument {@code model}. */
    String model() {
        String inner = source.isPresent()
                ? "source('" + source.get().sourceName() + "', '" + source.get().tableName() + "')"
                : "ref('" + ref.orElseThrow().name() + "'"
                        + ref.get()
                                .version()
                                .map(version -> ", version='" + version + "'")
                                .orElse("") + ")";
        return "{{ get_where_subquery(" + inner + ") }}";
    }
}
