-- Unsigned integers with their ranges, and functions of Materialize that PostgreSQL lacks. Run whenever a file of this folder
-- changes. Source: Materialize docs, "unsigned integer types", "SQL functions". uint8 reaches no further than bigint here.
CREATE OR REPLACE FUNCTION _weir.in_range(value bigint, most bigint, type_ text) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    IF value < 0 OR value > most THEN
        RAISE EXCEPTION '"%" % out of range', value, type_ USING ERRCODE = '22003';
    END IF;
    RETURN value;
END
$f$;
DO $uints$
DECLARE
    t record;
    other text;
    o record;
BEGIN
    FOR t IN SELECT * FROM (VALUES ('uint2', 65535), ('uint4', 4294967295), ('uint8', 9223372036854775807)) AS v(name, most) LOOP
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(bigint) RETURNS mz_catalog.%2$I LANGUAGE plpgsql IMMUTABLE STRICT AS $x$ BEGIN PERFORM _weir.in_range($1, %3$s, %2$L); RETURN mz_catalog.%4$I($1::text::cstring); END $x$',
            t.name || '_of', t.name, t.most, t.name || '_in');
        EXECUTE format('DROP CAST IF EXISTS (bigint AS mz_catalog.%I)', t.name);
        EXECUTE format('CREATE CAST (bigint AS mz_catalog.%1$I) WITH FUNCTION mz_catalog.%2$I(bigint) AS ASSIGNMENT', t.name, t.name || '_of');
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(integer) RETURNS mz_catalog.%2$I LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.%1$I($1::bigint)', t.name || '_of', t.name);
        FOREACH other IN ARRAY ARRAY['uint2', 'uint4', 'uint8'] LOOP
            CONTINUE WHEN other = t.name;
            EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(mz_catalog.%3$I) RETURNS mz_catalog.%2$I LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.%1$I($1::bigint)', t.name || '_of', t.name, other);
            EXECUTE format('DROP CAST IF EXISTS (mz_catalog.%I AS mz_catalog.%I)', other, t.name);
            EXECUTE format('CREATE CAST (mz_catalog.%3$I AS mz_catalog.%2$I) WITH FUNCTION mz_catalog.%1$I(mz_catalog.%3$I) AS ASSIGNMENT', t.name || '_of', t.name, other);
        END LOOP;
        FOR o IN SELECT * FROM (VALUES ('+', 'plus'), ('-', 'minus'), ('*', 'times'), ('/', 'over'), ('%', 'modulo')) AS v(op, fn) LOOP
            EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(mz_catalog.%2$I, mz_catalog.%2$I) RETURNS mz_catalog.%2$I LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.%3$I($1::bigint OPERATOR(pg_catalog.%4$s) $2::bigint)',
                t.name || '_' || o.fn, t.name, t.name || '_of', o.op);
            IF NOT EXISTS (SELECT FROM pg_catalog.pg_operator p WHERE p.oprname = o.op AND p.oprleft = ('mz_catalog.' || t.name)::regtype AND p.oprright = p.oprleft) THEN
                EXECUTE format('CREATE OPERATOR mz_catalog.%1$s (LEFTARG = mz_catalog.%2$I, RIGHTARG = mz_catalog.%2$I, FUNCTION = mz_catalog.%3$I)', o.op, t.name, t.name || '_' || o.fn);
            END IF;
        END LOOP;
    END LOOP;
END
$uints$;

-- unsigned integers beside numeric and double precision, which bigint, to which they go by themselves, would leave without an operator
DO $mixed$
DECLARE
    t text;
    other text;
    o record;
