package dev.weir.jinja.value;

import org.jspecify.annotations.Nullable;

/** The methods of set, and its one operator that templates can write. */
final class SetMethods {
    private SetMethods() {}

    static boolean has(String name) {
        return switch (name) {
            case "add",
                    "clear",
                    "copy",
                    "difference",
                    "difference_update",
                    "discard",
                    "intersection",
                    "intersection_update",
                    "isdisjoint",
                    "issubset",
                    "issuperset",
                    "pop",
                    "remove",
                    "symmetric_difference",
                    "symmetric_difference_update",
                    "union",
                    "update" -> true;
            default -> false;
        };
    }

    /** A set is looked for by what is in it; none is in a set here, as they can change. */
    static Object frozen(Object item) {
        return item instanceof PySet ? new Object() : item;
    }

    static Object call(PySet set, String name, Arguments arguments) {
        switch (name) {
            case "difference", "difference_update", "intersection", "intersection_update", "union", "update" -> {
                if (arguments.keywordCount() > 0) {
                    throw PyError.type(name + "() takes no keyword arguments");
                }
            }
            default -> arguments.refuseKeywords("set." + name);
        }
        return switch (name) {
            case "add" -> {
                set.add(arguments.exactlyOne("set.add"));
                yield None.NONE;
            }
            case "discard" -> {
                set.remove(frozen(arguments.exactlyOne("set.discard")));
                yield None.NONE;
            }
            case "remove" -> {
                if (!set.remove(frozen(arguments.exactlyOne("set.remove")))) {
                    throw PyError.key(arguments.positional(0));
                }
                yield None.NONE;
            }
            case "clear" -> {
                arguments.expectNone("set.clear");
                set.clear();
                yield None.NONE;
            }
            case "copy" -> {
                arguments.expectNone("set.copy");
                yield new PySet(set);
            }
            case "pop" -> {
                arguments.expectNone("set.pop");
                if (set.isEmpty()) {
                    throw new PyError("KeyError", "'pop from an empty set'");
                }
                var first = set.iterator().next();
                set.remove(first);
                yield first;
            }
            case "isdisjoint" ->
                intersection(set, PySet.from(arguments.exactlyOne("set.isdisjoint")))
                        .isEmpty();
            case "issubset" -> PySet.from(arguments.exactlyOne("set.issubset")).containsAll(set);
            case "issuperset" -> set.containsAll(PySet.from(arguments.exactlyOne("set.issuperset")));
            case "symmetric_difference" -> symmetric(set, PySet.from(arguments.exactlyOne("set." + name)));
            case "symmetric_difference_update" ->
                replace(set, symmetric(set, PySet.from(arguments.exactlyOne("set." + name))));
            case "update", "difference_update", "intersection_update" -> replace(set, fold(set, name, arguments));
            case "union", "difference", "intersection" -> fold(set, name, arguments);
            default -> throw PyError.attribute("'set' object has no attribute '" + name + "'");
        };
    }

    private static Object replace(PySet set, PySet contents) {
        set.clear();
        set.addAll(contents);
        return None.NONE;
    }

    private static PySet fold(PySet set, String name, Arguments arguments) {
        var result = new PySet(set);
        for (var other : arguments.positionals()) {
            var theirs = PySet.from(other);
            switch (name.charAt(0)) {
                case 'u' -> result.addAll(theirs);
                case 'd' -> result = difference(result, theirs);
                default -> result = intersection(result, theirs);
            }
        }
        return result;
    }

    private static PySet intersection(PySet a, PySet b) {
        var result = new PySet();
        for (var item : a) {
            if (b.contains(item)) {
                result.add(item);
            }
        }
        return result;
    }

    private static PySet symmetric(PySet a, PySet b) {
        var result = difference(a, b);
        result.addAll(difference(b, a));
        return result;
    }

    static PySet difference(PySet a, PySet b) {
        var result = new PySet();
        for (var item : a) {
            if (!b.contains(item)) {
                result.add(item);
            }
        }
        return result;
    }

    /** The result of an operator on two sets; null when sets have none such. */
    static @Nullable Object operate(BinaryOperator operator, PySet a, PySet b) {
        return operator == BinaryOperator.SUBTRACT ? difference(a, b) : null;
    }
}
