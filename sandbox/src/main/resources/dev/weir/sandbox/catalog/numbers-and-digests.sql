-- Unsigned integers with their ranges, and functions of Materialize that PostgreSQL lacks. Run whenever a file of this folder
-- changes. Source: Materialize docs, "unsigned integer types", "SQL functions".
CREATE OR REPLACE FUNCTION _weir.in_range(value bigint, most bigint, type_ text) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    IF value < 0 OR value > most THEN
        RAISE EXCEPTION '"%" % out of range', value, type_ USING ERRCODE = '22003';
    END IF;
    RETURN value;
END
$f$;
CREATE OR REPLACE FUNCTION _weir.most(type_ text) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN
    CASE type_ WHEN 'uint2' THEN 65535 WHEN 'uint4' THEN 4294967295 ELSE 18446744073709551615 END;
-- a whole number in the type's range
CREATE OR REPLACE FUNCTION _weir.unsigned(value numeric, type_ text, shown text) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    IF pg_catalog.round(value) BETWEEN 0 AND _weir.most(type_) THEN
        RETURN pg_catalog.round(value);
    END IF;
    RAISE EXCEPTION '"%" % out of range', shown, type_ USING ERRCODE = '22003';
END
$f$;
CREATE OR REPLACE FUNCTION _weir.unsigned(value text, type_ text) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    why text;
BEGIN
    IF btrim(value) ~ '^\+?\d+$' AND value::numeric <= _weir.most(type_) THEN
        RETURN value::numeric;
    END IF;
    why := CASE WHEN value = '' THEN 'cannot parse integer from empty string' WHEN btrim(value) ~ '^\+?\d+$' THEN 'number too large to fit in target type'
        ELSE 'invalid digit found in string' END;
    RAISE EXCEPTION 'invalid input syntax for type %: %: "%"', type_, why, value USING ERRCODE = '22P02';
END
$f$;
-- uint8 and mz_timestamp have the 64 bits of a bigint, without a sign: what is above bigint is stored as what is below zero
CREATE OR REPLACE FUNCTION _weir.signed(value numeric) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT RETURN
    (CASE WHEN value > 9223372036854775807 THEN value - 18446744073709551616 ELSE value END)::bigint;
CREATE OR REPLACE FUNCTION _weir.signless(bits bigint) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN
    CASE WHEN bits < 0 THEN bits + 18446744073709551616 ELSE bits::numeric END;
DO $wide$
DECLARE
    t text;
    c record;
BEGIN
    FOREACH t IN ARRAY ARRAY['uint8', 'mz_timestamp'] LOOP
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%I(cstring) RETURNS mz_catalog.%I LANGUAGE internal IMMUTABLE STRICT AS ''xid8in''', t || '_in', t);
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%I(mz_catalog.%I) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS ''xid8out''', t || '_out', t);
        FOR c IN SELECT * FROM (VALUES ('lt'), ('le'), ('eq'), ('ne'), ('ge'), ('gt')) AS v(fn) LOOP
            EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%I(mz_catalog.%I, mz_catalog.%I) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS %L', t || '_' || c.fn, t, t, 'xid8' || c.fn);
        END LOOP;
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%I(mz_catalog.%I, mz_catalog.%I) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS ''xid8cmp''', t || '_cmp', t, t);
        EXECUTE format('CREATE OR REPLACE FUNCTION _weir.bits(mz_catalog.%I) RETURNS bigint LANGUAGE internal IMMUTABLE STRICT AS ''int8up''', t);
        EXECUTE format('CREATE OR REPLACE FUNCTION _weir.%I(bigint) RETURNS mz_catalog.%I LANGUAGE internal IMMUTABLE STRICT AS ''int8up''', t || '_of_bits', t);
        EXECUTE format('CREATE OR REPLACE FUNCTION _weir.wide(mz_catalog.%I) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN _weir.signless(_weir.bits($1))', t);
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(bigint) RETURNS mz_catalog.%2$I LANGUAGE sql IMMUTABLE STRICT RETURN _weir.%3$I(_weir.in_range($1, 9223372036854775807, %2$L))', t || '_of', t, t || '_of_bits');
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(numeric) RETURNS mz_catalog.%2$I LANGUAGE sql IMMUTABLE STRICT RETURN _weir.%3$I(_weir.signed(_weir.unsigned($1, %2$L, trim_scale($1)::text)))', t || '_of', t, t || '_of_bits');
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(mz_catalog.%2$I) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT AS $x$ BEGIN IF _weir.bits($1) >= 0 THEN RETURN _weir.bits($1); END IF; RAISE EXCEPTION ''"%%" bigint out of range'', $1 USING ERRCODE = ''22003''; END $x$', t || '_as_bigint', t);
        -- once without a function
        IF EXISTS (SELECT FROM pg_catalog.pg_cast k WHERE k.castsource = ('mz_catalog.' || t)::regtype AND k.casttarget = 'bigint'::regtype AND k.castfunc = 0) THEN
            EXECUTE format('DROP CAST (mz_catalog.%I AS bigint)', t);
            EXECUTE format('CREATE CAST (mz_catalog.%I AS bigint) WITH FUNCTION mz_catalog.%I(mz_catalog.%I)%s', t, t || '_as_bigint', t, CASE t WHEN 'uint8' THEN ' AS IMPLICIT' ELSE '' END);
        END IF;
    END LOOP;
    IF EXISTS (SELECT FROM pg_catalog.pg_cast k WHERE k.castsource = 'bigint'::regtype AND k.casttarget = 'mz_catalog.mz_timestamp'::regtype AND k.castfunc = 0) THEN
        DROP CAST (bigint AS mz_catalog.mz_timestamp);
        CREATE CAST (bigint AS mz_catalog.mz_timestamp) WITH FUNCTION mz_catalog.mz_timestamp_of(bigint) AS IMPLICIT;
    END IF;
