package dev.weir.jinja;

/** Leaves the body of a loop. */
final class LoopSignal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final LoopSignal BREAK = new LoopSignal();
    static final LoopSignal CONTINUE = new LoopSignal();

    private LoopSignal() {
        super("loop control", null, false, false);
    }
}
