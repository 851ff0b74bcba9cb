/**
 * The database half of a context: sessions, the relation cache, tables of results and seeds, and what templates see of them
 * as {@code adapter} and {@code api}. Start with {@link dev.weir.core.context.database.LiveDatabase}.
 */
@NullMarked
package dev.weir.core.context.database;

import org.jspecify.annotations.NullMarked;
