package dev.weir.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Python's {@code Decimal('-0')}, which BigDecimal lacks: equal to zero in everything but how it prints and what sign it gives to
 * products. Sources: Python docs, "decimal"; recorded templates.
 */
final class NegativeZero extends BigDecimal {
    private static final long serialVersionUID = 1L;

    private NegativeZero(int scale) {
        super(BigInteger.ZERO, scale);
    }

    /** Whether the number has a minus sign. */
    static boolean signed(BigDecimal number) {
        return number.signum() < 0 || number instanceof NegativeZero;
    }

    /** The number, with the sign when it is a zero. */
    static BigDecimal withSign(BigDecimal number, boolean negative) {
        if (number.signum() != 0) {
            return number;
        }
        return negative ? new NegativeZero(number.scale()) : new BigDecimal(BigInteger.ZERO, number.scale());
    }

    /** The number a text stands for. */
    static BigDecimal parsed(String text) {
        return withSign(new BigDecimal(text), text.startsWith("-"));
    }

    /** As {@link BigDecimal#setScale}, keeping the sign. */
    static BigDecimal scaled(BigDecimal number, int scale, RoundingMode mode) {
        return withSign(number.setScale(scale, mode), signed(number));
    }

    @Override
    public String toString() {
        return "-" + withSign(this, false);
    }

    @Override
    public double doubleValue() {
        return -0.0;
    }

    @Override
    public BigDecimal negate() {
        return withSign(this, false);
    }

    @Override
    public BigDecimal negate(MathContext context) {
        return withSign(this, false);
    }

    @Override
    public BigDecimal abs() {
        return withSign(this, false);
    }

    @Override
    public BigDecimal abs(MathContext context) {
        return withSign(this, false);
    }
}
