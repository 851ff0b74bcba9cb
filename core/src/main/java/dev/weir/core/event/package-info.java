/**
 * What the program says. An {@link dev.weir.core.event.Event} is data with dbt's name, code, level and fields; a writer
 * turns it into text, last. Emit through {@link dev.weir.core.event.Events}. Source of names and texts: dbt 1.11.16's
 * JSON log, recorded cases.
 */
@NullMarked
package dev.weir.core.event;

import org.jspecify.annotations.NullMarked;
