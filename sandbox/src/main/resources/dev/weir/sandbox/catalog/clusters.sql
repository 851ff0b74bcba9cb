-- Clusters and their replicas. Columns as Materialize's documentation, "System catalog", has them.
CREATE OR REPLACE VIEW mz_catalog.mz_clusters AS
    SELECT id, name, owner_id,
        ARRAY['=U/' || owner_id, owner_id || '=UC/' || owner_id]::mz_catalog.mz_aclitem[] AS privileges,
        managed, size, replication_factor::mz_catalog.uint4 AS replication_factor,
        CASE WHEN managed THEN true END AS disk, NULL::text[] AS availability_zones,
        false AS introspection_debugging, '1 second'::interval AS introspection_interval
    FROM _weir.cluster;
CREATE OR REPLACE VIEW mz_catalog.mz_cluster_replicas AS
    SELECT r.id, r.name, r.cluster_id, r.size, r.availability_zone, c.owner_id, true AS disk
    FROM _weir.replica r JOIN _weir.cluster c ON c.id = r.cluster_id;
CREATE OR REPLACE VIEW mz_catalog.mz_cluster_replica_sizes AS
    SELECT size, 1::bigint::mz_catalog.uint8 AS processes, workers::mz_catalog.uint8 AS workers,
        (workers * 1000000000)::mz_catalog.uint8 AS cpu_nano_cores, (workers * 8589934592)::mz_catalog.uint8 AS memory_bytes,
        (workers * 17179869184)::mz_catalog.uint8 AS disk_bytes, credits AS credits_per_hour
    FROM _weir.replica_size;
CREATE OR REPLACE VIEW mz_internal.mz_cluster_schedules AS
    SELECT id AS cluster_id, schedule AS type, hydration_estimate AS refresh_hydration_time_estimate FROM _weir.cluster WHERE managed;
CREATE OR REPLACE VIEW mz_internal.mz_internal_cluster_replicas AS SELECT NULL::text AS id WHERE false;
CREATE OR REPLACE VIEW mz_internal.mz_pending_cluster_replicas AS SELECT NULL::text AS id WHERE false;
CREATE OR REPLACE VIEW mz_internal.mz_cluster_replica_statuses AS
    SELECT r.id AS replica_id, 0::bigint::mz_catalog.uint8 AS process_id, 'online'::text AS status, NULL::text AS reason,
        (SELECT max(started_at) FROM _weir.uptime) AS updated_at
    FROM _weir.replica r;
CREATE OR REPLACE VIEW mz_internal.mz_cluster_replica_status_history AS
    SELECT r.id AS replica_id, 0::bigint::mz_catalog.uint8 AS process_id, 'online'::text AS status, NULL::text AS reason,
        u.started_at AS occurred_at
    FROM _weir.replica r, _weir.uptime u;
