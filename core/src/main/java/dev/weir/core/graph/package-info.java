/** Manifest ⇒ {@link dev.weir.core.graph.Graph}: who reads whom, order, ancestors, cycles. Start with {@code GraphBuilder}. */
@NullMarked
package dev.weir.core.graph;

import org.jspecify.annotations.NullMarked;
