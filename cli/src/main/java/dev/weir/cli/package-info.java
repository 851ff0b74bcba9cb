/**
 * The command line: words in, exit code out. Start at {@link dev.weir.cli.Main}. The only module that knows all the others.
 */
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
