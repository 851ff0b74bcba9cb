/** Synthetic projects of any size for measurements. Start with {@link dev.weir.bench.ProjectGenerator}. */
@NullMarked
package dev.weir.bench;

import org.jspecify.annotations.NullMarked;
