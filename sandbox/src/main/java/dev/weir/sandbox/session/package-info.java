/**
 * One client connection: its messages ({@link dev.weir.sandbox.session.Session}), its variables, and what becomes of each
 * statement: rows relayed from PostgreSQL, or a change of the catalog made in one transaction.
 */
@NullMarked
package dev.weir.sandbox.session;

import org.jspecify.annotations.NullMarked;
