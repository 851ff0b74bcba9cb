-- Materialize's catalog relations. Replaced whenever this file changes: everything here is derived.
-- Columns, types and names as Materialize's documentation, "System catalog", has them.
-- ---- roles, databases, schemas
CREATE OR REPLACE VIEW mz_catalog.mz_roles AS
    SELECT id, oid, name, true AS inherit, true AS rolcanlogin, true AS rolsuper FROM _weir.role;
CREATE OR REPLACE VIEW mz_catalog.mz_role_members AS
    SELECT NULL::text AS role_id, NULL::text AS member, NULL::text AS grantor WHERE false;
CREATE OR REPLACE VIEW mz_catalog.mz_role_parameters AS
    SELECT NULL::text AS role_id, NULL::text AS parameter_name, NULL::text AS parameter_value WHERE false;
CREATE OR REPLACE VIEW mz_catalog.mz_databases AS
    SELECT id, oid, name, owner_id,
        ARRAY['=U/' || owner_id, owner_id || '=UC/' || owner_id]::mz_catalog.mz_aclitem[] AS privileges
    FROM _weir.database;
CREATE OR REPLACE VIEW mz_catalog.mz_schemas AS
    SELECT s.id, n.oid, s.database_id, _weir.schema_name(n.nspname, s.database_id) AS name, s.owner_id,
        CASE WHEN n.nspname = 'public' THEN ARRAY['=U/' || s.owner_id, s.owner_id || '=UC/' || s.owner_id]
            ELSE ARRAY[s.owner_id || '=UC/' || s.owner_id] END::mz_catalog.mz_aclitem[] AS privileges
    FROM _weir.schema s JOIN pg_catalog.pg_namespace n ON n.oid = s.nsp
    UNION ALL
    SELECT v.id, n.oid, NULL, v.name, 's1', ARRAY['=U/s1', 's1=UC/s1']::mz_catalog.mz_aclitem[]
    FROM (VALUES ('s1', 'mz_catalog'), ('s2', 'pg_catalog'), ('s3', 'mz_internal'), ('s4', 'information_schema'),
        ('s5', 'mz_unsafe'), ('s6', 'mz_introspection')) AS v(id, name)
    JOIN pg_catalog.pg_namespace n ON n.nspname = v.name;

-- relations of the system, under the schema a client knows them by
CREATE OR REPLACE VIEW _weir.system_relation AS
    SELECT 's' || c.oid AS id, c.oid, c.relname::text AS name, s.id AS schema_id, s.name AS schema_name, c.relkind
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN mz_catalog.mz_schemas s ON s.database_id IS NULL
        AND s.name = CASE n.nspname WHEN '_weir_pg' THEN 'pg_catalog' WHEN '_weir_information' THEN 'information_schema' ELSE n.nspname END
    WHERE c.relkind IN ('r', 'v') AND n.nspname IN ('mz_catalog', 'mz_internal', 'mz_introspection', '_weir_pg', '_weir_information');

-- ---- clusters
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

-- ---- items
CREATE OR REPLACE VIEW mz_catalog.mz_objects AS
    SELECT n.id, n.oid, n.schema_id, n.name, n.type, n.owner_id, n.cluster_id,
        CASE n.type WHEN 'index' THEN NULL WHEN 'table' THEN ARRAY[n.owner_id || '=arwd/' || n.owner_id]
            ELSE ARRAY[n.owner_id || '=r/' || n.owner_id] END::mz_catalog.mz_aclitem[] AS privileges
    FROM _weir.named_item n
    UNION ALL
    SELECT s.id, s.oid, s.schema_id, s.name, 'view', 's1', NULL,
        ARRAY['=r/s1', 's1=r/s1']::mz_catalog.mz_aclitem[]
    FROM _weir.system_relation s;
