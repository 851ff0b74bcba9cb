package dev.weir.jinja.value;

import dev.weir.jinja.module.Moments;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything an expression can do with values: Python's operators and built-in functions, and Jinja's rules for
 * attributes and items. Errors are {@link PyError}s in Python's words. Stateless.
 */
public final class Values {
    private Values() {}

    // ---- what a value is

    public static boolean truth(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        return switch (value) {
            case Boolean flag -> flag;
            case String text -> !text.isEmpty();
            case None _ -> false;
            case Collection<?> items -> !items.isEmpty();
            case Map<?, ?> entries -> !entries.isEmpty();
            case PyObject object -> object.truth();
            default -> Numbers.truth(value);
        };
    }

    public static String str(Object value) {
        return value instanceof String text ? text : Texts.str(value);
    }

    public static String repr(Object value) {
        return Texts.repr(value);
    }

    /** What {@code format(value, spec)} says. */
    public static String format(Object value, String spec) {
        return FormatSpec.format(value, spec);
    }

    public static String typeName(Object value) {
        return switch (value) {
            case None _ -> "NoneType";
            case Boolean _ -> "bool";
            case Long _, BigInteger _ -> "int";
            case Double _ -> "float";
            case BigDecimal _ -> "decimal.Decimal";
            case String _ -> "str";
            case PyList _ -> "list";
            case NamedTuple tuple -> tuple.typeName();
            case PyTuple _ -> "tuple";
            case PyDict _ -> "dict";
            case PySet _ -> "set";
            case PyObject object -> object.typeName();
            default -> value.getClass().getSimpleName();
        };
    }

    /** The type's name with its module, unless that is the built-in one. */
    public static String qualifiedTypeName(Object value) {
        if (value instanceof NamedTuple tuple && !tuple.telling()) {
            return "jinja2.filters." + tuple.typeName();
        }
        return value instanceof PyObject object ? object.qualifiedTypeName() : typeName(value);
    }

    public static boolean equal(Object a, Object b) {
        return Equality.equal(a, b);
    }

    /** A hash that agrees with {@link #equal}; a TypeError for what Python does not hash. */
    public static int hash(Object value) {
        return Equality.hash(value);
    }

    // ---- order

    /** Whether {@code a < b} and so on. */
    public static boolean compare(Comparison comparison, Object a, Object b) {
        if (a instanceof Long left && b instanceof Long right) {
            return comparison.holds(Long.compare(left, right));
        }
        return Ordering.compare(comparison, a, b);
    }

    /** Less than, equal to or greater than zero as the first sorts before, with or after the second. */
    public static int order(Object a, Object b) {
        return Ordering.order(Comparison.LESS, a, b);
    }

    // ---- operators

    public static Object add(Object a, Object b) {
        if (a instanceof Long left && b instanceof Long right) {
            long sum = left + right;
            if (((left ^ sum) & (right ^ sum)) >= 0) {
                return sum;
            }
        } else if (a instanceof String left && b instanceof String right) {
            Limits.checkText((long) left.length() + right.length());
            return left.concat(right);
        }
        return Operators.operate(BinaryOperator.ADD, a, b);
    }

    public static Object subtract(Object a, Object b) {
        return Operators.operate(BinaryOperator.SUBTRACT, a, b);
    }

    public static Object multiply(Object a, Object b) {
        return Operators.operate(BinaryOperator.MULTIPLY, a, b);
    }

    public static Object divide(Object a, Object b) {
        return Operators.operate(BinaryOperator.DIVIDE, a, b);
    }

    public static Object floorDivide(Object a, Object b) {
        return Operators.operate(BinaryOperator.FLOOR_DIVIDE, a, b);
    }

    /** The rest of a division, or {@code %} formatting when the left is text. */
    public static Object modulo(Object a, Object b) {
        return Operators.operate(BinaryOperator.MODULO, a, b);
    }

    public static Object power(Object a, Object b) {
        return Operators.operate(BinaryOperator.POWER, a, b);
    }

    public static Object negate(Object value) {
        if (Numbers.isNumber(value)) {
            return Numbers.negate(value);
        }
        if (value instanceof PyObject object) {
            var result = object.negated();
            if (result != null) {
                return result;
            }
        }
        throw PyError.type("bad operand type for unary -: '" + typeName(value) + "'");
    }

    public static Object positive(Object value) {
        if (Numbers.isNumber(value)) {
            return Numbers.positive(value);
        }
        if (value instanceof Undefined undefined) {
            throw undefined.error();
        }
        if (value instanceof PyObject object) {
            Object result = object.positive();
            if (result != null) {
                return result;
            }
        }
        throw PyError.type("bad operand type for unary +: '" + typeName(value) + "'");
    }

    /** The {@code ~} of Jinja: the texts of both, joined. */
    public static String concat(Object a, Object b) {
        return str(a).concat(str(b));
    }

    static PyError unsupported(BinaryOperator operator, Object a, Object b) {
        return PyError.type("unsupported operand type(s) for " + operator.symbol() + ": '" + typeName(a) + "' and '"
                + typeName(b) + "'");
    }

    // ---- containers

