-- Items: relations, indexes, sinks, connections, secrets, types, their columns. Columns as Materialize's documentation, "System catalog", has them.
CREATE OR REPLACE VIEW mz_catalog.mz_objects AS
    SELECT n.id, n.oid, n.schema_id, n.name, n.type, n.owner_id, n.cluster_id, n.privileges::mz_catalog.mz_aclitem[] AS privileges
    FROM _weir.named_item n
    UNION ALL
    SELECT s.id, s.oid, s.schema_id, s.name, s.type, 's1', NULL,
        ARRAY['=r/s1', 's1=r/s1']::mz_catalog.mz_aclitem[]
    FROM _weir.system_relation s;
CREATE OR REPLACE VIEW mz_catalog.mz_relations AS
    SELECT id, oid, schema_id, name, type, owner_id, cluster_id, privileges FROM mz_catalog.mz_objects
    WHERE type IN ('table', 'source', 'view', 'materialized-view');
CREATE OR REPLACE VIEW mz_internal.mz_object_fully_qualified_names AS
    SELECT o.id, o.name, o.type AS object_type, o.schema_id, s.name AS schema_name, s.database_id, d.name AS database_name, o.cluster_id
    FROM mz_catalog.mz_objects o JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id LEFT JOIN mz_catalog.mz_databases d ON d.id = s.database_id;
CREATE OR REPLACE VIEW mz_catalog.mz_views AS
    SELECT o.id, o.oid, o.schema_id, o.name, _weir.definition(i.create_sql, i.definition) AS definition, o.owner_id, o.privileges, _weir.rendered(i.create_sql, false) AS create_sql,
        _weir.rendered_redacted(i.create_sql, false) AS redacted_create_sql
    FROM mz_catalog.mz_objects o LEFT JOIN _weir.item i ON i.id = o.id WHERE o.type = 'view';
CREATE OR REPLACE VIEW mz_catalog.mz_materialized_views AS
    SELECT o.id, o.oid, o.schema_id, o.name, o.cluster_id, _weir.definition(i.create_sql, i.definition) AS definition, o.owner_id, o.privileges, _weir.rendered(i.create_sql, false) AS create_sql,
        _weir.rendered_redacted(i.create_sql, false) AS redacted_create_sql
    FROM mz_catalog.mz_objects o LEFT JOIN _weir.item i ON i.id = o.id WHERE o.type = 'materialized-view';
CREATE OR REPLACE VIEW mz_catalog.mz_indexes AS
    SELECT n.id, n.oid, n.name, n.on_id, n.cluster_id, n.owner_id, _weir.rendered(n.create_sql, false) AS create_sql,
        _weir.rendered_redacted(n.create_sql, false) AS redacted_create_sql
    FROM _weir.named_item n WHERE n.type = 'index';
CREATE OR REPLACE VIEW mz_catalog.mz_index_columns AS
    SELECT index_id, index_position::mz_catalog.uint8 AS index_position, on_position::mz_catalog.uint8 AS on_position,
        on_expression, true AS nullable
    FROM _weir.index_column;
CREATE OR REPLACE VIEW mz_catalog.mz_types AS
    SELECT 's' || t.oid AS id, t.oid, (SELECT s.id FROM mz_catalog.mz_schemas s WHERE s.database_id IS NULL AND s.oid = t.typnamespace) AS schema_id,
        t.typname::text AS name, CASE t.typcategory WHEN 'A' THEN 'array' WHEN 'P' THEN 'pseudo' ELSE 'base' END AS category,
        's1'::text AS owner_id, ARRAY['=U/s1', 's1=U/s1']::mz_catalog.mz_aclitem[] AS privileges, NULL::text AS create_sql,
        NULL::text AS redacted_create_sql
    FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    WHERE n.nspname IN ('pg_catalog', 'mz_catalog') AND t.typtype IN ('b', 'p', 'r') AND t.typrelid = 0
        AND t.oid NOT IN (SELECT c.oid FROM _weir.collection c) AND t.typelem NOT IN (SELECT c.oid FROM _weir.collection c)
    UNION ALL
    SELECT 's' || v.oid, v.oid::oid, (SELECT s.id FROM mz_catalog.mz_schemas s WHERE s.name = 'mz_catalog'), v.name, 'pseudo', 's1',
        ARRAY['=U/s1', 's1=U/s1']::mz_catalog.mz_aclitem[], NULL, NULL
    FROM (VALUES (16384, 'list'), (16385, 'map')) AS v(oid, name)
    UNION ALL
    SELECT n.id, n.oid, n.schema_id, n.name, u.category, n.owner_id,
        n.privileges::mz_catalog.mz_aclitem[], _weir.rendered(n.create_sql, false), _weir.rendered_redacted(n.create_sql, false)
    FROM _weir.named_item n JOIN _weir.user_type u ON u.id = n.id;
