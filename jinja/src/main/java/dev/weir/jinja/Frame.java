package dev.weir.jinja;

import dev.weir.jinja.tree.Scope;
import org.jspecify.annotations.Nullable;

/** The variables of a template, a macro call or a level of a recursive loop that is being rendered. */
final class Frame {
    /** What a slot holds that was never assigned; an empty slot has not been looked up yet. */
    static final Object MISSING = new Object();

    final @Nullable Object[] slots;
    final @Nullable Frame outer;

    Frame(int size, @Nullable Frame outer) {
        slots = new Object[size];
        this.outer = outer;
    }

    Frame at(int depth) {
        Frame frame = this;
        for (int i = 0; i < depth && frame.outer != null; i++) {
            frame = frame.outer;
        }
        return frame;
    }

    /** Prepares the slots of a scope that is being entered. */
    void enter(Scope scope) {
        int[] aliases = scope.aliases();
        for (int i = 0; i < aliases.length; i += 3) {
            slots[aliases[i]] = at(aliases[i + 1]).slots[aliases[i + 2]];
        }
        for (int slot : scope.missing()) {
            slots[slot] = MISSING;
        }
        for (int slot : scope.fresh()) {
            slots[slot] = null;
        }
    }
}
