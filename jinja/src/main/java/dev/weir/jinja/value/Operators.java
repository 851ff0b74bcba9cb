package dev.weir.jinja.value;

import java.util.List;

/** The operators of two operands, for any pair of values. */
final class Operators {
    /** A text or list repeated beyond this is refused: it would take the process down. */
    private static final long MAX_LENGTH = 1L << 28;

    private Operators() {}

    static Object operate(BinaryOperator operator, Object a, Object b) {
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return Arithmetic.operate(operator, a, b);
        }
        if (operator == BinaryOperator.MODULO && a instanceof String text) {
            return PercentFormat.format(text, b);
        }
        if (a instanceof PyObject object) {
            var result = object.operate(operator, b, false);
            if (result != null) {
                return result;
            }
        }
        if (b instanceof PyObject object) {
            var result = object.operate(operator, a, true);
            if (result != null) {
                return result;
            }
        }
        return switch (operator) {
            case ADD -> add(a, b);
            case MULTIPLY -> multiply(a, b);
            case SUBTRACT -> {
                if (a instanceof PySet left && b instanceof PySet right) {
                    yield SetMethods.difference(left, right);
                }
                throw Values.unsupported(operator, a, b);
            }
            case DIVIDE, FLOOR_DIVIDE, MODULO, POWER -> throw Values.unsupported(operator, a, b);
        };
    }

    private static Object add(Object a, Object b) {
        return switch (a) {
            case String left -> {
                if (b instanceof String right) {
                    yield left.concat(right);
                }
                throw PyError.type("can only concatenate str (not \"" + Values.typeName(b) + "\") to str");
            }
            case PyList left -> {
                if (b instanceof PyList right) {
                    var sum = new PyList(left.size() + right.size());
                    sum.addAll(left);
                    sum.addAll(right);
                    yield sum;
                }
                throw PyError.type("can only concatenate list (not \"" + Values.typeName(b) + "\") to list");
            }
            case PyTuple left -> {
                if (b instanceof PyTuple right) {
                    var sum = new Object[left.size() + right.size()];
                    System.arraycopy(left.toArray(), 0, sum, 0, left.size());
                    System.arraycopy(right.toArray(), 0, sum, left.size(), right.size());
                    yield PyTuple.of(sum);
                }
                throw PyError.type("can only concatenate tuple (not \"" + Values.typeName(b) + "\") to tuple");
            }
            default -> throw Values.unsupported(BinaryOperator.ADD, a, b);
        };
    }

    private static Object multiply(Object a, Object b) {
        if (isSequence(a)) {
            return repeat(a, b);
        }
        if (isSequence(b)) {
            return repeat(b, a);
        }
        throw Values.unsupported(BinaryOperator.MULTIPLY, a, b);
    }

    private static boolean isSequence(Object value) {
        return value instanceof String || value instanceof PyList || value instanceof PyTuple;
    }

    private static Object repeat(Object sequence, Object times) {
        if (!Numbers.isInteger(times)) {
            throw PyError.type("can't multiply sequence by non-int of type '" + Values.typeName(times) + "'");
        }
        long count = Math.max(0, Numbers.clampedLong(times));
        long length = sequence instanceof String text ? text.length() : ((List<?>) sequence).size();
        if (length == 0) {
            count = 0;
        } else if (count > MAX_LENGTH / length) {
            throw new PyError("MemoryError", "the result of the repetition is too large");
        }
        if (sequence instanceof String text) {
            return text.repeat((int) count);
        }
        var items = (List<?>) sequence;
        var all = new PyList((int) (count * length));
        for (int i = 0; i < count; i++) {
            all.addAll(items);
        }
        return sequence instanceof PyTuple ? PyTuple.copyOf(all) : all;
    }
}
