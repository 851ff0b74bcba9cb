package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.ServerMessage;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * PostgreSQL's "integer out of range" in Materialize's words: which of its routines raised it tells arithmetic from others. Source:
 * test/sqllogictest/arithmetic.slt.
 */
final class OutOfRange {
    private static final Pattern ARITHMETIC = Pattern.compile("int(2|4|8|24|42|28|82|48|84)(pl|mi|mul)");

    private OutOfRange() {}

    /** Whether a cast of a constant failed: those are computed before rows are read, and not as part of what reads them. */
    static boolean ofConstant(ServerMessage error) {
        return error.field('W').orElse("").contains("SQL function \"to_int");
    }

    /** What to say of arithmetic; casts say it themselves. */
    static Optional<String> overflow(ServerMessage error) {
        return ARITHMETIC.matcher(error.field('R').orElse("")).matches()
                ? Optional.of("numeric field overflow")
                : Optional.empty();
    }
}
