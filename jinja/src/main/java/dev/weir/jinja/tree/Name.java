package dev.weir.jinja.tree;

/**
 * A variable, read or assigned. Where it lives was settled when the template was parsed: so many frames outwards, in that
 * slot. Immutable once the template is.
 */
public final class Name implements Expression.Variable {
    private final int start;
    private final int end;
    private final String name;
    private int depth;
    private int slot = -1;

    public Name(int start, int end, String name) {
        this.start = start;
        this.end = end;
        this.name = name;
    }

    /** For the resolver only. */
    public void bind(int newDepth, int newSlot) {
        depth = newDepth;
        slot = newSlot;
    }

    @Override
    public int start() {
        return start;
    }

    @Override
    public int end() {
        return end;
    }

    @Override
    public String name() {
        return name;
    }

    /** How many frames outwards the slot is. */
    public int depth() {
        return depth;
    }

    public int slot() {
        return slot;
    }

    @Override
    public String toString() {
        return name;
    }
}
