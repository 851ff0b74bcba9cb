package dev.weir.jinja;

/** Leaves the running macro with a value that is no text. Thrown by a callable, caught where the macro was called. */
public final class ReturnSignal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Object value;

    public ReturnSignal(Object value) {
        super("return", null, false, false);
        this.value = value;
    }

    public Object value() {
        return value;
    }
}
