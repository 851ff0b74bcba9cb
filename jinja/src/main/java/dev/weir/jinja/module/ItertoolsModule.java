package dev.weir.jinja.module;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Numbers;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyIterator;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The module {@code itertools}, as far as dbt shows it. All of it is lazy. */
final class ItertoolsModule {
    private static final String[] NAMES = {
        "count",
        "cycle",
        "repeat",
        "accumulate",
        "chain",
        "compress",
        "islice",
        "starmap",
        "tee",
        "zip_longest",
        "product",
        "permutations",
        "combinations",
        "combinations_with_replacement"
    };

    private static final int MOST_POOLS = 100_000;

    private static final Signature COUNT = Signature.of("count", "start=0", "step=1");
    private static final Signature REPEAT = Signature.of("repeat", "object", "times=none");
    private static final Signature ACCUMULATE =
            Signature.of("accumulate", "iterable", "func=none", "*", "initial=none");
    private static final Signature PERMUTATIONS =
            Signature.inC("permutations()", "permutations()", "permutations", "iterable", "r=none");
    private static final Signature COMPRESS =
            Signature.inC("compress()", "compress()", "compress", "data", "selectors");
    private static final Signature PRODUCT = Signature.inC("product()", "product()", "product", "*", "repeat=1");
    private static final Signature COMBINATIONS =
            Signature.inC("combinations()", "combinations()", "combinations", "iterable", "r");
    private static final Signature WITH_REPLACEMENT = Signature.inC(
            "combinations_with_replacement()",
            "combinations_with_replacement()",
            "combinations_with_replacement",
            "iterable",
            "r");

    private ItertoolsModule() {}

    /** @param called hears of each call */
    static PyModule of(Runnable called) {
        return new PyModule("itertools", NAMES, name -> member(name, called));
    }

    private static Object member(String name, Runnable called) {
        PyCallable maker = arguments -> {
            called.run();
            return make(name, arguments);
        };
        return switch (name) {
            case "chain" ->
                new PyType(
                        "itertools.chain",
                        maker,
                        member -> member.equals("from_iterable")
                                ? (PyCallable) arguments -> {
                                    called.run();
                                    return chain(Values.iterate(arguments.positional(0)));
                                }
                                : null);
            default -> new PyType("itertools." + name, maker, _ -> null);
        };
    }

    private static void refuseKeywords(String name, Arguments arguments) {
        if (arguments.keywordCount() > 0) {
            throw PyError.type(name + "() takes no keyword arguments");
        }
    }

    private static Object make(String name, Arguments arguments) {
        switch (name) {
            case "chain", "cycle", "islice", "starmap" -> refuseKeywords(name, arguments);
            default -> {}
        }
        switch (name) {
            case "cycle" -> arguments.expectExactly(name, 1);
            case "islice" -> arguments.expect(name, 2, 4);
            case "starmap" -> arguments.expectExactly(name, 2);
            case "tee" -> arguments.expect("itertools.tee", 1, 2);
            default -> {}
        }
        return switch (name) {
            case "chain" -> chain(PyTuple.of(arguments.positionals()).iterator());
            case "count" -> count(COUNT.bind(arguments));
            case "cycle" -> cycle(Values.iterate(arguments.positional(0)));
            case "repeat" -> repeat(REPEAT.bind(arguments));
            case "accumulate" -> accumulate(ACCUMULATE.bind(arguments));
            case "compress" -> {
                var bound = COMPRESS.bind(arguments);
                yield compress(Values.iterate(bound.value(0)), Values.iterate(bound.value(1)));
            }
            case "islice" -> islice(arguments);
            case "starmap" -> starmap(arguments.positional(0), Values.iterate(arguments.positional(1)));
            case "tee" -> tee(arguments);
            case "zip_longest" -> zipLongest(arguments);
            case "product" -> product(arguments);
            case "permutations" -> permutations(PERMUTATIONS.bind(arguments));
            case "combinations" -> combinations(COMBINATIONS.bind(arguments), "combinations", false);
            default -> combinations(WITH_REPLACEMENT.bind(arguments), "combinations_with_replacement", true);
        };
    }

    private static PyIterator iterator(String name, Supplier<@Nullable Object> supplier) {
        return PyIterator.from("itertools." + name, supplier);
    }

