package dev.weir.core.manifest;

/** One {@code source(...)} as written. */
public record SourceCall(String sourceName, String tableName) {}
