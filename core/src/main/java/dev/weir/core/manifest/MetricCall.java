package dev.weir.core.manifest;

import java.util.Optional;

/** A {@code metric(…)} as written: the metric's name, the package if given. */
public record MetricCall(String name, Optional<String> packageName) {}
