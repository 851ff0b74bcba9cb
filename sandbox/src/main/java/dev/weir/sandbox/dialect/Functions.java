package dev.weir.sandbox.dialect;

import java.util.Set;

/** Functions that PostgreSQL has and Materialize lacks, and the other way round. Source: Materialize docs, "SQL functions". */
public final class Functions {
    /** Before the name of a function that shall not be found. */
    public static final String ABSENT = "_weir_absent_";

    /** Before the name of one that only a real Materialize has. */
    public static final String UNSUPPORTED = "_weir_unsupported_";

    private static final Set<String> ABSENT_NAMES = Set.of(
            "random",
            "random_normal",
            "setseed",
            "gen_random_uuid",
            "uuidv4",
            "uuidv7",
            "clock_timestamp",
            "statement_timestamp",
            "transaction_timestamp",
            "timeofday",
            "to_date",
            "to_number",
            "percentile_cont",
            "percentile_disc",
            "mode",
            "ntile",
            "nth_value",
            "percent_rank",
            "cume_dist",
            "corr",
            "covar_pop",
            "covar_samp",
            "every",
            "bit_and",
            "bit_or",
            "bit_xor",
            "width_bucket",
            "string_to_table",
            "row_to_json",
            "array_to_json",
            "to_json",
            "array_sample",
            "array_shuffle",
            "trim_array",
            "jsonb_set",
            "jsonb_set_lax",
            "jsonb_insert",
            "to_tsvector",
            "to_tsquery",
            "plainto_tsquery",
            "txid_current",
            "pg_sleep",
            "xmlagg",
            "xpath",
            "currtid",
            "pg_notify",
            "rollup",
            "cube",
            "grouping",
            "num_nonnulls",
            "num_nulls",
            "merge_action");

    private static final Set<String> UNSUPPORTED_NAMES = Set.of("pretty_sql", "redact_sql");

    private Functions() {}

    /** The name by which PostgreSQL will not find a function; empty when it may. */
    static String hidden(String name) {
        if (UNSUPPORTED_NAMES.contains(name)) return UNSUPPORTED + name;
        return absent(name) ? ABSENT + name : "";
    }

    private static boolean absent(String name) {
        return ABSENT_NAMES.contains(name)
                || name.startsWith("json_")
                || name.startsWith("regr_")
                || name.startsWith("jsonb_path_")
                || name.startsWith("jsonb_populate_")
                || name.startsWith("jsonb_to_record");
    }
}
