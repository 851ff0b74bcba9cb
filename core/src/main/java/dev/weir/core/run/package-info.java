/**
 * Selection ⇒ outcomes: schedules nodes, materializes and tests them against a database. Start with {@code Runner}.
 */
@NullMarked
package dev.weir.core.run;

import org.jspecify.annotations.NullMarked;
