package dev.weir.adapter;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a server said instead of a result. The message is the server's own words with its detail, hint and position lines,
 * as libpq shows them, without the leading severity.
 */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sqlState;
    private final int position;
    private final boolean unbegun;

    /**
     * @param position 1-based character in the statement; 0 when the server named none
     * @param unbegun as {@link #unbegun} says it
     */
    public DatabaseException(String message, String sqlState, int position, boolean unbegun) {
        super(message);
        this.sqlState = sqlState;
        this.position = position;
        this.unbegun = unbegun;
    }

    /** Always present: a database error says something. */
    public String words() {
        return Optional.ofNullable(getMessage()).orElse("");
    }

    /** Five characters; empty text when there was no answer at all. */
    public String sqlState() {
        return sqlState;
    }

    public OptionalInt position() {
        return position > 0 ? OptionalInt.of(position) : OptionalInt.empty();
    }

    /** Whether the transaction lost against another one, and may win when it is tried again: a deadlock, or not serializable. */
    public boolean conflict() {
        return sqlState.equals("40P01") || sqlState.equals("40001");
    }

    /** Whether there was no session, or it was gone before its transaction began: on another one nothing would be done twice. */
    public boolean unbegun() {
        return unbegun;
    }
}