CREATE OR REPLACE VIEW mz_catalog.mz_relations AS
    SELECT id, oid, schema_id, name, type, owner_id, cluster_id, privileges FROM mz_catalog.mz_objects
    WHERE type IN ('table', 'source', 'view', 'materialized-view');
CREATE OR REPLACE VIEW mz_internal.mz_object_fully_qualified_names AS
    SELECT o.id, o.name, o.type AS object_type, o.schema_id, s.name AS schema_name, s.database_id, d.name AS database_name, o.cluster_id
    FROM mz_catalog.mz_objects o JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id LEFT JOIN mz_catalog.mz_databases d ON d.id = s.database_id;
CREATE OR REPLACE VIEW mz_catalog.mz_tables AS
    SELECT o.id, o.oid, o.schema_id, o.name, o.owner_id, o.privileges, i.create_sql, i.create_sql AS redacted_create_sql, NULL::text AS source_id
    FROM mz_catalog.mz_objects o LEFT JOIN _weir.item i ON i.id = o.id WHERE o.type = 'table';
CREATE OR REPLACE VIEW mz_catalog.mz_views AS
    SELECT o.id, o.oid, o.schema_id, o.name, i.definition, o.owner_id, o.privileges, i.create_sql, i.create_sql AS redacted_create_sql
    FROM mz_catalog.mz_objects o LEFT JOIN _weir.item i ON i.id = o.id WHERE o.type = 'view';
CREATE OR REPLACE VIEW mz_catalog.mz_materialized_views AS
    SELECT o.id, o.oid, o.schema_id, o.name, o.cluster_id, i.definition, o.owner_id, o.privileges, i.create_sql,
        i.create_sql AS redacted_create_sql
    FROM mz_catalog.mz_objects o JOIN _weir.item i ON i.id = o.id WHERE o.type = 'materialized-view';
-- Few rows, joined by most look-ups: computed once a statement.
CREATE OR REPLACE VIEW mz_catalog.mz_sources AS
    WITH source AS MATERIALIZED (SELECT n.*, i.parent_id AS parent FROM _weir.named_item n JOIN _weir.item i ON i.id = n.id WHERE n.type = 'source')
    SELECT o.id, o.oid, o.schema_id, o.name, o.source_type AS type, NULL::text AS connection_id, NULL::text AS size,
        CASE o.source_type WHEN 'load-generator' THEN 'none' END AS envelope_type, NULL::text AS key_format, NULL::text AS value_format,
        CASE WHEN o.parent IS NULL THEN o.cluster_id END AS cluster_id, o.owner_id,
        ARRAY[o.owner_id || '=r/' || o.owner_id]::mz_catalog.mz_aclitem[] AS privileges, o.create_sql,
        o.create_sql AS redacted_create_sql
    FROM source o;
CREATE OR REPLACE VIEW mz_catalog.mz_sinks AS
    WITH sink AS MATERIALIZED (SELECT n.* FROM _weir.named_item n WHERE n.type = 'sink')
    SELECT o.id, o.oid, o.schema_id, o.name, o.source_type AS type, NULL::text AS connection_id, NULL::text AS size,
        NULL::text AS envelope_type, NULL::text AS format, NULL::text AS key_format, NULL::text AS value_format, o.cluster_id,
        o.owner_id, o.create_sql, o.create_sql AS redacted_create_sql
    FROM sink o;
CREATE OR REPLACE VIEW mz_catalog.mz_indexes AS
    SELECT n.id, n.oid, n.name, n.on_id, n.cluster_id, n.owner_id, n.create_sql, n.create_sql AS redacted_create_sql
    FROM _weir.named_item n WHERE n.type = 'index';
CREATE OR REPLACE VIEW mz_catalog.mz_index_columns AS
    SELECT index_id, index_position::mz_catalog.uint8 AS index_position, on_position::mz_catalog.uint8 AS on_position,
        on_expression, true AS nullable
    FROM _weir.index_column;
