package dev.weir.adapter;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a server said instead of a result. The message is the server's own words with its detail, hint and position lines,
 * as libpq shows them, without the leading severity.
 */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sqlState;
    private final int position;
    private final boolean unbegun;
    private final @Nullable String lostServer;

    /**
     * @param position 1-based character in the statement; 0 when the server named none
     * @param unbegun as {@link #unbegun} says it
     */
    public DatabaseException(String message, String sqlState, int position, boolean unbegun) {
        this(message, sqlState, position, unbegun, null);
    }

    private DatabaseException(
            String message, String sqlState, int position, boolean unbegun, @Nullable String lostServer) {
        super(message);
        this.sqlState = sqlState;
        this.position = position;
        this.unbegun = unbegun;
        this.lostServer = lostServer;
    }

    /** What ended a session. */
    public static DatabaseException lost(String message, String sqlState, boolean unbegun, String server) {
        return new DatabaseException(message, sqlState, 0, unbegun, server);
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

    /** For people: in the server's words, and with what to do where the session ended. */
    public Diagnostic diagnostic() {
        Diagnostic rejected = Diagnostic.of(
                        DiagnosticCode.RUN_001, words().lines().findFirst().orElse(""))
                .inWordsOfDbt(words().stripTrailing());
        return lostServer == null
                ? rejected
                : Diagnostic.of(DiagnosticCode.ADP_016, "the connection to " + lostServer + " was lost")
                        .inWordsOfDbt(rejected.message())
                        .withDetail(
                                unbegun
                                        ? "The statement was not sent: the session had settings that a new one has not."
                                        : "Whether the server carried out what it was sent last is not known; it was not sent again.")
                        .withHint(
                                "When the server is there again, `weir retry` does what failed and what was skipped.");
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
