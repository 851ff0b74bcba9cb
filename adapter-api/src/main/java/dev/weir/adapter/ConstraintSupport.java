package dev.weir.adapter;

/** What a database does with a constraint. */
public enum ConstraintSupport {
    ENFORCED,
    /** Accepted and not checked. */
    NOT_ENFORCED,
    /** Refused, so it is left out. */
    NOT_SUPPORTED
}