CREATE OR REPLACE VIEW mz_catalog.mz_connections AS
    SELECT NULL::text AS id, NULL::oid AS oid, NULL::text AS schema_id, NULL::text AS name, NULL::text AS type, NULL::text AS owner_id,
        NULL::mz_catalog.mz_aclitem[] AS privileges, NULL::text AS create_sql, NULL::text AS redacted_create_sql WHERE false;
CREATE OR REPLACE VIEW mz_catalog.mz_secrets AS
    SELECT NULL::text AS id, NULL::oid AS oid, NULL::text AS schema_id, NULL::text AS name, NULL::text AS owner_id,
        NULL::mz_catalog.mz_aclitem[] AS privileges WHERE false;
CREATE OR REPLACE VIEW mz_catalog.mz_types AS
    SELECT 's' || t.oid AS id, t.oid, (SELECT s.id FROM mz_catalog.mz_schemas s WHERE s.database_id IS NULL AND s.oid = t.typnamespace) AS schema_id,
        t.typname::text AS name, CASE t.typcategory WHEN 'A' THEN 'array' WHEN 'P' THEN 'pseudo' ELSE 'base' END AS category,
        's1'::text AS owner_id, ARRAY['=U/s1', 's1=U/s1']::mz_catalog.mz_aclitem[] AS privileges, NULL::text AS create_sql,
        NULL::text AS redacted_create_sql
    FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    WHERE n.nspname IN ('pg_catalog', 'mz_catalog') AND t.typtype IN ('b', 'p', 'r') AND t.typrelid = 0;
CREATE OR REPLACE VIEW mz_catalog.mz_columns AS
    SELECT o.id, a.attname::text AS name, a.attnum::bigint::mz_catalog.uint8 AS position, NOT a.attnotnull AS nullable,
        CASE WHEN t.typcategory = 'A' THEN pg_catalog.format_type(a.atttypid, NULL) ELSE
            CASE t.typname WHEN 'varchar' THEN 'character varying' WHEN 'bpchar' THEN 'character'
                ELSE replace(pg_catalog.format_type(a.atttypid, NULL), 'mz_catalog.', '') END END AS type,
        pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS "default", a.atttypid AS type_oid, a.atttypmod AS type_mod
    FROM (SELECT id, oid, source_type FROM _weir.named_item WHERE relkind <> 'i'
            UNION ALL SELECT id, oid, NULL FROM _weir.system_relation) o
    JOIN pg_catalog.pg_attribute a ON a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    -- a source of several subsources has no columns of its own
    WHERE NOT (o.source_type IS NOT DISTINCT FROM 'load-generator'
        AND EXISTS (SELECT FROM _weir.item k WHERE k.parent_id = o.id AND k.source_type = 'subsource'));
CREATE OR REPLACE VIEW mz_catalog.mz_system_privileges AS
    SELECT unnest(ARRAY['s1=RBNP/s1', 'u1=RBNP/s1']::mz_catalog.mz_aclitem[]) AS privileges;
CREATE OR REPLACE VIEW mz_catalog.mz_default_privileges AS
    SELECT NULL::text AS role_id, NULL::text AS database_id, NULL::text AS schema_id, NULL::text AS object_type, NULL::text AS grantee,
        NULL::text AS privileges WHERE false;

-- ---- mz_internal
CREATE OR REPLACE VIEW mz_internal.mz_comments AS
    SELECT id, object_type, CASE WHEN sub_id > 0 THEN sub_id END AS object_sub_id, comment FROM _weir.comment;
CREATE OR REPLACE VIEW mz_internal.mz_object_dependencies AS
    SELECT DISTINCT r.id AS object_id, o.id AS referenced_object_id
    FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_rewrite w ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND w.oid = d.objid
    JOIN _weir.named_item r ON r.oid = w.ev_class
    JOIN _weir.named_item o ON d.refclassid = 'pg_catalog.pg_class'::regclass AND o.oid = d.refobjid AND o.oid <> r.oid
    UNION ALL
    SELECT id, on_id FROM _weir.named_item WHERE type = 'index';
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

