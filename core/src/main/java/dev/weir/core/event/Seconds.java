package dev.weir.core.event;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Seconds as events say them. Not by a format, which looks up the symbols of a locale first, nor by the fifty digits a
 * {@code double} has when written out, but where only they tell how to round: too long for the end of a short run.
 */
final class Seconds {
    /** Below it a product of a {@code double} is off by far less than {@link #NEAR}. */
    private static final double SAFE = 1e9;

    private static final double NEAR = 1e-6;

    private Seconds() {}

    /** With so many digits after the point, at least one; rounded as Python rounds. */
    static String of(double seconds, int digits) {
        long unit = 1;
        for (int digit = 0; digit < digits; digit++) {
            unit *= 10;
        }
        double units = seconds * unit;
        double part = units - Math.floor(units);
        if (!(units >= 0 && units < SAFE) || Math.abs(part - 0.5) < NEAR) {
            return new BigDecimal(seconds)
                    .setScale(digits, RoundingMode.HALF_EVEN)
                    .toPlainString();
        }
        long rounded = (long) Math.rint(units);
        String behind = Long.toString(rounded % unit);
        return rounded / unit + "." + "0".repeat(digits - behind.length()) + behind;
    }
}
