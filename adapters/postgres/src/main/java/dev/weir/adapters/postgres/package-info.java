/**
 * PostgreSQL: its profile, its dialect, its types. {@link dev.weir.adapters.postgres.PostgresAdapter} is the door; the
 * protocol is in {@code wire}.
 */
@NullMarked
package dev.weir.adapters.postgres;

import org.jspecify.annotations.NullMarked;
