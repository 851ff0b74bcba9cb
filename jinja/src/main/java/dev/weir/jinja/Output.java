package dev.weir.jinja;

import dev.weir.jinja.value.Limits;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where rendered text goes; when values are wanted rather than text, the pieces are kept apart. All texts of a thread stand one
 * after the other in one buffer, that of a macro behind what its caller has written so far, and are taken off by {@link
 * #close}: the last opened is the first closed.
 */
final class Output implements AutoCloseable {
    private final StringBuilder text;
    private final int start;
    private final @Nullable List<Object> pieces;

    private Output(StringBuilder text, @Nullable List<Object> pieces) {
        this.text = text;
        start = text.length();
        this.pieces = pieces;
    }

    static Output text(RenderStack stack) {
        return new Output(stack.text(), null);
    }

    static Output pieces() {
        return new Output(new StringBuilder(0), new ArrayList<>());
    }

    void write(String more) {
        if (pieces == null) {
            append(more);
        } else {
            keep(more);
        }
    }

    /** The first piece as it is, since it may be the only one; of each the text once there are two, as it is then. */
    private void keep(Object piece) {
        if (pieces == null) {
            throw new IllegalStateException("no pieces are kept");
        }
        if (pieces.isEmpty()) {
            pieces.add(piece);
            return;
        }
        if (pieces.size() == 1) {
            pieces.set(0, Values.str(pieces.getFirst()));
        }
        pieces.add(Values.str(piece));
    }

    private void append(String more) {
        if (more.length() > Limits.TEXT - (text.length() - start)) {
            Limits.checkText((long) text.length() - start + more.length());
        }
        text.append(more);
    }

    /** Whether the pieces are kept, so that a value keeps its type. */
    boolean keepsPieces() {
        return pieces != null;
    }

    void print(Object value) {
        if (pieces == null) {
            append(value instanceof String more ? more : Values.str(value));
        } else {
            keep(value);
        }
    }

    /** The single piece printed, as it is to be read; else the texts of all. */
    Object value(Readings readings) {
        if (pieces == null) {
            return toString();
        }
        if (pieces.size() == 1) {
            return readings.read(pieces.getFirst());
        }
        StringBuilder all = new StringBuilder();
        for (Object piece : pieces) {
            all.append(Values.str(piece));
        }
        return all.toString();
    }

    @Override
    public String toString() {
        return text.substring(start);
    }

    /** Takes the text off the buffer. */
    @Override
    public void close() {
        text.setLength(start);
    }
}
