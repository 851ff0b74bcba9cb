/**
 * Materialize: its profile, session settings and the methods it adds to {@code adapter}. The door is
 * {@link dev.weir.adapters.materialize.MaterializeAdapter}; the protocol is PostgreSQL's.
 */
@NullMarked
package dev.weir.adapters.materialize;

import org.jspecify.annotations.NullMarked;
