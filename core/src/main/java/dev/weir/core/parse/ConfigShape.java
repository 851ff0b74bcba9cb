package dev.weir.core.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The config keys of one kind of resource: their order in the manifest, defaults, and how layers of them merge. Source: dbt
 * docs, "Model configurations" and its siblings; recorded manifests.
 */
enum ConfigShape {
    NODE(Fields.node("view")),
    MODEL(Fields.model()),
    SEED(Fields.seed()),
    SNAPSHOT(Fields.snapshot()),
    FUNCTION(Fields.function()),
    TEST(Fields.test()),
    SOURCE(Fields.source()),
    EXPOSURE(Fields.exposure()),
    METRIC(Fields.metric()),
    SEMANTIC_MODEL(Fields.metric()),
    SAVED_QUERY(Fields.savedQuery()),
    UNIT_TEST(Fields.unitTest());

    /** What happens when a later layer gives a key again. */
    enum Merge {
        REPLACE,
        /** Lists add up. */
        APPEND,
        /** Mappings: keys of the later one win. */
        UPDATE,
        /** Grants: a key that starts with {@code +} adds grantees, another replaces them. */
        GRANTS
    }

    /** What a value must be. */
    enum Kind {
        ANY,
        /** Anything; nothing is a value, too, and does not mean the default. */
        ANY_OR_NOTHING,
        FLAG,
        /** Text. */
        TEXT,
        /** Text or nothing. */
        OPTIONAL_TEXT,
        OPTIONAL_FLAG,
        OPTIONAL_NUMBER,
        TEXTS,
        MAP,
        HOOKS
    }

    record Field(String name, @Nullable Object initial, Merge merge, Kind kind) {}

    private final Map<String, Field> fields;

    ConfigShape(List<Field> fields) {
        Map<String, Field> byName = new LinkedHashMap<>();
        fields.forEach(field -> byName.put(field.name(), field));
        this.fields = byName;
    }

    Map<String, Field> fields() {
        return fields;
    }

    /** Whether what it configures is a node, not a source, an exposure or what else has configs. */
    boolean ofNodes() {
        return switch (this) {
            case NODE, MODEL, SEED, SNAPSHOT, FUNCTION, TEST -> true;
            case SOURCE, EXPOSURE, METRIC, SEMANTIC_MODEL, SAVED_QUERY, UNIT_TEST -> false;
        };
    }

