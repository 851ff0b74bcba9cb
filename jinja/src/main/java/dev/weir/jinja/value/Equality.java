package dev.weir.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Python's {@code ==} and {@code hash()} across types. */
final class Equality {
    private Equality() {}

    /** As containers compare their items: one and the same, or equal. */
    @SuppressWarnings("ReferenceEquality") // what is the same object is equal without a look inside
    static boolean same(Object a, Object b) {
        return a == b || equal(a, b);
    }

    static boolean sameItems(List<Object> a, List<Object> b) {
        int size = a.size();
        if (size != b.size()) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // what is the same object is equal without a look inside
    static boolean equal(Object a, Object b) {
        if (a instanceof String) {
            return a.equals(b);
        }
        if (a instanceof Long left && b instanceof Long right) {
            return left.longValue() == right.longValue();
        }
        if (Numbers.isNumber(a)) {
            return Numbers.isNumber(b) && Numbers.order(a, b) == 0 && !Numbers.isNan(a) && !Numbers.isNan(b);
        }
        if (a instanceof PyMapping left) {
            return left == b
                    || (b instanceof PyMapping right && left.toDict().equals(right.toDict()))
                    || (b instanceof PyDict dict && left.toDict().equals(dict));
        }
        if (b instanceof PyMapping right && a instanceof PyDict) {
            return a.equals(right.toDict());
        }
        return b instanceof DictView && a instanceof PySet ? b.equals(a) : a.equals(b);
    }

    static int hash(Object value) {
        if (value instanceof String text) {
            return text.hashCode();
        }
        return switch (value) {
            case String text -> text.hashCode();
            case Long number -> Long.hashCode(number);
            case Boolean flag -> flag ? 1 : 0;
            case BigInteger number -> number.hashCode();
            case Double number -> hash(number.doubleValue());
            case BigDecimal number -> hash(number);
            case PyList _, PyDict _, PySet _ -> throw PyError.type("unhashable type: '" + Values.typeName(value) + "'");
            default -> value.hashCode();
        };
    }

    private static int hash(double number) {
        if (number == Math.rint(number) && !Double.isInfinite(number)) {
            return Math.abs(number) < 0x1p62
                    ? Long.hashCode((long) number)
                    : new BigDecimal(number).toBigInteger().hashCode();
        }
        return Double.hashCode(number);
    }

    private static int hash(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                ? hash(Numbers.narrow(number.toBigInteger()))
                : Double.hashCode(number.doubleValue());
    }
}
