package dev.weir.jinja.value;

import java.util.Iterator;
import java.util.List;

/** Python's {@code <}, {@code <=}, {@code >} and {@code >=}. */
final class Ordering {
    private Ordering() {}

    static boolean compare(Comparison comparison, Object a, Object b) {
        if (Numbers.isNan(a) && Numbers.isNumber(b) || Numbers.isNan(b) && Numbers.isNumber(a)) {
            return false;
        }
        if (DictView.isSet(a) && DictView.isSet(b)) {
            int sizes = Integer.compare(Values.length(a), Values.length(b));
            return switch (comparison) {
                case LESS -> sizes < 0 && within(a, b);
                case LESS_EQUAL -> sizes <= 0 && within(a, b);
                case GREATER -> sizes > 0 && within(b, a);
                case GREATER_EQUAL -> sizes >= 0 && within(b, a);
            };
        }
        return comparison.holds(order(comparison, a, b));
    }

    static int order(Comparison comparison, Object a, Object b) {
        if (a instanceof String left && b instanceof String right) {
            return Strings.order(left, right);
        }
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return Numbers.order(a, b);
        }
        if (a instanceof PyList left && b instanceof PyList right) {
            return order(comparison, left, right);
        }
        if (a instanceof PyTuple left && b instanceof PyTuple right) {
            return order(comparison, left, right);
        }
        if (a instanceof PyObject object) {
            var order = object.order(b);
            if (order != null) {
                return order;
            }
        }
        if (b instanceof PyObject object) {
            var order = object.order(a);
            if (order != null) {
                return -order;
            }
        }
        throw PyError.type("'" + comparison.symbol() + "' not supported between instances of '" + Values.typeName(a)
                + "' and '" + Values.typeName(b) + "'");
    }

    /** Whether the one, a set or a view, holds all the items of the other. */
    static boolean within(Object items, Object others) {
        for (Iterator<Object> all = Values.iterate(items); all.hasNext(); ) {
            if (!Values.contains(others, all.next())) {
                return false;
            }
        }
        return true;
    }

    private static int order(Comparison comparison, List<Object> a, List<Object> b) {
        int size = Math.min(a.size(), b.size());
        for (int i = 0; i < size; i++) {
            if (!Equality.same(a.get(i), b.get(i))) {
                return order(comparison, a.get(i), b.get(i));
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}