-- those of PostgreSQL that Materialize lacks are among them
CREATE OR REPLACE VIEW mz_catalog.mz_functions AS
    SELECT 's' || p.oid AS id, p.oid, s.id AS schema_id, p.proname::text AS name,
        ARRAY(SELECT 's' || a FROM unnest(p.proargtypes::oid[]) AS a) AS argument_type_ids, 's' || nullif(p.provariadic, 0) AS variadic_argument_type_id,
        's' || p.prorettype AS return_type_id, p.proretset AS returns_set, 's1'::text AS owner_id
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace JOIN mz_catalog.mz_schemas s ON s.database_id IS NULL AND s.oid = n.oid
    WHERE n.nspname IN ('pg_catalog', 'mz_catalog', 'mz_internal') AND p.prokind IN ('f', 'a', 'w') AND p.proname NOT LIKE '\_%';
CREATE OR REPLACE VIEW mz_catalog.mz_operators AS
    SELECT o.oid, o.oprname::text AS name, array_remove(ARRAY['s' || nullif(o.oprleft, 0), 's' || nullif(o.oprright, 0)], NULL) AS argument_type_ids, 's' || o.oprresult AS return_type_id
    FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace WHERE n.nspname IN ('pg_catalog', 'mz_catalog');
CREATE OR REPLACE VIEW mz_catalog.mz_timezone_names AS SELECT z.name FROM pg_catalog.pg_timezone_names z;
CREATE OR REPLACE VIEW mz_catalog.mz_timezone_abbreviations AS
    SELECT z.abbrev AS abbreviation, z.utc_offset, CASE WHEN z.is_dst THEN interval '1 hour' ELSE interval '0' END AS dst, NULL::text AS timezone_name
    FROM pg_catalog.pg_timezone_abbrevs z;
CREATE OR REPLACE VIEW mz_catalog.mz_base_types AS SELECT id FROM mz_catalog.mz_types WHERE category = 'base';
CREATE OR REPLACE VIEW mz_catalog.mz_pseudo_types AS SELECT id FROM mz_catalog.mz_types WHERE category = 'pseudo';
CREATE OR REPLACE VIEW mz_catalog.mz_array_types AS
    SELECT m.id, 's' || t.typelem AS element_id FROM mz_catalog.mz_types m JOIN pg_catalog.pg_type t ON t.oid = m.oid WHERE m.category = 'array';
CREATE OR REPLACE VIEW mz_catalog.mz_list_types AS
    SELECT u.id, u.element AS element_id, NULL::bigint[] AS element_modifiers FROM _weir.user_type u WHERE u.category = 'list';
CREATE OR REPLACE VIEW mz_catalog.mz_map_types AS
    SELECT u.id, u.key AS key_id, u.element AS value_id, NULL::bigint[] AS key_modifiers, NULL::bigint[] AS value_modifiers
    FROM _weir.user_type u WHERE u.category = 'map';
CREATE OR REPLACE VIEW mz_catalog.mz_columns AS
    SELECT o.id, a.attname::text AS name, a.attnum::bigint::mz_catalog.uint8 AS position, NOT (a.attnotnull OR a.attname = ANY (coalesce(z.columns, '{}'))) AS nullable,
        CASE WHEN _weir.anonymous_record((SELECT e.typrelid FROM pg_catalog.pg_type e WHERE e.oid = t.typelem AND t.typcategory = 'A')) THEN 'list'
            WHEN t.typcategory = 'A' THEN replace(pg_catalog.format_type(a.atttypid, NULL), 'mz_catalog.', '') WHEN col.oid IS NOT NULL THEN col.kind
            WHEN _weir.anonymous_record(t.typrelid) THEN 'record' ELSE
            CASE t.typname WHEN 'varchar' THEN 'character varying' WHEN 'bpchar' THEN 'character'
                ELSE replace(pg_catalog.format_type(a.atttypid, NULL), 'mz_catalog.', '') END END AS type,
        pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS "default",
        CASE WHEN col.kind = 'list' THEN 16384::oid WHEN col.kind = 'map' THEN 16385::oid WHEN _weir.anonymous_record(t.typrelid) THEN 2249::oid
            WHEN _weir.anonymous_record((SELECT e.typrelid FROM pg_catalog.pg_type e WHERE e.oid = t.typelem AND t.typcategory = 'A')) THEN 16384::oid ELSE a.atttypid END AS type_oid, a.atttypmod AS type_mod
    FROM (SELECT id, oid, source_type FROM _weir.named_item WHERE relkind <> 'i'
            UNION ALL SELECT id, oid, NULL FROM _weir.system_relation) o
    JOIN pg_catalog.pg_attribute a ON a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    LEFT JOIN _weir.never_null z ON z.id = o.id
    LEFT JOIN _weir.collection col ON col.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum;
CREATE OR REPLACE VIEW mz_catalog.mz_system_privileges AS
    SELECT unnest(privileges)::mz_catalog.mz_aclitem AS privileges FROM _weir.system_acl;
CREATE OR REPLACE VIEW mz_catalog.mz_default_privileges AS
    SELECT role_id, database_id, schema_id, object_type, grantee, letters AS privileges FROM _weir.default_privilege;
