package dev.weir.core.engine;

import dev.weir.core.run.BatchResults;
import java.util.Map;
import java.util.Set;

/** What {@code retry} does again: nodes by unique id, and of microbatch models the batches that failed. */
record Retried(Set<String> nodes, Map<String, BatchResults> batches) {}
