package dev.weir.core.manifest;

import dev.weir.base.Ordered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What property files say about a resource for its readers.
 *
 * @param description with {@code doc()} rendered
 * @param columns by name, in file order
 * @param meta the effective meta
 * @param show whether the docs site lists it
 * @param patchPath {@code "shop://models/schema.yml"}
 * @param docBlocks unique ids of the docs blocks the description uses
 */
public record Documentation(
        String description,
        Map<String, ColumnInfo> columns,
        Map<String, @Nullable Object> meta,
        boolean show,
        Optional<String> nodeColor,
        Optional<String> patchPath,
        List<String> docBlocks) {
    public static final Documentation NONE =
            new Documentation("", Map.of(), Map.of(), true, Optional.empty(), Optional.empty(), List.of());

    public Documentation {
        columns = Ordered.copyOf(columns);
        meta = Ordered.copyOf(meta);
        docBlocks = List.copyOf(docBlocks);
    }

    public Documentation withColumns(Map<String, ColumnInfo> newColumns) {
        return new Documentation(description, newColumns, meta, show, nodeColor, patchPath, docBlocks);
    }
}
