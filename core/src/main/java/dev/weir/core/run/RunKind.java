package dev.weir.core.run;

/** Which command visits the nodes. */
public enum RunKind {
    RUN(true, true, false),
    SEED(true, true, false),
    SNAPSHOT(true, true, false),
    TEST(true, true, false),
    BUILD(true, true, true),
    /** Makes copies of what stands in another environment. */
    CLONE(false, true, false),
    /** Renders nodes and writes their SQL, no more. */
    COMPILE(false, false, false);

    private final boolean hooks;
    private final boolean changesDatabase;
    private final boolean testsGate;

    RunKind(boolean hooks, boolean changesDatabase, boolean testsGate) {
        this.hooks = hooks;
        this.changesDatabase = changesDatabase;
        this.testsGate = testsGate;
    }

    /** Whether {@code on-run-start} and {@code on-run-end} run. */
    boolean hooks() {
        return hooks;
    }

    boolean changesDatabase() {
        return changesDatabase;
    }

    /** Whether what stands below a tested node waits for its tests. */
    boolean testsGate() {
        return testsGate;
    }
}
