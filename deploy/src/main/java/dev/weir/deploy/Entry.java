package dev.weir.deploy;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of the journal.
 *
 * @param deployment the deployment's id
 * @param number counts the deployment's entries from 1
 * @param detail what the step left to know; plain data
 * @param who the role and the process that wrote it
 */
record Entry(String deployment, int number, Step step, Map<String, @Nullable Object> detail, Instant at, String who) {}
