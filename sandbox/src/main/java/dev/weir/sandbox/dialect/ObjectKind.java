package dev.weir.sandbox.dialect;

import java.util.Locale;

/** The kinds of things that statements create, drop, rename and comment on. */
public enum ObjectKind {
    DATABASE("database", "database", "databases"),
    SCHEMA("schema", "schema", "schemas"),
    CLUSTER("cluster", "cluster", "clusters"),
    CLUSTER_REPLICA("cluster replica", "cluster-replica", "cluster replicas"),
    ROLE("role", "role", "roles"),
    TABLE("table", "table", "tables"),
    VIEW("view", "view", "views"),
    MATERIALIZED_VIEW("materialized view", "materialized-view", "materialized views"),
    SOURCE("source", "source", "sources"),
    SINK("sink", "sink", "sinks"),
    INDEX("index", "index", "indexes"),
    CONNECTION("connection", "connection", "connections"),
    SECRET("secret", "secret", "secrets"),
    TYPE("type", "type", "types"),
    FUNCTION("function", "function", "functions"),
    COLUMN("column", "column", "columns"),
    NETWORK_POLICY("network policy", "network-policy", "network policies");

    private final String words;
    private final String catalogName;
    private final String plural;

    ObjectKind(String words, String catalogName, String plural) {
        this.words = words;
        this.catalogName = catalogName;
        this.plural = plural;
    }

    /** As in messages: {@code materialized view}. */
    public String words() {
        return words;
    }

    /** As in SQL and command tags: {@code MATERIALIZED VIEW}. */
    public String sql() {
        return words.toUpperCase(Locale.ROOT);
    }

    /** As in {@code mz_objects.type} and {@code mz_comments.object_type}: {@code materialized-view}. */
    public String catalogName() {
        return catalogName;
    }

    public String plural() {
        return plural;
    }

    /** Whether such a thing lives in a schema. */
    public boolean item() {
        return switch (this) {
            case TABLE, VIEW, MATERIALIZED_VIEW, SOURCE, SINK, INDEX, CONNECTION, SECRET, TYPE, FUNCTION -> true;
            case DATABASE, SCHEMA, CLUSTER, CLUSTER_REPLICA, ROLE, COLUMN, NETWORK_POLICY -> false;
        };
    }
}
