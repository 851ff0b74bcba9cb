package dev.weir.core.engine;

/** The commands the engine knows, under dbt's names. Verbs of other rooms (deps, docs serve, sandbox) are the faces'. */
public enum Verb {
    BUILD("build"),
    CLEAN("clean"),
    CLONE("clone"),
    COMPILE("compile"),
    DEBUG("debug"),
    DOCS_GENERATE("docs generate"),
    LIST("list"),
    PARSE("parse"),
    RETRY("retry"),
    RUN("run"),
    RUN_OPERATION("run-operation"),
    SEED("seed"),
    SHOW("show"),
    SNAPSHOT("snapshot"),
    SOURCE_FRESHNESS("source freshness"),
    TEST("test");

    private final String wireName;

    Verb(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
