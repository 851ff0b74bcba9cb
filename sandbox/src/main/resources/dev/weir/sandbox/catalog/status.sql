-- What replicas and the objects on them report: simulated, as ALTER SYSTEM SET sandbox_… says. Columns as Materialize's documentation,
-- "System catalog", has them.
-- A setting for an object, else for its cluster, else for all: sandbox_lag.db.schema.object, sandbox_lag.cluster, sandbox_lag.
CREATE OR REPLACE FUNCTION _weir.simulated(setting text, object_ text, cluster_ text) RETURNS interval LANGUAGE sql STABLE AS $f$
    SELECT coalesce((SELECT p.value::interval FROM _weir.parameter p
        WHERE p.name IN (setting, setting || '.' || object_, setting || '.' || cluster_)
        ORDER BY p.name <> setting || '.' || object_, p.name = setting LIMIT 1), '0 seconds')
$f$;
-- what runs on a cluster, with what its settings make of it
CREATE OR REPLACE VIEW _weir.dataflow AS
    SELECT n.id, n.type, n.cluster_id, i.created_at, d.name || '.' || n.schema_name || '.' || n.name AS full_name, c.name AS cluster_name
    FROM _weir.named_item n JOIN _weir.item i ON i.id = n.id JOIN _weir.database d ON d.id = n.database_id
    LEFT JOIN _weir.cluster c ON c.id = n.cluster_id
    WHERE n.type IN ('index', 'materialized-view', 'sink') OR n.type = 'source' AND n.parent_id IS NULL;
-- every second of running out of memory is one more time
CREATE OR REPLACE VIEW _weir.oom AS
    SELECT r.id AS replica_id, p.changed_at + n * '1 second'::interval AS occurred_at
    FROM _weir.parameter p, unnest(string_to_array(replace(p.value, ' ', ''), ',')) AS wanted(name)
    JOIN (_weir.replica r JOIN _weir.cluster c ON c.id = r.cluster_id) ON wanted.name IN (r.name, c.name || '.' || r.name)
    CROSS JOIN LATERAL generate_series(0, least(floor(extract(epoch FROM clock_timestamp() - greatest(p.changed_at, r.created_at)))::bigint, 1000)) AS n
    WHERE p.name = 'sandbox_replica_oom';
CREATE OR REPLACE VIEW mz_internal.mz_cluster_replica_statuses AS
    SELECT r.id AS replica_id, 0::bigint::mz_catalog.uint8 AS process_id, CASE WHEN o.at IS NULL THEN 'online' ELSE 'offline' END AS status,
        CASE WHEN o.at IS NOT NULL THEN 'oom-killed' END AS reason,
        coalesce(o.at, (SELECT max(e.occurred_at) FROM _weir.replica_event e WHERE e.replica_id = r.id),
            greatest(r.created_at, (SELECT max(started_at) FROM _weir.uptime))) AS updated_at
    FROM _weir.replica r LEFT JOIN (SELECT replica_id, max(occurred_at) AS at FROM _weir.oom GROUP BY replica_id) o ON o.replica_id = r.id;
CREATE OR REPLACE VIEW mz_internal.mz_cluster_replica_status_history AS
    SELECT r.id AS replica_id, 0::bigint::mz_catalog.uint8 AS process_id, 'online'::text AS status, NULL::text AS reason,
        greatest(r.created_at, u.started_at) AS occurred_at, NULL::mz_catalog.uint8 AS deployment_generation
    FROM _weir.replica r JOIN _weir.uptime u ON u.seen_at >= r.created_at OR u.run = (SELECT max(run) FROM _weir.uptime)
    UNION ALL
    SELECT replica_id, 0::bigint::mz_catalog.uint8, status, reason, occurred_at, NULL FROM _weir.replica_event
    UNION ALL
    SELECT replica_id, 0::bigint::mz_catalog.uint8, 'offline', 'oom-killed', occurred_at, NULL FROM _weir.oom;
-- a replica out of memory has nothing hydrated
CREATE OR REPLACE VIEW mz_internal.mz_hydration_statuses AS
    SELECT d.id AS object_id, r.id AS replica_id,
        clock_timestamp() >= greatest(d.created_at, r.created_at) + _weir.simulated('sandbox_hydration_delay', d.full_name, d.cluster_name)
            AND NOT EXISTS (SELECT FROM _weir.oom o WHERE o.replica_id = r.id) AS hydrated
    FROM _weir.dataflow d JOIN _weir.replica r ON r.cluster_id = d.cluster_id
    UNION ALL
    -- the introspection indexes that every replica keeps: an empty cluster is hydrated too
    SELECT 'si0', r.id, NOT EXISTS (SELECT FROM _weir.oom o WHERE o.replica_id = r.id) FROM _weir.replica r;
CREATE OR REPLACE VIEW mz_internal.mz_compute_hydration_statuses AS
    SELECT h.object_id, h.replica_id, h.hydrated,
        CASE WHEN h.hydrated THEN _weir.simulated('sandbox_hydration_delay', d.full_name, d.cluster_name) END AS hydration_time
    FROM mz_internal.mz_hydration_statuses h LEFT JOIN _weir.dataflow d ON d.id = h.object_id
    WHERE d.type IN ('index', 'materialized-view') OR d.id IS NULL;
CREATE OR REPLACE VIEW mz_internal.mz_wallclock_global_lag AS
    SELECT n.id AS object_id, _weir.simulated('sandbox_lag', d.name || '.' || n.schema_name || '.' || n.name, c.name) AS lag
    FROM _weir.named_item n JOIN _weir.database d ON d.id = n.database_id LEFT JOIN _weir.cluster c ON c.id = n.cluster_id
    WHERE n.type IN ('index', 'materialized-view', 'source', 'table', 'sink');