-- ---- look-ups for SHOW
CREATE OR REPLACE FUNCTION _weir.required_schema(database_ text, schema_ text) RETURNS text LANGUAGE plpgsql STABLE AS $f$
DECLARE
    found_id text;
BEGIN
    SELECT s.id INTO found_id FROM mz_catalog.mz_schemas s LEFT JOIN mz_catalog.mz_databases d ON d.id = s.database_id
        WHERE s.name = schema_ AND (s.database_id IS NULL OR d.name = database_);
    IF found_id IS NULL THEN
        RAISE EXCEPTION 'unknown schema ''%''', schema_ USING ERRCODE = '3F000';
    END IF;
    RETURN found_id;
END
$f$;
CREATE OR REPLACE FUNCTION _weir.required_item(id_ text, name_ text) RETURNS text LANGUAGE plpgsql STABLE AS $f$
BEGIN
    IF id_ IS NULL THEN
        RAISE EXCEPTION 'unknown catalog item ''%''', name_ USING ERRCODE = '42P01';
    END IF;
    RETURN id_;
END
$f$;
CREATE OR REPLACE FUNCTION _weir.required_full_name(type_ text, id_ text, name_ text) RETURNS text LANGUAGE plpgsql STABLE AS $f$
DECLARE
    item record;
BEGIN
    SELECT n.type, coalesce(d.name || '.', '') || n.schema_name || '.' || n.name AS full_name, n.name INTO item
        FROM _weir.named_item n LEFT JOIN _weir.database d ON d.id = n.database_id WHERE n.id = _weir.required_item(id_, name_);
    IF item.type <> type_ THEN
        RAISE EXCEPTION '% is not a %', item.full_name, replace(type_, '-', ' ') USING ERRCODE = '42809';
    END IF;
    RETURN item.full_name;
END
$f$;

-- ---- stand-ins for relations of pg_catalog: only this database, kinds as Materialize shows them
CREATE OR REPLACE VIEW _weir_pg.pg_namespace AS
    SELECT n.oid, coalesce(_weir.schema_name(n.nspname, s.database_id)::name, n.nspname) AS nspname, n.nspowner, NULL::text[] AS nspacl
    FROM pg_catalog.pg_namespace n LEFT JOIN _weir.schema s ON s.nsp = n.oid
    WHERE s.database_id = _weir.my_database()
        OR n.nspname IN ('mz_catalog', 'mz_internal', 'mz_introspection', 'mz_unsafe', 'pg_catalog', 'information_schema');
CREATE OR REPLACE VIEW _weir_pg.pg_class AS
    SELECT c.oid, c.relname, c.relnamespace, c.reltype, c.reloftype, c.relowner, c.relam, c.relfilenode, c.reltablespace, c.relpages,
        c.reltuples, c.relallvisible, c.reltoastrelid, false AS relhasindex, c.relisshared, c.relpersistence,
        CASE i.type WHEN 'materialized-view' THEN 'm' WHEN 'source' THEN 'r' ELSE c.relkind END::"char" AS relkind,
        c.relnatts, c.relchecks, false AS relhasoids, false AS relhasrules, false AS relhastriggers, c.relhassubclass, c.relrowsecurity, c.relforcerowsecurity,
        c.relispopulated, c.relreplident, c.relispartition, NULL::text[] AS relacl, NULL::text[] AS reloptions, c.relpartbound
    FROM pg_catalog.pg_class c
    LEFT JOIN _weir.item i ON i.oid = c.oid AND i.relation
    LEFT JOIN _weir.schema s ON s.nsp = c.relnamespace
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE i.id IS NOT NULL AND (s.database_id = _weir.my_database() OR n.oid = pg_catalog.pg_my_temp_schema())
        OR n.nspname IN ('mz_catalog', 'mz_internal', 'mz_introspection', 'pg_catalog', 'information_schema') AND c.relkind IN ('r', 'v')
    UNION ALL
    SELECT x.oid, x.name::name, x.nsp, 0, 0, c.relowner, 0, 0, 0, 0, 0, 0, 0, false, false, 'p', 'i'::"char",
        (SELECT count(*) FROM _weir.index_column k WHERE k.index_id = x.id)::smallint, 0, false, false, false, false, false, false,
        true, 'n', false, NULL, NULL, NULL
    FROM _weir.named_item x
    JOIN _weir.item o ON o.id = x.on_id
    JOIN pg_catalog.pg_class c ON c.oid = o.oid
    WHERE x.type = 'index' AND x.database_id = _weir.my_database();
