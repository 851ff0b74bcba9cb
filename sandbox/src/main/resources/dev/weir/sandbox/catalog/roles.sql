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

-- relations of the system, under the schema a client knows them by
CREATE OR REPLACE VIEW _weir.system_relation AS
    SELECT 's' || c.oid AS id, c.oid, c.relname::text AS name, s.id AS schema_id, s.name AS schema_name, c.relkind
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN mz_catalog.mz_schemas s ON s.database_id IS NULL
        AND s.name = CASE n.nspname WHEN '_weir_pg' THEN 'pg_catalog' WHEN '_weir_information' THEN 'information_schema' ELSE n.nspname END
    WHERE c.relkind IN ('r', 'v') AND n.nspname IN ('mz_catalog', 'mz_internal', 'mz_introspection', '_weir_pg', '_weir_information');
