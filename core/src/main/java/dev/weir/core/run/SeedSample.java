package dev.weir.core.run;

import dev.weir.core.context.database.Table;

/**
 * The rows of a seed that was loaded, to be shown.
 *
 * @param relation schema and name
 */
public record SeedSample(String relation, Table rows) {}
