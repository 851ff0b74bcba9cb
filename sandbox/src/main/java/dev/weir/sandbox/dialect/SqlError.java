package dev.weir.sandbox.dialect;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement refused: what the client is told, with its SQLSTATE. The session goes on. */
public final class SqlError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    public static final String SYNTAX_ERROR = "42601";
    public static final String FEATURE_NOT_SUPPORTED = "0A000";

    private final String sqlState;
    private final int position;
    private final @Nullable String detail;
    private final @Nullable String hint;

    private SqlError(String sqlState, String message, int position, @Nullable String detail, @Nullable String hint) {
        super(message, null, false, false);
        this.sqlState = sqlState;
        this.position = position;
        this.detail = detail;
        this.hint = hint;
    }

    public static SqlError of(String sqlState, String message) {
        return new SqlError(sqlState, message, -1, null, null);
    }

    /** A parser error; {@code offset} counts characters from 0. */
    public static SqlError syntax(String message, int offset) {
        return new SqlError(SYNTAX_ERROR, message, offset, null, null);
    }

    /** Something a real Materialize can do and the sandbox cannot. */
    public static SqlError unsupported(String what, String hint) {
        return new SqlError(FEATURE_NOT_SUPPORTED, "sandbox: " + what, -1, null, hint);
    }

    public SqlError withHint(String newHint) {
        return new SqlError(sqlState, message(), position, detail, newHint);
    }

    public SqlError withDetail(String newDetail) {
        return new SqlError(sqlState, message(), position, newDetail, hint);
    }

    public SqlError at(int offset) {
        return new SqlError(sqlState, message(), offset, detail, hint);
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public String sqlState() {
        return sqlState;
    }

    /** Offset in the text of the whole message the client sent, from 0; -1 when unknown. */
    public int position() {
        return position;
    }

    public Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }
}
