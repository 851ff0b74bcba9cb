-- Functions, casts and operators of Materialize, and the sandbox's own state. Run once, on a fresh data folder.
CREATE SCHEMA mz_internal;
CREATE SCHEMA mz_introspection;
CREATE SCHEMA mz_unsafe;
CREATE SCHEMA _weir;
CREATE SCHEMA _weir_pg;
CREATE SCHEMA _weir_information;

-- ---- mz_timestamp: milliseconds since 1970
CREATE CAST (mz_catalog.mz_timestamp AS bigint) WITHOUT FUNCTION;
CREATE CAST (bigint AS mz_catalog.mz_timestamp) WITHOUT FUNCTION AS IMPLICIT;
CREATE FUNCTION mz_catalog.mz_timestamp_of(integer) RETURNS mz_catalog.mz_timestamp
    LANGUAGE sql IMMUTABLE STRICT RETURN ($1::bigint)::mz_catalog.mz_timestamp;
CREATE FUNCTION mz_catalog.mz_timestamp_of(numeric) RETURNS mz_catalog.mz_timestamp
    LANGUAGE sql IMMUTABLE STRICT RETURN ($1::bigint)::mz_catalog.mz_timestamp;
CREATE FUNCTION mz_catalog.mz_timestamp_of(timestamptz) RETURNS mz_catalog.mz_timestamp
    LANGUAGE sql IMMUTABLE STRICT RETURN (floor(extract(epoch FROM $1) * 1000)::bigint)::mz_catalog.mz_timestamp;
CREATE FUNCTION mz_catalog.mz_timestamp_of(timestamp) RETURNS mz_catalog.mz_timestamp
    LANGUAGE sql IMMUTABLE STRICT RETURN (floor(extract(epoch FROM $1) * 1000)::bigint)::mz_catalog.mz_timestamp;
CREATE FUNCTION mz_catalog.mz_timestamp_of(date) RETURNS mz_catalog.mz_timestamp
    LANGUAGE sql IMMUTABLE STRICT RETURN (floor(extract(epoch FROM $1) * 1000)::bigint)::mz_catalog.mz_timestamp;
CREATE CAST (integer AS mz_catalog.mz_timestamp) WITH FUNCTION mz_catalog.mz_timestamp_of(integer) AS IMPLICIT;
CREATE CAST (numeric AS mz_catalog.mz_timestamp) WITH FUNCTION mz_catalog.mz_timestamp_of(numeric) AS IMPLICIT;
CREATE CAST (timestamptz AS mz_catalog.mz_timestamp) WITH FUNCTION mz_catalog.mz_timestamp_of(timestamptz) AS IMPLICIT;
CREATE CAST (timestamp AS mz_catalog.mz_timestamp) WITH FUNCTION mz_catalog.mz_timestamp_of(timestamp) AS IMPLICIT;
CREATE CAST (date AS mz_catalog.mz_timestamp) WITH FUNCTION mz_catalog.mz_timestamp_of(date) AS IMPLICIT;
CREATE FUNCTION mz_catalog.to_timestamptz(mz_catalog.mz_timestamp) RETURNS timestamptz
    LANGUAGE sql IMMUTABLE STRICT RETURN to_timestamp(($1::bigint)::numeric / 1000);
CREATE FUNCTION mz_catalog.to_timestamp_utc(mz_catalog.mz_timestamp) RETURNS timestamp
    LANGUAGE sql IMMUTABLE STRICT RETURN to_timestamp(($1::bigint)::numeric / 1000) AT TIME ZONE 'UTC';
CREATE FUNCTION mz_catalog.mz_timestamp_numeric(mz_catalog.mz_timestamp) RETURNS numeric
    LANGUAGE sql IMMUTABLE STRICT RETURN ($1::bigint)::numeric;
CREATE CAST (mz_catalog.mz_timestamp AS timestamptz) WITH FUNCTION mz_catalog.to_timestamptz(mz_catalog.mz_timestamp) AS ASSIGNMENT;
CREATE CAST (mz_catalog.mz_timestamp AS timestamp) WITH FUNCTION mz_catalog.to_timestamp_utc(mz_catalog.mz_timestamp) AS ASSIGNMENT;
CREATE CAST (mz_catalog.mz_timestamp AS numeric) WITH FUNCTION mz_catalog.mz_timestamp_numeric(mz_catalog.mz_timestamp) AS ASSIGNMENT;

