/**
 * The public door of the line: {@link dev.weir.core.engine.Engine} takes an {@link dev.weir.core.engine.Invocation} and
 * yields an {@link dev.weir.core.engine.InvocationResult}. A class per verb; the wiring of the stages.
 */
@NullMarked
package dev.weir.core.engine;

import org.jspecify.annotations.NullMarked;