    /** An iterator that prints as what made it would. */
    private static PyIterator iterator(String name, Supplier<String> text, Supplier<@Nullable Object> supplier) {
        return new PyIterator("itertools." + name, iterator(name, supplier)) {
            @Override
            public String repr() {
                return text.get();
            }
        };
    }

    private static Object chain(Iterator<Object> parts) {
        List<Iterator<Object>> current = new ArrayList<>();
        return iterator("chain", () -> {
            while (current.isEmpty() || !current.getFirst().hasNext()) {
                if (!parts.hasNext()) {
                    return null;
                }
                current.clear();
                current.add(Values.iterate(parts.next()));
            }
            return current.getFirst().next();
        });
    }

    private static Object count(Signature.Bound bound) {
        var next = new Object[] {bound.value(0)};
        var step = bound.value(1);
        Supplier<String> text =
                () -> "count(" + Values.repr(next[0]) + (step.equals(1L) ? "" : ", " + Values.repr(step)) + ")";
        return iterator("count", text, () -> {
            var now = next[0];
            next[0] = Values.add(now, step);
            return now;
        });
    }

    private static Object cycle(Iterator<Object> items) {
        var seen = new ArrayList<Object>();
        var place = new int[1];
        return iterator("cycle", () -> {
            if (items.hasNext()) {
                seen.add(items.next());
                return seen.getLast();
            }
            return seen.isEmpty() ? null : seen.get(place[0]++ % seen.size());
        });
    }

    private static Object repeat(Signature.Bound bound) {
        boolean endless = bound.value(1) == None.NONE;
        var left = new long[] {endless ? Long.MAX_VALUE : Math.max(0, bound.integer(1))};
        Supplier<String> text = () -> "repeat(" + Values.repr(bound.value(0)) + (endless ? "" : ", " + left[0]) + ")";
        return iterator("repeat", text, () -> {
            if (left[0] <= 0) {
                return null;
            }
            left[0]--;
            return bound.value(0);
        });
    }

    private static Object accumulate(Signature.Bound bound) {
        var items = Values.iterate(bound.value(0));
        var sum = new @Nullable Object[1];
        var initial = new boolean[] {bound.value(2) != None.NONE};
        return iterator("accumulate", () -> {
            if (initial[0]) {
                initial[0] = false;
                sum[0] = bound.value(2);
                return sum[0];
            }
            if (!items.hasNext()) {
                return null;
            }
            var item = items.next();
            var before = sum[0];
            if (before == null) {
                sum[0] = item;
            } else {
                sum[0] = bound.value(1) == None.NONE
                        ? Values.add(before, item)
                        : Values.call(bound.value(1), Arguments.of(before, item));
            }
            return sum[0];
        });
    }

    private static Object compress(Iterator<Object> items, Iterator<Object> selectors) {
        return iterator("compress", () -> {
            while (items.hasNext() && selectors.hasNext()) {
                var item = items.next();
                if (Values.truth(selectors.next())) {
                    return item;
                }
            }
            return null;
        });
    }

