package dev.weir.core.manifest;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A group of resources with one owner. */
public record Group(
        String uniqueId,
        String packageName,
        String name,
        String path,
        String originalFilePath,
        Map<String, @Nullable Object> owner,
        Optional<String> description,
        Map<String, @Nullable Object> config) {}
