-- Look-ups behind SHOW. Columns as Materialize's documentation, "System catalog", has them.
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
        IF item.type = 'materialized-view' AND type_ = 'view' THEN
            RAISE EXCEPTION '% is not a view', item.full_name USING ERRCODE = '42809',
                HINT = 'Use SHOW CREATE MATERIALIZED VIEW to show a materialized view.';
        END IF;
        RAISE EXCEPTION '% is not a %', item.full_name, replace(type_, '-', ' ') USING ERRCODE = '42809';
    END IF;
    RETURN item.full_name;
END
$f$;
-- SHOW CREATE CLUSTER, in the order of Materialize's documentation, "SHOW CREATE CLUSTER"
CREATE OR REPLACE FUNCTION _weir.cluster_sql(name_ text) RETURNS text LANGUAGE plpgsql STABLE AS $f$
DECLARE
    c _weir.cluster;
    strategy jsonb;
BEGIN
    SELECT * INTO c FROM _weir.cluster WHERE name = name_;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'unknown cluster ''%''', name_ USING ERRCODE = '42704';
    ELSIF NOT c.managed THEN
        RAISE EXCEPTION 'SHOW CREATE for unmanaged clusters not yet supported' USING ERRCODE = '0A000';
    END IF;
    strategy := c.options -> 'auto scaling strategy' -> 'on_hydration';
    RETURN 'CREATE CLUSTER "' || replace(name_, '"', '""') || '" ('
        || coalesce('AUTO SCALING STRATEGY = (ON HYDRATION (HYDRATION SIZE = ' || quote_literal(strategy ->> 'hydration_size') || ', LINGER DURATION = '''
            || ((strategy -> 'linger_duration' ->> 'secs') || ' seconds')::interval || ''')), ', '')
        || coalesce('AVAILABILITY ZONES = (''' || replace(c.options ->> 'availability zones', ',', ''', ''') || '''), ', '')
        || 'INTROSPECTION DEBUGGING = ' || coalesce(c.options ->> 'introspection debugging', 'false')
        || ', INTROSPECTION INTERVAL = INTERVAL ''' || coalesce(c.options ->> 'introspection interval', '1 second')::interval || ''''
        || ', MANAGED = true, REPLICATION FACTOR = ' || c.replication_factor || ', SIZE = ' || quote_literal(c.size)
        || ', SCHEDULE = ' || CASE c.schedule WHEN 'manual' THEN 'MANUAL' ELSE 'ON REFRESH'
            || coalesce(' (HYDRATION TIME ESTIMATE = ''' || c.hydration_estimate || ''')', '') END
        || coalesce(', WORKLOAD CLASS = ' || quote_literal(c.options ->> 'workload class'), '') || ')';
END
$f$;
-- '' unless it is the name of a relation of the server itself
CREATE OR REPLACE FUNCTION _weir.refuse_system(name_ text) RETURNS text LANGUAGE plpgsql STABLE AS $f$
BEGIN
    IF name_ IS NOT NULL THEN
        RAISE EXCEPTION 'cannot show create for system object %', name_ USING ERRCODE = '42501';
    END IF;
    RETURN '';
END
$f$;

-- what SHOW shows, of all schemas. Columns as test/sqllogictest/mz_catalog_server_index_accounting.slt has them
CREATE OR REPLACE FUNCTION _weir.comment_on(id_ text, kind text) RETURNS text LANGUAGE sql STABLE RETURN
    coalesce((SELECT k.comment FROM _weir.comment k WHERE k.id = id_ AND k.object_type = kind AND k.sub_id = 0), '');
CREATE OR REPLACE VIEW mz_internal.mz_show_databases AS SELECT d.name, _weir.comment_on(d.id, 'database') AS comment FROM mz_catalog.mz_databases d;
CREATE OR REPLACE VIEW mz_internal.mz_show_schemas AS SELECT s.database_id, s.name, _weir.comment_on(s.id, 'schema') AS comment FROM mz_catalog.mz_schemas s;
CREATE OR REPLACE VIEW mz_internal.mz_show_roles AS SELECT r.name, _weir.comment_on(r.id, 'role') AS comment FROM mz_catalog.mz_roles r WHERE r.id NOT LIKE 'g%';
CREATE OR REPLACE VIEW mz_internal.mz_show_tables AS
    SELECT t.schema_id, t.name, _weir.comment_on(t.id, 'table') AS comment, t.source_id FROM mz_catalog.mz_tables t;
CREATE OR REPLACE VIEW mz_internal.mz_show_views AS SELECT v.schema_id, v.name, _weir.comment_on(v.id, 'view') AS comment FROM mz_catalog.mz_views v;
CREATE OR REPLACE VIEW mz_internal.mz_show_types AS SELECT t.schema_id, t.name, _weir.comment_on(t.id, 'type') AS comment FROM mz_catalog.mz_types t;
CREATE OR REPLACE VIEW mz_internal.mz_show_secrets AS SELECT s.schema_id, s.name, _weir.comment_on(s.id, 'secret') AS comment FROM mz_catalog.mz_secrets s;
CREATE OR REPLACE VIEW mz_internal.mz_show_connections AS
    SELECT c.schema_id, c.name, c.type, _weir.comment_on(c.id, 'connection') AS comment FROM mz_catalog.mz_connections c;
CREATE OR REPLACE VIEW mz_internal.mz_show_sources AS
    SELECT s.id, s.name, s.type, c.name AS cluster, s.schema_id, s.cluster_id, _weir.comment_on(s.id, 'source') AS comment
    FROM mz_catalog.mz_sources s LEFT JOIN _weir.cluster c ON c.id = s.cluster_id;
CREATE OR REPLACE VIEW mz_internal.mz_show_sinks AS
    SELECT s.id, s.name, s.type, c.name AS cluster, s.schema_id, s.cluster_id, _weir.comment_on(s.id, 'sink') AS comment
    FROM mz_catalog.mz_sinks s LEFT JOIN _weir.cluster c ON c.id = s.cluster_id;
CREATE OR REPLACE VIEW mz_internal.mz_show_materialized_views AS
    SELECT m.id, m.name, c.name AS cluster, m.schema_id, m.cluster_id, _weir.comment_on(m.id, 'materialized-view') AS comment
    FROM mz_catalog.mz_materialized_views m LEFT JOIN _weir.cluster c ON c.id = m.cluster_id;
CREATE OR REPLACE VIEW mz_internal.mz_show_columns AS
    SELECT c.id, c.name, c.nullable, c.type, c.position, coalesce((SELECT k.comment FROM _weir.comment k WHERE k.id = c.id AND k.sub_id = c.position::bigint), '') AS comment
    FROM mz_catalog.mz_columns c;
CREATE OR REPLACE VIEW mz_internal.mz_show_all_objects AS
    SELECT o.schema_id, o.name, o.type, _weir.comment_on(o.id, o.type) AS comment FROM mz_catalog.mz_objects o;

CREATE OR REPLACE FUNCTION _weir.quoted_names(ids text[]) RETURNS text LANGUAGE sql STABLE AS $f$
    SELECT coalesce(string_agg(name, E'\n' ORDER BY name), '') FROM (
        SELECT '"' || coalesce(d.name || '.', '') || n.schema_name || '.' || n.name || '"' AS name
        FROM _weir.named_item n LEFT JOIN _weir.database d ON d.id = n.database_id WHERE n.id = ANY (ids)) AS named
$f$;
-- what items read of what is kept: tables, sources and materialized views, behind any views
CREATE OR REPLACE FUNCTION _weir.kept_behind(ids text[]) RETURNS SETOF text LANGUAGE sql STABLE AS $f$
    WITH RECURSIVE behind(id, type) AS (
        SELECT i.id, i.type FROM _weir.item i WHERE i.id = ANY (ids)
        UNION SELECT o.id, o.type FROM behind b JOIN _weir.need n ON n.id = b.id JOIN _weir.item o ON o.id = n.on_id WHERE b.type = 'view')
    SELECT id FROM behind WHERE type IN ('table', 'source', 'materialized-view')
$f$;
-- a read in a transaction block: the items of users it names; the ids it may read, which the first read decides; what it reads besides
-- (relations and shown: their names for PostgreSQL and for the client)
CREATE OR REPLACE FUNCTION _weir.read_in_block(ids text[], may text[], relations text[], shown text[], OUT named text, OUT domain text[], OUT outside text, OUT available text) LANGUAGE plpgsql STABLE AS $f$
BEGIN
    named := _weir.quoted_names(ids);
    domain := may;
    IF may IS NULL THEN
        domain := CASE WHEN EXISTS (SELECT FROM _weir.kept_behind(ids)) THEN ARRAY(SELECT _weir.kept_behind(array_agg(o.id)) FROM _weir.named_item o
            WHERE o.nsp IN (SELECT n.nsp FROM _weir.named_item n WHERE n.id = ANY (ids))) ELSE '{}' END;
    END IF;
    outside := _weir.quoted_names(ARRAY(SELECT k FROM _weir.kept_behind(ids) AS k WHERE k <> ALL (domain)));
    available := _weir.quoted_names(domain);
    -- PostgreSQL finds what others have made since, the block's snapshot of its catalog does not
    SELECT concat_ws(E'\n', nullif(outside, ''), string_agg('"' || s || '"', E'\n' ORDER BY s)) INTO outside FROM unnest(relations, shown) AS u(r, s)
        WHERE r <> '' AND pg_catalog.to_regclass(r) IS NOT NULL AND NOT EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = pg_catalog.to_regclass(r));
END
$f$;
