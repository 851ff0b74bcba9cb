package dev.weir.jinja;

import dev.weir.jinja.value.PyError;

/**
 * How many macros and levels of recursive loops run inside each other on a thread, whatever templates they are of. Counted,
 * because an overflow of the stack may hit the first use of a class, which then stays unusable in this process.
 */
final class CallDepth {
    /** Jinja alone gets as far as about 180, dbt as about 100. Source: asked of the reference. */
    private static final int MAX = 200;

    private static final ThreadLocal<CallDepth> OF_THREAD = ThreadLocal.withInitial(CallDepth::new);

    private int depth;

    private CallDepth() {}

    static CallDepth ofThisThread() {
        return OF_THREAD.get();
    }

    void enter() {
        if (depth >= MAX) {
            throw new PyError("RecursionError", "maximum recursion depth exceeded");
        }
        depth++;
    }

    void leave() {
        depth--;
    }

    /** Starts over after an overflow, which may have hit {@link #leave} too. */
    void reset() {
        depth = 0;
    }

    /** Whether no macro is running: here an overflow becomes an error, as further in there may be no room left to make one. */
    boolean outermost() {
        return depth == 0;
    }
}
