/**
 * Materialize's SQL: text ⇒ tokens ({@link dev.weir.sandbox.dialect.Lexer}) ⇒ statements ({@link
 * dev.weir.sandbox.dialect.StatementParser}). Queries stay token streams whose structure is checked and whose relation
 * names are known, so that they can be rewritten for the PostgreSQL behind. What is not understood is refused here.
 */
@NullMarked
package dev.weir.sandbox.dialect;

import org.jspecify.annotations.NullMarked;