CREATE OR REPLACE VIEW _weir_pg.pg_database AS
    SELECT d.oid, d.name::name AS datname, (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = 'materialize') AS datdba, 6 AS encoding, 'c'::"char" AS datlocprovider, 'C'::name AS datcollate, 'C'::name AS datctype,
        false AS datistemplate, true AS datallowconn, -1 AS datconnlimit, 0::oid AS dattablespace, NULL::text AS daticulocale, NULL::text AS datcollversion, NULL::text[] AS datacl
    FROM _weir.database d;
CREATE OR REPLACE VIEW _weir_pg.pg_roles AS
    SELECT oid, name::name AS rolname, true AS rolsuper, true AS rolinherit, true AS rolcreaterole, true AS rolcreatedb, true AS rolcanlogin,
        false AS rolreplication, -1 AS rolconnlimit, '********'::text AS rolpassword, NULL::timestamptz AS rolvaliduntil, false AS rolbypassrls,
        NULL::text[] AS rolconfig
    FROM _weir.role;
CREATE OR REPLACE VIEW _weir_pg.pg_authid AS SELECT * FROM _weir_pg.pg_roles;
CREATE OR REPLACE VIEW _weir_pg.pg_user AS
    SELECT rolname AS usename, oid AS usesysid, rolcreatedb AS usecreatedb, rolsuper AS usesuper, rolreplication AS userepl,
        rolbypassrls AS usebypassrls, rolpassword AS passwd, rolvaliduntil AS valuntil, rolconfig AS useconfig
    FROM _weir_pg.pg_roles;
CREATE OR REPLACE VIEW _weir_pg.pg_views AS
    SELECT n.schema_name::name AS schemaname, n.name::name AS viewname, r.name::name AS viewowner, n.definition
    FROM _weir.named_item n JOIN _weir.role r ON r.id = n.owner_id WHERE n.type = 'view' AND n.database_id = _weir.my_database();
CREATE OR REPLACE VIEW _weir_pg.pg_matviews AS
    SELECT n.schema_name::name AS schemaname, n.name::name AS matviewname, r.name::name AS matviewowner, NULL::name AS tablespace,
        false AS hasindexes, true AS ispopulated, n.definition
    FROM _weir.named_item n JOIN _weir.role r ON r.id = n.owner_id WHERE n.type = 'materialized-view' AND n.database_id = _weir.my_database();
CREATE OR REPLACE VIEW _weir_pg.pg_tables AS
    SELECT n.schema_name::name AS schemaname, n.name::name AS tablename, r.name::name AS tableowner, NULL::name AS tablespace,
        false AS hasindexes, false AS hasrules, false AS hastriggers, false AS rowsecurity
    FROM _weir.named_item n JOIN _weir.role r ON r.id = n.owner_id WHERE n.type IN ('table', 'source') AND n.database_id = _weir.my_database();
