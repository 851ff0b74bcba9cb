package dev.weir.jinja.value;

/** Python's None: one value, equal only to itself. */
public enum None {
    NONE;

    @Override
    public String toString() {
        return "None";
    }
}