DO $make$
DECLARE
    t text;
    c record;
    f text;
BEGIN
    FOREACH t IN ARRAY ARRAY['mz_timestamp', 'uint8', 'uint4', 'uint2'] LOOP
        FOR c IN SELECT * FROM (VALUES ('<', 'lt', '>', '>='), ('<=', 'le', '>=', '>'), ('=', 'eq', '=', '<>'),
                ('<>', 'ne', '<>', '='), ('>=', 'ge', '<=', '<'), ('>', 'gt', '<', '<=')) AS o(op, fn, commutator, negator) LOOP
            f := t || '_' || c.fn;
            EXECUTE format('CREATE FUNCTION mz_catalog.%I(mz_catalog.%I, mz_catalog.%I) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS %L',
                f, t, t, 'int8' || c.fn);
            EXECUTE format('CREATE OPERATOR mz_catalog.%s (LEFTARG = mz_catalog.%I, RIGHTARG = mz_catalog.%I, FUNCTION = mz_catalog.%I, COMMUTATOR = OPERATOR(mz_catalog.%s), NEGATOR = OPERATOR(mz_catalog.%s), RESTRICT = %s, JOIN = %s%s)',
                c.op, t, t, f, c.commutator, c.negator,
                CASE c.fn WHEN 'eq' THEN 'eqsel' WHEN 'ne' THEN 'neqsel' WHEN 'lt' THEN 'scalarltsel' WHEN 'le' THEN 'scalarlesel' WHEN 'gt' THEN 'scalargtsel' ELSE 'scalargesel' END,
                CASE c.fn WHEN 'eq' THEN 'eqjoinsel' WHEN 'ne' THEN 'neqjoinsel' WHEN 'lt' THEN 'scalarltjoinsel' WHEN 'le' THEN 'scalarlejoinsel' WHEN 'gt' THEN 'scalargtjoinsel' ELSE 'scalargejoinsel' END,
                CASE c.fn WHEN 'eq' THEN ', HASHES, MERGES' ELSE '' END);
        END LOOP;
        EXECUTE format('CREATE FUNCTION mz_catalog.%I(mz_catalog.%I, mz_catalog.%I) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS ''btint8cmp''', t || '_cmp', t, t);
        EXECUTE format('CREATE FUNCTION mz_catalog.%I(mz_catalog.%I) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS ''hashint8''', t || '_hash', t);
        EXECUTE format('CREATE OPERATOR CLASS mz_catalog.%I DEFAULT FOR TYPE mz_catalog.%I USING btree AS OPERATOR 1 mz_catalog.<, OPERATOR 2 mz_catalog.<=, OPERATOR 3 mz_catalog.=, OPERATOR 4 mz_catalog.>=, OPERATOR 5 mz_catalog.>, FUNCTION 1 mz_catalog.%I(mz_catalog.%I, mz_catalog.%I)', t || '_btree', t, t || '_cmp', t, t);
        EXECUTE format('CREATE OPERATOR CLASS mz_catalog.%I DEFAULT FOR TYPE mz_catalog.%I USING hash AS OPERATOR 1 mz_catalog.=, FUNCTION 1 mz_catalog.%I(mz_catalog.%I)', t || '_hashing', t, t || '_hash', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['uint8', 'uint4', 'uint2'] LOOP
        EXECUTE format('CREATE CAST (mz_catalog.%I AS bigint) WITHOUT FUNCTION AS IMPLICIT', t);
        EXECUTE format('CREATE CAST (bigint AS mz_catalog.%I) WITHOUT FUNCTION AS ASSIGNMENT', t);
        EXECUTE format('CREATE FUNCTION mz_catalog.%I(integer) RETURNS mz_catalog.%I LANGUAGE sql IMMUTABLE STRICT RETURN ($1::bigint)::mz_catalog.%I', t || '_of', t, t);
        EXECUTE format('CREATE CAST (integer AS mz_catalog.%I) WITH FUNCTION mz_catalog.%I(integer) AS ASSIGNMENT', t, t || '_of');
    END LOOP;
END
$make$;
-- the clock behind mz_now(): the transaction's, so that one statement sees one time
CREATE FUNCTION mz_catalog.mz_now() RETURNS mz_catalog.mz_timestamp
    LANGUAGE sql STABLE RETURN (floor(extract(epoch FROM now()) * 1000)::bigint)::mz_catalog.mz_timestamp;
CREATE FUNCTION mz_catalog.mz_logical_timestamp() RETURNS mz_catalog.mz_timestamp
    LANGUAGE sql STABLE RETURN mz_catalog.mz_now();

CREATE FUNCTION mz_catalog.mz_version() RETURNS text LANGUAGE sql STABLE
    RETURN current_setting('weir.mz_version', true);
CREATE FUNCTION mz_catalog.version() RETURNS text LANGUAGE sql STABLE
    RETURN 'PostgreSQL 9.5 on x86_64-unknown-linux-gnu (Materialize ' || current_setting('weir.mz_version', true) || ')';
CREATE FUNCTION mz_catalog.mz_environment_id() RETURNS text LANGUAGE sql STABLE
    RETURN 'weir-sandbox-00000000-0000-0000-0000-000000000000-0';
CREATE FUNCTION mz_catalog.mz_uptime() RETURNS interval LANGUAGE sql STABLE
    RETURN now() - pg_catalog.pg_postmaster_start_time();
CREATE FUNCTION mz_catalog.current_database() RETURNS text LANGUAGE sql STABLE
    RETURN current_setting('weir.database', true);
CREATE FUNCTION mz_catalog.mz_is_superuser() RETURNS boolean LANGUAGE sql STABLE RETURN true;
CREATE FUNCTION mz_catalog.pg_backend_pid() RETURNS integer LANGUAGE sql STABLE RETURN pg_catalog.pg_backend_pid();
CREATE FUNCTION mz_catalog.has_system_privilege(privilege text) RETURNS boolean LANGUAGE plpgsql STABLE AS $f$
BEGIN
    IF upper(privilege) NOT IN ('CREATEROLE', 'CREATEDB', 'CREATECLUSTER', 'CREATENETWORKPOLICY') THEN
        RAISE EXCEPTION 'invalid privilege types "%"', privilege USING ERRCODE = '22023';
    END IF;
    RETURN true;
END
$f$;
CREATE FUNCTION mz_catalog.has_system_privilege(role text, privilege text) RETURNS boolean LANGUAGE sql STABLE
    RETURN mz_catalog.has_system_privilege(privilege);
CREATE FUNCTION mz_catalog.has_cluster_privilege(cluster text, privilege text) RETURNS boolean LANGUAGE sql STABLE
    RETURN true;
CREATE FUNCTION mz_internal.mz_role_oid_memberships() RETURNS jsonb LANGUAGE sql IMMUTABLE RETURN '{}'::jsonb;

-- privileges print as grantee=PRIVILEGES/grantor, the letters as Materialize's
CREATE FUNCTION mz_internal.mz_aclexplode(acl mz_catalog.mz_aclitem[])
    RETURNS TABLE (grantor text, grantee text, privilege_type text, is_grantable boolean) LANGUAGE sql IMMUTABLE AS $f$
    SELECT split_part(item, '/', 2),
        CASE split_part(item, '=', 1) WHEN '' THEN 'p' ELSE split_part(item, '=', 1) END,
        CASE letter WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
            WHEN 'U' THEN 'USAGE' WHEN 'C' THEN 'CREATE' WHEN 'R' THEN 'CREATEROLE' WHEN 'B' THEN 'CREATEDB'
            WHEN 'N' THEN 'CREATECLUSTER' WHEN 'P' THEN 'CREATENETWORKPOLICY' END,
        false
    FROM unnest(acl::text[]) AS item,
        unnest(string_to_array(split_part(split_part(item, '=', 2), '/', 1), NULL)) AS letter
$f$;
CREATE FUNCTION mz_catalog.mz_aclexplode(acl mz_catalog.mz_aclitem[])
    RETURNS TABLE (grantor text, grantee text, privilege_type text, is_grantable boolean) LANGUAGE sql IMMUTABLE AS $f$
    SELECT * FROM mz_internal.mz_aclexplode(acl)
$f$;

-- ---- the sandbox's own state
CREATE TABLE _weir.counter (kind text PRIMARY KEY, last bigint NOT NULL);
INSERT INTO _weir.counter VALUES ('item', 0), ('schema', 0), ('database', 0), ('cluster', 0), ('replica', 0), ('oid', 20000);
CREATE FUNCTION _weir.next_id(kind_ text) RETURNS text LANGUAGE sql VOLATILE AS $f$
    UPDATE _weir.counter SET last = last + 1 WHERE kind = kind_ RETURNING 'u' || last
$f$;
CREATE FUNCTION _weir.next_oid() RETURNS oid LANGUAGE sql VOLATILE AS $f$
    UPDATE _weir.counter SET last = last + 1 WHERE kind = 'oid' RETURNING last::oid
$f$;
CREATE TABLE _weir.role (id text PRIMARY KEY, oid oid NOT NULL, name text NOT NULL UNIQUE);
CREATE TABLE _weir.database (id text PRIMARY KEY, oid oid NOT NULL, name text NOT NULL UNIQUE, owner_id text NOT NULL);
CREATE TABLE _weir.schema (id text PRIMARY KEY, nsp oid NOT NULL UNIQUE, database_id text NOT NULL, owner_id text NOT NULL);
CREATE TABLE _weir.cluster (
    id text PRIMARY KEY, name text NOT NULL UNIQUE, managed boolean NOT NULL, size text, replication_factor bigint,
    schedule text NOT NULL DEFAULT 'manual', hydration_estimate interval, owner_id text NOT NULL, options jsonb NOT NULL DEFAULT '{}');
CREATE TABLE _weir.replica (
    id text PRIMARY KEY, cluster_id text NOT NULL, name text NOT NULL, size text NOT NULL, availability_zone text,
    UNIQUE (cluster_id, name));
-- relations: name and schema are pg_class's; indexes have none there and carry their own name
CREATE TABLE _weir.item (
    id text PRIMARY KEY, oid oid NOT NULL UNIQUE, relation boolean NOT NULL, name text, type text NOT NULL,
    source_type text, on_id text, parent_id text, cluster_id text, owner_id text NOT NULL, create_sql text NOT NULL,
    definition text, created_at timestamptz NOT NULL DEFAULT now(), tick interval, options text[] NOT NULL DEFAULT '{}');
CREATE INDEX ON _weir.item (on_id);
CREATE TABLE _weir.index_column (
    index_id text NOT NULL, index_position bigint NOT NULL, on_position bigint, on_expression text,
    PRIMARY KEY (index_id, index_position));
CREATE TABLE _weir.comment (id text NOT NULL, object_type text NOT NULL, sub_id integer NOT NULL DEFAULT 0, comment text NOT NULL,
    PRIMARY KEY (id, object_type, sub_id));
-- when the sandbox ran: load generators tick only then
CREATE TABLE _weir.uptime (run bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, started_at timestamptz NOT NULL, seen_at timestamptz NOT NULL);
CREATE TABLE _weir.replica_size (size text PRIMARY KEY, workers bigint NOT NULL, credits numeric NOT NULL, sort bigint NOT NULL);
INSERT INTO _weir.replica_size
    SELECT cc || 'cc', greatest(1, cc / 100), cc::numeric / 100, cc
    FROM unnest(ARRAY[25, 50, 100, 200, 300, 400, 600, 800, 1200, 1600, 3200, 6400]) AS cc;
INSERT INTO _weir.replica_size
    SELECT 'scale=' || s || ',workers=' || w, s * w, 1, 10000 + s * 100 + w
    FROM unnest(ARRAY[1, 2, 4]) AS s, unnest(ARRAY[1, 2, 4, 8, 16]) AS w;
INSERT INTO _weir.replica_size VALUES ('bootstrap', 1, 0, 20000);

INSERT INTO _weir.role VALUES ('s1', 16662, 'mz_system'), ('s2', 16664, 'mz_support'), ('u1', 20001, 'materialize');
UPDATE _weir.counter SET last = 20010 WHERE kind = 'oid';
INSERT INTO _weir.database VALUES (_weir.next_id('database'), _weir.next_oid(), 'materialize', 'u1');
INSERT INTO _weir.schema VALUES (_weir.next_id('schema'), 'public'::regnamespace, 'u1', 'u1');
INSERT INTO _weir.cluster (id, name, managed, size, replication_factor, owner_id) VALUES
    (_weir.next_id('cluster'), 'quickstart', true, '25cc', 1, 'u1'),
    ('s1', 'mz_system', true, '25cc', 1, 's1'), ('s2', 'mz_catalog_server', true, '50cc', 1, 's1'),
    ('s3', 'mz_probe', true, 'bootstrap', 1, 's1'), ('s4', 'mz_support', true, '25cc', 0, 's2'),
    ('s5', 'mz_analytics', true, '25cc', 0, 's1');
INSERT INTO _weir.replica VALUES (_weir.next_id('replica'), 'u1', 'r1', '25cc', NULL),
    ('s1', 's1', 'r1', '25cc', NULL), ('s2', 's2', 'r1', '50cc', NULL), ('s3', 's3', 'r1', 'bootstrap', NULL);

-- the Materialize name of a PostgreSQL schema: databases other than the first keep theirs behind a prefix "u2."
CREATE FUNCTION _weir.schema_name(nspname name, database_id text) RETURNS text LANGUAGE sql IMMUTABLE RETURN
    CASE WHEN database_id = 'u1' THEN nspname::text ELSE substr(nspname::text, length(database_id) + 2) END;
CREATE FUNCTION mz_catalog.current_schemas(implicit boolean) RETURNS text[] LANGUAGE sql STABLE AS $f$
    SELECT coalesce(array_agg(coalesce(_weir.schema_name(n.nspname, s.database_id), p.name) ORDER BY p.ordinal), '{}')
    FROM unnest(pg_catalog.current_schemas(implicit)) WITH ORDINALITY AS p(name, ordinal)
    JOIN pg_catalog.pg_namespace n ON n.nspname = p.name
    LEFT JOIN _weir.schema s ON s.nsp = n.oid
    WHERE p.name NOT LIKE '\_weir%' AND (implicit OR p.name NOT IN ('mz_catalog', 'pg_catalog'))
$f$;
CREATE FUNCTION mz_catalog.current_schema() RETURNS text LANGUAGE sql STABLE
    RETURN (mz_catalog.current_schemas(false))[1];

CREATE FUNCTION _weir.my_database() RETURNS text LANGUAGE sql STABLE AS $f$
    SELECT id FROM _weir.database WHERE name = current_setting('weir.database', true)
$f$;

-- items by name, as a session sees them
CREATE VIEW _weir.named_item AS
    SELECT i.id, i.oid, i.type, i.source_type, c.relname::text AS name, i.cluster_id, i.owner_id, i.create_sql,
        i.definition, i.on_id, i.parent_id, i.tick, c.relnamespace AS nsp, c.relkind,
        CASE WHEN n.nspname LIKE 'pg\_temp\_%' THEN '0' ELSE s.id END AS schema_id,
        CASE WHEN n.nspname LIKE 'pg\_temp\_%' THEN 'mz_temp' ELSE _weir.schema_name(n.nspname, s.database_id) END AS schema_name,
        s.database_id
    FROM _weir.item i
    JOIN pg_catalog.pg_class c ON i.relation AND c.oid = i.oid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN _weir.schema s ON s.nsp = c.relnamespace
    WHERE s.id IS NOT NULL OR n.oid = pg_catalog.pg_my_temp_schema()
    UNION ALL
    SELECT i.id, i.oid, 'index', i.source_type, i.name, i.cluster_id, i.owner_id, i.create_sql, i.definition, i.on_id,
        i.parent_id, i.tick, c.relnamespace, 'i'::"char", s.id, _weir.schema_name(n.nspname, s.database_id), s.database_id
    FROM _weir.item i
    JOIN _weir.item o ON NOT i.relation AND o.id = i.on_id
    JOIN pg_catalog.pg_class c ON c.oid = o.oid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN _weir.schema s ON s.nsp = c.relnamespace;

CREATE FUNCTION _weir.register(
    relation_ regclass, type_ text, source_type_ text, parent_ text, cluster_ text, create_sql_ text, definition_ text,
    tick_ interval, options_ text[]) RETURNS text LANGUAGE sql VOLATILE AS $f$
    INSERT INTO _weir.item (id, oid, relation, type, source_type, parent_id, cluster_id, owner_id, create_sql, definition, tick, options)
    VALUES (_weir.next_id('item'), relation_, true, type_, source_type_, parent_,
        (SELECT id FROM _weir.cluster WHERE name = cluster_), 'u1', create_sql_, definition_, tick_, coalesce(options_, '{}'))
    RETURNING id
$f$;

-- forgets what PostgreSQL no longer has; the number of items gone
CREATE FUNCTION _weir.sweep() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $f$
DECLARE
    gone bigint;
    more bigint;
BEGIN
    DELETE FROM _weir.item i WHERE relation AND NOT EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = i.oid);
    GET DIAGNOSTICS gone = ROW_COUNT;
    DELETE FROM _weir.item i WHERE NOT relation AND NOT EXISTS (SELECT FROM _weir.item o WHERE o.id = i.on_id);
    GET DIAGNOSTICS more = ROW_COUNT;
    IF gone + more > 0 THEN
        DELETE FROM _weir.index_column x WHERE NOT EXISTS (SELECT FROM _weir.item i WHERE i.id = x.index_id);
        DELETE FROM _weir.comment k WHERE k.object_type NOT IN ('schema', 'database', 'cluster', 'role')
            AND NOT EXISTS (SELECT FROM _weir.item i WHERE i.id = k.id);
    END IF;
    DELETE FROM _weir.schema s WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.oid = s.nsp);
    IF FOUND THEN
        DELETE FROM _weir.comment k WHERE k.object_type = 'schema' AND NOT EXISTS (SELECT FROM _weir.schema s WHERE s.id = k.id);
    END IF;
    RETURN gone + more;
