package dev.weir.sandbox.backend;

/** PostgreSQL refused a statement of ours; the connection is still in step. */
public final class BackendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ServerMessage error;

    public BackendException(ServerMessage error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    public ServerMessage error() {
        return error;
    }
}
