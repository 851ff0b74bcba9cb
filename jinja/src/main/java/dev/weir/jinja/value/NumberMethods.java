package dev.weir.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** The methods and attributes of int, float and Decimal. */
final class NumberMethods {
    private static final String[] TUPLE = {"sign", "digits", "exponent"};
    private static final Signature QUANTIZE =
            Signature.inC("function", "this function", "quantize", "exp", "rounding=none", "context=none");
    private static final Signature COMPARE =
            Signature.inC("function", "this function", "compare", "other", "context=none");
    private static final Signature CONTEXT = Signature.inC("function", "this function", "normalize", "context=none");
    private static final Signature ROUNDING =
            Signature.inC("function", "this function", "to_integral_value", "rounding=none", "context=none");

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
                    "as_tuple",
                    "adjusted",
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

    /** Contexts are nothing that templates have, and rounding is half to even. */
    private static void refuseContext(Signature.Bound bound, int rounding, int context) {
        if (bound.value(context) != None.NONE) {
            throw PyError.type("optional argument must be a context");
        }
        if (rounding >= 0
                && bound.value(rounding) != None.NONE
                && !bound.value(rounding).equals("ROUND_HALF_EVEN")) {
            throw PyError.type("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                    + "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]");
        }
    }

    private static BigDecimal operand(Object value) {
        if (!Numbers.isInteger(value) && !(value instanceof BigDecimal)) {
            throw PyError.type("conversion from " + Values.typeName(value) + " to Decimal is not supported");
        }
        return Numbers.toDecimal(value);
    }

    private static PyTuple digits(BigDecimal number) {
        String digits = number.unscaledValue().abs().toString();
        return PyTuple.of(
                digits.chars().mapToObj(c -> (Object) (long) (c - '0')).toArray());
    }

    private static Object decimal(BigDecimal number, String name, Arguments arguments) {
        switch (name) {
            case "quantize" -> refuseContext(QUANTIZE.bind(arguments), 1, 2);
            case "compare" -> refuseContext(COMPARE.bind(arguments), -1, 1);
            case "normalize", "sqrt" -> refuseContext(CONTEXT.bind(arguments), -1, 0);
            case "to_integral_value" -> refuseContext(ROUNDING.bind(arguments), 0, 1);
            default -> arguments.expectNone("Decimal." + name);
        }
        return switch (name) {
            case "quantize" ->
                NegativeZero.scaled(number, operand(arguments.positional(0)).scale(), RoundingMode.HALF_EVEN);
            case "as_tuple" ->
                NamedTuple.typed("DecimalTuple", TUPLE, NegativeZero.signed(number) ? 1L : 0L, digits(number), (long)
                        -number.scale());
            case "adjusted" -> (long) number.precision() - number.scale() - 1;
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
            case "compare" -> BigDecimal.valueOf(number.compareTo(operand(arguments.positional(0))));
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
