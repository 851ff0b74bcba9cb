package dev.weir.core.parse.memo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts that stand in nearly every resource: encoded as a number, one object when decoded. A change changes the format. */
final class Words {
    private static final List<String> ALL = List.of(
            "",
            "sql",
            "sha256",
            "none",
            "model",
            "models",
            "test",
            "source",
            "view",
            "table",
            "incremental",
            "ephemeral",
            "protected",
            "public",
            "private",
            "ERROR",
            "WARN",
            "error",
            "warn",
            "enabled",
            "alias",
            "schema",
            "database",
            "tags",
            "meta",
            "group",
            "static_analysis",
            "materialized",
            "incremental_strategy",
            "batch_size",
            "lookback",
            "begin",
            "persist_docs",
            "post-hook",
            "pre-hook",
            "quoting",
            "column_types",
            "full_refresh",
            "unique_key",
            "on_schema_change",
            "on_configuration_change",
            "grants",
            "packages",
            "docs",
            "contract",
            "event_time",
            "concurrent_batches",
            "access",
            "freshness",
            "ignore",
            "apply",
            "show",
            "node_color",
            "enforced",
            "alias_types",
            "severity",
            "store_failures",
            "store_failures_as",
            "where",
            "limit",
            "fail_calc",
            "warn_if",
            "error_if",
            "count(*)",
            "!= 0",
            "column_name",
            "values",
            "to",
            "field",
            "unique",
            "not_null",
            "accepted_values",
            "relationships",
            "id",
            "name",
            "description",
            "columns",
            "data_tests",
            "tests",
            "config",
            "arguments",
            "data_type",
            "macro.dbt.test_unique",
            "macro.dbt.test_not_null",
            "macro.dbt.test_accepted_values",
            "macro.dbt.test_relationships",
            "macro.dbt.get_where_subquery",
            "MODEL",
            "TEST",
            "SOURCE",
            "SEED",
            "MACROS",
            "CONFIG",
            "PROPERTIES",
            "VERSION",
            "VAR",
            "MACRO");
    private static final Map<String, Integer> PLACES = new HashMap<>(ALL.size() * 2);

    static {
        for (int at = 0; at < ALL.size(); at++) {
            PLACES.put(ALL.get(at), at);
        }
    }

    private Words() {}

    static @Nullable Integer place(String text) {
        return PLACES.get(text);
    }

    static String at(int place) {
        return ALL.get(place);
    }
}