    /** What dbt calls it. */
    String dbtName() {
        StringBuilder name = new StringBuilder();
        for (String word : name().split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.append("Config").toString();
    }

    /** The key under which a written key is kept. */
    static String canonical(String key) {
        return switch (key) {
            case "pre_hook" -> "pre-hook";
            case "post_hook" -> "post-hook";
            default -> key;
        };
    }

    /** The spelling that counts where a place uses both: {@code pre_hook} for {@code pre-hook}; else nothing. */
    static String otherSpelling(String key) {
        return switch (key) {
            case "pre-hook" -> "pre_hook";
            case "post-hook" -> "post_hook";
            default -> "";
        };
    }

    private static final class Fields {
        private Fields() {}

        private static Field replace(String name, @Nullable Object initial, Kind kind) {
            return new Field(name, initial, Merge.REPLACE, kind);
        }

        private static Field texts(String name) {
            return new Field(name, List.of(), Merge.APPEND, Kind.TEXTS);
        }

        private static Field update(String name) {
            return new Field(name, Map.of(), Merge.UPDATE, Kind.MAP);
        }

        private static Map<String, @Nullable Object> map(@Nullable Object... namesAndValues) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (int at = 0; at < namesAndValues.length; at += 2) {
                map.put(String.valueOf(namesAndValues[at]), namesAndValues[at + 1]);
            }
            return map;
        }

        private static List<Field> common() {
            return new ArrayList<>(List.of(
                    replace("enabled", true, Kind.FLAG),
                    replace("alias", null, Kind.OPTIONAL_TEXT),
                    replace("schema", null, Kind.OPTIONAL_TEXT),
                    replace("database", null, Kind.OPTIONAL_TEXT),
                    texts("tags"),
                    update("meta"),
                    replace("group", null, Kind.OPTIONAL_TEXT),
                    replace("static_analysis", null, Kind.OPTIONAL_TEXT)));
        }

        static List<Field> node(String materialized) {
            List<Field> fields = common();
            fields.add(replace("materialized", materialized, Kind.TEXT));
            fields.add(replace("incremental_strategy", null, Kind.OPTIONAL_TEXT));
            fields.add(replace("batch_size", null, Kind.ANY));
            fields.add(replace("lookback", 1L, Kind.ANY));
            fields.add(replace("begin", null, Kind.ANY));
            fields.add(replace("persist_docs", Map.of(), Kind.MAP));
            fields.add(new Field("post-hook", List.of(), Merge.APPEND, Kind.HOOKS));
            fields.add(new Field("pre-hook", List.of(), Merge.APPEND, Kind.HOOKS));
            fields.add(update("quoting"));
            fields.add(update("column_types"));
            fields.add(replace("full_refresh", null, Kind.OPTIONAL_FLAG));
            fields.add(replace("unique_key", null, Kind.ANY));
            fields.add(replace("on_schema_change", "ignore", Kind.OPTIONAL_TEXT));
            fields.add(replace("on_configuration_change", "apply", Kind.ANY));
            fields.add(new Field("grants", Map.of(), Merge.GRANTS, Kind.MAP));
            fields.add(texts("packages"));
            fields.add(new Field("docs", map("show", true, "node_color", null), Merge.UPDATE, Kind.MAP));
            fields.add(new Field("contract", map("enforced", false, "alias_types", true), Merge.UPDATE, Kind.MAP));
            fields.add(replace("event_time", null, Kind.ANY));
            fields.add(replace("concurrent_batches", null, Kind.ANY));
            return fields;
        }

        static List<Field> model() {
            List<Field> fields = node("view");
            fields.add(replace("access", "protected", Kind.TEXT));
            fields.add(replace("freshness", null, Kind.ANY));
            return fields;
        }

        static List<Field> seed() {
            List<Field> fields = node("seed");
            fields.add(replace("delimiter", ",", Kind.TEXT));
            fields.add(replace("quote_columns", null, Kind.OPTIONAL_FLAG));
            return fields;
        }

        static List<Field> function() {
            List<Field> fields = node("function");
            fields.add(replace("type", "scalar", Kind.TEXT));
            fields.add(replace("volatility", null, Kind.OPTIONAL_TEXT));
            fields.add(replace("runtime_version", null, Kind.OPTIONAL_TEXT));
            fields.add(replace("entry_point", null, Kind.OPTIONAL_TEXT));
            return fields;
        }

        static List<Field> snapshot() {
            List<Field> fields = node("snapshot");
            fields.add(replace("strategy", null, Kind.OPTIONAL_TEXT));
            fields.add(replace("target_schema", null, Kind.OPTIONAL_TEXT));
            fields.add(replace("target_database", null, Kind.OPTIONAL_TEXT));
            fields.add(replace("updated_at", null, Kind.OPTIONAL_TEXT));
            fields.add(replace("check_cols", null, Kind.ANY));
            fields.add(replace(
                    "snapshot_meta_column_names",
                    map(
                            "dbt_valid_to",
                            null,
                            "dbt_valid_from",
                            null,
                            "dbt_scd_id",
                            null,
                            "dbt_updated_at",
                            null,
                            "dbt_is_deleted",
                            null),
                    Kind.MAP));
            fields.add(replace("dbt_valid_to_current", null, Kind.OPTIONAL_TEXT));
            return fields;
        }

        static List<Field> test() {
            List<Field> fields = common();
            fields.set(2, replace("schema", "dbt_test__audit", Kind.OPTIONAL_TEXT));
            fields.add(replace("materialized", "test", Kind.TEXT));
            fields.add(replace("severity", "ERROR", Kind.TEXT));
            fields.add(replace("store_failures", null, Kind.OPTIONAL_FLAG));
            fields.add(replace("store_failures_as", null, Kind.OPTIONAL_TEXT));
            fields.add(replace("where", null, Kind.OPTIONAL_TEXT));
            fields.add(replace("limit", null, Kind.OPTIONAL_NUMBER));
            fields.add(replace("fail_calc", "count(*)", Kind.TEXT));
            fields.add(replace("warn_if", "!= 0", Kind.TEXT));
            fields.add(replace("error_if", "!= 0", Kind.TEXT));
            return fields;
        }

        static List<Field> source() {
            return List.of(
                    replace("enabled", true, Kind.FLAG),
                    replace("event_time", null, Kind.ANY),
                    replace("freshness", Freshness.complete(Map.of()), Kind.ANY_OR_NOTHING),
                    replace("loaded_at_field", null, Kind.OPTIONAL_TEXT),
                    replace("loaded_at_query", null, Kind.OPTIONAL_TEXT),
                    update("meta"),
                    replace("tags", List.of(), Kind.TEXTS),
                    replace("static_analysis", null, Kind.OPTIONAL_TEXT));
        }

        static List<Field> exposure() {
            return List.of(
                    replace("enabled", true, Kind.FLAG),
                    replace("tags", List.of(), Kind.TEXTS),
                    replace("meta", Map.of(), Kind.MAP));
        }

        static List<Field> metric() {
            return List.of(
                    replace("enabled", true, Kind.FLAG), replace("group", null, Kind.OPTIONAL_TEXT), update("meta"));
        }

        static List<Field> savedQuery() {
            List<Field> fields = new ArrayList<>(metric());
            fields.add(replace("export_as", null, Kind.OPTIONAL_TEXT));
            fields.add(replace("schema", null, Kind.OPTIONAL_TEXT));
            fields.add(new Field("cache", map("enabled", false), Merge.REPLACE, Kind.MAP));
            return fields;
        }

        static List<Field> unitTest() {
            return List.of(
                    texts("tags"),
                    update("meta"),
                    replace("enabled", true, Kind.FLAG),
                    replace("static_analysis", null, Kind.OPTIONAL_TEXT));
        }
    }

    /** Config keys that name things no shape holds but the program knows, to tell them from misspelt ones. */
    static final Set<String> KNOWN_EXTRAS = Set.of(
            "indexes",
            "unlogged",
            "sql_header",
            "incremental_predicates",
            "hard_deletes",
            "invalidate_hard_deletes",
            "partition_by",
            "cluster",
            "cluster_by",
            "retain_history",
            "strict",
            "refresh_interval");
}
