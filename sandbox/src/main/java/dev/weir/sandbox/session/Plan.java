package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Statement;

/** What will happen when a statement runs. */
sealed interface Plan {
    /** PostgreSQL runs it and its answer goes to the client. */
    record Relay(Rewritten sql) implements Plan {}

    /** The session makes the rows and tells them as they come. */
    record Streamed(Statement statement) implements Plan {}

    /** The session does it and answers with the statement's tag. */
    record Command(Statement statement) implements Plan {}
}
