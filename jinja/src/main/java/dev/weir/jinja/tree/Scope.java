package dev.weir.jinja.tree;

/**
 * What has to happen to slots when a scope is entered: some take over the value of an outer slot, some become undefined, some
 * are looked up afresh. Filled by the resolver while the template is parsed; immutable afterwards.
 */
public final class Scope {
    private static final int[] NONE = {};

    private int[] aliases = NONE;
    private int[] missing = NONE;
    private int[] fresh = NONE;

    /** For the resolver only. */
    public void bind(int[] newAliases, int[] newMissing, int[] newFresh) {
        aliases = newAliases;
        missing = newMissing;
        fresh = newFresh;
    }

    /** Triples: slot, depth of the outer slot, outer slot. */
    public int[] aliases() {
        return aliases;
    }

    /** Slots without a value until they are assigned. */
    public int[] missing() {
        return missing;
    }

    /** Slots that start with the global of their name. */
    public int[] fresh() {
        return fresh;
    }
}