END
$f$;

-- relations that read a relation, at any distance
CREATE FUNCTION _weir.dependents(relation_ oid) RETURNS TABLE (oid oid, distance integer) LANGUAGE sql STABLE AS $f$
    WITH RECURSIVE reader(oid, distance) AS (
        SELECT DISTINCT r.ev_class, 1
        FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_rewrite r ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = d.objid
        WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = relation_ AND r.ev_class <> relation_
        UNION
        SELECT r.ev_class, reader.distance + 1
        FROM reader
        JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = reader.oid
        JOIN pg_catalog.pg_rewrite r ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = d.objid
        WHERE r.ev_class <> reader.oid AND reader.distance < 1000
    )
    SELECT oid, min(distance) FROM reader GROUP BY oid
$f$;

CREATE FUNCTION _weir.asserted(value anyelement, column_name text) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $f$
BEGIN
    IF value IS NULL THEN
        RAISE EXCEPTION 'column "%" must not be null', column_name USING ERRCODE = '22004';
    END IF;
    RETURN true;
END
$f$;

-- ---- load generators: rows computed from the ticks that have passed
-- A source starts with 300 ticks behind it, so that there are rows from the first moment.
CREATE FUNCTION _weir.ticks(source_id text) RETURNS TABLE (tick bigint, at timestamptz) LANGUAGE plpgsql STABLE ROWS 5000 AS $f$
DECLARE
    made timestamptz;
    every interval;
    run record;
    done bigint := 0;
    first_at timestamptz;
    last_at timestamptz;
    count bigint;
