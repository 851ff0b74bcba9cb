-- Functions, casts and operators of Materialize that depend on nothing the sandbox keeps. Run once, on a fresh data folder.
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
