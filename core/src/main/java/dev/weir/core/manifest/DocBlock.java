package dev.weir.core.manifest;

/** A {@code {% docs %}} block. */
public record DocBlock(
        String uniqueId, String packageName, String name, String path, String originalFilePath, String contents) {}
