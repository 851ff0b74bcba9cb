package dev.weir.core.run;

import java.time.Instant;

/** When one step of a node's turn ran. {@code name} is {@code "compile"} or {@code "execute"}. */
public record Timing(String name, Instant startedAt, Instant completedAt) {}
