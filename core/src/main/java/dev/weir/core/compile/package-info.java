/**
 * Node + manifest ⇒ {@link dev.weir.core.compile.CompiledNode}: SQL text with ephemeral models inlined. Start with
 * {@link dev.weir.core.compile.NodeCompiler}.
 */
@NullMarked
package dev.weir.core.compile;

import org.jspecify.annotations.NullMarked;
