package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.NumberTexts;
import dev.weir.jinja.value.Numbers;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.math.BigDecimal;

/** The filters that make or round numbers. */
final class NumberFilters {
    /** The most digits of a Decimal that was calculated. */
    private static final int DIGITS = 28;

    private static final Signature ROUND = Signature.of("do_round", "value", "precision=0", "method='common'");
    private static final Signature INT = Signature.of("do_int", "value", "default=0", "base=10");
    private static final Signature FLOAT = Signature.of("do_float", "value", "default=0.0");
    private static final Signature FILE_SIZE = Signature.of("do_filesizeformat", "value", "binary=false");
    private static final String[] DECIMAL_UNITS = {"kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"};
    private static final String[] BINARY_UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"};

    private NumberFilters() {}

    static Object abs(Object value, Arguments arguments, FilterContext context) {
        TextFilters.refuseOfPython("abs", arguments);
        if (Numbers.isNumber(value)) {
            return Numbers.abs(value);
        }
        if (value instanceof PyObject object && !(value instanceof Undefined)) {
            var negated = object.negated();
            if (negated != null) {
                return Values.order(object, negated) < 0 ? negated : value;
            }
        }
        throw PyError.type("bad operand type for abs(): '" + Values.typeName(value) + "'");
    }

    static Object round(Object value, Arguments arguments, FilterContext context) {
        var bound = ROUND.bind(arguments.prepend(value));
        var method = bound.value(2);
        if (!method.equals("common") && !method.equals("ceil") && !method.equals("floor")) {
            throw new PyError("FilterArgumentError", "method must be common, ceil or floor");
        }
        if (method.equals("common")) {
            if (!Numbers.isNumber(value)) {
                throw PyError.type("type " + Values.typeName(value) + " doesn't define __round__ method");
            }
            if (bound.value(1) == None.NONE) {
                return Numbers.truncate(Numbers.round(value, 0));
            }
            if (value instanceof BigDecimal && !Numbers.isInteger(bound.value(1))) {
                throw PyError.type("optional arg must be an integer");
            }
            var rounded = Numbers.round(value, bound.integer(1));
            if (rounded instanceof BigDecimal number && number.precision() > DIGITS) {
                throw new PyError("InvalidOperation", "[<class 'decimal.InvalidOperation'>]");
            }
            return rounded;
        }
        var factor = Values.power(10L, bound.value(1));
        var scaled = Values.multiply(value, factor);
        if (!Numbers.isNumber(scaled)) {
            throw PyError.type("must be real number, not " + Values.typeName(scaled));
        }
        return Values.divide(Numbers.whole(scaled, method.equals("ceil")), factor);
    }

    static Object toInt(Object value, Arguments arguments, FilterContext context) {
        var bound = INT.bind(arguments.prepend(value));
        if (value instanceof Undefined undefined) {
            throw undefined.error();
        }
        if (value instanceof String text) {
            // A base that is no int is an error of int(), after which do_int goes on as for any other text.
            var base = bound.value(2);
            var parsed = Numbers.isInteger(base) ? NumberTexts.integer(text, (int) Numbers.index(base)) : null;
            if (parsed != null) {
                return parsed;
            }
            var number = NumberTexts.real(text);
            return number == null || number.isNaN() || number.isInfinite() ? bound.value(1) : Numbers.truncate(number);
        }
        if (!Numbers.isNumber(value) || (value instanceof Double number && number.isNaN())) {
            return bound.value(1);
        }
        return Numbers.truncate(value);
    }

    static Object toFloat(Object value, Arguments arguments, FilterContext context) {
        var bound = FLOAT.bind(arguments.prepend(value));
        if (value instanceof Undefined undefined) {
            throw undefined.error();
        }
        if (value instanceof String text) {
            var number = NumberTexts.real(text);
            return number == null ? bound.value(1) : number;
        }
        return Numbers.isNumber(value) ? (Object) Numbers.toDouble(value) : bound.value(1);
    }

    static Object filesizeformat(Object value, Arguments arguments, FilterContext context) {
        var bound = FILE_SIZE.bind(arguments.prepend(value));
        if (value instanceof Undefined undefined) {
            throw undefined.error();
        }
        if (!(value instanceof String) && !Numbers.isNumber(value)) {
            throw PyError.type(
                    "float() argument must be a string or a real number, not '" + Values.typeName(value) + "'");
        }
        Double given = value instanceof String text ? NumberTexts.real(text) : (Double) Numbers.toDouble(value);
        if (given == null) {
            throw PyError.value("could not convert string to float: " + Values.repr(value));
        }
        double bytes = given;
        double base = bound.truth(1) ? 1024 : 1000;
        if (bytes == 1) {
            return "1 Byte";
        }
        if (bytes < base) {
            return Values.str(Numbers.truncate(bytes)) + " Bytes";
        }
        var units = bound.truth(1) ? BINARY_UNITS : DECIMAL_UNITS;
        int unit = 0;
        double size = base * base;
        while (bytes >= size && unit < units.length - 1) {
            size *= base;
            unit++;
        }
        return Values.format(base * bytes / size, ".1f") + " " + units[unit];
    }
}
