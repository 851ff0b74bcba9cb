/**
 * The PostgreSQL protocol, version 3, as much of it as dbt projects use: start-up, TLS, authentication, simple queries,
 * cancel. Start at {@link dev.weir.adapters.postgres.wire.WireConnection}.
 *
 * <p>Ours rather than a JDBC driver's, because statements, command tags, error texts and session settings (above all the
 * time zone, which a JDBC driver replaces by the client's) have to be what libpq would send and show.
 */
@NullMarked
package dev.weir.adapters.postgres.wire;

import org.jspecify.annotations.NullMarked;