END
$wide$;
CREATE OR REPLACE FUNCTION mz_catalog.mz_timestamp_numeric(mz_catalog.mz_timestamp) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN _weir.wide($1);
CREATE OR REPLACE FUNCTION mz_catalog.mz_timestamp_of(integer) RETURNS mz_catalog.mz_timestamp LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.mz_timestamp_of($1::bigint);
CREATE OR REPLACE FUNCTION mz_catalog.mz_timestamp_of(timestamptz) RETURNS mz_catalog.mz_timestamp LANGUAGE sql IMMUTABLE STRICT
    RETURN mz_catalog.mz_timestamp_of(floor(extract(epoch FROM $1) * 1000)::bigint);
CREATE OR REPLACE FUNCTION mz_catalog.mz_timestamp_of(timestamp) RETURNS mz_catalog.mz_timestamp LANGUAGE sql IMMUTABLE STRICT
    RETURN mz_catalog.mz_timestamp_of(floor(extract(epoch FROM $1) * 1000)::bigint);
CREATE OR REPLACE FUNCTION mz_catalog.mz_timestamp_of(date) RETURNS mz_catalog.mz_timestamp LANGUAGE sql IMMUTABLE STRICT
    RETURN mz_catalog.mz_timestamp_of(floor(extract(epoch FROM $1) * 1000)::bigint);
-- the last day is 262142-12-31; Source: test/sqllogictest/mztimestamp.slt
CREATE OR REPLACE FUNCTION mz_catalog.to_timestamptz(mz_catalog.mz_timestamp) RETURNS timestamptz LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    IF _weir.wide($1) >= 8210266876800000 THEN
        RAISE EXCEPTION 'timestamp out of range' USING ERRCODE = '22008';
    END IF;
    RETURN to_timestamp(_weir.wide($1) / 1000);
END
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.to_timestamp_utc(mz_catalog.mz_timestamp) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT
    RETURN mz_catalog.to_timestamptz($1) AT TIME ZONE 'UTC';

DO $uints$
DECLARE
    t text;
    other text;
    o record;
    function_ text;
