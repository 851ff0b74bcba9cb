package dev.weir.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Kinds of numbers, and moving between them as Python does. */
public final class Numbers {
    /** Python's default decimal context. */
    static final MathContext DECIMAL = new MathContext(28, RoundingMode.HALF_EVEN);

    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    /** Whether the value is a bool, int, float or Decimal. */
    public static boolean isNumber(Object value) {
        return value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof BigInteger
                || value instanceof BigDecimal;
    }

    /** Whether the value is an int or a bool. */
    public static boolean isInteger(Object value) {
        return value instanceof Long || value instanceof Boolean || value instanceof BigInteger;
    }

    static boolean isNan(Object value) {
        return value instanceof Double number && number.isNaN();
    }

    /** The value of an int that fits, or of a bool. */
    static long toLong(Object value) {
        return switch (value) {
            case Long number -> number;
            case Boolean flag -> flag ? 1 : 0;
            case BigInteger number -> number.longValueExact();
            default ->
                throw PyError.type("'" + Values.typeName(value) + "' object cannot be interpreted as an integer");
        };
    }

    /** Where an index is wanted: the int, or Python's error for anything else. */
    public static long index(Object value) {
        if (value instanceof BigInteger) {
            throw PyError.overflow("Python int too large to convert to C ssize_t");
        }
        return toLong(value);
    }

    static long clampedLong(Object value) {
        if (value instanceof BigInteger number) {
            return number.signum() < 0 ? Long.MIN_VALUE / 2 : Long.MAX_VALUE / 2;
        }
        return Math.clamp(toLong(value), Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
    }

    static BigInteger toBig(Object value) {
        return value instanceof BigInteger number ? number : BigInteger.valueOf(toLong(value));
    }

    /** An int in its smallest form. */
    public static Object narrow(BigInteger value) {
        return value.compareTo(LONG_MIN) >= 0 && value.compareTo(LONG_MAX) <= 0 ? (Object) value.longValue() : value;
    }

    /** The float nearest to any number. */
    public static double toDouble(Object value) {
        return switch (value) {
            case Double number -> number;
            case Long number -> (double) number;
            case Boolean flag -> flag ? 1.0 : 0.0;
            case BigDecimal number -> number.doubleValue();
            case BigInteger number -> {
                double result = number.doubleValue();
                if (Double.isInfinite(result)) {
                    throw PyError.overflow("int too large to convert to float");
                }
                yield result;
            }
            case Undefined undefined -> throw undefined.error();
            default -> throw PyError.type("must be real number, not " + Values.typeName(value));
        };
    }

    /** The Decimal that a text stands for. @throws NumberFormatException when it is none */
    public static BigDecimal decimal(String text) {
        return NegativeZero.parsed(text);
    }

    static BigDecimal toDecimal(Object value) {
        return switch (value) {
            case BigDecimal number -> number;
            case Double number -> new BigDecimal(number);
            default -> new BigDecimal(toBig(value));
        };
    }

    /** How two numbers, neither of them NaN, sort. */
    static int order(Object a, Object b) {
        if (a instanceof Long left && b instanceof Long right) {
            return Long.compare(left, right);
        }
        if (a instanceof Double left && b instanceof Double right) {
            return left.doubleValue() == right.doubleValue() ? 0 : Double.compare(left, right);
        }
        if (a instanceof Double left && (left.isInfinite() || left.isNaN())) {
            return left > 0 ? 1 : -1;
        }
        if (b instanceof Double right && (right.isInfinite() || right.isNaN())) {
            return right > 0 ? -1 : 1;
        }
        if (isInteger(a) && isInteger(b)) {
            return toBig(a).compareTo(toBig(b));
        }
        return toDecimal(a).compareTo(toDecimal(b));
    }

    static boolean truth(Object number) {
        return switch (number) {
            case Boolean flag -> flag;
            case Long value -> value != 0;
            case BigInteger value -> value.signum() != 0;
            case Double value -> value != 0.0;
            case BigDecimal value -> value.signum() != 0;
            default -> true;
        };
    }

    static Object negate(Object number) {
        return switch (number) {
            case Long value when value != Long.MIN_VALUE -> -value;
            case Double value -> -value;
            case BigDecimal value -> value.negate(DECIMAL);
            default -> narrow(toBig(number).negate());
        };
    }

    static Object positive(Object number) {
        return switch (number) {
            case Boolean flag -> flag ? 1L : 0L;
            case BigDecimal value -> NegativeZero.withSign(value.round(DECIMAL), false);
            default -> number;
        };
    }

    /** The number without its sign. */
    public static Object abs(Object number) {
        return switch (number) {
            case Double value -> Math.abs(value);
            case BigDecimal value -> value.abs(DECIMAL);
            default -> narrow(toBig(number).abs());
        };
    }

    /** The number rounded half to even to some decimals, as {@code round(number, digits)}. */
    public static Object round(Object number, long digits) {
        if (number instanceof Double value) {
            if (value.isInfinite() || value.isNaN() || value == 0.0 || digits > 323) {
                return value;
            }
            if (digits < -308) {
                return Math.copySign(0.0, value);
            }
            double rounded = new BigDecimal(value)
                    .setScale((int) digits, RoundingMode.HALF_EVEN)
                    .doubleValue();
            return rounded == 0.0 ? Math.copySign(0.0, value) : (Object) rounded;
        }
        if (number instanceof BigDecimal value) {
            return NegativeZero.scaled(value, (int) digits, RoundingMode.HALF_EVEN);
        }
        if (digits >= 0) {
            return number instanceof Boolean ? (Object) toLong(number) : number;
        }
        return narrow(new BigDecimal(toBig(number))
                .setScale((int) Math.max(digits, -100_000), RoundingMode.HALF_EVEN)
                .toBigInteger());
    }

    /** The next int not below the number, or the next not above it. */
    public static Object whole(Object number, boolean up) {
        if (number instanceof Double value) {
            return truncate(up ? Math.ceil(value) : Math.floor(value));
        }
        return number instanceof BigDecimal value
                ? narrow(value.setScale(0, up ? RoundingMode.CEILING : RoundingMode.FLOOR)
                        .toBigInteger())
                : number;
    }

    /** The number without its fraction, as {@code int(number)}. */
    public static Object truncate(Object number) {
        if (number instanceof Double value) {
            if (value.isNaN()) {
                throw PyError.value("cannot convert float NaN to integer");
            }
            if (value.isInfinite()) {
                throw PyError.overflow("cannot convert float infinity to integer");
            }
            return Math.abs(value) < 0x1p62 ? (Object) value.longValue() : new BigDecimal(value).toBigInteger();
        }
        if (number instanceof BigDecimal value) {
            return narrow(value.toBigInteger());
        }
        return narrow(toBig(number));
    }
}
