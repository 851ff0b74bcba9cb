package dev.weir.jinja.module;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.BinaryOperator;
import dev.weir.jinja.value.Numbers;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Python's timedelta: days, and microseconds of a day that are never negative. Immutable. */
record PyDelta(long days, long micros) implements PyObject {
    static final PyType TYPE = new PyType("datetime.timedelta", PyDelta::make, name -> switch (name) {
        case "min" -> new PyDelta(-999_999_999, 0);
        case "max" -> new PyDelta(999_999_999, 86_399_999_999L);
        case "resolution" -> new PyDelta(0, 1);
        default -> null;
    });

    private static final long DAY = 86_400_000_000L;
    private static final BigInteger BIG_DAY = BigInteger.valueOf(DAY);
    private static final Signature MAKE = Signature.inC(
            "function",
            "__new__()",
            "timedelta",
            "days=0",
            "seconds=0",
            "microseconds=0",
            "milliseconds=0",
            "minutes=0",
            "hours=0",
            "weeks=0");
    private static final long[] UNITS = {DAY, 1_000_000, 1, 1_000, 60_000_000, 3_600_000_000L, 7 * DAY};

    private static Object make(Arguments arguments) {
        var bound = MAKE.bind(arguments);
        var sum = BigDecimal.ZERO;
        for (int i = 0; i < UNITS.length; i++) {
            var value = bound.value(i);
            if (!Numbers.isNumber(value)) {
                throw PyError.type("unsupported type for timedelta "
                        + "days seconds microseconds milliseconds minutes hours weeks".split(" ", -1)[i]
                        + " component: " + Values.typeName(value));
            }
            sum = sum.add(decimal(value).multiply(BigDecimal.valueOf(UNITS[i])));
        }
        return ofMicros(sum.setScale(0, RoundingMode.HALF_EVEN).toBigInteger());
    }

    private static BigDecimal decimal(Object number) {
        return switch (number) {
            case Double value -> BigDecimal.valueOf(value);
            case BigDecimal value -> value;
            default -> new BigDecimal(Values.str(Numbers.truncate(number)));
        };
    }

    static PyDelta ofMicros(BigInteger micros) {
        var parts = micros.divideAndRemainder(BIG_DAY);
        long days = parts[0].bitLength() > 40 ? Long.MAX_VALUE : parts[0].longValueExact();
        long rest = parts[1].longValueExact();
        if (rest < 0) {
            days--;
            rest += DAY;
        }
        if (days < -999_999_999 || days > 999_999_999) {
            throw PyError.overflow("days=" + days + "; must have magnitude <= 999999999");
        }
        return new PyDelta(days, rest);
    }

    static PyDelta of(Duration duration) {
        return ofMicros(BigInteger.valueOf(duration.getSeconds())
                .multiply(BigInteger.valueOf(1_000_000))
                .add(BigInteger.valueOf(duration.getNano() / 1_000)));
    }

    Duration duration() {
        return Duration.ofDays(days).plusNanos(micros * 1_000);
    }

    BigInteger total() {
        return BigInteger.valueOf(days).multiply(BIG_DAY).add(BigInteger.valueOf(micros));
    }

    @Override
    public @Nullable Object attribute(String name) {
        return BuiltinMethod.of("builtin_function_or_method", this, name, member(name));
    }

    private @Nullable Object member(String name) {
        return switch (name) {
            case "days" -> days;
            case "seconds" -> micros / 1_000_000;
            case "microseconds" -> micros % 1_000_000;
            case "total_seconds" ->
                (PyCallable) _ -> new BigDecimal(total()).movePointLeft(6).doubleValue();
            default -> TYPE.attribute(name);
        };
    }

    @Override
    public @Nullable Object operate(BinaryOperator operator, Object other, boolean reflected) {
        if (other instanceof PyDelta delta && !reflected) {
            return switch (operator) {
                case ADD -> ofMicros(total().add(delta.total()));
                case SUBTRACT -> ofMicros(total().subtract(delta.total()));
                case DIVIDE -> Values.divide(Numbers.narrow(total()), Numbers.narrow(delta.total()));
                case FLOOR_DIVIDE -> Values.floorDivide(Numbers.narrow(total()), Numbers.narrow(delta.total()));
                case MODULO ->
                    ofMicros(new BigInteger(
                            Values.str(Values.modulo(Numbers.narrow(total()), Numbers.narrow(delta.total())))));
                case MULTIPLY, POWER -> null;
            };
        }
        if (!Numbers.isNumber(other) || other instanceof BigDecimal) {
            return null;
        }
        if (operator == BinaryOperator.MULTIPLY) {
            return ofMicros(new BigDecimal(total())
                    .multiply(exact(other))
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .toBigInteger());
        }
        if (reflected) {
            return null;
        }
        if (operator == BinaryOperator.DIVIDE) {
            if (!Numbers.isNumber(other) || Numbers.toDouble(other) == 0) {
                throw PyError.zeroDivision(
                        other instanceof Double ? "division by zero" : "integer division or modulo by zero");
            }
            return ofMicros(new BigDecimal(total())
                    .divide(exact(other), 0, RoundingMode.HALF_EVEN)
                    .toBigInteger());
        }
        if (operator == BinaryOperator.FLOOR_DIVIDE && Numbers.isInteger(other)) {
            return ofMicros(new BigInteger(Values.str(Values.floorDivide(Numbers.narrow(total()), other))));
        }
        return null;
    }

    private static BigDecimal exact(Object number) {
        return number instanceof Double value ? new BigDecimal(value) : decimal(number);
    }

    @Override
    public Object positive() {
        return this;
    }

    @Override
    public Object negated() {
        return ofMicros(total().negate());
    }

    @Override
    public @Nullable Integer order(Object other) {
        return other instanceof PyDelta delta ? total().compareTo(delta.total()) : null;
    }

    @Override
    public boolean truth() {
        return days != 0 || micros != 0;
    }

    @Override
    public String typeName() {
        return "datetime.timedelta";
    }

    @Override
    public String str() {
        var text = new StringBuilder();
        if (days != 0) {
            text.append(days).append(Math.abs(days) == 1 ? " day, " : " days, ");
        }
        long seconds = micros / 1_000_000;
        text.append(seconds / 3600);
        DateTexts.padded(text.append(':'), seconds / 60 % 60, 2);
        DateTexts.padded(text.append(':'), seconds % 60, 2);
        if (micros % 1_000_000 != 0) {
            DateTexts.padded(text.append('.'), micros % 1_000_000, 6);
        }
        return text.toString();
    }

    @Override
    public String repr() {
        var parts = new java.util.ArrayList<String>();
        if (days != 0) {
            parts.add("days=" + days);
        }
        if (micros / 1_000_000 != 0) {
            parts.add("seconds=" + micros / 1_000_000);
        }
        if (micros % 1_000_000 != 0) {
            parts.add("microseconds=" + micros % 1_000_000);
        }
        return "datetime.timedelta(" + (parts.isEmpty() ? "0" : String.join(", ", parts)) + ")";
    }
}
