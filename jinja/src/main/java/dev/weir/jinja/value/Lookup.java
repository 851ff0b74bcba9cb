package dev.weir.jinja.value;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How Jinja's sandbox finds attributes and items. Source: Jinja docs, "Variables" and "Sandbox". */
final class Lookup {
    /** Names that Python finds even in an undefined value, which knows no other. */
    private static final Set<String> OF_EVERY_OBJECT = Set.of(
            "__class__",
            "__doc__",
            "__module__",
            "__init__",
            "__new__",
            "__str__",
            "__repr__",
            "__eq__",
            "__ne__",
            "__hash__",
            "__len__",
            "__iter__",
            "__bool__",
            "__getattr__",
            "__getattribute__",
            "__setattr__",
            "__delattr__",
            "__slots__",
            "__dir__",
            "__format__",
            "__reduce__",
            "__reduce_ex__",
            "__sizeof__",
            "__subclasshook__",
            "__init_subclass__");

    private Lookup() {}

    static Object attribute(Object target, String name) {
        if (target instanceof PyObject object) {
            if (target instanceof Undefined ? OF_EVERY_OBJECT.contains(name) : isInternal(name)) {
                return Undefined.unsafe(target, name);
            }
            var value = object.attribute(name);
            if (value == null) {
                value = object.item(name);
            }
            return value != null ? value : Undefined.attribute(target, name);
        }
        var value = ownAttribute(target, name);
        if (value != null) {
            return value;
        }
        if (target instanceof PyDict dict) {
            value = dict.get(name);
            if (value != null) {
                return value;
            }
        }
        return Undefined.attribute(target, name);
    }

    private static @Nullable Object ownAttribute(Object target, String name) {
        if (Methods.has(target, name)) {
            return new BoundMethod(target, name);
        }
        if (isInternal(name)) {
            return Undefined.unsafe(target, name);
        }
        if (target instanceof NamedTuple tuple) {
            return tuple.named(name);
        }
        return NumberMethods.attribute(target, name);
    }

    private static boolean isInternal(String name) {
        return name.startsWith("__") && name.endsWith("__") && name.length() > 4;
    }

    static Object item(Object target, Object key) {
        var value = ownItem(target, key);
        if (value != null) {
            return value;
        }
        if (key instanceof String name) {
            value = target instanceof PyObject object ? object.attribute(name) : ownAttribute(target, name);
            return value != null ? value : Undefined.attribute(target, name);
        }
        return Undefined.element(target, key);
    }

    private static @Nullable Object ownItem(Object target, Object key) {
        switch (target) {
            case PyDict dict -> {
                return hashable(key) ? dict.get(key) : null;
            }
            case List<?> list -> {
                if (!Numbers.isInteger(key)) {
                    return null;
                }
                long index = Numbers.clampedLong(key);
                long place = index < 0 ? index + list.size() : index;
                return place >= 0 && place < list.size() ? list.get((int) place) : null;
            }
            case String text -> {
                return Numbers.isInteger(key) ? Strings.character(text, Numbers.clampedLong(key)) : null;
            }
            case PyObject object -> {
                return object.item(key);
            }
            default -> {
                return null;
            }
        }
    }

    private static boolean hashable(Object key) {
        return switch (key) {
            case PyList _, PyDict _, PySet _ -> false;
            case PyTuple tuple -> {
                for (var item : tuple) {
                    if (!hashable(item)) {
                        yield false;
                    }
                }
                yield true;
            }
            default -> true;
        };
    }

    static Object slice(Object target, Object start, Object stop, Object step) {
        if (target instanceof Undefined undefined) {
            return undefined.item(None.NONE);
        }
        return switch (target) {
            case String text -> Strings.slice(text, Slice.of(start, stop, step));
            case PyList list -> PyList.of(pick(list, Slice.of(start, stop, step)));
            case PyTuple tuple -> PyTuple.of(pick(tuple, Slice.of(start, stop, step)));
            case PyRange range -> range.slice(Slice.of(start, stop, step));
            case PyDict _ -> throw PyError.type("unhashable type: 'slice'");
            case PyObject object -> {
                PyTuple items = object.sliceable();
                if (items == null) {
                    throw notSubscriptable(target);
                }
                yield PyTuple.of(pick(items, Slice.of(start, stop, step)));
            }
            default -> throw notSubscriptable(target);
        };
    }

    private static PyError notSubscriptable(Object target) {
        return PyError.type("'" + Values.typeName(target) + "' object is not subscriptable");
    }

    private static Object[] pick(List<Object> items, Slice slice) {
        var bounds = slice.within(items.size());
        var picked = new Object[bounds.count()];
        int at = bounds.start();
        for (int i = 0; i < picked.length; i++, at += bounds.step()) {
            picked[i] = items.get(at);
        }
        return picked;
    }
}
