/**
 * What parsing remembers from run to run: pieces of work by what they were done on, each with what it asked of its
 * surroundings and what came out. Start with {@link dev.weir.core.parse.memo.Memo}.
 */
@NullMarked
package dev.weir.core.parse.memo;

import org.jspecify.annotations.NullMarked;
