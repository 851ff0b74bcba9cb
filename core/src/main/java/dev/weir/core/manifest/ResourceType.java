package dev.weir.core.manifest;

import java.util.Optional;

/** What a resource is, with dbt's word for it. Source: dbt docs, "Resource types"; manifest v12. */
public enum ResourceType {
    MODEL("model", "models"),
    ANALYSIS("analysis", "analyses"),
    TEST("test", "tests"),
    SNAPSHOT("snapshot", "snapshots"),
    OPERATION("operation", "operations"),
    SEED("seed", "seeds"),
    SQL_OPERATION("sql_operation", "sql operations"),
    DOC("doc", "docs"),
    SOURCE("source", "sources"),
    MACRO("macro", "macros"),
    EXPOSURE("exposure", "exposures"),
    METRIC("metric", "metrics"),
    GROUP("group", "groups"),
    SAVED_QUERY("saved_query", "saved queries"),
    SEMANTIC_MODEL("semantic_model", "semantic models"),
    UNIT_TEST("unit_test", "unit tests"),
    FUNCTION("function", "functions");

    private final String wireName;
    private final String plural;

    ResourceType(String wireName, String plural) {
        this.wireName = wireName;
        this.plural = plural;
    }

    public String wireName() {
        return wireName;
    }

    /** As in {@code "Found 2 models, 3 data tests"}; tests are called data tests there. */
    public String plural() {
        return plural;
    }

    public static Optional<ResourceType> ofWireName(String name) {
        for (ResourceType type : values()) {
            if (type.wireName.equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
