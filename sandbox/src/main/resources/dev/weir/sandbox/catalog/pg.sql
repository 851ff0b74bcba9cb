-- Stand-ins for relations of pg_catalog: only this database, kinds as Materialize shows them. Columns as Materialize's documentation, "System catalog", has them.
CREATE OR REPLACE VIEW _weir_pg.pg_namespace AS
    SELECT n.oid, coalesce(_weir.schema_name(n.nspname, s.database_id)::name, n.nspname) AS nspname,
        coalesce((SELECT r.oid FROM _weir.role r WHERE r.id = s.owner_id), 16662) AS nspowner, NULL::text[] AS nspacl
    FROM pg_catalog.pg_namespace n LEFT JOIN _weir.schema s ON s.nsp = n.oid
    WHERE s.database_id = _weir.my_database()
        OR n.nspname IN ('mz_catalog', 'mz_internal', 'mz_introspection', 'mz_unsafe', 'pg_catalog', 'information_schema');
CREATE OR REPLACE VIEW _weir_pg.pg_class AS
    SELECT c.oid, c.relname, c.relnamespace, c.reltype, c.reloftype, coalesce((SELECT r.oid FROM _weir.role r WHERE r.id = i.owner_id), 16662) AS relowner, c.relam, c.relfilenode, c.reltablespace, c.relpages,
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
    SELECT x.oid, x.name::name, x.nsp, 0, 0, (SELECT r.oid FROM _weir.role r WHERE r.id = x.owner_id), 0, 0, 0, 0, 0, 0, 0, false, false, 'p', 'i'::"char",
        (SELECT count(*) FROM _weir.index_column k WHERE k.index_id = x.id)::smallint, 0, false, false, false, false, false, false,
        true, 'n', false, NULL, NULL, NULL
    FROM _weir.named_item x
    JOIN _weir.item o ON o.id = x.on_id
    JOIN pg_catalog.pg_class c ON c.oid = o.oid
    WHERE x.type = 'index' AND x.database_id = _weir.my_database();
CREATE OR REPLACE VIEW _weir_pg.pg_database AS
    SELECT d.oid, d.name::name AS datname, (SELECT r.oid FROM _weir.role r WHERE r.id = d.owner_id) AS datdba, 6 AS encoding, 'c'::"char" AS datlocprovider, 'C'::name AS datcollate, 'C'::name AS datctype,
        false AS datistemplate, true AS datallowconn, -1 AS datconnlimit, 0::oid AS dattablespace, NULL::text AS daticulocale, NULL::text AS datcollversion, NULL::text[] AS datacl
    FROM _weir.database d;
CREATE OR REPLACE VIEW _weir_pg.pg_roles AS
    SELECT oid, name::name AS rolname, coalesce(super, false) AS rolsuper, inherit AS rolinherit,
        mz_catalog.has_system_privilege(oid, 'CREATEROLE') AS rolcreaterole, mz_catalog.has_system_privilege(oid, 'CREATEDB') AS rolcreatedb,
        coalesce(login, true) AS rolcanlogin,
        false AS rolreplication, -1 AS rolconnlimit, '********'::text AS rolpassword, NULL::timestamptz AS rolvaliduntil, false AS rolbypassrls,
        NULL::text[] AS rolconfig
    FROM _weir.role;
CREATE OR REPLACE VIEW _weir_pg.pg_authid AS SELECT * FROM _weir_pg.pg_roles;
CREATE OR REPLACE VIEW _weir_pg.pg_user AS
    SELECT rolname AS usename, oid AS usesysid, rolcreatedb AS usecreatedb, rolsuper AS usesuper, rolreplication AS userepl,
        rolbypassrls AS usebypassrls, rolpassword AS passwd, rolvaliduntil AS valuntil, rolconfig AS useconfig
    FROM _weir_pg.pg_roles;
CREATE OR REPLACE VIEW _weir_pg.pg_views AS
    SELECT n.schema_name::name AS schemaname, n.name::name AS viewname, r.name::name AS viewowner, _weir.definition(n.create_sql, n.definition) AS definition
    FROM _weir.named_item n JOIN _weir.role r ON r.id = n.owner_id WHERE n.type = 'view' AND n.database_id = _weir.my_database();