    private static Object islice(Arguments arguments) {
        int count = arguments.size();
        if (count < 2 || count > 4) {
            throw PyError.type(
                    count < 2
                            ? "islice expected at least 2 arguments, got " + count
                            : "islice expected at most 4 arguments, got " + count);
        }
        var items = Values.iterate(arguments.positional(0));
        long start = count > 2 ? place(arguments.positional(1), 0) : 0;
        long stop = place(arguments.positional(count > 2 ? 2 : 1), Long.MAX_VALUE);
        long step = count > 3 ? place(arguments.positional(3), 1) : 1;
        if (start < 0 || stop < 0 || step < 1) {
            throw PyError.value(
                    step < 1
                            ? "Step for islice() must be a positive integer or None."
                            : "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
        }
        var at = new long[] {0, start};
        return iterator("islice", () -> {
            while (at[0] < stop && items.hasNext()) {
                var item = items.next();
                if (at[0]++ == at[1]) {
                    at[1] += step;
                    return item;
                }
            }
            return null;
        });
    }

    private static long place(Object value, long otherwise) {
        return value == None.NONE ? otherwise : Numbers.index(value);
    }

    private static Object starmap(Object function, Iterator<Object> items) {
        return iterator(
                "starmap",
                () -> items.hasNext()
                        ? Values.call(
                                function, Arguments.of(PyList.from(items.next()).toArray()))
                        : null);
    }

    private static Object tee(Arguments arguments) {
        var all = PyList.from(arguments.positional(0));
        long copies = arguments.size() > 1 ? Numbers.index(arguments.positional(1)) : 2;
        var iterators = new PyList((int) Math.clamp(copies, 0, Integer.MAX_VALUE));
        for (long i = 0; i < copies; i++) {
            iterators.add(new PyIterator("itertools._tee", new PyList(all).iterator()));
        }
        return PyTuple.copyOf(iterators);
    }

    private static Object zipLongest(Arguments arguments) {
        var fill = arguments.keyword("fillvalue");
        if (arguments.keywordCount() > (fill == null ? 0 : 1)) {
            throw PyError.type("zip_longest() got an unexpected keyword argument");
        }
        List<Iterator<Object>> all = new ArrayList<>();
        for (var argument : arguments.positionals()) {
            all.add(Values.iterate(argument));
        }
        return iterator("zip_longest", () -> {
            var row = new Object[all.size()];
            boolean some = false;
            for (int i = 0; i < row.length; i++) {
                boolean more = all.get(i).hasNext();
                some |= more;
                row[i] = more ? all.get(i).next() : fill == null ? None.NONE : fill;
            }
            return some ? PyTuple.of(row) : null;
        });
    }

    private static Object product(Arguments arguments) {
        long times = PRODUCT.bind(arguments.skip(arguments.size())).integer(0);
        List<PyList> pools = new ArrayList<>();
        for (long i = 0; i < times; i++) {
            if (pools.size() > MOST_POOLS) {
                throw new PyError("MemoryError", "the product has too many parts");
            }
            for (var argument : arguments.positionals()) {
                pools.add(i == 0 ? PyList.from(argument) : pools.get(pools.size() % arguments.size()));
            }
        }
        var places = new int[pools.size()];
        var state = new boolean[] {pools.stream().anyMatch(PyList::isEmpty)};
        return iterator("product", () -> {
            if (state[0]) {
                return null;
            }
            var row = new Object[places.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = pools.get(i).get(places[i]);
            }
            int i = places.length - 1;
            while (i >= 0 && ++places[i] == pools.get(i).size()) {
                places[i--] = 0;
            }
            state[0] = i < 0;
            return PyTuple.of(row);
        });
    }

    private static Object permutations(Signature.Bound bound) {
        var pool = PyList.from(bound.value(0));
        int length = bound.value(1) == None.NONE ? pool.size() : (int) bound.integer(1);
        return choices("permutations", pool, length, (places, at) -> {
            for (int i = 0; i < at; i++) {
                if (places[i] == places[at]) {
                    return false;
                }
            }
            return true;
        });
    }

    private static Object combinations(Signature.Bound bound, String name, boolean replacing) {
        var pool = PyList.from(bound.value(0));
        return choices(
                name,
                pool,
                (int) bound.integer(1),
                (places, at) -> at == 0 || (replacing ? places[at] >= places[at - 1] : places[at] > places[at - 1]));
    }

    /** Whether the choice at one place goes with those before it. */
    private interface Allowed {
        boolean at(int[] places, int at);
    }

    /** All choices of some items in the order of their places, by trying them from the last place on. */
    private static Object choices(String name, PyList pool, int length, Allowed allowed) {
        if (length < 0) {
            throw PyError.value("r must be non-negative");
        }
        var places = new int[length];
        var fresh = new boolean[] {true};
        return iterator(name, () -> {
            int at = length - 1;
            if (fresh[0]) {
                fresh[0] = false;
                if (length == 0) {
                    return PyTuple.EMPTY;
                }
                at = 0;
                places[0] = -1;
            }
            while (at >= 0) {
                do {
                    places[at]++;
                } while (places[at] < pool.size() && !allowed.at(places, at));
                if (places[at] >= pool.size()) {
                    at--;
                } else if (at == length - 1) {
                    var row = new Object[length];
                    for (int i = 0; i < length; i++) {
                        row[i] = pool.get(places[i]);
                    }
                    return PyTuple.of(row);
                } else {
                    places[++at] = -1;
                }
            }
            return null;
        });
    }
}