BEGIN
    FOREACH t IN ARRAY ARRAY['uint2', 'uint4', 'uint8'] LOOP
        FOREACH other IN ARRAY ARRAY['numeric', 'float8'] LOOP
            FOR o IN SELECT * FROM (VALUES ('+', 'plus', ''), ('-', 'minus', ''), ('*', 'times', ''), ('/', 'over', ''), ('%', 'modulo', ''), ('=', 'eq', 'boolean'), ('<>', 'ne', 'boolean'),
                    ('<', 'lt', 'boolean'), ('<=', 'le', 'boolean'), ('>', 'gt', 'boolean'), ('>=', 'ge', 'boolean')) AS v(op, fn, yields) LOOP
                CONTINUE WHEN o.op = '%' AND other = 'float8';
                EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(mz_catalog.%2$I, %3$s) RETURNS %4$s LANGUAGE sql IMMUTABLE STRICT RETURN ($1::bigint)::%3$s OPERATOR(%6$s.%5$s) $2',
                    t || '_' || o.fn, t, other, coalesce(nullif(o.yields, ''), other), o.op, CASE WHEN o.op = '/' AND other = 'numeric' THEN 'mz_catalog' ELSE 'pg_catalog' END);
                EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(%3$s, mz_catalog.%2$I) RETURNS %4$s LANGUAGE sql IMMUTABLE STRICT RETURN $1 OPERATOR(%6$s.%5$s) ($2::bigint)::%3$s',
                    t || '_' || o.fn, t, other, coalesce(nullif(o.yields, ''), other), o.op, CASE WHEN o.op = '/' AND other = 'numeric' THEN 'mz_catalog' ELSE 'pg_catalog' END);
                IF NOT EXISTS (SELECT FROM pg_catalog.pg_operator p WHERE p.oprname = o.op AND p.oprleft = ('mz_catalog.' || t)::regtype AND p.oprright = other::regtype) THEN
                    EXECUTE format('CREATE OPERATOR mz_catalog.%s (LEFTARG = mz_catalog.%I, RIGHTARG = %s, FUNCTION = mz_catalog.%I)', o.op, t, other, t || '_' || o.fn);
                    EXECUTE format('CREATE OPERATOR mz_catalog.%s (LEFTARG = %s, RIGHTARG = mz_catalog.%I, FUNCTION = mz_catalog.%I)', o.op, other, t, t || '_' || o.fn);
                END IF;
            END LOOP;
        END LOOP;
        FOREACH other IN ARRAY ARRAY['integer', 'smallint', 'numeric', 'float4', 'float8', 'oid'] LOOP
            EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(mz_catalog.%2$I) RETURNS %3$s LANGUAGE sql IMMUTABLE STRICT RETURN ($1::bigint)::%3$s', t || '_as_' || other, t, other);
            IF NOT EXISTS (SELECT FROM pg_catalog.pg_cast c WHERE c.castsource = ('mz_catalog.' || t)::regtype AND c.casttarget = other::regtype) THEN
                EXECUTE format('CREATE CAST (mz_catalog.%1$I AS %2$s) WITH FUNCTION mz_catalog.%3$I(mz_catalog.%1$I) AS ASSIGNMENT', t, other, t || '_as_' || other);
            END IF;
        END LOOP;
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(mz_catalog.%2$I) RETURNS mz_catalog.%2$I LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.%3$I(%4$s - $1::bigint)',
            t || '_inverse', t, t || '_of', CASE t WHEN 'uint2' THEN '65535' WHEN 'uint4' THEN '4294967295' ELSE '9223372036854775807' END);
        IF t <> 'uint8' AND NOT EXISTS (SELECT FROM pg_catalog.pg_operator p WHERE p.oprname = '~' AND p.oprleft = 0 AND p.oprright = ('mz_catalog.' || t)::regtype) THEN
            EXECUTE format('CREATE OPERATOR mz_catalog.~ (RIGHTARG = mz_catalog.%I, FUNCTION = mz_catalog.%I)', t, t || '_inverse');
        END IF;
    END LOOP;
END
$mixed$;

CREATE OR REPLACE FUNCTION mz_catalog.mz_version_num() RETURNS integer LANGUAGE sql STABLE RETURN
    (SELECT p[1]::integer * 100000 + p[2]::integer * 100 + p[3]::integer
    FROM regexp_match(current_setting('weir.mz_version', true), '(\d+)\.(\d+)\.(\d+)') AS p);