BEGIN
    FOREACH t IN ARRAY ARRAY['uint2', 'uint4'] LOOP
        EXECUTE format('CREATE OR REPLACE FUNCTION _weir.wide(mz_catalog.%I) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN ($1::bigint)::numeric', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['uint2', 'uint4', 'uint8'] LOOP
        IF t <> 'uint8' THEN
            EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(bigint) RETURNS mz_catalog.%2$I LANGUAGE plpgsql IMMUTABLE STRICT AS $x$ BEGIN PERFORM _weir.in_range($1, %3$s, %2$L); RETURN mz_catalog.%4$I($1::text::cstring); END $x$',
                t || '_of', t, _weir.most(t), t || '_in');
            EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(numeric) RETURNS mz_catalog.%2$I LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.%1$I(_weir.unsigned($1, %2$L, trim_scale($1)::text)::bigint)', t || '_of', t);
        END IF;
        EXECUTE format('DROP CAST IF EXISTS (bigint AS mz_catalog.%I)', t);
        EXECUTE format('CREATE CAST (bigint AS mz_catalog.%1$I) WITH FUNCTION mz_catalog.%2$I(bigint) AS ASSIGNMENT', t, t || '_of');
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(integer) RETURNS mz_catalog.%2$I LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.%1$I($1::bigint)', t || '_of', t);
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(smallint) RETURNS mz_catalog.%2$I LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.%1$I($1::bigint)', t || '_of', t);
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(text) RETURNS mz_catalog.%2$I LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.%1$I(_weir.unsigned($1, %2$L))', t || '_of', t);
        -- rounded half to even, as floats are
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(float8) RETURNS mz_catalog.%2$I LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.%1$I(CASE WHEN $1 = 18446744073709551616::float8 THEN 18446744073709551615 ELSE pg_catalog.round($1)::text::numeric END)', t || '_of', t);
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(float4) RETURNS mz_catalog.%2$I LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.%1$I($1::float8)', t || '_of', t);
        FOREACH other IN ARRAY ARRAY['numeric', 'smallint', 'text', 'float4', 'float8'] LOOP
            IF NOT EXISTS (SELECT FROM pg_catalog.pg_cast k WHERE k.castsource = other::regtype AND k.casttarget = ('mz_catalog.' || t)::regtype) THEN
                EXECUTE format('CREATE CAST (%1$s AS mz_catalog.%2$I) WITH FUNCTION mz_catalog.%3$I(%1$s)%4$s', other, t, t || '_of', CASE other WHEN 'text' THEN '' ELSE ' AS ASSIGNMENT' END);
            END IF;
        END LOOP;
        FOREACH other IN ARRAY ARRAY['uint2', 'uint4', 'uint8'] LOOP
            CONTINUE WHEN other = t;
            EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(mz_catalog.%3$I) RETURNS mz_catalog.%2$I LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.%1$I(_weir.wide($1))', t || '_of', t, other);
            EXECUTE format('DROP CAST IF EXISTS (mz_catalog.%I AS mz_catalog.%I)', other, t);
            EXECUTE format('CREATE CAST (mz_catalog.%3$I AS mz_catalog.%2$I) WITH FUNCTION mz_catalog.%1$I(mz_catalog.%3$I) AS ASSIGNMENT', t || '_of', t, other);
        END LOOP;
        FOR o IN SELECT * FROM (VALUES ('+', 'plus'), ('-', 'minus'), ('*', 'times'), ('/', 'over'), ('%', 'modulo')) AS v(op, fn) LOOP
            EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(mz_catalog.%2$I, mz_catalog.%2$I) RETURNS mz_catalog.%2$I LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.%3$I(_weir.unsigned(%5$s, %2$L, $1::text || %6$L || $2::text))',
                t || '_' || o.fn, t, t || '_of', o.op,
                CASE o.op WHEN '/' THEN 'pg_catalog.div(_weir.wide($1), _weir.wide($2))' ELSE format('_weir.wide($1) OPERATOR(pg_catalog.%s) _weir.wide($2)', o.op) END, ' ' || o.op || ' ');
            IF NOT EXISTS (SELECT FROM pg_catalog.pg_operator p WHERE p.oprname = o.op AND p.oprleft = ('mz_catalog.' || t)::regtype AND p.oprright = p.oprleft) THEN
                EXECUTE format('CREATE OPERATOR mz_catalog.%1$s (LEFTARG = mz_catalog.%2$I, RIGHTARG = mz_catalog.%2$I, FUNCTION = mz_catalog.%3$I)', o.op, t, t || '_' || o.fn);
            END IF;
        END LOOP;
        FOR o IN SELECT * FROM (VALUES ('&', 'and'), ('|', 'or'), ('#', 'xor')) AS v(op, fn) LOOP
            EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(mz_catalog.%2$I, mz_catalog.%2$I) RETURNS mz_catalog.%2$I LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.%3$I(_weir.signless(_weir.signed(_weir.wide($1)) OPERATOR(pg_catalog.%4$s) _weir.signed(_weir.wide($2))))',
                t || '_' || o.fn, t, t || '_of', o.op);
            IF NOT EXISTS (SELECT FROM pg_catalog.pg_operator p WHERE p.oprname = o.op AND p.oprleft = ('mz_catalog.' || t)::regtype AND p.oprright = p.oprleft) THEN
                EXECUTE format('CREATE OPERATOR mz_catalog.%1$s (LEFTARG = mz_catalog.%2$I, RIGHTARG = mz_catalog.%2$I, FUNCTION = mz_catalog.%3$I)', o.op, t, t || '_' || o.fn);
            END IF;
        END LOOP;
        -- by as many places as the type has at most
        FOR o IN SELECT * FROM (VALUES ('<<', 'left', '*'), ('>>', 'right', '/')) AS v(op, fn, power) LOOP
            FOREACH other IN ARRAY ARRAY['mz_catalog.uint4', 'integer'] LOOP
                EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(mz_catalog.%2$I, %3$s) RETURNS mz_catalog.%2$I LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.%4$I(%5$s)',
                    t || '_' || o.fn, t, other, t || '_of',
                    format(CASE o.op WHEN '<<' THEN 'pg_catalog.mod(_weir.wide($1) * 2::numeric ^ ($2::bigint & %1$s), %2$s)' ELSE 'pg_catalog.div(_weir.wide($1), 2::numeric ^ ($2::bigint & %1$s))' END,
                        CASE t WHEN 'uint2' THEN 15 WHEN 'uint4' THEN 31 ELSE 63 END, _weir.most(t) + 1));
                IF NOT EXISTS (SELECT FROM pg_catalog.pg_operator p WHERE p.oprname = o.op AND p.oprleft = ('mz_catalog.' || t)::regtype AND p.oprright = other::regtype) THEN
                    EXECUTE format('CREATE OPERATOR mz_catalog.%1$s (LEFTARG = mz_catalog.%2$I, RIGHTARG = %3$s, FUNCTION = mz_catalog.%4$I)', o.op, t, other, t || '_' || o.fn);
                END IF;
            END LOOP;
        END LOOP;
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(mz_catalog.%2$I) RETURNS mz_catalog.%2$I LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.%3$I(%4$s - _weir.wide($1))',
            t || '_inverse', t, t || '_of', _weir.most(t));
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_operator p WHERE p.oprname = '~' AND p.oprleft = 0 AND p.oprright = ('mz_catalog.' || t)::regtype) THEN
            EXECUTE format('CREATE OPERATOR mz_catalog.~ (RIGHTARG = mz_catalog.%I, FUNCTION = mz_catalog.%I)', t, t || '_inverse');
        END IF;
    END LOOP;
    FOREACH t IN ARRAY ARRAY['uint2', 'uint4', 'uint8', 'mz_timestamp'] LOOP
        FOR o IN SELECT * FROM (VALUES ('max', '>'), ('min', '<')) AS v(fn, op) LOOP
            EXECUTE format('CREATE OR REPLACE FUNCTION _weir.%1$I(mz_catalog.%2$I, mz_catalog.%2$I) RETURNS mz_catalog.%2$I LANGUAGE sql IMMUTABLE STRICT RETURN CASE WHEN $1 OPERATOR(mz_catalog.%3$s) $2 THEN $1 ELSE $2 END', o.fn || '_of', t, o.op);
            EXECUTE format('CREATE OR REPLACE AGGREGATE mz_catalog.%1$I(mz_catalog.%2$I) (SFUNC = _weir.%3$I, STYPE = mz_catalog.%2$I, SORTOP = OPERATOR(mz_catalog.%4$s))', o.fn, t, o.fn || '_of', o.op);
        END LOOP;
    END LOOP;
    FOREACH t IN ARRAY ARRAY['uint2', 'uint4'] LOOP
        EXECUTE format('CREATE OR REPLACE FUNCTION _weir.sum_step(numeric, mz_catalog.%I) RETURNS numeric LANGUAGE sql IMMUTABLE RETURN CASE WHEN $2 IS NULL THEN $1 ELSE coalesce($1, 0) + _weir.wide($2) END', t);
        EXECUTE format('CREATE OR REPLACE AGGREGATE mz_catalog.sum(mz_catalog.%I) (SFUNC = _weir.sum_step, STYPE = numeric, FINALFUNC = mz_catalog.uint8_of)', t);
    END LOOP;
    CREATE OR REPLACE FUNCTION _weir.sum_step(numeric, mz_catalog.uint8) RETURNS numeric LANGUAGE sql IMMUTABLE RETURN CASE WHEN $2 IS NULL THEN $1 ELSE coalesce($1, 0) + _weir.wide($2) END;
    CREATE OR REPLACE AGGREGATE mz_catalog.sum(mz_catalog.uint8) (SFUNC = _weir.sum_step, STYPE = numeric);
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
                EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(mz_catalog.%2$I, %3$s) RETURNS %4$s LANGUAGE sql IMMUTABLE STRICT RETURN _weir.wide($1)::%3$s OPERATOR(%6$s.%5$s) $2',
                    t || '_' || o.fn, t, other, coalesce(nullif(o.yields, ''), other), o.op, CASE WHEN o.op = '/' AND other = 'numeric' THEN 'mz_catalog' ELSE 'pg_catalog' END);
                EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(%3$s, mz_catalog.%2$I) RETURNS %4$s LANGUAGE sql IMMUTABLE STRICT RETURN $1 OPERATOR(%6$s.%5$s) _weir.wide($2)::%3$s',
                    t || '_' || o.fn, t, other, coalesce(nullif(o.yields, ''), other), o.op, CASE WHEN o.op = '/' AND other = 'numeric' THEN 'mz_catalog' ELSE 'pg_catalog' END);
                IF NOT EXISTS (SELECT FROM pg_catalog.pg_operator p WHERE p.oprname = o.op AND p.oprleft = ('mz_catalog.' || t)::regtype AND p.oprright = other::regtype) THEN
                    EXECUTE format('CREATE OPERATOR mz_catalog.%s (LEFTARG = mz_catalog.%I, RIGHTARG = %s, FUNCTION = mz_catalog.%I)', o.op, t, other, t || '_' || o.fn);
                    EXECUTE format('CREATE OPERATOR mz_catalog.%s (LEFTARG = %s, RIGHTARG = mz_catalog.%I, FUNCTION = mz_catalog.%I)', o.op, other, t, t || '_' || o.fn);
                END IF;
            END LOOP;
        END LOOP;
        FOREACH other IN ARRAY ARRAY['integer', 'smallint', 'numeric', 'float4', 'float8', 'oid'] LOOP
            EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(mz_catalog.%2$I) RETURNS %3$s LANGUAGE sql IMMUTABLE STRICT RETURN %4$s::%3$s', t || '_as_' || other, t, other,
                CASE other WHEN 'oid' THEN '($1::bigint)' ELSE '_weir.wide($1)' END);
            IF NOT EXISTS (SELECT FROM pg_catalog.pg_cast c WHERE c.castsource = ('mz_catalog.' || t)::regtype AND c.casttarget = other::regtype) THEN
                EXECUTE format('CREATE CAST (mz_catalog.%1$I AS %2$s) WITH FUNCTION mz_catalog.%3$I(mz_catalog.%1$I) AS ASSIGNMENT', t, other, t || '_as_' || other);
            END IF;
        END LOOP;
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
-- SeaHash, as its specification has it
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
CREATE OR REPLACE FUNCTION _weir.seahash(bytea) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
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
    RETURN h;
END
$f$;
-- once a numeric
DO $seahash$
BEGIN
    IF to_regprocedure('mz_catalog.seahash(text)') IS NULL THEN
        CREATE FUNCTION mz_catalog.seahash(bytea) RETURNS mz_catalog.uint8 LANGUAGE sql IMMUTABLE STRICT RETURN _weir.uint8_of_bits(_weir.seahash($1));
        CREATE FUNCTION mz_catalog.seahash(text) RETURNS mz_catalog.uint8 LANGUAGE sql IMMUTABLE STRICT RETURN _weir.uint8_of_bits(_weir.seahash(convert_to($1, 'UTF8')));
    END IF;
END
$seahash$;
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
