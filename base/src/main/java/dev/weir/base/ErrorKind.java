package dev.weir.base;

/** The word that heads an error on the console; scripts match on it. Source: dbt 1.11 error output, recorded cases. */
public enum ErrorKind {
    COMPILATION("Compilation Error"),
    PARSING("Parsing Error"),
    RUNTIME("Runtime Error"),
    DATABASE("Database Error"),
    FAIL_FAST("FailFast Error"),
    DEPENDENCY("Dependency Error"),
    VALIDATION("Validation Error"),
    CONTRACT("Breaking change to contract Error"),
    USAGE("Usage Error"),
    INTERNAL("Internal Error"),
    ENV_VAR("Env var required but not provided"),
    /** Shown without a head. */
    BARE("");

    private final String headline;

    ErrorKind(String headline) {
        this.headline = headline;
    }

    public String headline() {
        return headline;
    }
}
