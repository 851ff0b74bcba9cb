/**
 * Words on the command line ⇒ {@link dev.weir.cli.line.ParsedLine}: every command and flag of dbt 1.11 with its state, the
 * rules of dbt's command line parser, its usage errors and help. Start at {@link dev.weir.cli.line.LineParser}.
 */
@NullMarked
package dev.weir.cli.line;

import org.jspecify.annotations.NullMarked;
