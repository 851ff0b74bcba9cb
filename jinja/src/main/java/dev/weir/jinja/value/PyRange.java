package dev.weir.jinja.value;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Python's range: integers from a start, by a step, up to but without a stop. Immutable. */
public record PyRange(long start, long stop, long step) implements PyObject {
    /** The longest range the sandbox of Jinja allows. */
    public static final long MAX = 100_000;

    public PyRange {
        if (step == 0) {
            throw PyError.value("range() arg 3 must not be zero");
        }
    }

    @Override
    public String typeName() {
        return "range";
    }

    public long count() {
        if (step > 0 ? start >= stop : start <= stop) {
            return 0;
        }
        return step > 0 ? (stop - start - 1) / step + 1 : (start - stop - 1) / -step + 1;
    }

    @Override
    public int length() {
        return (int) Math.min(Integer.MAX_VALUE, count());
    }

    @Override
    public Iterator<Object> iterate() {
        return new Iterator<>() {
            private final long count = count();
            private long index;

            @Override
            public boolean hasNext() {
                return index < count;
            }

            @Override
            public Object next() {
                if (index >= count) {
                    throw new NoSuchElementException();
                }
                return start + step * index++;
            }
        };
    }

    @Override
    public @Nullable Object item(Object key) {
        if (!(key instanceof Long || key instanceof Boolean)) {
            return null;
        }
        long index = Numbers.toLong(key);
        long count = count();
        long place = index < 0 ? index + count : index;
        return place < 0 || place >= count ? null : (Object) (start + step * place);
    }

    PyRange slice(Slice slice) {
        int count = length();
        var bounds = slice.within(count);
        return new PyRange(start + step * bounds.start(), start + step * bounds.stop(), step * bounds.step());
    }

    @Override
    public @Nullable Boolean contains(Object value) {
        if (!Numbers.isInteger(value)) {
            return null;
        }
        var big = Numbers.toBig(value);
        if (big.bitLength() > 62) {
            return false;
        }
        long number = big.longValue();
        boolean between = step > 0 ? number >= start && number < stop : number <= start && number > stop;
        return between && (number - start) % step == 0;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "start" -> start;
            case "stop" -> stop;
            case "step" -> step;
            case "count" ->
                (PyCallable) arguments -> Boolean.TRUE.equals(contains(arguments.exactlyOne("range.count"))) ? 1L : 0L;
            case "index" ->
                (PyCallable) arguments -> {
                    var value = arguments.exactlyOne("range.index");
                    if (!Boolean.TRUE.equals(contains(value))) {
                        throw PyError.value(
                                Numbers.isInteger(value)
                                        ? Values.repr(value) + " is not in range"
                                        : "sequence.index(x): x not in sequence");
                    }
                    return (Numbers.toLong(value) - start) / step;
                };
            default -> null;
        };
    }

    @Override
    public String repr() {
        return "range(" + start + ", " + stop + (step == 1 ? "" : ", " + step) + ")";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PyRange range
                && count() == range.count()
                && (count() == 0 || (start == range.start && (count() == 1 || step == range.step)));
    }

    @Override
    public int hashCode() {
        return count() == 0 ? 0 : Long.hashCode(start) * 31 + Long.hashCode(count());
    }
}
