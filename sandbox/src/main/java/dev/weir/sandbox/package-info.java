/**
 * A Materialize-compatible server to start anywhere: TCP in PostgreSQL's protocol, statements parsed by our own Materialize
 * grammar, an embedded PostgreSQL behind. Doors: {@link dev.weir.sandbox.SandboxServer} and, for profiles, the two
 * {@link dev.weir.adapter.EmbeddedServer}s. It is an emulator: what it cannot do fails with a {@code sandbox:} error.
 */
@NullMarked
package dev.weir.sandbox;

import org.jspecify.annotations.NullMarked;
