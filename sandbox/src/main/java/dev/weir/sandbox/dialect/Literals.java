package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.SqlFragment.Edit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/** Numbers as written ⇒ as Materialize reads them. Source: Materialize docs, "numeric type"; test/sqllogictest/numeric.slt. */
final class Literals {
    /** The digits of a numeric, and of its fraction. */
    private static final int DIGITS = 39;

    private Literals() {}

    /** What must change before PostgreSQL reads it: 39 digits at most, without trailing zeros. */
    static Optional<Edit> number(Token token) {
        String text = token.text();
        boolean exact = text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
        if (!exact && text.length() <= DIGITS) return Optional.empty();
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException _) {
            return Optional.empty(); // of another base, or with underscores
        }
        if (Math.abs((long) value.scale()) > 10_000) throw outOfRange(token);
        BigDecimal rounded = value.round(new MathContext(DIGITS, RoundingMode.HALF_EVEN));
        if (rounded.precision() - rounded.scale() > DIGITS) throw outOfRange(token);
        if (rounded.scale() > DIGITS) rounded = rounded.setScale(DIGITS, RoundingMode.HALF_EVEN);
        if (rounded.signum() == 0 && value.signum() != 0) throw outOfRange(token);
        String plain =
                rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        if (plain.indexOf('.') < 0) plain += ".";
        return plain.equals(text) ? Optional.empty() : Optional.of(new Edit(token.start(), token.end(), plain));
    }

    private static SqlError outOfRange(Token token) {
        return SqlError.of(
                        "22003",
                        '"' + token.text().toUpperCase(Locale.ROOT)
                                + "\" is out of range for type numeric: exceeds maximum precision " + DIGITS)
                .at(token.start());
    }
}
