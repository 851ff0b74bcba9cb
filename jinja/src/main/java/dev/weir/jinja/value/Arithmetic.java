package dev.weir.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** The operators on two numbers, with Python's rules for the kind of the result and for division. */
final class Arithmetic {
    /** A power with more bits than this is refused: it would take the process down. */
    private static final long MAX_BITS = 8_000_000;

    private Arithmetic() {}

    static Object operate(BinaryOperator operator, Object a, Object b) {
        if (a instanceof Double || b instanceof Double) {
            if (a instanceof BigDecimal || b instanceof BigDecimal) {
                throw Values.unsupported(operator, a, b);
            }
            return floats(operator, Numbers.toDouble(a), Numbers.toDouble(b));
        }
        if (a instanceof BigDecimal || b instanceof BigDecimal) {
            return decimals(operator, Numbers.toDecimal(a), Numbers.toDecimal(b));
        }
        if (a instanceof BigInteger || b instanceof BigInteger) {
            return bigs(operator, Numbers.toBig(a), Numbers.toBig(b));
        }
        return longs(operator, Numbers.toLong(a), Numbers.toLong(b));
    }

    private static Object longs(BinaryOperator operator, long a, long b) {
        switch (operator) {
            case ADD -> {
                long sum = a + b;
                if (((a ^ sum) & (b ^ sum)) >= 0) {
                    return sum;
                }
            }
            case SUBTRACT -> {
                long difference = a - b;
                if (((a ^ b) & (a ^ difference)) >= 0) {
                    return difference;
                }
            }
            case MULTIPLY -> {
                long high = Math.multiplyHigh(a, b);
                long low = a * b;
                if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
                    return low;
                }
            }
            case FLOOR_DIVIDE -> {
                if (b != 0 && !(a == Long.MIN_VALUE && b == -1)) {
                    return Math.floorDiv(a, b);
                }
            }
            case MODULO -> {
                if (b != 0) {
                    return Math.floorMod(a, b);
                }
            }
            case DIVIDE -> {
                if (b != 0 && Math.abs(a) <= 1L << 53 && Math.abs(b) <= 1L << 53) {
                    return (double) a / (double) b;
                }
            }
            case POWER -> {}
        }
        return bigs(operator, BigInteger.valueOf(a), BigInteger.valueOf(b));
    }

    private static Object bigs(BinaryOperator operator, BigInteger a, BigInteger b) {
        return switch (operator) {
            case ADD -> Numbers.narrow(a.add(b));
            case SUBTRACT -> Numbers.narrow(a.subtract(b));
            case MULTIPLY -> Numbers.narrow(a.multiply(b));
            case DIVIDE -> quotient(a, b);
            case FLOOR_DIVIDE -> {
                if (b.signum() == 0) {
                    throw PyError.zeroDivision("integer division or modulo by zero");
                }
                var parts = a.divideAndRemainder(b);
                boolean down = parts[1].signum() != 0 && parts[1].signum() != b.signum();
                yield Numbers.narrow(down ? parts[0].subtract(BigInteger.ONE) : parts[0]);
            }
            case MODULO -> {
                if (b.signum() == 0) {
                    throw PyError.zeroDivision("integer modulo by zero");
                }
                var rest = a.remainder(b);
                yield Numbers.narrow(rest.signum() != 0 && rest.signum() != b.signum() ? rest.add(b) : rest);
            }
            case POWER -> power(a, b);
        };
    }

    private static Object quotient(BigInteger a, BigInteger b) {
        if (b.signum() == 0) {
            throw PyError.zeroDivision("division by zero");
        }
        double result = new BigDecimal(a)
                .divide(new BigDecimal(b), new MathContext(60, RoundingMode.HALF_EVEN))
                .doubleValue();
        if (Double.isInfinite(result)) {
            throw PyError.overflow("integer division result too large for a float");
        }
        return result;
    }

    private static Object power(BigInteger a, BigInteger b) {
        if (b.signum() < 0) {
            return floats(BinaryOperator.POWER, Numbers.toDouble(a), Numbers.toDouble(b));
        }
        if (a.bitLength() <= 1 && a.abs().compareTo(BigInteger.ONE) <= 0) {
            boolean one = b.signum() == 0 || (a.signum() != 0 && !(a.signum() < 0 && b.testBit(0)));
            return one ? (Object) 1L : (Object) (long) a.signum();
        }
        if (b.bitLength() > 31 || b.longValue() * a.bitLength() > MAX_BITS) {
            throw new PyError("MemoryError", "the result of the power is too large");
        }
        return Numbers.narrow(a.pow(b.intValueExact()));
    }

    private static Object floats(BinaryOperator operator, double a, double b) {
        return switch (operator) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> {
                if (b == 0) {
                    throw PyError.zeroDivision("float division by zero");
                }
                yield a / b;
            }
            case FLOOR_DIVIDE -> {
                if (b == 0) {
                    throw PyError.zeroDivision("float floor division by zero");
                }
                yield floorQuotient(a, b);
            }
            case MODULO -> {
                if (b == 0) {
                    throw PyError.zeroDivision("float modulo");
                }
                yield modulo(a, b);
            }
            case POWER -> power(a, b);
        };
    }

    private static double modulo(double a, double b) {
        double rest = a % b;
        if (rest == 0) {
            return Math.copySign(0.0, b);
        }
        return (b < 0) != (rest < 0) ? rest + b : rest;
    }

    private static double floorQuotient(double a, double b) {
        double rest = a % b;
        double quotient = (a - rest) / b;
        if (rest != 0 && (b < 0) != (rest < 0)) {
            quotient -= 1;
        }
        if (quotient == 0) {
            return Math.copySign(0.0, a / b);
        }
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    private static double power(double a, double b) {
        if (a == 0 && b < 0) {
            throw PyError.zeroDivision("0.0 cannot be raised to a negative power");
        }
        if (a == 1 || b == 0) {
            return 1.0;
        }
        if (a < 0 && !Double.isInfinite(a) && !Double.isInfinite(b) && b != Math.rint(b)) {
            throw PyError.value("negative number cannot be raised to a fractional power (no complex numbers here)");
        }
        if (a == -1 && Double.isInfinite(b)) {
            return 1.0;
        }
        double result = Math.pow(a, b);
        if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
            throw PyError.overflow("(34, 'Numerical result out of range')");
        }
        return result;
    }

    private static Object decimals(BinaryOperator operator, BigDecimal a, BigDecimal b) {
        boolean minus = NegativeZero.signed(a);
        boolean other = NegativeZero.signed(b);
        return switch (operator) {
            case ADD -> NegativeZero.withSign(a.add(b, Numbers.DECIMAL), minus && other);
            case SUBTRACT -> NegativeZero.withSign(a.subtract(b, Numbers.DECIMAL), minus && !other);
            case MULTIPLY -> NegativeZero.withSign(a.multiply(b, Numbers.DECIMAL), minus != other);
            case DIVIDE -> {
                refuseZero(a, b, "DivisionByZero");
                yield NegativeZero.withSign(a.divide(b, Numbers.DECIMAL), minus != other);
            }
            case FLOOR_DIVIDE -> {
                refuseZero(a, b, "DivisionByZero");
                BigDecimal whole = a.divideToIntegralValue(b).setScale(0, RoundingMode.DOWN);
                refuseLong(whole);
                yield NegativeZero.withSign(whole, minus != other);
            }
            case MODULO -> {
                refuseZero(a, b, "InvalidOperation");
                refuseLong(a.divideToIntegralValue(b).setScale(0, RoundingMode.DOWN));
                BigDecimal rest = a.remainder(b).setScale(Math.max(a.scale(), b.scale()));
                yield NegativeZero.withSign(rest.round(Numbers.DECIMAL), minus);
            }
            case POWER -> power(a, b);
        };
    }

    private static Object power(BigDecimal a, BigDecimal b) {
        if (b.stripTrailingZeros().scale() <= 0 && b.abs().compareTo(BigDecimal.valueOf(9_999)) <= 0) {
            boolean odd = b.toBigInteger().testBit(0);
            return NegativeZero.withSign(a.pow(b.intValue(), Numbers.DECIMAL), NegativeZero.signed(a) && odd);
        }
        return BigDecimal.valueOf(Math.pow(a.doubleValue(), b.doubleValue()));
    }

    private static void refuseLong(BigDecimal quotient) {
        if (quotient.precision() > Numbers.DECIMAL.getPrecision()) {
            throw new PyError("InvalidOperation", "[<class 'decimal.DivisionImpossible'>]");
        }
    }

    private static void refuseZero(BigDecimal a, BigDecimal b, String signal) {
        if (b.signum() == 0) {
            String name = a.signum() == 0 ? "DivisionUndefined" : signal;
            throw new PyError(
                    name.equals("DivisionUndefined") ? "InvalidOperation" : name, "[<class 'decimal." + name + "'>]");
        }
    }
}
