-- mz_internal: comments, dependencies, statuses, privileges. Columns as Materialize's documentation, "System catalog", has them.
CREATE OR REPLACE VIEW mz_internal.mz_comments AS
    SELECT id, object_type, CASE WHEN sub_id > 0 THEN sub_id END AS object_sub_id, comment FROM _weir.comment;
CREATE OR REPLACE VIEW mz_internal.mz_object_dependencies AS
    SELECT id AS object_id, on_id AS referenced_object_id FROM _weir.need;
CREATE OR REPLACE VIEW mz_internal.mz_object_lifetimes AS
    SELECT n.id, NULL::text AS previous_id, n.type AS object_type, 'create'::text AS event_type, i.created_at AS occurred_at
    FROM _weir.named_item n JOIN _weir.item i ON i.id = n.id;
CREATE OR REPLACE VIEW mz_internal.mz_hydration_statuses AS
    SELECT n.id AS object_id, r.id AS replica_id, true AS hydrated
    FROM _weir.named_item n JOIN _weir.replica r ON r.cluster_id = n.cluster_id
    WHERE n.type IN ('index', 'materialized-view', 'sink') OR n.type = 'source' AND n.parent_id IS NULL
    UNION ALL
    -- the introspection indexes that every replica keeps: an empty cluster is hydrated too
    SELECT 'si0', r.id, true FROM _weir.replica r;
CREATE OR REPLACE VIEW mz_internal.mz_compute_hydration_statuses AS
    SELECT object_id, replica_id, hydrated, '0 seconds'::interval AS hydration_time FROM mz_internal.mz_hydration_statuses;
CREATE OR REPLACE VIEW mz_internal.mz_wallclock_global_lag AS
    SELECT id AS object_id, '0 seconds'::interval AS lag FROM _weir.named_item
    WHERE type IN ('index', 'materialized-view', 'source', 'table');
CREATE OR REPLACE VIEW mz_internal.mz_source_statuses AS
    SELECT n.id, n.name, n.source_type AS type, (SELECT max(started_at) FROM _weir.uptime) AS last_status_change_at,
        'running'::text AS status, NULL::text AS error, NULL::jsonb AS details
    FROM _weir.named_item n WHERE n.type = 'source';
CREATE OR REPLACE VIEW mz_internal.mz_sink_statuses AS
    SELECT n.id, n.name, n.source_type AS type, NULL::timestamptz AS last_status_change_at, 'running'::text AS status,
        NULL::text AS error, NULL::jsonb AS details
    FROM _weir.named_item n WHERE n.type = 'sink';
CREATE OR REPLACE VIEW mz_internal.mz_show_default_privileges AS
    SELECT 'PUBLIC'::text AS object_owner, NULL::text AS database, NULL::text AS schema, 'type'::text AS object_type,
        'PUBLIC'::text AS grantee, 'USAGE'::text AS privilege_type;
CREATE OR REPLACE VIEW mz_internal.mz_show_my_database_privileges AS
    SELECT 'mz_system'::text AS grantor, 'materialize'::text AS grantee, d.name, p.privilege_type
    FROM _weir.database d, (VALUES ('USAGE'), ('CREATE')) AS p(privilege_type);
CREATE OR REPLACE VIEW mz_internal.mz_show_database_privileges AS SELECT * FROM mz_internal.mz_show_my_database_privileges;
CREATE OR REPLACE VIEW mz_internal.mz_show_schema_privileges AS
    SELECT g.name AS grantor, coalesce(r.name, 'PUBLIC') AS grantee, d.name AS database, s.name, x.privilege_type
    FROM mz_catalog.mz_schemas s JOIN mz_catalog.mz_databases d ON d.id = s.database_id,
        mz_internal.mz_aclexplode(s.privileges) x
        JOIN _weir.role g ON g.id = x.grantor LEFT JOIN _weir.role r ON r.id = x.grantee;
CREATE OR REPLACE VIEW mz_internal.mz_show_cluster_privileges AS
    SELECT g.name AS grantor, coalesce(r.name, 'PUBLIC') AS grantee, c.name, x.privilege_type
    FROM mz_catalog.mz_clusters c, mz_internal.mz_aclexplode(c.privileges) x
        JOIN _weir.role g ON g.id = x.grantor LEFT JOIN _weir.role r ON r.id = x.grantee;
CREATE OR REPLACE VIEW mz_internal.mz_sessions AS
    SELECT NULL::text AS id, a.pid::bigint::mz_catalog.uint4 AS connection_id, 'u1'::text AS role_id, a.client_addr::text AS client_ip,
        a.backend_start AS connected_at
    FROM pg_catalog.pg_stat_activity a WHERE a.usename = 'materialize';
CREATE OR REPLACE VIEW mz_internal.mz_source_references AS
    SELECT NULL::text AS source_id, NULL::text AS namespace, NULL::text AS name, NULL::timestamptz AS updated_at, NULL::text[] AS columns WHERE false;
CREATE OR REPLACE VIEW mz_internal.mz_replacements AS SELECT id, target_id FROM _weir.replacement;
