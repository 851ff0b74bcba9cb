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
-- SeaHash, as its specification has it; beyond what uint8 reaches here, so a numeric
CREATE OR REPLACE FUNCTION _weir.sea_diffused(x bigint) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $f$
DECLARE
    k constant numeric := 7993060983890856527;
    two64 constant numeric := 18446744073709551616;
    product numeric;
BEGIN
    product := (CASE WHEN x < 0 THEN x + two64 ELSE x END) * k % two64;
    x := CASE WHEN product >= 9223372036854775808 THEN product - two64 ELSE product END;
    x := x # (((x >> 32) & 4294967295) >> ((x >> 60) & 15)::integer);
    product := (CASE WHEN x < 0 THEN x + two64 ELSE x END) * k % two64;
    RETURN CASE WHEN product >= 9223372036854775808 THEN product - two64 ELSE product END;
END
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.seahash(bytea) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    lanes bigint[] := ARRAY[x'16f11fe89b0d677c'::bigint, x'b480a793d8e6c86c'::bigint, x'6fe2e5aaf078ebc9'::bigint, x'14f994a4c5259381'::bigint];
    n integer := length($1);
    lane integer := 1;
    word bigint;
    at integer := 0;
    h bigint;
BEGIN
    WHILE at < n LOOP
        word := 0;
        FOR i IN 0 .. least(8, n - at) - 1 LOOP
            word := word | (get_byte($1, at + i)::bigint << (8 * i));
        END LOOP;
        lanes[lane] := _weir.sea_diffused(lanes[lane] # word);
        lane := lane % 4 + 1;
        at := at + 8;
    END LOOP;
    h := _weir.sea_diffused(lanes[1] # lanes[2] # lanes[3] # lanes[4] # n::bigint);
    RETURN CASE WHEN h < 0 THEN h + 18446744073709551616 ELSE h END;
END
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.seahash(text) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.seahash(convert_to($1, 'UTF8'));
-- what a zone adds in winter is its base; Source: test/sqllogictest/timezone.slt
CREATE OR REPLACE FUNCTION mz_catalog.timezone_offset(zone text, "time" timestamptz, OUT abbrev text, OUT base_utc_offset interval, OUT dst_offset interval)
LANGUAGE plpgsql STABLE STRICT AS $f$
DECLARE
    found_ text := (SELECT z.name FROM pg_catalog.pg_timezone_names AS z WHERE lower(z.name) = lower(zone) LIMIT 1);
    before text := current_setting('TimeZone');
    year_ integer;
BEGIN
    IF found_ IS NULL THEN
        RAISE EXCEPTION 'invalid IANA Time Zone Database identifier: ''%''', zone USING ERRCODE = '22023';
    END IF;
    PERFORM set_config('TimeZone', found_, false);
    abbrev := to_char("time", 'TZ');
    PERFORM set_config('TimeZone', before, false);
    year_ := extract(year FROM "time");
    base_utc_offset := least(
        (make_timestamptz(year_, 1, 1, 12, 0, 0, 'UTC') AT TIME ZONE found_) - (make_timestamptz(year_, 1, 1, 12, 0, 0, 'UTC') AT TIME ZONE 'UTC'),
        (make_timestamptz(year_, 7, 1, 12, 0, 0, 'UTC') AT TIME ZONE found_) - (make_timestamptz(year_, 7, 1, 12, 0, 0, 'UTC') AT TIME ZONE 'UTC'));
    dst_offset := ("time" AT TIME ZONE found_) - ("time" AT TIME ZONE 'UTC') - base_utc_offset;
END
$f$;
-- lag and lead with IGNORE NULLS: as many values as are counted, the one asked for first; Source: Materialize docs, "Window functions"
CREATE OR REPLACE FUNCTION _weir.kept_last(kept anyarray, value anyelement, count integer) RETURNS anyarray LANGUAGE sql IMMUTABLE AS $f$
    SELECT CASE WHEN value IS NULL OR count < 1 THEN kept
        WHEN cardinality(kept) < count THEN array_append(kept, value)
        ELSE array_append(kept[2:], value) END
$f$;
CREATE OR REPLACE FUNCTION _weir.kept_first(kept anyarray, value anyelement, count integer) RETURNS anyarray LANGUAGE sql IMMUTABLE AS $f$
    SELECT CASE WHEN value IS NULL OR cardinality(kept) >= count THEN kept ELSE array_append(kept, value) END
$f$;
CREATE OR REPLACE AGGREGATE _weir_final.kept_lag(anyelement, integer) (SFUNC = _weir.kept_last, STYPE = anyarray, INITCOND = '{}');
CREATE OR REPLACE AGGREGATE _weir_final.kept_lead(anyelement, integer) (SFUNC = _weir.kept_first, STYPE = anyarray, INITCOND = '{}');
CREATE OR REPLACE FUNCTION _weir_final.lag(kept anyarray, count integer, fallback anyelement DEFAULT NULL) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $f$
    SELECT CASE WHEN count IS NULL THEN NULL WHEN cardinality(kept) = count THEN kept[1] ELSE fallback END
$f$;
CREATE OR REPLACE FUNCTION _weir_final.lead(kept anyarray, count integer, fallback anyelement DEFAULT NULL) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $f$
    SELECT CASE WHEN count IS NULL THEN NULL WHEN cardinality(kept) = count THEN kept[count] ELSE fallback END
$f$;