CREATE OR REPLACE VIEW _weir_pg.pg_matviews AS
    SELECT n.schema_name::name AS schemaname, n.name::name AS matviewname, r.name::name AS matviewowner, NULL::name AS tablespace,
        false AS hasindexes, true AS ispopulated, _weir.definition(n.create_sql, n.definition) AS definition
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
        NULL::pg_catalog.pg_node_tree AS indexprs, NULL::pg_catalog.pg_node_tree AS indpred, NULL::oid[] AS indclass, NULL::oid[] AS indcollation, NULL::smallint[] AS indoption
    FROM _weir.named_item x JOIN _weir.item o ON o.id = x.on_id WHERE x.type = 'index';
-- amcanorder, which PostgreSQL had up to 9.5: pgjdbc asks a server of that version for it.
CREATE OR REPLACE VIEW _weir_pg.pg_am AS
    SELECT a.oid, a.amname, a.amhandler, a.amtype, a.amname = 'btree' AS amcanorder FROM pg_catalog.pg_am a;
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
    (SELECT r.name::name FROM _weir.role r WHERE r.oid = role_);
CREATE OR REPLACE FUNCTION mz_catalog.obj_description(object oid, catalog name) RETURNS text LANGUAGE sql STABLE RETURN
    (SELECT description FROM _weir_pg.pg_description WHERE objoid = object AND objsubid = 0
        AND classoid = CASE catalog WHEN 'pg_namespace' THEN 2615 WHEN 'pg_class' THEN 1259 WHEN 'pg_type' THEN 1247 ELSE 0 END);
CREATE OR REPLACE FUNCTION mz_catalog.col_description(object oid, position_ integer) RETURNS text LANGUAGE sql STABLE RETURN
    (SELECT description FROM _weir_pg.pg_description WHERE objoid = object AND objsubid = position_);
CREATE OR REPLACE FUNCTION mz_catalog.pg_table_is_visible(relation oid) RETURNS boolean LANGUAGE sql STABLE RETURN
    coalesce(pg_catalog.pg_table_is_visible(relation)
        AND NOT EXISTS (SELECT FROM _weir.system_relation s WHERE s.oid = relation),
        (SELECT n.schema_name = ANY (mz_catalog.current_schemas(true)) FROM _weir.named_item n WHERE n.oid = relation AND n.type = 'index'),
        false);
CREATE OR REPLACE FUNCTION mz_catalog.pg_get_viewdef(relation_ oid) RETURNS text LANGUAGE sql STABLE RETURN
    (SELECT _weir.definition(i.create_sql, i.definition) FROM _weir.item i WHERE i.oid = relation_);
CREATE OR REPLACE FUNCTION mz_catalog.pg_get_viewdef(relation_ oid, pretty boolean) RETURNS text LANGUAGE sql STABLE RETURN
    (SELECT _weir.definition(i.create_sql, i.definition) FROM _weir.item i WHERE i.oid = relation_);
CREATE OR REPLACE FUNCTION mz_catalog.pg_get_viewdef(relation_ text) RETURNS text LANGUAGE sql STABLE RETURN
    (SELECT _weir.definition(i.create_sql, i.definition) FROM _weir.item i WHERE i.oid = to_regclass(relation_));
CREATE OR REPLACE FUNCTION mz_catalog.pg_get_viewdef(relation_ text, pretty boolean) RETURNS text LANGUAGE sql STABLE RETURN
    (SELECT _weir.definition(i.create_sql, i.definition) FROM _weir.item i WHERE i.oid = to_regclass(relation_));
CREATE OR REPLACE FUNCTION mz_catalog.pg_get_indexdef(relation_ oid) RETURNS text LANGUAGE sql STABLE RETURN
    (SELECT _weir.rendered(create_sql, false) FROM _weir.item WHERE oid = relation_);
