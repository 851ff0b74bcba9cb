package dev.weir.jinja;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Texts of one rendering that are read as something else where they are all that is printed. A text is known by its identity:
 * what is made of it, even a copy, is text like any other. Belongs to one thread.
 */
final class Readings {
    private @Nullable Map<Object, UnaryOperator<Object>> marked;

    @SuppressWarnings("StringCopy") // a text of its own, so that it can be told from equal ones
    String mark(String text, UnaryOperator<Object> reading) {
        Map<Object, UnaryOperator<Object>> known = marked;
        if (known == null) {
            known = new IdentityHashMap<>();
            marked = known;
        }
        String own = new String(text);
        known.put(own, reading);
        return own;
    }

    /** What was made of a text: another text, even when it has the same characters. */
    @SuppressWarnings("StringCopy") // a text of its own, as above
    Object made(Object result, Object of) {
        return result == of && result instanceof String text && hold(text) ? new String(text) : result;
    }

    boolean hold(String text) {
        return marked != null && marked.containsKey(text);
    }

    /** What a printed value stands for. */
    Object read(Object value) {
        UnaryOperator<Object> reading = marked == null ? null : marked.get(value);
        return reading == null ? value : reading.apply(value);
    }
}
