package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.ServerMessage;
import dev.weir.sandbox.dialect.Lexer;
import dev.weir.sandbox.dialect.Token;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * PostgreSQL's "integer out of range" in Materialize's words: which of its routines raised it tells arithmetic from casts, and
 * the text of the statement the number. Source: test/sqllogictest/arithmetic.slt.
 */
final class OutOfRange {
    private static final Pattern ARITHMETIC = Pattern.compile("int(2|4|8|24|42|28|82|48|84)(pl|mi|mul)");
    private static final Pattern CAST = Pattern.compile("i4toi2|int8[24]|numeric_int[248]?.*");
    private static final Map<String, Integer> BITS =
            Map.of("int2", 16, "smallint", 16, "int4", 32, "integer", 32, "int", 32, "int8", 64, "bigint", 64);

    private OutOfRange() {}

    /** What to say; the words of a constant's cast stand for themselves, those of arithmetic may be about rows. */
    static Optional<String> overflow(ServerMessage error) {
        return ARITHMETIC.matcher(error.field('R').orElse("")).matches()
                ? Optional.of("numeric field overflow")
                : Optional.empty();
    }

    /** The first integer literal that is cast to the type and does not fit. */
    static Optional<String> constant(ServerMessage error, String sql) {
        if (!CAST.matcher(error.field('R').orElse("")).matches()) return Optional.empty();
        String type = error.message().substring(0, Math.max(0, error.message().indexOf(' ')));
        List<Token> tokens = Lexer.tokenize(sql);
        for (int i = 0; i + 2 < tokens.size(); i++) {
            Token literal = tokens.get(i);
            boolean cast = tokens.get(i + 1).symbol("::")
                    || (tokens.get(i + 1).word("as") && i > 1 && opensCast(tokens, i - 1));
            if (!cast || literal.kind() != Token.Kind.NUMBER || !literal.text().matches("\\d+")) continue;
            if (!BITS.getOrDefault(type, 0).equals(BITS.get(tokens.get(i + 2).text()))) continue;
            boolean negative =
                    !tokens.get(i + 1).symbol("::") && tokens.get(i - 1).text().equals("-");
            var value = new BigInteger((negative ? "-" : "") + literal.text());
            if (value.bitLength() >= BITS.getOrDefault(type, 0)) {
                return Optional.of("\"" + value + "\" " + type + " out of range");
            }
        }
        return Optional.empty();
    }

    private static boolean opensCast(List<Token> tokens, int before) {
        int open = tokens.get(before).text().equals("-") ? before - 1 : before;
        return open > 0 && tokens.get(open).symbol("(") && tokens.get(open - 1).word("cast");
    }
}
