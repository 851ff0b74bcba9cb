-- Clusters and their replicas. Columns as Materialize's documentation, "System catalog", has them.
CREATE OR REPLACE VIEW mz_catalog.mz_clusters AS
    SELECT id, name, owner_id, privileges::mz_catalog.mz_aclitem[] AS privileges,
        managed, size, replication_factor::mz_catalog.uint4 AS replication_factor,
        CASE WHEN managed THEN true END AS disk,
        CASE WHEN options ? 'availability zones' THEN string_to_array(options ->> 'availability zones', ',') END AS availability_zones,
        CASE WHEN managed THEN coalesce(options ->> 'introspection debugging', 'false')::boolean END AS introspection_debugging,
        CASE WHEN managed THEN nullif(coalesce(options ->> 'introspection interval', '1 second'), '0')::interval END AS introspection_interval
    FROM _weir.cluster;
CREATE OR REPLACE VIEW mz_catalog.mz_cluster_replicas AS
    SELECT r.id, r.name, r.cluster_id, r.size, r.availability_zone, r.owner_id, true AS disk FROM _weir.replica r;
CREATE OR REPLACE VIEW mz_internal.mz_cluster_workload_classes AS
    SELECT id, options ->> 'workload class' AS workload_class FROM _weir.cluster;
CREATE OR REPLACE VIEW mz_internal.mz_cluster_auto_scaling_strategies AS
    SELECT id AS cluster_id, options -> 'auto scaling strategy' AS strategy, NULL::jsonb AS state
    FROM _weir.cluster WHERE options ? 'auto scaling strategy';
CREATE OR REPLACE VIEW mz_catalog.mz_cluster_replica_sizes AS
    SELECT size, coalesce(substring(size FROM '^scale=(\d+)'), '1')::bigint::mz_catalog.uint8 AS processes,
        (workers / coalesce(substring(size FROM '^scale=(\d+)'), '1')::bigint)::mz_catalog.uint8 AS workers,
        (workers * 1000000000)::mz_catalog.uint8 AS cpu_nano_cores, (workers * 8589934592)::mz_catalog.uint8 AS memory_bytes,
        (workers * 17179869184)::mz_catalog.uint8 AS disk_bytes, credits AS credits_per_hour
    FROM _weir.replica_size;
CREATE OR REPLACE VIEW mz_internal.mz_cluster_schedules AS
    SELECT id AS cluster_id, schedule AS type, hydration_estimate AS refresh_hydration_time_estimate FROM _weir.cluster WHERE managed;
CREATE OR REPLACE VIEW mz_internal.mz_internal_cluster_replicas AS SELECT NULL::text AS id WHERE false;
CREATE OR REPLACE VIEW mz_internal.mz_pending_cluster_replicas AS SELECT NULL::text AS id WHERE false;
