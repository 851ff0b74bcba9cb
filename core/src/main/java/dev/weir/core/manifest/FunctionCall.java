package dev.weir.core.manifest;

import java.util.Optional;

/** One {@code function(...)} as written. */
public record FunctionCall(String name, Optional<String> packageName) {}
