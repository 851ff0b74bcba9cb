package dev.weir.core.event;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Seconds as events say them. Not by a format, which looks up the symbols of a locale first: too long for the end of a short run. */
final class Seconds {
    private Seconds() {}

    /** With so many digits after the point, rounded as Python rounds. */
    static String of(double seconds, int digits) {
        return new BigDecimal(seconds).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }
}
