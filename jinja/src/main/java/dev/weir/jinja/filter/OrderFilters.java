package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.Comparison;
import dev.weir.jinja.value.NamedTuple;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Numbers;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyIterator;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.PySet;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** The filters that order, group or compare items. */
final class OrderFilters {
    private static final Signature SORT =
            Signature.of("do_sort", "environment", "value", "reverse=false", "case_sensitive=false", "attribute=none");
    private static final Signature DICTSORT =
            Signature.of("do_dictsort", "value", "case_sensitive=false", "by='key'", "reverse=false");
    private static final Signature UNIQUE =
            Signature.of("sync_do_unique", "environment", "value", "case_sensitive=false", "attribute=none");
    private static final Signature GROUPBY = Signature.of(
            "sync_do_groupby", "environment", "value", "attribute", "default=none", "case_sensitive=false");
    private static final Signature MAX =
            Signature.of("do_max", "environment", "value", "case_sensitive=false", "attribute=none");
    private static final Signature MIN =
            Signature.of("do_min", "environment", "value", "case_sensitive=false", "attribute=none");
    private static final String[] GROUP = {"grouper", "list"};

    private record Keyed(Object key, Object item) {}

    private OrderFilters() {}

    private static Signature.Bound bind(Signature signature, Object value, Arguments arguments) {
        return signature.bind(arguments.prepend(value).prepend(None.NONE));
    }

    static Object sort(Object value, Arguments arguments, FilterContext context) {
        var bound = bind(SORT, value, arguments);
        var key = Attributes.sortKey(bound.value(4), bound.truth(3), context);
        return sorted(value, key, bound.value(2), OrderFilters::order);
    }

    private static PyList sorted(Object value, UnaryOperator<Object> key, Object reversed, Comparator<Object> order) {
        List<Keyed> keyed = new ArrayList<>();
        for (var items = Values.iterate(value); items.hasNext(); ) {
            var item = items.next();
            keyed.add(new Keyed(key.apply(item), item));
        }
        boolean reverse = Numbers.index(reversed) != 0;
        if (reverse) {
            // As Python does: equal items keep their order, and each comparison its sides.
            Collections.reverse(keyed);
        }
        keyed.sort((a, b) -> order.compare(a.key, b.key));
        if (reverse) {
            Collections.reverse(keyed);
        }
        var sorted = new PyList(keyed.size());
        for (var entry : keyed) {
            sorted.add(entry.item);
        }
        return sorted;
    }

    /** What is equal is never asked which one is less: keys are parts of a list in the reference. */
    private static int order(Object a, Object b) {
        boolean plain = a instanceof String || a instanceof Long;
        return !plain && Values.equal(a, b) ? 0 : Values.order(a, b);
    }

    static Object dictsort(Object value, Arguments arguments, FilterContext context) {
        var bound = DICTSORT.bind(arguments.prepend(value));
        var by = bound.value(2);
        if (!by.equals("key") && !by.equals("value")) {
            throw new PyError("FilterArgumentError", "You can only sort by either \"key\" or \"value\"");
        }
        long place = by.equals("key") ? 0 : 1;
        boolean caseSensitive = bound.truth(1);
        var pairs = itemsOf(value);
        return sorted(
                pairs,
                pair -> {
                    var key = Values.item(pair, place);
                    return caseSensitive ? key : Attributes.folded(key);
                },
                bound.value(3),
                Values::order);
    }

    /** What {@code items()} of a value yields, which it must have. */
    static Object itemsOf(Object value) {
        boolean without = value instanceof PyObject object
                ? object.attribute("items") == null
                : Values.attribute(value, "items") instanceof Undefined;
        if (value instanceof Namespace) {
            throw PyError.attribute("items");
        }
        if (without && !(value instanceof Undefined)) {
            throw PyError.attribute("'" + Values.typeName(value) + "' object has no attribute 'items'");
        }
        return Values.callMethod(value, "items", Arguments.NONE);
    }

    static Object unique(Object value, Arguments arguments, FilterContext context) {
        var bound = bind(UNIQUE, value, arguments);
        return PyIterator.generator(
                "sync_do_unique", () -> onces(bound, context).iterator());
    }

    private static PyList onces(Signature.Bound bound, FilterContext context) {
        var key = Attributes.getter(bound.value(3), context);
        boolean caseSensitive = bound.truth(2);
        var seen = new PySet();
        var kept = new PyList();
        for (var items = Values.iterate(bound.value(1)); items.hasNext(); ) {
            var item = items.next();
            var itemKey = key.apply(item);
            if (seen.add(caseSensitive ? itemKey : Attributes.folded(itemKey))) {
                kept.add(item);
            }
        }
        return kept;
    }

    static Object groupby(Object value, Arguments arguments, FilterContext context) {
        var bound = bind(GROUPBY, value, arguments);
        boolean caseSensitive = bound.truth(4);
        var getter = Attributes.getter(bound.value(2), bound.value(3), context);
        UnaryOperator<Object> key = caseSensitive ? getter : item -> Attributes.folded(getter.apply(item));
        var groups = new PyList();
        PyList group = new PyList();
        Object current = None.NONE;
        for (var item : sorted(value, key, false, Values::order)) {
            var itemKey = key.apply(item);
            if (group.isEmpty() || !Values.equal(itemKey, current)) {
                current = itemKey;
                group = new PyList();
                groups.add(NamedTuple.plain("_GroupTuple", GROUP, getter.apply(item), group));
            }
            group.add(item);
        }
        return groups;
    }

    static Object max(Object value, Arguments arguments, FilterContext context) {
        return extreme(bind(MAX, value, arguments), Comparison.GREATER, context);
    }

    static Object min(Object value, Arguments arguments, FilterContext context) {
        return extreme(bind(MIN, value, arguments), Comparison.LESS, context);
    }

    private static Object extreme(Signature.Bound bound, Comparison comparison, FilterContext context) {
        var key = Attributes.getter(bound.value(3), context);
        boolean caseSensitive = bound.truth(2);
        var items = Values.iterate(bound.value(1));
        if (!items.hasNext()) {
            return Undefined.because("No aggregated item, sequence was empty.");
        }
        var best = items.next();
        var bestKey = key.apply(best);
        bestKey = caseSensitive ? bestKey : Attributes.folded(bestKey);
        while (items.hasNext()) {
            var item = items.next();
            var itemKey = key.apply(item);
            itemKey = caseSensitive ? itemKey : Attributes.folded(itemKey);
            if (Values.compare(comparison, itemKey, bestKey)) {
                best = item;
                bestKey = itemKey;
            }
        }
        return best;
    }

    /** The pairs of a dict as a list of tuples. */
    static PyList pairs(PyDict dict) {
        var pairs = new PyList(dict.size());
        for (var entry : dict.entrySet()) {
            pairs.add(PyTuple.of(entry.getKey(), entry.getValue()));
        }
        return pairs;
    }
}
