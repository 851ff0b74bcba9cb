package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.Limits;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Numbers;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyIterator;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyMapping;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.PyRange;
import dev.weir.jinja.value.PySet;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.ThreadLocalRandom;

/** The filters on items as they stand: taking, cutting, joining, adding up. */
final class SequenceFilters {
    private static final Signature DEFAULT = Signature.of("do_default", "value", "default_value=''", "boolean=false");
    private static final Signature BATCH = Signature.of("do_batch", "value", "linecount", "fill_with=none");
    private static final Signature SLICE = Signature.of("sync_do_slice", "value", "slices", "fill_with=none");
    private static final Signature JOIN = Signature.of("sync_do_join", "eval_ctx", "value", "d=''", "attribute=none");
    private static final Signature SUM =
            Signature.of("sync_do_sum", "environment", "iterable", "attribute=none", "start=0");
    private static final Signature ATTR = Signature.of("do_attr", "environment", "obj", "name");

    private SequenceFilters() {}

    private static void refuseMore(String function, Object value, Arguments arguments) {
        if (!arguments.isEmpty()) {
            Signature.of(function, "environment", "seq")
                    .bind(arguments.prepend(value).prepend(None.NONE));
        }
    }

    static Object otherwise(Object value, Arguments arguments, FilterContext context) {
        var bound = DEFAULT.bind(arguments.prepend(value));
        return value instanceof Undefined || (bound.truth(2) && !Values.truth(value)) ? bound.value(1) : value;
    }

    static Object attr(Object value, Arguments arguments, FilterContext context) {
        var bound = ATTR.bind(arguments.prepend(value).prepend(None.NONE));
        if (!(bound.value(2) instanceof String name)) {
            Values.hash(bound.value(2));
            throw PyError.type("attribute name must be string, not '" + Values.typeName(bound.value(2)) + "'");
        }
        if (value instanceof PyDict dict && dict.containsKey(name)) {
            var found = Values.attribute(new PyDict(), name);
            return found instanceof Undefined ? Undefined.attribute(value, name) : Values.attribute(value, name);
        }
        if (value instanceof PyObject object && !(value instanceof Undefined)) {
            var found = object.attribute(name);
            return found == null ? Undefined.attribute(value, name) : found;
        }
        return Values.attribute(value, name);
    }

    static Object first(Object value, Arguments arguments, FilterContext context) {
        refuseMore("sync_do_first", value, arguments);
        var items = Values.iterate(value);
        return items.hasNext() ? items.next() : Undefined.because("No first item, sequence was empty.");
    }

    static Object last(Object value, Arguments arguments, FilterContext context) {
        refuseMore("do_last", value, arguments);
        var items = reversible(value);
        return items.isEmpty() ? Undefined.because("No last item, sequence was empty.") : items.getLast();
    }

    static Object random(Object value, Arguments arguments, FilterContext context) {
        int length = Values.length(value);
        return length == 0
                ? Undefined.because("No random item, sequence was empty.")
                : Values.item(value, (long) ThreadLocalRandom.current().nextInt(length));
    }

    private static PyList reversible(Object value) {
        if (value instanceof PyIterator || value instanceof PySet || !Values.iterable(value)) {
            throw PyError.type("'" + Values.typeName(value) + "' object is not reversible");
        }
        return PyList.from(value);
    }

    static Object reverse(Object value, Arguments arguments, FilterContext context) {
        TextFilters.refuse("do_reverse", value, arguments);
        if (value instanceof String text) {
            return new StringBuilder(text).reverse().toString();
        }
        if (!Values.iterable(value)) {
            throw new PyError("FilterArgumentError", "argument must be iterable");
        }
        boolean copied = value instanceof PyIterator || value instanceof PySet;
        boolean plain = value instanceof Undefined || value instanceof PyTuple;
        var items = value instanceof PyList list ? new PyList(list) : PyList.from(value);
        Collections.reverse(items);
        if (plain) {
            return new PyIterator("reversed", items.iterator());
        }
        String kind = switch (value) {
            case PyDict _ -> "dict_reversekeyiterator";
            case PyRange _ -> "range_iterator";
            default ->
                switch (Values.typeName(value)) {
                    case "dict_keys" -> "dict_reversekeyiterator";
                    case "dict_values" -> "dict_reversevalueiterator";
                    case "dict_items" -> "dict_reverseitemiterator";
                    case String other -> other + "_reverseiterator";
                };
        };
        return copied ? items : new PyIterator(kind, items.iterator());
    }