CREATE OR REPLACE FUNCTION mz_catalog.constant_time_eq(bytea, bytea) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT RETURN $1 = $2;
CREATE OR REPLACE FUNCTION mz_catalog.constant_time_eq(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT RETURN $1 = $2;
CREATE OR REPLACE FUNCTION mz_catalog.digest(bytea, text) RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    CASE lower($2)
        WHEN 'md5' THEN RETURN decode(md5($1), 'hex');
        WHEN 'sha224' THEN RETURN sha224($1);
        WHEN 'sha256' THEN RETURN sha256($1);
        WHEN 'sha384' THEN RETURN sha384($1);
        WHEN 'sha512' THEN RETURN sha512($1);
        WHEN 'sha1' THEN RETURN _weir.sha1($1);
        ELSE RAISE EXCEPTION 'invalid hash algorithm ''%''', $2 USING ERRCODE = '22023';
    END CASE;
END
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.digest(text, text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.digest(convert_to($1, 'UTF8'), $2);
-- RFC 2104
CREATE OR REPLACE FUNCTION mz_catalog.hmac(bytea, bytea, text) RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    block integer := CASE WHEN lower($3) IN ('sha384', 'sha512') THEN 128 ELSE 64 END;
    key bytea := CASE WHEN length($2) > block THEN mz_catalog.digest($2, $3) ELSE $2 END;
    inner_ bytea;
    outer_ bytea;
BEGIN
    key := key || decode(repeat('00', block - length(key)), 'hex');
    inner_ := key;
    outer_ := key;
    FOR i IN 0 .. block - 1 LOOP
        inner_ := set_byte(inner_, i, get_byte(key, i) # 54);
        outer_ := set_byte(outer_, i, get_byte(key, i) # 92);
    END LOOP;
    RETURN mz_catalog.digest(outer_ || mz_catalog.digest(inner_ || $1, $3), $3);
END
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.hmac(text, text, text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT RETURN
    mz_catalog.hmac(convert_to($1, 'UTF8'), convert_to($2, 'UTF8'), $3);
CREATE OR REPLACE FUNCTION mz_catalog.crc32(bytea) RETURNS mz_catalog.uint4 LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    crc bigint := 4294967295;
BEGIN
    FOR i IN 0 .. length($1) - 1 LOOP
        crc := crc # get_byte($1, i);
        FOR k IN 1 .. 8 LOOP
            crc := CASE WHEN crc & 1 = 1 THEN (crc >> 1) # 3988292384 ELSE crc >> 1 END;
        END LOOP;
    END LOOP;
    RETURN mz_catalog.uint4_of(crc # 4294967295);
END
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.crc32(text) RETURNS mz_catalog.uint4 LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.crc32(convert_to($1, 'UTF8'));
-- as Kafka's default partitioner hashes keys
CREATE OR REPLACE FUNCTION mz_catalog.kafka_murmur2(bytea) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    n integer := length($1);
    m constant bigint := 1540483477;
    mask constant bigint := 4294967295;
    h bigint := (2538058380 # n) & mask;
    k bigint;
    i integer := 0;
BEGIN
    WHILE i + 4 <= n LOOP
        k := get_byte($1, i) | (get_byte($1, i + 1) << 8) | (get_byte($1, i + 2) << 16) | (get_byte($1, i + 3)::bigint << 24);
        k := (k::numeric * m % 4294967296)::bigint;
        k := k # (k >> 24);
        k := (k::numeric * m % 4294967296)::bigint;
        h := (h::numeric * m % 4294967296)::bigint # k;
        i := i + 4;
    END LOOP;
    IF n - i >= 3 THEN h := h # (get_byte($1, i + 2) << 16); END IF;
    IF n - i >= 2 THEN h := h # (get_byte($1, i + 1) << 8); END IF;
    IF n - i >= 1 THEN
        h := h # get_byte($1, i);
        h := (h::numeric * m % 4294967296)::bigint;
    END IF;
    h := h # (h >> 13);
    h := (h::numeric * m % 4294967296)::bigint;
    h := h # (h >> 15);
    RETURN (h & 2147483647)::integer;
END
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.kafka_murmur2(text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.kafka_murmur2(convert_to($1, 'UTF8'));
CREATE OR REPLACE FUNCTION mz_catalog.try_parse_monotonic_iso8601_timestamp(text) RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    IF $1 !~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$' THEN
        RETURN NULL;
    END IF;
    RETURN left($1, 23)::timestamp;
EXCEPTION WHEN datetime_field_overflow OR invalid_datetime_format THEN
    RETURN NULL;
END
$f$;
