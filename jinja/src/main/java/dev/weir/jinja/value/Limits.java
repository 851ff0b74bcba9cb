package dev.weir.jinja.value;

/**
 * What keeps a template from taking the process with it: bounds of what may be built in memory, and the places where long work
 * looks whether it was told to stop. Deep recursion is bounded by the parser and by the depth of macro calls.
 */
public final class Limits {
    /** The longest text a template may build, in characters. */
    public static final int TEXT = 1 << 27;

    /** The most items a list may have. */
    public static final int ITEMS = 1 << 23;

    private static final int LOOKED_AT = 1 << 12;

    private Limits() {}

    /** A KeyboardInterrupt when the thread was interrupted; the mark stays on the thread. */
    public static void stopWhenInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new PyError("KeyboardInterrupt", "interrupted");
        }
    }

    /** A MemoryError for a text of more than {@link #TEXT} characters. */
    public static void checkText(long length) {
        if (length > TEXT) {
            throw new PyError("MemoryError", "the text is too long");
        }
    }

    /** So many blanks, none for a negative number; a MemoryError for too many. */
    public static String blanks(long count) {
        checkText(count);
        return " ".repeat((int) Math.max(0, count));
    }

    /** A MemoryError for a list of more than {@link #ITEMS} items; looks for an interruption when it is long. */
    static void checkItems(long size) {
        if (size > ITEMS) {
            throw new PyError("MemoryError", "the list is too long");
        }
        if (size > LOOKED_AT) {
            stopWhenInterrupted();
        }
    }
}