CREATE OR REPLACE FUNCTION mz_catalog.pg_get_indexdef(relation_ oid, position_ integer, pretty boolean) RETURNS text LANGUAGE sql STABLE RETURN
    (SELECT coalesce((SELECT m.name FROM mz_catalog.mz_columns m WHERE m.id = i.on_id AND m.position::bigint = k.on_position), k.on_expression)
    FROM _weir.item i JOIN _weir.index_column k ON k.index_id = i.id AND k.index_position = position_ WHERE i.oid = relation_);
-- the types that lists and maps are kept in are no types of Materialize's
CREATE OR REPLACE VIEW _weir_pg.pg_type AS
    SELECT t.oid, t.typname, t.typnamespace, t.typowner, t.typlen, t.typbyval, t.typtype, t.typcategory, t.typispreferred, t.typisdefined, t.typdelim,
        t.typrelid, coalesce((SELECT substr(u.element, 2)::oid FROM _weir.user_type u WHERE u.type_oid = t.oid AND u.category = 'list' AND u.element LIKE 's%'), t.typelem) AS typelem,
        t.typarray, t.typinput, t.typoutput, t.typreceive, t.typsend, t.typmodin, t.typmodout, t.typnotnull, t.typbasetype, t.typtypmod, t.typndims, t.typcollation, t.typdefault
    FROM pg_catalog.pg_type t
    WHERE t.oid NOT IN (SELECT c.oid FROM _weir.collection c) AND t.typelem NOT IN (SELECT c.oid FROM _weir.collection c)
    UNION ALL
    SELECT v.oid::oid, v.name, 'mz_catalog'::regnamespace, t.typowner, -1, false, 'b', v.category, false, true, ',', 0, 0, 0,
        t.typinput, t.typoutput, t.typreceive, t.typsend, 0, 0, false, 0, -1, 0, 0, NULL
    FROM pg_catalog.pg_type t, (VALUES (16384, 'list'::name, 'U'::"char"), (16385, 'map', 'U')) AS v(oid, name, category) WHERE t.oid = 25;
-- what drivers ask for, and nothing of what PostgreSQL is set to
CREATE OR REPLACE VIEW _weir_pg.pg_settings AS SELECT * FROM (VALUES ('max_index_keys'::text, '1000'::text)) AS v(name, setting);
-- variables are as their session says; parameters of the server as ALTER SYSTEM left them. Source: test/sqllogictest/vars.slt
CREATE OR REPLACE FUNCTION _weir_final.current_setting(name text, missing_ok boolean) RETURNS text LANGUAGE plpgsql STABLE AS $f$
DECLARE
    found_ text;
BEGIN
    SELECT v.value INTO found_ FROM pg_catalog.jsonb_each_text(pg_catalog.current_setting('weir.variables')::jsonb) AS v
        WHERE lower(v.key) = CASE lower(current_setting.name) WHEN 'schema' THEN 'search_path' ELSE lower(current_setting.name) END;
    IF found_ IS NULL THEN
        SELECT coalesce((SELECT p.value FROM _weir.parameter p WHERE p.name = u.key), u.value) INTO found_
            FROM pg_catalog.jsonb_each_text(pg_catalog.current_setting('weir.parameters')::jsonb) AS u WHERE u.key = lower(current_setting.name);
    END IF;
    IF found_ IS NULL AND NOT missing_ok THEN
        RAISE EXCEPTION 'unrecognized configuration parameter "%"', name USING ERRCODE = '42704';
    END IF;
    RETURN found_;
END
$f$;
CREATE OR REPLACE FUNCTION _weir_final.current_setting(name text) RETURNS text LANGUAGE sql STABLE RETURN _weir_final.current_setting(name, false);
CREATE OR REPLACE FUNCTION mz_catalog.mz_timestamp_of(text) RETURNS mz_catalog.mz_timestamp LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    IF $1 ~ '^\s*\d+\s*$' THEN RETURN mz_catalog.mz_timestamp_of($1::numeric); END IF;
    IF $1 ~ '^\s*\d+-\d+\s*$' THEN
        RAISE EXCEPTION 'invalid input syntax for type mz_timestamp: could not parse mz_timestamp: could not parse as number of milliseconds since epoch; could not parse as date and time: invalid input syntax for type timestamp with time zone: YEAR, MONTH, DAY are all required: "%": "%"', $1, $1
            USING ERRCODE = '22P02';
    END IF;
    RETURN mz_catalog.mz_timestamp_of(($1 || CASE WHEN $1 ~ '([zZ]|[+-]\d\d(:?\d\d)?|[A-Z]{3})\s*$' AND $1 ~ ':' THEN '' ELSE ' UTC' END)::timestamptz);
