package dev.weir.core.context;

/** When a template is rendered. At parse time nothing touches the database and calls are recorded. */
public enum Phase {
    PARSE,
    COMPILE,
    RUN;

    /** The template variable {@code execute}. */
    public boolean executes() {
        return this != PARSE;
    }
}
