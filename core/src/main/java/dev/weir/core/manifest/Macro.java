package dev.weir.core.manifest;

import dev.weir.base.Ordered;
import dev.weir.base.SourceText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A macro, test macro or materialization as the manifest lists it. Its parsed body is kept by the context room.
 *
 * @param name as callable: {@code "create_view_as"}, {@code "test_unique"}, {@code "materialization_view_default"}
 * @param source the file it stands in; the block is {@code source[start, end)}
 * @param dependsOnMacros unique ids of macros it calls, as the reference records them
 */
public record Macro(
        String uniqueId,
        String packageName,
        String name,
        String path,
        String originalFilePath,
        SourceText source,
        int start,
        int end,
        List<String> dependsOnMacros,
        String description,
        Map<String, @Nullable Object> meta,
        boolean show,
        Optional<String> patchPath,
        List<Map<String, @Nullable Object>> arguments,
        Optional<List<String>> supportedLanguages,
        Instant createdAt) {
    public Macro {
        dependsOnMacros = List.copyOf(dependsOnMacros);
        meta = Ordered.copyOf(meta);
        arguments = List.copyOf(arguments);
    }

    /** The text of the block, from its opening tag to its closing one ({@code macro_sql}). */
    public String sql() {
        return source.text().substring(start, end);
    }
}