CREATE OR REPLACE VIEW _weir_pg.pg_index AS
    SELECT x.oid AS indexrelid, o.oid AS indrelid, (SELECT count(*) FROM _weir.index_column k WHERE k.index_id = x.id)::smallint AS indnatts,
        false AS indisunique, false AS indisprimary, true AS indimmediate, false AS indisclustered, true AS indisvalid, false AS indisreplident,
        true AS indisready, true AS indislive, false AS indisexclusion,
        (SELECT array_agg(coalesce(k.on_position, 0)::smallint ORDER BY k.index_position) FROM _weir.index_column k WHERE k.index_id = x.id) AS indkey,
        NULL::text AS indexprs, NULL::text AS indpred, NULL::oid[] AS indclass, NULL::oid[] AS indcollation, NULL::smallint[] AS indoption
    FROM _weir.named_item x JOIN _weir.item o ON o.id = x.on_id WHERE x.type = 'index';
CREATE OR REPLACE VIEW _weir_pg.pg_proc AS
    SELECT p.oid, p.proname, p.pronamespace, p.proowner, p.prolang, p.procost, p.prorows, p.provariadic, p.prokind, p.prokind = 'a' AS proisagg,
        p.prokind = 'w' AS proiswindow, p.prosecdef, p.proleakproof, p.proisstrict, p.proretset, p.provolatile, p.proparallel, p.pronargs,
        p.pronargdefaults, p.prorettype, p.proargtypes, p.proallargtypes, p.proargmodes, p.proargnames, p.proargdefaults, ''::text AS prosrc,
        NULL::text AS probin, NULL::text[] AS proconfig, NULL::text[] AS proacl
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('pg_catalog', 'mz_catalog', 'mz_internal');
CREATE OR REPLACE VIEW _weir_pg.pg_description AS
    SELECT n.oid AS objoid, 1259::oid AS classoid, k.sub_id AS objsubid, k.comment AS description
    FROM _weir.comment k JOIN _weir.named_item n ON n.id = k.id AND n.type = k.object_type
    UNION ALL
    SELECT s.nsp, 2615::oid, 0, k.comment FROM _weir.comment k JOIN _weir.schema s ON k.object_type = 'schema' AND s.id = k.id;
CREATE OR REPLACE FUNCTION mz_catalog.pg_get_userbyid(role_ oid) RETURNS name LANGUAGE sql STABLE RETURN
    (SELECT CASE r.rolname WHEN 'materialize' THEN r.rolname ELSE 'mz_system' END FROM pg_catalog.pg_roles r WHERE r.oid = role_);
CREATE OR REPLACE FUNCTION mz_catalog.obj_description(object oid, catalog name) RETURNS text LANGUAGE sql STABLE RETURN
    (SELECT description FROM _weir_pg.pg_description WHERE objoid = object AND objsubid = 0
        AND classoid = CASE catalog WHEN 'pg_namespace' THEN 2615 ELSE 1259 END);
CREATE OR REPLACE FUNCTION mz_catalog.col_description(object oid, position_ integer) RETURNS text LANGUAGE sql STABLE RETURN
    (SELECT description FROM _weir_pg.pg_description WHERE objoid = object AND objsubid = position_);
CREATE OR REPLACE FUNCTION mz_catalog.pg_table_is_visible(relation oid) RETURNS boolean LANGUAGE sql STABLE RETURN
    coalesce(pg_catalog.pg_table_is_visible(relation)
        AND NOT EXISTS (SELECT FROM _weir.system_relation s WHERE s.oid = relation),
        (SELECT n.schema_name = ANY (mz_catalog.current_schemas(true)) FROM _weir.named_item n WHERE n.oid = relation AND n.type = 'index'),
        false);
CREATE OR REPLACE FUNCTION mz_catalog.pg_get_viewdef(relation_ oid) RETURNS text LANGUAGE sql STABLE RETURN
    (SELECT definition FROM _weir.item WHERE oid = relation_);
CREATE OR REPLACE FUNCTION mz_catalog.pg_get_viewdef(relation_ oid, pretty boolean) RETURNS text LANGUAGE sql STABLE RETURN
    (SELECT definition FROM _weir.item WHERE oid = relation_);
