package dev.weir.core.engine;

/** dbt's exit codes. Source: dbt docs, "Exit codes". */
public enum ExitCode {
    /** All went well. */
    OK(0),
    /** It ran, and something failed. */
    NODE_FAILED(1),
    /** It could not run: usage, project, connection, our bug. */
    NOT_RUN(2);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
