package dev.weir.jinja.value;

import org.jspecify.annotations.Nullable;

/** A slice as written, {@code start:stop:step}; a missing part is null. */
record Slice(
        @Nullable Long start, @Nullable Long stop, @Nullable Long step) {
    /** The bounds for a sequence of a given length. */
    record Bounds(int start, int stop, int step, int count) {}

    static Slice of(Object start, Object stop, Object step) {
        Long by = part(step);
        if (by != null && by == 0) {
            throw PyError.value("slice step cannot be zero");
        }
        return new Slice(part(start), part(stop), by);
    }

    private static @Nullable Long part(Object value) {
        if (value == None.NONE) {
            return null;
        }
        if (!Numbers.isInteger(value)) {
            throw PyError.type("slice indices must be integers or None or have an __index__ method");
        }
        return Numbers.clampedLong(value);
    }

    Bounds within(int length) {
        long by = step == null ? 1 : step;
        boolean up = by > 0;
        int lowest = up ? 0 : -1;
        int highest = up ? length : length - 1;
        int from = start == null ? (up ? lowest : highest) : clamp(start, length, lowest, highest);
        int to = stop == null ? (up ? highest : lowest) : clamp(stop, length, lowest, highest);
        int stride = Math.clamp(by, -Integer.MAX_VALUE, Integer.MAX_VALUE);
        int count;
        if (up) {
            count = from < to ? (int) ((to - from - 1) / (long) stride + 1) : 0;
        } else {
            count = from > to ? (int) ((from - to - 1) / -(long) stride + 1) : 0;
        }
        return new Bounds(from, to, stride, count);
    }

    private static int clamp(long place, int length, int lowest, int highest) {
        if (place < 0) {
            return place + length < 0 ? lowest : (int) Math.max(place + length, lowest);
        }
        return (int) Math.min(place, highest);
    }
}
