-- Privileges as SHOW PRIVILEGES lists them: on users' objects, to users' roles and PUBLIC. Columns as Materialize's documentation,
-- "System catalog", "mz_internal", has them.
CREATE OR REPLACE VIEW _weir.granted AS
    SELECT s.kind, s.type, s.id, _weir.role_name(i.grantor) AS grantor, _weir.role_name(i.grantee) AS grantee, i.grantee AS grantee_id,
        CASE WHEN s.kind IN ('schema', 'item') THEN d.name END AS database,
        CASE WHEN s.kind = 'item' THEN split_part(substr(s.full_name, length(d.name) + 2), '.', 1) END AS schema,
        n.name, _weir.privilege_name(l) AS privilege_type
    FROM _weir.securable s
    LEFT JOIN _weir.database d ON d.id = s.database_id
    CROSS JOIN LATERAL (SELECT CASE s.kind
        WHEN 'system' THEN NULL
        WHEN 'item' THEN (SELECT x.name FROM _weir.named_item x WHERE x.id = s.id)
        WHEN 'schema' THEN substr(s.full_name, length(d.name) + 2)
        ELSE s.full_name END AS name) AS n
    CROSS JOIN LATERAL _weir.acl_items(s.privileges) AS i
    CROSS JOIN LATERAL unnest(string_to_array(i.letters, NULL)) AS l
    WHERE (s.id LIKE 'u%' OR s.kind = 'system') AND i.grantee NOT LIKE 's%';
CREATE OR REPLACE FUNCTION _weir.mine(grantee text) RETURNS boolean LANGUAGE sql STABLE AS $f$
    SELECT grantee = ANY (_weir.roles_of(_weir.me()))
$f$;
CREATE OR REPLACE VIEW mz_internal.mz_show_system_privileges AS SELECT grantor, grantee, privilege_type FROM _weir.granted WHERE kind = 'system';
CREATE OR REPLACE VIEW mz_internal.mz_show_my_system_privileges AS
    SELECT grantor, grantee, privilege_type FROM _weir.granted WHERE kind = 'system' AND _weir.mine(grantee_id);
CREATE OR REPLACE VIEW mz_internal.mz_show_cluster_privileges AS SELECT grantor, grantee, name, privilege_type FROM _weir.granted WHERE kind = 'cluster';
CREATE OR REPLACE VIEW mz_internal.mz_show_my_cluster_privileges AS
    SELECT grantor, grantee, name, privilege_type FROM _weir.granted WHERE kind = 'cluster' AND _weir.mine(grantee_id);
CREATE OR REPLACE VIEW mz_internal.mz_show_database_privileges AS SELECT grantor, grantee, name, privilege_type FROM _weir.granted WHERE kind = 'database';
CREATE OR REPLACE VIEW mz_internal.mz_show_my_database_privileges AS
    SELECT grantor, grantee, name, privilege_type FROM _weir.granted WHERE kind = 'database' AND _weir.mine(grantee_id);
CREATE OR REPLACE VIEW mz_internal.mz_show_schema_privileges AS
    SELECT grantor, grantee, database, name, privilege_type FROM _weir.granted WHERE kind = 'schema';
CREATE OR REPLACE VIEW mz_internal.mz_show_my_schema_privileges AS
    SELECT grantor, grantee, database, name, privilege_type FROM _weir.granted WHERE kind = 'schema' AND _weir.mine(grantee_id);
CREATE OR REPLACE VIEW mz_internal.mz_show_object_privileges AS
    SELECT grantor, grantee, database, schema, name, type AS object_type, privilege_type FROM _weir.granted WHERE kind = 'item';
CREATE OR REPLACE VIEW mz_internal.mz_show_my_object_privileges AS
    SELECT grantor, grantee, database, schema, name, type AS object_type, privilege_type FROM _weir.granted WHERE kind = 'item' AND _weir.mine(grantee_id);
