package dev.weir.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** The methods and attributes of int, float and Decimal. */
final class NumberMethods {
    private NumberMethods() {}

    static boolean has(Object target, String name) {
        return switch (name) {
            case "conjugate", "as_integer_ratio" -> true;
            case "bit_length", "bit_count" -> Numbers.isInteger(target);
            case "is_integer", "hex" -> target instanceof Double;
            case "quantize",
                    "normalize",
                    "to_integral_value",
                    "is_nan",
                    "is_infinite",
                    "is_finite",
                    "is_zero",
                    "is_signed",
                    "copy_abs",
                    "copy_negate",
                    "sqrt",
                    "compare" -> target instanceof BigDecimal;
            default -> false;
        };
    }

    static Object call(Object target, String name, Arguments arguments) {
        if (target instanceof BigDecimal number) {
            return decimal(number, name, arguments);
        }
        arguments.expectNone(Values.typeName(target) + "." + name);
        return switch (name) {
            case "conjugate" -> Values.positive(target);
            case "bit_length" -> (long) Numbers.toBig(target).abs().bitLength();
            case "bit_count" -> (long) Numbers.toBig(target).abs().bitCount();
            case "is_integer" -> target instanceof Double number && !number.isInfinite() && number == Math.rint(number);
            case "hex" -> Double.toHexString(Numbers.toDouble(target));
            case "as_integer_ratio" -> ratio(Numbers.toDecimal(target));
            default ->
                throw PyError.attribute("'" + Values.typeName(target) + "' object has no attribute '" + name + "'");
        };
    }

    private static Object ratio(BigDecimal number) {
        var top = number.scale() <= 0 ? number.toBigInteger() : number.unscaledValue();
        var bottom = number.scale() <= 0 ? BigInteger.ONE : BigInteger.TEN.pow(number.scale());
        var common = top.gcd(bottom);
        return common.signum() == 0
                ? PyTuple.of(0L, 1L)
                : PyTuple.of(Numbers.narrow(top.divide(common)), Numbers.narrow(bottom.divide(common)));
    }

    private static Object decimal(BigDecimal number, String name, Arguments arguments) {
        return switch (name) {
            case "quantize" ->
                NegativeZero.scaled(
                        number, Numbers.toDecimal(arguments.positional(0)).scale(), RoundingMode.HALF_EVEN);
            case "normalize" -> NegativeZero.withSign(number.stripTrailingZeros(), NegativeZero.signed(number));
            case "to_integral_value" ->
                number.scale() <= 0 ? number : NegativeZero.scaled(number, 0, RoundingMode.HALF_EVEN);
            case "is_nan", "is_infinite" -> false;
            case "is_finite" -> true;
            case "is_zero" -> number.signum() == 0;
            case "is_signed" -> NegativeZero.signed(number);
            case "copy_abs" -> number.abs();
            case "copy_negate" -> NegativeZero.withSign(number.negate(), !NegativeZero.signed(number));
            case "sqrt" -> NegativeZero.withSign(number.sqrt(Numbers.DECIMAL), NegativeZero.signed(number));
            case "compare" -> BigDecimal.valueOf(number.compareTo(Numbers.toDecimal(arguments.positional(0))));
            case "as_integer_ratio" -> ratio(number);
            default -> number;
        };
    }

    /** An attribute that is no method; null when there is none. */
    static @Nullable Object attribute(Object target, String name) {
        if (!Numbers.isNumber(target)) {
            return null;
        }
        return switch (name) {
            case "real" -> target instanceof BigDecimal ? target : Values.positive(target);
            case "imag" ->
                target instanceof Double ? (Object) 0.0 : target instanceof BigDecimal ? BigDecimal.ZERO : 0L;
            case "numerator" -> Numbers.isInteger(target) ? Values.positive(target) : null;
            case "denominator" -> Numbers.isInteger(target) ? 1L : null;
            default -> null;
        };
    }
}
