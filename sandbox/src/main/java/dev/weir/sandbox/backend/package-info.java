/**
 * The PostgreSQL behind: its binaries ({@link dev.weir.sandbox.backend.PostgresBinaries}), its data folder and who may use
 * it ({@link dev.weir.sandbox.backend.FolderClaim}), its process ({@link dev.weir.sandbox.backend.PostgresServer}) and raw
 * connections to it ({@link dev.weir.sandbox.backend.BackendConnection}). Knows nothing of Materialize.
 */
@NullMarked
package dev.weir.sandbox.backend;

import org.jspecify.annotations.NullMarked;
