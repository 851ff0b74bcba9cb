package dev.weir.core.manifest;

import dev.weir.base.Ordered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column as its properties describe it.
 *
 * @param constraints plain trees as manifest v12 shows them
 * @param config {@code meta} and {@code tags}, as manifest v12 shows them
 */
public record ColumnInfo(
        String name,
        String description,
        Map<String, @Nullable Object> meta,
        Optional<String> dataType,
        List<Map<String, @Nullable Object>> constraints,
        Optional<Boolean> quote,
        Map<String, @Nullable Object> config,
        List<String> tags,
        Optional<String> granularity,
        List<String> docBlocks) {
    public ColumnInfo {
        meta = Ordered.copyOf(meta);
        constraints = List.copyOf(constraints);
        config = Ordered.copyOf(config);
        tags = List.copyOf(tags);
        docBlocks = List.copyOf(docBlocks);
    }

    public ColumnInfo withConstraints(List<Map<String, @Nullable Object>> newConstraints) {
        return new ColumnInfo(
                name, description, meta, dataType, newConstraints, quote, config, tags, granularity, docBlocks);
    }
}
