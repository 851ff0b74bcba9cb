package dev.weir.jinja;

import dev.weir.jinja.value.PyError;

/**
 * What the renderings of a thread share, whatever templates they are of: how many macros and levels of recursive loops run
 * inside each other, and the text they write. Counted, because an overflow of the stack may hit the first use of a class,
 * which then stays unusable in this process.
 */
final class RenderStack {
    /** Jinja alone gets as far as about 180, dbt as about 100. Source: asked of the reference. */
    private static final int MAX = 200;

    private static final ThreadLocal<RenderStack> OF_THREAD = ThreadLocal.withInitial(RenderStack::new);

    /** A longer text is let go once it is rendered. */
    private static final int KEPT = 1 << 16;

    private int depth;
    private StringBuilder text = new StringBuilder(1 << 10);

    private RenderStack() {}

    static RenderStack ofThisThread() {
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

    /** The text that is being written: of what called first, of what that called, and so on. See {@link Output}. */
    StringBuilder text() {
        if (text.isEmpty() && text.capacity() > KEPT) {
            text = new StringBuilder(1 << 10);
        }
        return text;
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