EXCEPTION WHEN numeric_value_out_of_range THEN
    RAISE EXCEPTION 'invalid input syntax for type mz_timestamp: could not parse mz_timestamp: out of range for mz_timestamp: "%"', $1 USING ERRCODE = '22P02';
WHEN invalid_datetime_format OR datetime_field_overflow THEN
    RAISE EXCEPTION 'invalid input syntax for type mz_timestamp: could not parse mz_timestamp: could not parse as number of milliseconds since epoch; could not parse as date and time: "%"', $1
        USING ERRCODE = '22P02';
END
$f$;
DO $cast$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_cast WHERE castsource = 'text'::regtype AND casttarget = 'mz_catalog.mz_timestamp'::regtype) THEN
        CREATE CAST (text AS mz_catalog.mz_timestamp) WITH FUNCTION mz_catalog.mz_timestamp_of(text);
    END IF;
END
$cast$;

-- The other relations of pg_catalog that a real server has (test/sqllogictest/information_schema_tables.slt): what is behind is not shown, what
-- is not there has no rows
DO $others$
DECLARE
    t text;
    shown text := ' JOIN pg_catalog.pg_class c ON c.oid = x.%s JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname NOT IN (''_weir'', ''_weir_final'', ''_weir_refresh'', ''pg_toast'')';
BEGIN
    FOREACH t IN ARRAY ARRAY['collation', 'constraint', 'enum', 'event_trigger', 'extension', 'inherits', 'locks', 'policy', 'rewrite', 'shdescription', 'trigger'] LOOP
        EXECUTE format('CREATE OR REPLACE VIEW _weir_pg.%1$I AS SELECT * FROM pg_catalog.%1$I WHERE false', 'pg_' || t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['aggregate', 'language', 'operator', 'range', 'timezone_abbrevs', 'timezone_names'] LOOP
        EXECUTE format('CREATE OR REPLACE VIEW _weir_pg.%1$I AS SELECT * FROM pg_catalog.%1$I', 'pg_' || t);
    END LOOP;
    EXECUTE 'CREATE OR REPLACE VIEW _weir_pg.pg_attribute AS SELECT x.attrelid, x.attname, x.atttypid, x.attlen, x.attnum, x.atttypmod, x.attndims, x.attbyval, x.attalign, x.attstorage, x.attcompression,
        x.attnotnull, x.atthasdef, x.attidentity, x.attgenerated, x.attisdropped, x.attislocal, x.attinhcount, x.attcollation, x.attstattarget, x.attacl::text[] AS attacl, x.attoptions
        FROM pg_catalog.pg_attribute x' || format(shown, 'attrelid') || ' AND x.attnum > 0';
    EXECUTE 'CREATE OR REPLACE VIEW _weir_pg.pg_attrdef AS SELECT x.* FROM pg_catalog.pg_attrdef x' || format(shown, 'adrelid');
    EXECUTE 'CREATE OR REPLACE VIEW _weir_pg.pg_depend AS SELECT x.* FROM pg_catalog.pg_depend x' || format(shown, 'refobjid');
END
$others$;
-- Source: test/sqllogictest/pg_catalog_tablespace.slt
CREATE OR REPLACE VIEW _weir_pg.pg_tablespace AS
    SELECT 0::oid AS oid, 'pg_default'::name AS spcname, NULL::oid AS spcowner, NULL::text[] AS spcacl, NULL::text[] AS spcoptions;
CREATE OR REPLACE VIEW _weir_pg.pg_indexes AS
    SELECT n.schema_name::name AS schemaname, o.name::name AS tablename, n.name::name AS indexname, NULL::name AS tablespace, _weir.rendered(n.create_sql, false) AS indexdef
    FROM _weir.named_item n JOIN _weir.named_item o ON o.id = n.on_id WHERE n.type = 'index' AND n.database_id = _weir.my_database();