CREATE OR REPLACE VIEW mz_internal.mz_show_all_privileges AS
    SELECT grantor, grantee, database, schema, name, type AS object_type, privilege_type FROM _weir.granted;
CREATE OR REPLACE VIEW mz_internal.mz_show_all_my_privileges AS
    SELECT grantor, grantee, database, schema, name, type AS object_type, privilege_type FROM _weir.granted WHERE _weir.mine(grantee_id);
CREATE OR REPLACE VIEW mz_internal.mz_show_default_privileges AS
    SELECT _weir.role_name(p.role_id) AS object_owner, d.name AS database,
        (SELECT s.name FROM mz_catalog.mz_schemas s WHERE s.id = p.schema_id AND s.database_id IS NOT NULL) AS schema,
        p.object_type, _weir.role_name(p.grantee) AS grantee, _weir.privilege_name(l) AS privilege_type
    FROM _weir.default_privilege p LEFT JOIN _weir.database d ON d.id = p.database_id
    CROSS JOIN LATERAL unnest(string_to_array(p.letters, NULL)) AS l
    WHERE p.grantee NOT LIKE 's%' AND p.role_id NOT LIKE 's%';
CREATE OR REPLACE VIEW mz_internal.mz_show_my_default_privileges AS
    SELECT s.* FROM mz_internal.mz_show_default_privileges s
    WHERE s.grantee = 'PUBLIC' OR _weir.mine((SELECT id FROM _weir.role WHERE name = s.grantee));
CREATE OR REPLACE VIEW mz_internal.mz_show_role_members AS
    SELECT _weir.role_name(role_id) AS role, _weir.role_name(member_id) AS member, _weir.role_name(grantor_id) AS grantor FROM _weir.role_member;
CREATE OR REPLACE VIEW mz_internal.mz_show_my_role_members AS
    SELECT _weir.role_name(role_id) AS role, _weir.role_name(member_id) AS member, _weir.role_name(grantor_id) AS grantor
    FROM _weir.role_member WHERE _weir.mine(member_id);
-- information_schema and pg_catalog on roles
CREATE OR REPLACE VIEW _weir_information.applicable_roles AS
    SELECT m.member AS grantee, m.role AS role_name, 'NO'::text AS is_grantable
    FROM mz_internal.mz_show_role_members m
    WHERE mz_catalog.mz_is_superuser() OR _weir.mine((SELECT id FROM _weir.role WHERE name = m.member));
CREATE OR REPLACE VIEW _weir_information.enabled_roles AS
    SELECT name AS role_name FROM _weir.role WHERE mz_catalog.mz_is_superuser() OR _weir.mine(id);
CREATE OR REPLACE VIEW _weir_information.table_privileges AS
    SELECT g.grantor, g.grantee, g.database AS table_catalog, g.schema AS table_schema, g.name AS table_name, g.privilege_type,
        'NO'::text AS is_grantable, CASE g.privilege_type WHEN 'SELECT' THEN 'YES' ELSE 'NO' END AS with_hierarchy
    FROM _weir.granted g
    WHERE g.kind = 'item' AND g.type IN ('table', 'view', 'materialized-view', 'source')
        AND (mz_catalog.mz_is_superuser() OR _weir.mine(g.grantee_id) OR _weir.mine((SELECT id FROM _weir.role WHERE name = g.grantor)));
CREATE OR REPLACE VIEW _weir_information.role_table_grants AS SELECT * FROM _weir_information.table_privileges WHERE grantee <> 'PUBLIC';
CREATE OR REPLACE VIEW _weir_pg.pg_auth_members AS
    SELECT (SELECT oid FROM _weir.role WHERE id = m.role_id) AS roleid, (SELECT oid FROM _weir.role WHERE id = m.member_id) AS member,
        (SELECT oid FROM _weir.role WHERE id = m.grantor_id) AS grantor, false AS admin_option
    FROM _weir.role_member m;