    static Object items(Object value, Arguments arguments, FilterContext context) {
        TextFilters.refuse("do_items", value, arguments);
        return PyIterator.generator("do_items", () -> switch (value) {
            case Undefined _ -> Collections.emptyIterator();
            case PyDict dict -> OrderFilters.pairs(dict).iterator();
            case PyMapping mapping -> OrderFilters.pairs(mapping.toDict()).iterator();
            default -> throw PyError.type("Can only get item pairs from a mapping.");
        });
    }

    /** Each batch is handed out when the item after it has been asked for. */
    static Object batch(Object value, Arguments arguments, FilterContext context) {
        var bound = BATCH.bind(arguments.prepend(value));
        return PyIterator.generator("do_batch", () -> batches(Values.iterate(bound.value(0)), bound));
    }

    private static Iterator<Object> batches(Iterator<Object> items, Signature.Bound bound) {
        var next = new PyList();
        return PyIterator.from("generator", () -> {
            var batch = new PyList(next);
            next.clear();
            while (items.hasNext()) {
                var item = items.next();
                if (Values.equal((long) batch.size(), bound.value(1))) {
                    next.add(item);
                    return batch;
                }
                batch.add(item);
            }
            if (!batch.isEmpty() && bound.value(2) != None.NONE) {
                for (long missing = bound.integer(1) - batch.size(); missing > 0; missing--) {
                    batch.add(bound.value(2));
                }
            }
            return batch.isEmpty() ? null : batch;
        });
    }

    static Object slice(Object value, Arguments arguments, FilterContext context) {
        var bound = SLICE.bind(arguments.prepend(value));
        return PyIterator.generator("sync_do_slice", () -> sliced(bound).iterator());
    }

    private static PyList sliced(Signature.Bound bound) {
        var all = PyList.from(bound.value(0));
        int slices = (int) bound.integer(1);
        if (slices == 0) {
            throw PyError.zeroDivision("integer division or modulo by zero");
        }
        int each = all.size() / slices;
        int longer = all.size() % slices;
        var cut = new PyList();
        int from = 0;
        for (int i = 0; i < slices; i++) {
            int to = from + each + (i < longer ? 1 : 0);
            var slice = new PyList(all.subList(from, to));
            if (i >= longer && bound.value(2) != None.NONE) {
                slice.add(bound.value(2));
            }
            cut.add(slice);
            from = to;
        }
        return cut;
    }

    static Object join(Object value, Arguments arguments, FilterContext context) {
        var bound = JOIN.bind(arguments.prepend(value).prepend(None.NONE));
        var separator = bound.text(2);
        var each = Attributes.getter(bound.value(3), context);
        var joined = new StringBuilder();
        boolean first = true;
        for (var items = Values.iterate(value); items.hasNext(); ) {
            if (!first) {
                joined.append(separator);
            }
            first = false;
            joined.append(Values.str(each.apply(items.next())));
            Limits.checkText(joined.length());
            Limits.stopWhenInterrupted();
        }
        return joined.toString();
    }

    static Object sum(Object value, Arguments arguments, FilterContext context) {
        var bound = SUM.bind(arguments.prepend(value).prepend(None.NONE));
        var each = Attributes.getter(bound.value(2), context);
        Object sum = bound.value(3);
        var items = Values.iterate(value);
        if (sum instanceof String) {
            throw PyError.type("sum() can't sum strings [use ''.join(seq) instead]");
        }
        while (items.hasNext()) {
            sum = Values.add(sum, each.apply(items.next()));
        }
        return sum instanceof Boolean ? Numbers.truncate(sum) : sum;
    }
}
