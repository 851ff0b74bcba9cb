package dev.weir.jinja;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one scope: a template, a macro call, a turn of a loop. Frames are small, so names (interned) are compared
 * one by one; a name not found is looked for in the scope around. Belongs to one thread.
 */
final class Frame {
    private static final int FEW = 4;

    private final @Nullable Frame around;
    private String[] names = new String[FEW];
    private Object[] values = new Object[FEW];
    private int count;

    Frame(@Nullable Frame around) {
        this.around = around;
    }

    @SuppressWarnings("ReferenceEquality") // names are interned by the lexer
    @Nullable Object find(String name) {
        Frame frame = this;
        do {
            for (int at = 0; at < frame.count; at++) {
                if (frame.names[at] == name) {
                    return frame.values[at];
                }
            }
            frame = frame.around;
        } while (frame != null);
        return null;
    }

    @SuppressWarnings("ReferenceEquality") // names are interned by the lexer
    void set(String name, Object value) {
        for (int at = 0; at < count; at++) {
            if (names[at] == name) {
                values[at] = value;
                return;
            }
        }
        if (count == names.length) {
            names = Arrays.copyOf(names, count * 2);
            values = Arrays.copyOf(values, count * 2);
        }
        names[count] = name;
        values[count++] = value;
    }

    void clear() {
        count = 0;
    }
}
