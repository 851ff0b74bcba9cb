package dev.weir.sandbox.dialect;

import java.util.Set;

/**
 * The functions of Materialize: PostgreSQL's others are not there for clients, nor are those the sandbox has for itself. Source:
 * test/sqllogictest/oid.slt; Materialize docs, "SQL functions".
 */
public final class Functions {
    /** Before the name of a function that shall not be found. */
    public static final String ABSENT = "_weir_absent_";

    /** Before the name of one that only a real Materialize has. */
    public static final String UNSUPPORTED = "_weir_unsupported_";

    private static final Set<String> NAMES = names("""
            _pg_expandarray abs aclexplode acos acosh age array_agg array_cat array_fill array_length array_lower
            array_position array_remove array_to_string array_upper ascii asin asinh atan atanh avg bit_count bit_length
            bool_and bool_or btrim cbrt ceil ceiling char_length chr col_description concat concat_ws constant_time_eq
            convert_from cos cosh cot count crc32 csv_extract current_catalog current_database current_role
            current_schema current_schemas current_setting current_timestamp current_user date date_bin date_bin_hopping
            date_part date_trunc datediff daterange decode degrees dense_rank digest encode exp extract first_value
            floor format_type generate_series generate_subscripts get_bit get_byte has_cluster_privilege
            has_connection_privilege has_database_privilege has_role has_schema_privilege has_secret_privilege
            has_system_privilege has_table_privilege has_type_privilege hmac initcap int4range int8range isempty
            jsonb_agg jsonb_array_elements jsonb_array_elements_text jsonb_array_length jsonb_build_array
            jsonb_build_object jsonb_each jsonb_each_text jsonb_object_agg jsonb_object_keys jsonb_pretty
            jsonb_strip_nulls jsonb_typeof justify_days justify_hours justify_interval kafka_murmur2 lag last_value lead
            left length like_escape list_agg list_append list_cat list_length list_length_max list_n_layers list_ndims
            list_prepend list_remove ln log log10 lower lower_inc lower_inf lpad ltrim make_mz_aclitem make_timestamp
            makeaclitem map_agg map_build map_length max md5 min mod mz_acl_item_contains_privilege mz_aclexplode
            mz_aclitem_grantee mz_aclitem_grantor mz_aclitem_privileges mz_environment_id mz_format_privileges
            mz_is_superuser mz_logical_timestamp mz_now mz_role_oid_memberships mz_session_id mz_uptime mz_version
            mz_version_num normalize now numrange obj_description octet_length parse_ident pg_backend_pid
            pg_cancel_backend pg_column_size pg_encoding_to_char pg_function_is_visible pg_get_constraintdef pg_get_expr
            pg_get_indexdef pg_get_ruledef pg_get_userbyid pg_get_viewdef pg_has_role pg_is_in_recovery
            pg_postmaster_start_time pg_relation_size pg_size_pretty pg_stat_get_numscans pg_table_is_visible
            pg_tablespace_location pg_type_is_visible pg_typeof position pow power quote_ident radians rank
            regexp_extract regexp_match regexp_matches regexp_replace regexp_split_to_array regexp_split_to_table repeat
            repeat_row replace reverse right round row_number rpad rtrim seahash session_user sha224 sha256 sha384
            sha512 sin sinh split_part sqrt starts_with stddev stddev_pop stddev_samp string_agg string_to_array strpos
            substr substring sum tan tanh timezone timezone_offset to_char to_jsonb to_timestamp translate trunc
            try_parse_monotonic_iso8601_timestamp tsrange tstzrange unnest upper upper_inc upper_inf user
            uuid_generate_v5 var_pop var_samp variance variance_pop variance_samp version
            """);

    /** PostgreSQL's that psql, pgjdbc and SQLAlchemy ask its catalog with: here they get an answer. */
    private static final Set<String> OF_CLIENTS = names("""
            pg_collation_is_visible pg_get_function_arguments pg_get_function_identity_arguments pg_get_function_result
            pg_get_keywords
            """);

    /** Those that are not here; most of them are of use to the server's own catalog only. */
    private static final Set<String> UNSUPPORTED_NAMES = names("""
            aclitem_grantee aclitem_grantor aclitem_privileges avg_internal_v1 concat_agg generate_series_unoptimized
            is_rbac_enabled mz_all mz_any mz_avg_promotion mz_avg_promotion_internal_v1 mz_aws_account_id
            mz_aws_connection_role_arn mz_aws_external_id_prefix mz_connection_oid mz_database_oid mz_error_if_null
            mz_global_id_to_name mz_minimal_name_qualification mz_name_rank mz_normalize_object_name
            mz_normalize_schema_name mz_panic mz_render_typmod mz_resolve_object_name mz_role_oid mz_row_size
            mz_schema_oid mz_secret_oid mz_sleep mz_type_name mz_validate_privileges mz_validate_role_privilege
            parse_catalog_acl_mode parse_catalog_audit_log_details parse_catalog_create_sql parse_catalog_id
            parse_catalog_privileges parse_connection_details parse_kafka_source_details parse_postgres_source_details
            parse_source_export_details pretty_sql redact_sql repeat_row_non_negative
            """);

    private Functions() {}

    private static Set<String> names(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    /** The name by which PostgreSQL will not find a function; empty when it may. */
    static String hidden(String name) {
        if (NAMES.contains(name) || OF_CLIENTS.contains(name) || Keywords.ALL.contains(name)) return "";
        String hidden = (UNSUPPORTED_NAMES.contains(name) ? UNSUPPORTED : ABSENT) + name;
        return '"' + hidden.replace("\"", "\"\"") + '"';
    }
}
