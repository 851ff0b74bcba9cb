package dev.weir.jinja.value;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods of list, and the two of tuple. */
final class ListMethods {
    private static final Signature SORT = Signature.of("sort", "*", "key=none", "reverse=false");

    private ListMethods() {}

    static boolean has(String name) {
        return switch (name) {
            case "append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove", "reverse", "sort" ->
                true;
            default -> false;
        };
    }

    static Object call(PyList list, String name, Arguments arguments) {
        switch (name) {
            case "append" -> list.add(arguments.exactlyOne("list.append"));
            case "clear" -> {
                arguments.expectNone("list.clear");
                list.clear();
            }
            case "copy" -> {
                arguments.expectNone("list.copy");
                return new PyList(list);
            }
            case "count" -> {
                return count(list, arguments.exactlyOne("list.count"));
            }
            case "extend" -> extend(list, arguments.exactlyOne("list.extend"));
            case "index" -> {
                return index(list, arguments, "list");
            }
            case "insert" -> {
                arguments.refuseKeywords("list.insert");
                arguments.expectExactly("insert", 2);
                int size = list.size();
                long at = Numbers.index(arguments.positional(0));
                list.add(Math.clamp(at < 0 ? at + size : at, 0, size), arguments.positional(1));
            }
            case "pop" -> {
                return pop(list, arguments);
            }
            case "remove" -> {
                int at = list.indexOf(arguments.exactlyOne("list.remove"));
                if (at < 0) {
                    throw PyError.value("list.remove(x): x not in list");
                }
                list.remove(at);
            }
            case "reverse" -> {
                arguments.expectNone("list.reverse");
                Collections.reverse(list);
            }
            case "sort" -> sort(list, arguments);
            default -> throw PyError.attribute("'list' object has no attribute '" + name + "'");
        }
        return None.NONE;
    }

    static Object callTuple(PyTuple tuple, String name, Arguments arguments) {
        return switch (name) {
            case "count" -> count(tuple, arguments.exactlyOne("tuple.count"));
            case "index" -> index(tuple, arguments, "tuple");
            default -> throw PyError.attribute("'tuple' object has no attribute '" + name + "'");
        };
    }

    @SuppressWarnings("ReferenceEquality") // only a list extended by itself needs a copy
    private static void extend(PyList list, Object more) {
        if (more == list) {
            list.addAll(new PyList(list));
            return;
        }
        for (var items = Values.iterate(more); items.hasNext(); ) {
            list.add(items.next());
        }
    }

    private static Object pop(PyList list, Arguments arguments) {
        arguments.refuseKeywords("list.pop");
        arguments.expect("pop", 0, 1);
        long at = arguments.size() == 0 ? -1 : Numbers.index(arguments.positional(0));
        if (list.isEmpty()) {
            throw PyError.index("pop from empty list");
        }
        long place = at < 0 ? at + list.size() : at;
        if (place < 0 || place >= list.size()) {
            throw PyError.index("pop index out of range");
        }
        return list.remove((int) place);
    }

    private static Object count(List<Object> items, Object value) {
        long count = 0;
        for (int i = 0; i < items.size(); i++) {
            count += Equality.same(items.get(i), value) ? 1 : 0;
        }
        return count;
    }

    private static Object index(List<Object> items, Arguments arguments, String type) {
        arguments.refuseKeywords(type + ".index");
        arguments.expect("index", 1, 3);
        long from = arguments.size() > 1 ? place(arguments.positional(1), items.size()) : 0;
        long to = arguments.size() > 2 ? place(arguments.positional(2), items.size()) : items.size();
        for (long i = from; i < to; i++) {
            if (Equality.same(items.get((int) i), arguments.positional(0))) {
                return i;
            }
        }
        throw PyError.value(
                type.equals("tuple")
                        ? "tuple.index(x): x not in tuple"
                        : Values.repr(arguments.positional(0)) + " is not in list");
    }

    private static long place(Object value, int size) {
        long at = Numbers.clampedLong(value);
        return Math.clamp(at < 0 ? at + size : at, 0, size);
    }

    private static void sort(PyList list, Arguments arguments) {
        for (int i = 0; i < arguments.keywordCount(); i++) {
            String name = arguments.keywordName(i);
            if (!name.equals("key") && !name.equals("reverse")) {
                throw PyError.type("'" + name + "' is an invalid keyword argument for sort()");
            }
        }
        if (arguments.size() > 0) {
            throw PyError.type("sort() takes no positional arguments");
        }
        var bound = SORT.bind(arguments);
        var key = bound.value(0);
        sort(list, key == None.NONE ? null : item -> Values.call(key, Arguments.of(item)), bound.integer(1) != 0);
    }

    /** Sorts in place as Python does: stable, also in reverse. */
    static void sort(List<Object> list, java.util.function.@Nullable UnaryOperator<Object> key, boolean reverse) {
        if (reverse) {
            java.util.Collections.reverse(list);
            sort(list, key, false);
            java.util.Collections.reverse(list);
            return;
        }
        Comparator<Object> order = Values::order;
        if (key == null) {
            list.sort(order);
            return;
        }
        record Keyed(Object key, Object item) {}
        var keyed = new java.util.ArrayList<Keyed>(list.size());
        for (var item : list) {
            keyed.add(new Keyed(key.apply(item), item));
        }
        Comparator<Object> byKey = order;
        keyed.sort((a, b) -> byKey.compare(a.key, b.key));
        for (int i = 0; i < keyed.size(); i++) {
            list.set(i, keyed.get(i).item);
        }
    }
}
