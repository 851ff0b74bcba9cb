/** Where events go: lines or live progress on the console, JSON lines, the log file. Start at {@link dev.weir.cli.console.Console}. */
@NullMarked
package dev.weir.cli.console;

import org.jspecify.annotations.NullMarked;
