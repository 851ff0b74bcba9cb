package dev.weir.jinja.tree;

import org.jspecify.annotations.Nullable;

/** The scopes of a loop, the slot of {@code loop} (negative when nobody asks for it), and, for a recursive one, its frame. */
public final class LoopScopes {
    private final Scope body = new Scope();
    private final Scope otherwise = new Scope();
    private final Scope filter = new Scope();
    private int loopSlot = -1;
    private int frameSize;
    private @Nullable Expression filterTarget;

    /** For the resolver only. */
    public void bind(int newLoopSlot, int newFrameSize) {
        loopSlot = newLoopSlot;
        frameSize = newFrameSize;
    }

    /** For the resolver only. */
    public void bindFilterTarget(Expression target) {
        filterTarget = target;
    }

    /** The loop's target with the slots its filter reads. */
    public Expression filterTarget() {
        if (filterTarget == null) {
            throw new IllegalStateException("the loop has no filter");
        }
        return filterTarget;
    }

    public Scope body() {
        return body;
    }

    public Scope otherwise() {
        return otherwise;
    }

    public Scope filter() {
        return filter;
    }

    public int loopSlot() {
        return loopSlot;
    }

    /** The number of slots of the frame each level of a recursive loop has; 0 for other loops. */
    public int frameSize() {
        return frameSize;
    }
}
