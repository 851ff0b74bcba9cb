package dev.weir.core.project;

/** A section of {@code dbt_project.yml} that configures resources of one kind by folder. */
public enum ConfigSection {
    MODELS("models"),
    SEEDS("seeds"),
    SNAPSHOTS("snapshots"),
    ANALYSES("analyses"),
    /** Also written {@code tests}. */
    DATA_TESTS("data_tests"),
    UNIT_TESTS("unit_tests"),
    SOURCES("sources"),
    EXPOSURES("exposures"),
    METRICS("metrics"),
    SEMANTIC_MODELS("semantic-models"),
    SAVED_QUERIES("saved-queries"),
    FUNCTIONS("functions");

    private final String wireName;

    ConfigSection(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