    /** Whether {@code value in container}. */
    public static boolean contains(Object container, Object value) {
        switch (container) {
            case String text -> {
                if (value instanceof String part) {
                    return text.contains(part);
                }
                throw PyError.type("'in <string>' requires string as left operand, not " + typeName(value));
            }
            case PySet set -> {
                return set.contains(SetMethods.frozen(value));
            }
            case Collection<?> items -> {
                return items.contains(value);
            }
            case PyDict dict -> {
                return dict.containsKey(value);
            }
            case PyObject object -> {
                var answer = object.contains(value);
                if (answer != null) {
                    return answer;
                }
            }
            default -> {}
        }
        var items = iterator(container);
        if (items == null) {
            throw PyError.type("argument of type '" + typeName(container) + "' is not iterable");
        }
        while (items.hasNext()) {
            if (Equality.same(items.next(), value)) {
                return true;
            }
        }
        return false;
    }

    /** The items of anything Python can walk through. */
    public static Iterator<Object> iterate(Object value) {
        var items = iterator(value);
        if (items == null) {
            throw PyError.type("'" + typeName(value) + "' object is not iterable");
        }
        return items;
    }

    /** Whether {@link #iterate} would not fail. */
    public static boolean iterable(Object value) {
        return iterator(value) != null;
    }

    private static @Nullable Iterator<Object> iterator(Object value) {
        if (value instanceof PyList list) {
            return list.iterator();
        }
        return switch (value) {
            case PyList list -> list.iterator();
            case PyTuple tuple -> tuple.iterator();
            case PyDict dict -> dict.keyIterator();
            case PySet set -> set.iterator();
            case String text -> Strings.characters(text);
            case PyObject object -> object.iterate();
            default -> null;
        };
    }

    /** What {@code len()} says. */
    public static int length(Object value) {
        int length = lengthOrNone(value);
        if (length < 0) {
            throw PyError.type("object of type '" + typeName(value) + "' has no len()");
        }
        return length;
    }

    /** What {@code len()} says; negative when the value has no length. */
    public static int lengthOrNone(Object value) {
        return switch (value) {
            case String text -> Strings.length(text);
            case Collection<?> items -> items.size();
            case Map<?, ?> entries -> entries.size();
            case PyObject object -> object.length();
            default -> -1;
        };
    }

    // ---- attributes, items, calls

    /** What {@code target.name} is in a template: the attribute, else the item, else undefined. */
    public static Object attribute(Object target, String name) {
        return Lookup.attribute(target, name);
    }

    /** What {@code target[key]} is in a template: the item, else for a text the attribute, else undefined. */
    public static Object item(Object target, Object key) {
        return Lookup.item(target, key);
    }

    /** What {@code target[start:stop:step]} is; a missing part is None. */
    public static Object slice(Object target, Object start, Object stop, Object step) {
        return Lookup.slice(target, start, stop, step);
    }

    /** Calls what can be called. */
    public static Object call(Object callee, Arguments arguments) {
        if (callee instanceof PyCallable callable) {
            return callable.call(arguments);
        }
        if (callee instanceof Undefined undefined) {
            return undefined.call();
        }
        throw PyError.type("'" + typeName(callee) + "' object is not callable");
    }

    /** What {@code target.name(...)} yields, without making a bound method on the way where that can be saved. */
    public static Object callMethod(Object target, String name, Arguments arguments) {
        return Methods.has(target, name)
                ? Methods.call(target, name, arguments)
                : call(attribute(target, name), arguments);
    }

    // ---- data

    /** A value for plain data: maps and lists are copied into dicts and lists that a template may change. */
    public static Object fromData(@Nullable Object data) {
        return switch (data) {
            case null -> None.NONE;
            case PyDict dict -> dict;
            case PyList list -> list;
            case PyTuple tuple -> tuple;
            case PySet set -> set;
            case Map<?, ?> map -> {
                var dict = new PyDict();
                for (var entry : map.entrySet()) {
                    dict.put(fromData(entry.getKey()), fromData(entry.getValue()));
                }
                yield dict;
            }
            case Collection<?> items -> {
                var list = new PyList(items.size());
                for (var item : items) {
                    list.add(fromData(item));
                }
                yield list;
            }
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case Float number -> number.doubleValue();
            case BigInteger number -> Numbers.narrow(number);
            case Temporal moment -> Moments.of(moment);
            default -> data;
        };
    }

    /**
     * Plain data for a value: None and undefined are null, tuples and sets are lists, keys are texts, and an object that
     * is no container is its text.
     */
    public static @Nullable Object toData(Object value) {
        return switch (value) {
            case None _, Undefined _ -> null;
            case PyDict dict -> mapOf(dict);
            case PyMapping mapping -> mapOf(mapping.toDict());
            case Collection<?> items -> {
                List<@Nullable Object> list = new ArrayList<>(items.size());
                for (var item : items) {
                    list.add(toData(item));
                }
                yield list;
            }
            case PyObject object -> {
                var items = object.iterate();
                if (items == null) {
                    yield object.str();
                }
                List<@Nullable Object> list = new ArrayList<>();
                while (items.hasNext()) {
                    list.add(toData(items.next()));
                }
                yield list;
            }
            default -> value;
        };
    }

    private static Map<String, @Nullable Object> mapOf(PyDict dict) {
        Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(dict.size());
        for (var entry : dict.entrySet()) {
            map.put(str(entry.getKey()), toData(entry.getValue()));
        }
        return map;
    }
}