CREATE OR REPLACE FUNCTION mz_catalog.pg_get_indexdef(relation_ oid) RETURNS text LANGUAGE sql STABLE RETURN
    (SELECT create_sql FROM _weir.item WHERE oid = relation_);
CREATE OR REPLACE FUNCTION mz_catalog.pg_get_indexdef(relation_ oid, position_ integer, pretty boolean) RETURNS text LANGUAGE sql STABLE RETURN
    (SELECT coalesce((SELECT m.name FROM mz_catalog.mz_columns m WHERE m.id = i.on_id AND m.position::bigint = k.on_position), k.on_expression)
    FROM _weir.item i JOIN _weir.index_column k ON k.index_id = i.id AND k.index_position = position_ WHERE i.oid = relation_);

-- ---- stand-ins for relations of information_schema
CREATE OR REPLACE VIEW _weir_information.schemata AS
    SELECT coalesce(d.name, current_setting('weir.database', true)) AS catalog_name, s.name AS schema_name
    FROM mz_catalog.mz_schemas s LEFT JOIN mz_catalog.mz_databases d ON d.id = s.database_id
    WHERE s.database_id IS NULL OR s.database_id = _weir.my_database();
CREATE OR REPLACE VIEW _weir_information.tables AS
    SELECT current_setting('weir.database', true) AS table_catalog, s.name AS table_schema, o.name AS table_name,
        CASE o.type WHEN 'table' THEN 'BASE TABLE' WHEN 'materialized-view' THEN 'MATERIALIZED VIEW' ELSE upper(replace(o.type, '-', ' ')) END AS table_type
    FROM mz_catalog.mz_relations o JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id
    WHERE s.database_id IS NULL OR s.database_id = _weir.my_database();
CREATE OR REPLACE VIEW _weir_information.columns AS
    SELECT current_setting('weir.database', true) AS table_catalog, s.schema_name AS table_schema, s.name AS table_name,
        c.name AS column_name, c.position::bigint AS ordinal_position, c."default" AS column_default,
        CASE WHEN c.nullable THEN 'YES' ELSE 'NO' END AS is_nullable, c.type AS data_type,
        NULL::integer AS character_maximum_length, NULL::integer AS numeric_precision, NULL::integer AS numeric_scale
    FROM mz_catalog.mz_columns c
    JOIN (SELECT id, schema_name, name FROM _weir.named_item WHERE database_id = _weir.my_database() OR schema_id = '0'
        UNION ALL SELECT id, schema_name, name FROM _weir.system_relation) s ON s.id = c.id;
CREATE OR REPLACE VIEW _weir_information.views AS
    SELECT current_setting('weir.database', true) AS table_catalog, n.schema_name AS table_schema, n.name AS table_name, n.definition AS view_definition
    FROM _weir.named_item n WHERE n.type = 'view' AND n.database_id = _weir.my_database();
CREATE OR REPLACE VIEW _weir_information.applicable_roles AS SELECT NULL::text AS grantee, NULL::text AS role_name, NULL::text AS is_grantable WHERE false;
CREATE OR REPLACE VIEW _weir_information.enabled_roles AS SELECT name AS role_name FROM _weir.role;
CREATE OR REPLACE VIEW _weir_information.character_sets AS
    SELECT NULL::text AS character_set_catalog, NULL::text AS character_set_schema, 'UTF8'::text AS character_set_name, 'UCS'::text AS character_repertoire,
        'UTF8'::text AS form_of_use, current_setting('weir.database', true) AS default_collate_catalog, 'pg_catalog'::text AS default_collate_schema,
        'en_US.utf8'::text AS default_collate_name;
GRANT SELECT ON ALL TABLES IN SCHEMA mz_catalog, mz_internal, mz_introspection, _weir, _weir_pg, _weir_information TO PUBLIC
