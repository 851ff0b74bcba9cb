-- Roles, databases, schemas. Columns as Materialize's documentation, "System catalog", has them.
CREATE OR REPLACE VIEW mz_catalog.mz_roles AS
    SELECT id, oid, name, inherit, login AS rolcanlogin, super AS rolsuper FROM _weir.role;
CREATE OR REPLACE VIEW mz_catalog.mz_role_members AS
    SELECT role_id, member_id AS member, grantor_id AS grantor FROM _weir.role_member;
CREATE OR REPLACE VIEW mz_catalog.mz_role_parameters AS
    SELECT role_id, name AS parameter_name, value AS parameter_value FROM _weir.role_parameter;
CREATE OR REPLACE VIEW mz_catalog.mz_databases AS
    SELECT id, oid, name, owner_id, privileges::mz_catalog.mz_aclitem[] AS privileges FROM _weir.database;
CREATE OR REPLACE VIEW mz_catalog.mz_schemas AS
    SELECT s.id, n.oid, s.database_id, _weir.schema_name(n.nspname, s.database_id) AS name, s.owner_id,
        s.privileges::mz_catalog.mz_aclitem[] AS privileges
    FROM _weir.schema s JOIN pg_catalog.pg_namespace n ON n.oid = s.nsp
    UNION ALL
    SELECT v.id, n.oid, NULL, v.name, 's1', ARRAY['=U/s1', 's1=UC/s1', 's2=U/s1']::mz_catalog.mz_aclitem[]
    FROM (VALUES ('s1', 'mz_catalog'), ('s2', 'pg_catalog'), ('s3', 'mz_internal'), ('s4', 'information_schema'),
        ('s5', 'mz_unsafe'), ('s6', 'mz_introspection')) AS v(id, name)
    JOIN pg_catalog.pg_namespace n ON n.nspname = v.name;

-- What a real server has as something else than a view. Source: test/sqllogictest/information_schema_tables.slt
CREATE OR REPLACE FUNCTION _weir.system_type(name text) RETURNS text LANGUAGE sql IMMUTABLE RETURN CASE
    WHEN name = ANY ('{mz_array_types,mz_base_types,mz_cluster_replica_sizes,mz_columns,mz_egress_ips,mz_functions,mz_index_columns,mz_list_types,mz_map_types,mz_operators,mz_pseudo_types,mz_tables,mz_types,mz_views,mz_aggregates,mz_history_retention_strategies,mz_license_keys,mz_materialized_view_refresh_strategies,mz_object_dependencies,mz_object_global_ids,mz_optimizer_notices,mz_replacements,mz_sessions,mz_source_references,mz_subscriptions,mz_type_pg_metadata,mz_webhook_sources}') THEN 'table'
    WHEN name = ANY ('{mz_audit_events,mz_aws_privatelink_connections,mz_cluster_replicas,mz_clusters,mz_connections,mz_databases,mz_default_privileges,mz_iceberg_sinks,mz_indexes,mz_kafka_connections,mz_kafka_sinks,mz_kafka_sources,mz_materialized_views,mz_role_members,mz_role_parameters,mz_roles,mz_schemas,mz_secrets,mz_sinks,mz_sources,mz_ssh_tunnel_connections,mz_system_privileges,mz_aws_connections,mz_cluster_auto_scaling_strategies,mz_cluster_reconfigurations,mz_cluster_schedules,mz_cluster_system_parameters,mz_cluster_workload_classes,mz_comments,mz_internal_cluster_replicas,mz_kafka_source_tables,mz_mysql_source_tables,mz_network_policies,mz_network_policy_rules,mz_overridden_system_parameters,mz_pending_cluster_replicas,mz_postgres_source_tables,mz_postgres_sources,mz_replica_system_parameters,mz_sql_server_source_tables}') THEN 'materialized-view'
    WHEN name = ANY ('{mz_cluster_replica_frontiers,mz_aws_privatelink_connection_status_history,mz_cluster_replica_metrics_history,mz_cluster_replica_status_history,mz_compute_dependencies,mz_compute_operator_hydration_statuses,mz_frontiers,mz_materialized_view_refreshes,mz_prepared_statement_history,mz_session_history,mz_sink_status_history,mz_source_status_history,mz_sql_text,mz_statement_execution_history,mz_statement_lifecycle_history,mz_wallclock_lag_history}') THEN 'source'
    ELSE 'view' END;
-- relations of the system, under the schema a client knows them by
CREATE OR REPLACE VIEW _weir.system_relation AS
    SELECT 's' || c.oid AS id, c.oid, c.relname::text AS name, s.id AS schema_id, s.name AS schema_name, c.relkind, _weir.system_type(c.relname::text) AS type
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN mz_catalog.mz_schemas s ON s.database_id IS NULL
        AND s.name = CASE n.nspname WHEN '_weir_pg' THEN 'pg_catalog' WHEN '_weir_information' THEN 'information_schema' ELSE n.nspname END
    WHERE c.relkind IN ('r', 'v') AND n.nspname IN ('mz_catalog', 'mz_internal', 'mz_introspection', '_weir_pg', '_weir_information');
