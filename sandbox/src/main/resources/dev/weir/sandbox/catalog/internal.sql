-- mz_internal: comments, dependencies, statuses, privileges. Columns as Materialize's documentation, "System catalog", has them.
CREATE OR REPLACE VIEW mz_internal.mz_comments AS
    SELECT id, object_type, CASE WHEN sub_id > 0 THEN sub_id END AS object_sub_id, comment FROM _weir.comment;
CREATE OR REPLACE VIEW mz_internal.mz_object_dependencies AS
    SELECT id AS object_id, on_id AS referenced_object_id FROM _weir.need;
CREATE OR REPLACE VIEW mz_internal.mz_sink_statuses AS
    SELECT n.id, n.name, n.source_type AS type, i.created_at AS last_status_change_at, 'running'::text AS status,
        NULL::text AS error, NULL::jsonb AS details
    FROM _weir.named_item n JOIN _weir.item i ON i.id = n.id WHERE n.type = 'sink';
CREATE OR REPLACE VIEW mz_internal.mz_sessions AS
    SELECT md5(a.pid || ' ' || a.application_name)::uuid AS id, a.pid::bigint::mz_catalog.uint4 AS connection_id, split_part(a.application_name, ' ', 1) AS role_id,
        host(a.client_addr) AS client_ip, to_timestamp(split_part(a.application_name, ' ', 2)::numeric / 1000) AS connected_at
    FROM pg_catalog.pg_stat_activity a WHERE a.usename = 'materialize' AND a.application_name ~ '^[su][0-9]+ [0-9]+$';
CREATE OR REPLACE VIEW mz_internal.mz_replacements AS SELECT id, target_id FROM _weir.replacement;
CREATE OR REPLACE FUNCTION mz_catalog.mz_session_id() RETURNS uuid LANGUAGE sql STABLE RETURN
    (SELECT s.id FROM mz_internal.mz_sessions s WHERE s.connection_id = pg_catalog.pg_backend_pid()::bigint::mz_catalog.uint4);