BEGIN
    SELECT i.created_at, i.tick INTO made, every FROM _weir.item i WHERE i.id = source_id;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    first_at := made - 300 * every;
    FOR run IN SELECT u.run, u.started_at, CASE WHEN u.run = max(u.run) OVER () THEN now() ELSE u.seen_at END AS ended_at
            FROM _weir.uptime u ORDER BY u.run LOOP
        CONTINUE WHEN run.ended_at < made;
        IF run.started_at > made THEN
            first_at := run.started_at;
        END IF;
        last_at := least(run.ended_at, now());
        count := floor(extract(epoch FROM last_at - first_at) / extract(epoch FROM every))::bigint;
        IF count > 0 THEN
            RETURN QUERY SELECT done + n, first_at + n * every FROM generate_series(1::bigint, count) AS n;
            done := done + count;
        END IF;
    END LOOP;
END
$f$;
-- a number from 0 to below - 1, the same for the same arguments
CREATE FUNCTION _weir.dice(seed bigint, salt bigint, below bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
    RETURN (hashint8extended(seed, salt) & 9223372036854775807) % below;

-- ---- who may use it: the sessions' role
GRANT USAGE ON SCHEMA mz_catalog, mz_internal, mz_introspection, mz_unsafe, _weir, _weir_pg, _weir_information TO PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA _weir TO PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;
