-- Roles, databases, schemas. Columns as Materialize's documentation, "System catalog", has them.
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
