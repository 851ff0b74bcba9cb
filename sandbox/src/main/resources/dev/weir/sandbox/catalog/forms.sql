-- Numbers with 39 digits, and what numbers and jsonb are as text. Run whenever a file of this folder changes. Source: Materialize
-- docs, "numeric type", "jsonb type"; test/sqllogictest/numeric.slt, jsonb.slt. Rows sent to clients are brought into these forms by
-- the session.
CREATE SCHEMA IF NOT EXISTS _weir_final;

-- ---- numeric
-- rounded to 39 digits, of which no more than 39 behind the point
CREATE OR REPLACE FUNCTION _weir.fit(value numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    whole integer;
BEGIN
    IF value = 'NaN' THEN RETURN value; END IF;
    whole := CASE WHEN abs(value) < 1 THEN 0 ELSE length(textin(numeric_out(pg_catalog.trunc(abs(value))))) END;
    IF whole > 39 THEN
        RAISE EXCEPTION 'value out of range: overflow' USING ERRCODE = '22003';
    END IF;
    RETURN trim_scale(pg_catalog.round(value, 39 - whole));
END
$f$;
CREATE OR REPLACE FUNCTION _weir.fit_nonzero(value numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    fitted numeric := _weir.fit(value);
BEGIN
    IF fitted = 0 THEN
        RAISE EXCEPTION 'value out of range: underflow' USING ERRCODE = '22003';
    END IF;
    RETURN fitted;
END
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.numeric_over(a numeric, b numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    IF a = 0 AND b <> 0 THEN RETURN 0; END IF;
    RETURN _weir.fit_nonzero(pg_catalog.round(a, 80) OPERATOR(pg_catalog./) b);
END
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.sqrt(value numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    IF value < 0 THEN RAISE EXCEPTION 'cannot take square root of a negative number' USING ERRCODE = '2201F'; END IF;
    RETURN _weir.fit(pg_catalog.sqrt(pg_catalog.round(value, 45)));
END
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.exp(value numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    IF value = 'NaN' THEN RETURN value;
    ELSIF value > 100 THEN RAISE EXCEPTION 'value out of range: overflow' USING ERRCODE = '22003';
    ELSIF value < -100 THEN RAISE EXCEPTION 'value out of range: underflow' USING ERRCODE = '22003';
    END IF;
    RETURN _weir.fit_nonzero(pg_catalog.exp(pg_catalog.round(value, 50)));
END
$f$;
CREATE OR REPLACE FUNCTION _weir.require_positive(value numeric, function_ text) RETURNS void LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    IF value <= 0 THEN
        RAISE EXCEPTION 'function % is not defined for %', function_, CASE WHEN value = 0 THEN 'zero' ELSE 'negative numbers' END USING ERRCODE = '2201E';
    END IF;
END
$f$;
CREATE OR REPLACE FUNCTION _weir.logarithm(value numeric, function_ text) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    PERFORM _weir.require_positive(value, function_);
    RETURN pg_catalog.ln(pg_catalog.round(value, 60));
END
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.ln(value numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN _weir.fit(_weir.logarithm(value, 'ln'));
CREATE OR REPLACE FUNCTION mz_catalog.log10(value numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN
    _weir.fit(_weir.logarithm(value, 'log10') OPERATOR(pg_catalog./) pg_catalog.ln(pg_catalog.round(10, 60)));
CREATE OR REPLACE FUNCTION mz_catalog.log(value numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.log10(value);
CREATE OR REPLACE FUNCTION mz_catalog.log(base numeric, value numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN
    _weir.fit(_weir.logarithm(value, 'log') OPERATOR(pg_catalog./) _weir.logarithm(base, 'log'));
CREATE OR REPLACE FUNCTION mz_catalog.power(a numeric, b numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    digits numeric;
BEGIN
    IF a = 'NaN' AND b <> 0 OR b = 'NaN' AND a <> 1 THEN RETURN 'NaN'; END IF;
    IF a = 0 AND b < 0 THEN RAISE EXCEPTION 'zero raised to a negative power is undefined' USING ERRCODE = '2201F'; END IF;
    IF a < 0 AND b <> pg_catalog.trunc(b) THEN RAISE EXCEPTION 'function pow cannot return complex numbers' USING ERRCODE = '2201F'; END IF;
    IF a = 0 OR a = 1 OR b = 0 THEN RETURN CASE WHEN a = 0 AND b <> 0 THEN 0 ELSE 1 END; END IF;
    digits := b * pg_catalog.log(abs(a));
    IF digits > 40 THEN RAISE EXCEPTION 'value out of range: overflow' USING ERRCODE = '22003'; END IF;
    IF digits < -40 THEN RAISE EXCEPTION 'value out of range: underflow' USING ERRCODE = '22003'; END IF;
    RETURN _weir.fit_nonzero(pg_catalog.power(pg_catalog.round(a, 60), b));
END
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.pow(a numeric, b numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.power(a, b);
DO $operators$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_operator o WHERE o.oprname = '/' AND o.oprnamespace = 'mz_catalog'::regnamespace AND o.oprleft = 'numeric'::regtype) THEN
        CREATE OPERATOR mz_catalog./ (LEFTARG = numeric, RIGHTARG = numeric, FUNCTION = mz_catalog.numeric_over);
    END IF;
END
$operators$;

-- ---- aggregates that are put together of others
CREATE OR REPLACE FUNCTION _weir_final.avg(total bigint, n bigint) RETURNS numeric LANGUAGE sql IMMUTABLE RETURN
    CASE WHEN n > 0 THEN mz_catalog.numeric_over(total::numeric, n::numeric) END;
CREATE OR REPLACE FUNCTION _weir_final.avg(total numeric, n bigint) RETURNS numeric LANGUAGE sql IMMUTABLE RETURN
    CASE WHEN n > 0 THEN mz_catalog.numeric_over(total, n::numeric) END;
CREATE OR REPLACE FUNCTION _weir_final.avg(total double precision, n bigint) RETURNS double precision LANGUAGE sql IMMUTABLE RETURN
    CASE WHEN n > 0 THEN total / n END;
CREATE OR REPLACE FUNCTION _weir_final.avg(total real, n bigint) RETURNS double precision LANGUAGE sql IMMUTABLE RETURN
    CASE WHEN n > 0 THEN total / n END;
CREATE OR REPLACE FUNCTION _weir_final.wide(numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN $1;
CREATE OR REPLACE FUNCTION _weir_final.wide(double precision) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT RETURN $1;
CREATE OR REPLACE FUNCTION _weir_final.wide(integer) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN $1::numeric;
CREATE OR REPLACE FUNCTION _weir_final.wide(smallint) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN $1::numeric;
CREATE OR REPLACE FUNCTION _weir_final.wide(bigint) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN $1::numeric;
CREATE OR REPLACE FUNCTION _weir_final.square(numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN $1 * $1;
CREATE OR REPLACE FUNCTION _weir_final.square(double precision) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT RETURN $1 * $1;
CREATE OR REPLACE FUNCTION _weir_final.square(integer) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN $1::numeric * $1::numeric;
CREATE OR REPLACE FUNCTION _weir_final.square(smallint) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN $1::numeric * $1::numeric;
CREATE OR REPLACE FUNCTION _weir_final.square(bigint) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT RETURN $1::numeric * $1::numeric;
DO $variances$
DECLARE
    f record;
BEGIN
    FOR f IN SELECT name, t, less, root FROM (VALUES ('numeric'), ('double precision')) AS types(t), (VALUES ('variance', 1, false), ('var_samp', 1, false),
            ('variance_samp', 1, false), ('var_pop', 0, false), ('variance_pop', 0, false), ('stddev', 1, true), ('stddev_samp', 1, true), ('stddev_pop', 0, true)) AS v(name, less, root) LOOP
        EXECUTE format('CREATE OR REPLACE FUNCTION _weir_final.%1$I(squares %2$s, total %2$s, n bigint) RETURNS %2$s LANGUAGE sql IMMUTABLE RETURN '
            || 'CASE WHEN n > %3$s THEN %4$s(greatest(%5$s, 0)) END', f.name, f.t, f.less, CASE WHEN f.root THEN CASE f.t WHEN 'numeric' THEN 'mz_catalog.sqrt' ELSE 'pg_catalog.sqrt' END ELSE '' END,
            CASE f.t WHEN 'numeric' THEN format('mz_catalog.numeric_over(squares - mz_catalog.numeric_over(total * total, n::numeric), (n - %s)::numeric)', f.less)
                ELSE format('(squares - total * total / n) / (n - %s)', f.less) END);
    END LOOP;
END
$variances$;

-- ---- text
-- an exponent only from 1e16 (float4: 1e13) on and below 1e-5, without leading zeros
CREATE OR REPLACE FUNCTION _weir.float_text(value text, places integer) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    exponent integer;
BEGIN
    IF strpos(value, 'e') = 0 THEN RETURN value; END IF;
    exponent := split_part(value, 'e', 2)::integer;
    IF exponent >= places OR exponent < -5 THEN
        RETURN split_part(value, 'e', 1) || CASE WHEN exponent < 0 THEN 'e' ELSE 'e+' END || exponent;
    END IF;
    RETURN textin(numeric_out(trim_scale(value::numeric)));
END
$f$;
CREATE OR REPLACE FUNCTION _weir.json_text(value jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    CASE jsonb_typeof(value)
        WHEN 'object' THEN
            RETURN '{' || coalesce((SELECT string_agg(to_json(m.key)::text || ':' || _weir.json_text(m.value), ',' ORDER BY m.key COLLATE "C") FROM jsonb_each(value) AS m), '') || '}';
        WHEN 'array' THEN
            RETURN '[' || coalesce((SELECT string_agg(_weir.json_text(e.value), ',' ORDER BY e.ordinality) FROM jsonb_array_elements(value) WITH ORDINALITY AS e), '') || ']';
        WHEN 'number' THEN
            RETURN textin(numeric_out(trim_scale(value::numeric)));
        ELSE
            RETURN textin(jsonb_out(value));
    END CASE;
END
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.as_text(value numeric) RETURNS text LANGUAGE sql IMMUTABLE STRICT RETURN textin(numeric_out(trim_scale(value)));
CREATE OR REPLACE FUNCTION mz_catalog.as_text(value double precision) RETURNS text LANGUAGE sql IMMUTABLE STRICT RETURN _weir.float_text(textin(float8out(value)), 16);
CREATE OR REPLACE FUNCTION mz_catalog.as_text(value real) RETURNS text LANGUAGE sql IMMUTABLE STRICT RETURN _weir.float_text(textin(float4out(value)), 13);
CREATE OR REPLACE FUNCTION mz_catalog.as_text(value jsonb) RETURNS text LANGUAGE sql IMMUTABLE STRICT RETURN _weir.json_text(value);
CREATE OR REPLACE FUNCTION mz_catalog.as_text(value interval) RETURNS text LANGUAGE sql IMMUTABLE STRICT RETURN
    replace(textin(interval_out(value)), ' mon', ' month');
DO $casts$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['numeric', 'double precision', 'real', 'jsonb', 'interval'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_cast c WHERE c.castsource = t::regtype AND c.casttarget = 'text'::regtype) THEN
            EXECUTE format('CREATE CAST (%s AS text) WITH FUNCTION mz_catalog.as_text(%s) AS ASSIGNMENT', t, t);
        END IF;
    END LOOP;
END
$casts$;
CREATE OR REPLACE FUNCTION _weir.json_value_text(value jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    CASE jsonb_typeof(value)
        WHEN 'null' THEN RETURN NULL;
        WHEN 'string' THEN RETURN value OPERATOR(pg_catalog.#>>) '{}';
        ELSE RETURN _weir.json_text(value);
    END CASE;
END
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.jsonb_field_text(value jsonb, field text) RETURNS text LANGUAGE sql IMMUTABLE RETURN
    CASE WHEN jsonb_typeof(value OPERATOR(pg_catalog.->) field) = 'string' THEN value OPERATOR(pg_catalog.->>) field ELSE _weir.json_value_text(value OPERATOR(pg_catalog.->) field) END;
CREATE OR REPLACE FUNCTION mz_catalog.jsonb_element_text(value jsonb, element integer) RETURNS text LANGUAGE sql IMMUTABLE RETURN
    CASE WHEN jsonb_typeof(value OPERATOR(pg_catalog.->) element) = 'string' THEN value OPERATOR(pg_catalog.->>) element ELSE _weir.json_value_text(value OPERATOR(pg_catalog.->) element) END;
CREATE OR REPLACE FUNCTION mz_catalog.jsonb_path_text(value jsonb, path text[]) RETURNS text LANGUAGE sql IMMUTABLE RETURN
    CASE WHEN jsonb_typeof(value OPERATOR(pg_catalog.#>) path) = 'string' THEN value OPERATOR(pg_catalog.#>>) path ELSE _weir.json_value_text(value OPERATOR(pg_catalog.#>) path) END;
-- on what has no such part, where PostgreSQL fails
CREATE OR REPLACE FUNCTION mz_catalog.jsonb_without(value jsonb, field text) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT RETURN
    CASE WHEN jsonb_typeof(value) IN ('object', 'array') THEN value OPERATOR(pg_catalog.-) field END;
CREATE OR REPLACE FUNCTION mz_catalog.jsonb_without(value jsonb, element integer) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT RETURN
    CASE WHEN jsonb_typeof(value) = 'array' THEN value OPERATOR(pg_catalog.-) element END;
DO $operators$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_operator o WHERE o.oprname = '->>' AND o.oprnamespace = 'mz_catalog'::regnamespace AND o.oprleft = 'jsonb'::regtype) THEN
        CREATE OPERATOR mz_catalog.->> (LEFTARG = jsonb, RIGHTARG = text, FUNCTION = mz_catalog.jsonb_field_text);
        CREATE OPERATOR mz_catalog.->> (LEFTARG = jsonb, RIGHTARG = integer, FUNCTION = mz_catalog.jsonb_element_text);
        CREATE OPERATOR mz_catalog.#>> (LEFTARG = jsonb, RIGHTARG = text[], FUNCTION = mz_catalog.jsonb_path_text);
        CREATE OPERATOR mz_catalog.- (LEFTARG = jsonb, RIGHTARG = text, FUNCTION = mz_catalog.jsonb_without);
        CREATE OPERATOR mz_catalog.- (LEFTARG = jsonb, RIGHTARG = integer, FUNCTION = mz_catalog.jsonb_without);
    END IF;
END
$operators$;
CREATE OR REPLACE FUNCTION mz_catalog.jsonb_array_elements_text(jsonb_ jsonb, OUT value text) RETURNS SETOF text LANGUAGE sql IMMUTABLE STRICT ROWS 100 AS
    'SELECT _weir.json_value_text(e) FROM pg_catalog.jsonb_array_elements(CASE pg_catalog.jsonb_typeof($1) WHEN ''array'' THEN $1 ELSE ''[]'' END) WITH ORDINALITY AS t(e, n) ORDER BY n';
CREATE OR REPLACE FUNCTION mz_catalog.jsonb_each_text(jsonb_ jsonb, OUT key text, OUT value text) RETURNS SETOF record LANGUAGE sql IMMUTABLE STRICT ROWS 100 AS
    'SELECT e.key, _weir.json_value_text(e.value) FROM pg_catalog.jsonb_each(CASE pg_catalog.jsonb_typeof($1) WHEN ''object'' THEN $1 ELSE ''{}'' END) AS e ORDER BY e.key COLLATE "C"';
CREATE OR REPLACE FUNCTION mz_catalog.jsonb_each(jsonb_ jsonb, OUT key text, OUT value jsonb) RETURNS SETOF record LANGUAGE sql IMMUTABLE STRICT ROWS 100 AS
    'SELECT e.key, e.value FROM pg_catalog.jsonb_each(CASE pg_catalog.jsonb_typeof($1) WHEN ''object'' THEN $1 ELSE ''{}'' END) AS e ORDER BY e.key COLLATE "C"';

-- ---- functions of text
CREATE OR REPLACE FUNCTION mz_catalog.split_part(value text, delimiter text, field bigint) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    IF field <= 0 THEN RAISE EXCEPTION 'field position must be greater than zero' USING ERRCODE = '22023'; END IF;
    RETURN pg_catalog.split_part(value, delimiter, least(field, 2147483647)::integer);
END
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.split_part(value text, delimiter text, field integer) RETURNS text LANGUAGE sql IMMUTABLE STRICT RETURN
    mz_catalog.split_part(value, delimiter, field::bigint);
-- RFC 3174
CREATE OR REPLACE FUNCTION _weir.sha1(message bytea) RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    mask constant bigint := 4294967295;
    h bigint[] := ARRAY[1732584193, 4023233417, 2562383102, 271733878, 3285377520];
    padded bytea := message || '\x80'::bytea;
    w bigint[];
    v bigint[];
    x bigint;
    f bigint;
    k bigint;
BEGIN
    padded := padded || decode(repeat('00', (120 - length(padded) % 64) % 64), 'hex') || int8send(length(message)::bigint * 8);
    FOR block IN 0 .. length(padded) / 64 - 1 LOOP
        w := '{}';
        FOR t IN 0 .. 79 LOOP
            IF t < 16 THEN
                x := 0;
                FOR i IN 0 .. 3 LOOP x := (x << 8) | get_byte(padded, block * 64 + t * 4 + i); END LOOP;
            ELSE
                x := w[t - 2] # w[t - 7] # w[t - 13] # w[t - 15];
                x := ((x << 1) | (x >> 31)) & mask;
            END IF;
            w := w || x;
        END LOOP;
        v := h;
        FOR t IN 0 .. 79 LOOP
            IF t < 20 THEN f := (v[2] & v[3]) | (~v[2] & mask & v[4]); k := 1518500249;
            ELSIF t < 40 THEN f := v[2] # v[3] # v[4]; k := 1859775393;
            ELSIF t < 60 THEN f := (v[2] & v[3]) | (v[2] & v[4]) | (v[3] & v[4]); k := 2400959708;
            ELSE f := v[2] # v[3] # v[4]; k := 3395469782;
            END IF;
            x := ((((v[1] << 5) | (v[1] >> 27)) & mask) + f + v[5] + k + w[t + 1]) & mask;
            v := ARRAY[x, v[1], ((v[2] << 30) | (v[2] >> 2)) & mask, v[3], v[4]];
        END LOOP;
        FOR i IN 1 .. 5 LOOP h[i] := (h[i] + v[i]) & mask; END LOOP;
    END LOOP;
    RETURN decode(lpad(to_hex(h[1]), 8, '0') || lpad(to_hex(h[2]), 8, '0') || lpad(to_hex(h[3]), 8, '0') || lpad(to_hex(h[4]), 8, '0') || lpad(to_hex(h[5]), 8, '0'), 'hex');
END
$f$;
-- RFC 9562, version 5
CREATE OR REPLACE FUNCTION mz_catalog.uuid_generate_v5(namespace uuid, name text) RETURNS uuid LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    id bytea := substr(_weir.sha1(uuid_send(namespace) || convert_to(name, 'UTF8')), 1, 16);
BEGIN
    id := set_byte(id, 6, (get_byte(id, 6) & 15) | 80);
    id := set_byte(id, 8, (get_byte(id, 8) & 63) | 128);
    RETURN encode(id, 'hex')::uuid;
END
$f$;
-- rows of CSV, each an array of its fields. RFC 4180
CREATE OR REPLACE FUNCTION _weir.csv_rows(value text) RETURNS SETOF text[] LANGUAGE plpgsql IMMUTABLE STRICT ROWS 100 AS $f$
DECLARE
    c text[] := string_to_array(value, NULL);
    n integer := coalesce(array_length(c, 1), 0);
    i integer := 1;
    field text := '';
    fields text[] := '{}';
    quoted boolean := false;
BEGIN
    WHILE i <= n LOOP
        IF quoted THEN
            IF c[i] = '"' AND i < n AND c[i + 1] = '"' THEN field := field || '"'; i := i + 1;
            ELSIF c[i] = '"' THEN quoted := false;
            ELSE field := field || c[i];
            END IF;
        ELSIF c[i] = '"' THEN quoted := true;
        ELSIF c[i] = ',' THEN fields := fields || field; field := '';
        ELSIF c[i] = E'\n' THEN
            RETURN NEXT fields || field;
            fields := '{}';
            field := '';
        ELSIF c[i] <> E'\r' THEN field := field || c[i];
        END IF;
        i := i + 1;
    END LOOP;
    IF cardinality(fields) > 0 OR field <> '' THEN RETURN NEXT fields || field; END IF;
END
$f$;
-- an unsigned integer has no negative
DO $negatives$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['uint2', 'uint4', 'uint8'] LOOP
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(mz_catalog.%2$I) RETURNS mz_catalog.%2$I LANGUAGE plpgsql IMMUTABLE STRICT AS $x$ BEGIN RAISE EXCEPTION %3$L USING ERRCODE = ''42883''; END $x$',
            t || '_negative', t, 'operator does not exist: - ' || t);
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_operator o WHERE o.oprname = '-' AND o.oprleft = 0 AND o.oprright = ('mz_catalog.' || t)::regtype) THEN
            EXECUTE format('CREATE OPERATOR mz_catalog.- (RIGHTARG = mz_catalog.%I, FUNCTION = mz_catalog.%I)', t, t || '_negative');
        END IF;
    END LOOP;
END
$negatives$;

-- what is not text beside text that has no type yet is put together with it, though lists have || too
DO $together$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['numeric', 'smallint', 'integer', 'bigint', 'real', 'double precision', 'boolean', 'date', 'time', 'timestamp', 'timestamptz',
            'interval', 'uuid', 'oid', 'mz_catalog.uint2', 'mz_catalog.uint4', 'mz_catalog.uint8', 'mz_catalog.mz_timestamp'] LOOP
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.text_after(%s, text) RETURNS text LANGUAGE sql IMMUTABLE STRICT RETURN $1::text OPERATOR(pg_catalog.||) $2', t);
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.text_before(text, %s) RETURNS text LANGUAGE sql IMMUTABLE STRICT RETURN $1 OPERATOR(pg_catalog.||) $2::text', t);
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_operator o WHERE o.oprname = '||' AND o.oprleft = t::regtype AND o.oprright = 'text'::regtype) THEN
            EXECUTE format('CREATE OPERATOR mz_catalog.|| (LEFTARG = %s, RIGHTARG = text, FUNCTION = mz_catalog.text_after)', t);
            EXECUTE format('CREATE OPERATOR mz_catalog.|| (LEFTARG = text, RIGHTARG = %s, FUNCTION = mz_catalog.text_before)', t);
        END IF;
    END LOOP;
END
$together$;
-- AS OF: what the sandbox has of time is the present. Added to OFFSET, where it is computed once
CREATE OR REPLACE FUNCTION _weir.as_of(moment mz_catalog.mz_timestamp, at_least boolean) RETURNS integer LANGUAGE plpgsql STABLE AS $f$
DECLARE
    now_ bigint := (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000)::bigint;
BEGIN
    IF moment IS NULL THEN
        RAISE EXCEPTION 'can''t use null as a mz_timestamp for AS OF or UP TO' USING ERRCODE = '22004';
    ELSIF moment::numeric > now_ + 1000 THEN
        RAISE EXCEPTION 'sandbox: AS OF a time to come' USING ERRCODE = '0A000', HINT = 'Read the present, or use SUBSCRIBE.';
    ELSIF NOT at_least AND moment::numeric < now_ - 1000 THEN
        RAISE EXCEPTION 'sandbox: AS OF a time gone by' USING ERRCODE = '0A000', HINT = 'The sandbox keeps no history; say AS OF AT LEAST, or leave it out.';
    END IF;
    RETURN 0;
END
$f$;

-- ---- what becomes jsonb: times as their text. Lists and maps have theirs in collections.sql
CREATE OR REPLACE FUNCTION _weir_final.json_value(value anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE OR REPLACE FUNCTION _weir_final.json_value(value text) RETURNS text LANGUAGE sql IMMUTABLE RETURN value;
CREATE OR REPLACE FUNCTION _weir_final.json_value(value timestamp) RETURNS text LANGUAGE sql IMMUTABLE RETURN value::text;
CREATE OR REPLACE FUNCTION _weir_final.json_value(value timestamptz) RETURNS text LANGUAGE sql STABLE RETURN value::text;
CREATE OR REPLACE FUNCTION _weir_final.json_value(value date) RETURNS text LANGUAGE sql IMMUTABLE RETURN value::text;
CREATE OR REPLACE FUNCTION _weir_final.json_value(value time) RETURNS text LANGUAGE sql IMMUTABLE RETURN value::text;
CREATE OR REPLACE FUNCTION _weir_final.json_value(value interval) RETURNS text LANGUAGE sql IMMUTABLE RETURN value::text;
-- a replacement names groups by $, as Rust's regular expressions do
CREATE OR REPLACE FUNCTION _weir.replacement(written text) RETURNS text LANGUAGE sql IMMUTABLE STRICT RETURN
    CASE WHEN strpos(written, '$') = 0 AND strpos(written, '\') = 0 THEN written
        ELSE pg_catalog.regexp_replace(pg_catalog.regexp_replace(replace(written, '\', '\\'), '\$\{(\d)\}|\$(\d)', '\\\1\2', 'g'), '\$\$', '$', 'g') END;
CREATE OR REPLACE FUNCTION mz_catalog.regexp_replace(value text, pattern text, replacement text) RETURNS text LANGUAGE sql IMMUTABLE STRICT RETURN
    pg_catalog.regexp_replace(value, pattern, _weir.replacement(replacement));
CREATE OR REPLACE FUNCTION mz_catalog.regexp_replace(value text, pattern text, replacement text, flags text) RETURNS text LANGUAGE sql IMMUTABLE STRICT RETURN
    pg_catalog.regexp_replace(value, pattern, _weir.replacement(replacement), flags);

-- functions of jsonb that yield nothing for what they cannot take apart; Source: test/sqllogictest/jsonb.slt
CREATE OR REPLACE FUNCTION mz_catalog.jsonb_array_elements(j jsonb, OUT value jsonb) RETURNS SETOF jsonb LANGUAGE sql IMMUTABLE STRICT ROWS 10 AS $f$
    SELECT pg_catalog.jsonb_array_elements(CASE pg_catalog.jsonb_typeof(j) WHEN 'array' THEN j ELSE '[]' END)
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.jsonb_object_keys(j jsonb) RETURNS SETOF text LANGUAGE sql IMMUTABLE STRICT ROWS 10 AS $f$
    SELECT pg_catalog.jsonb_object_keys(CASE pg_catalog.jsonb_typeof(j) WHEN 'object' THEN j ELSE '{}' END)
$f$;
-- two blanks a level; Source: Materialize docs, "jsonb_pretty"
CREATE OR REPLACE FUNCTION mz_catalog.jsonb_pretty(j jsonb) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $f$
    SELECT string_agg(repeat(' ', (length(line) - length(ltrim(line))) / 2) || ltrim(line), E'\n' ORDER BY n)
    FROM string_to_table(regexp_replace(regexp_replace(pg_catalog.jsonb_pretty(j), '\{\n *\}', '{}', 'g'), '\[\n *\]', '[]', 'g'), E'\n')
        WITH ORDINALITY AS lines(line, n)
$f$;

-- ---- bins of time. Source: test/sqllogictest/timestamp.slt
CREATE OR REPLACE FUNCTION _weir.require_bin(stride interval, source interval) RETURNS void LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    IF extract(epoch FROM stride) > 9223372036.854775807 THEN
        RAISE EXCEPTION 'stride cannot exceed 2^63 nanoseconds' USING ERRCODE = '22023';
    ELSIF abs(extract(epoch FROM source)) > 9223372036.854775807 THEN
        RAISE EXCEPTION 'source and origin must not differ more than 2^63 nanoseconds' USING ERRCODE = '22023';
    END IF;
END
$f$;
DO $bins$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['timestamp', 'timestamptz'] LOOP
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.date_bin(stride interval, source %1$s, origin %1$s) RETURNS %1$s LANGUAGE plpgsql IMMUTABLE STRICT AS $x$ BEGIN PERFORM _weir.require_bin(stride, source - origin); RETURN pg_catalog.date_bin(stride, source, origin); END $x$', t);
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.date_bin(stride interval, source %1$s) RETURNS %1$s LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.date_bin(stride, source, %1$s ''1970-01-01 00:00:00+00'')', t);
    END LOOP;
END
$bins$;
-- positions and lengths beyond integer
CREATE OR REPLACE FUNCTION mz_catalog.substr(value text, "from" bigint) RETURNS text LANGUAGE sql IMMUTABLE STRICT RETURN
    pg_catalog.substr(value, greatest(least("from", 2000000000), -2000000000)::integer);
CREATE OR REPLACE FUNCTION mz_catalog.substr(value text, "from" bigint, length bigint) RETURNS text LANGUAGE sql IMMUTABLE STRICT RETURN
    pg_catalog.substr(value, greatest(least("from", 2000000000), -2000000000)::integer, greatest(least(length, 2000000000), -2000000000)::integer);
-- there is one encoding
CREATE OR REPLACE FUNCTION mz_catalog.pg_encoding_to_char(encoding integer) RETURNS text LANGUAGE sql IMMUTABLE STRICT RETURN CASE encoding WHEN 6 THEN 'UTF8' END;
DO $finite$
DECLARE
    f text;
BEGIN
    FOREACH f IN ARRAY ARRAY['sin', 'cos', 'tan', 'cot'] LOOP
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(x float8) RETURNS float8 LANGUAGE plpgsql IMMUTABLE STRICT AS $x$ BEGIN IF x IN (''inf'', ''-inf'') THEN RAISE EXCEPTION ''function %1$s is only defined for finite arguments'' USING ERRCODE = ''22003''; END IF; RETURN pg_catalog.%1$I(x); END $x$', f);
    END LOOP;
    FOREACH f IN ARRAY ARRAY['asin', 'acos', 'atanh'] LOOP
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.%1$I(x float8) RETURNS float8 LANGUAGE plpgsql IMMUTABLE STRICT AS $x$ BEGIN IF abs(x) > 1 AND x <> ''NaN'' THEN RAISE EXCEPTION ''function %1$s is defined for numbers between -1 and 1 inclusive'' USING ERRCODE = ''22003''; END IF; RETURN pg_catalog.%1$I(x); END $x$', f);
    END LOOP;
END
$finite$;
CREATE OR REPLACE FUNCTION mz_catalog.acosh(x float8) RETURNS float8 LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    IF x < 1 THEN RAISE EXCEPTION 'function acosh is defined for numbers greater than or equal to 1' USING ERRCODE = '22003'; END IF;
    RETURN pg_catalog.acosh(x);
END
$f$;
-- Source: test/sqllogictest/chr.slt
CREATE OR REPLACE FUNCTION mz_catalog.chr(code integer) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    IF code < 0 THEN RAISE EXCEPTION 'requested character too large for encoding: %', code USING ERRCODE = '54000'; END IF;
    RETURN pg_catalog.chr(code);
END
$f$;
-- Source: test/sqllogictest/boolean.slt
CREATE OR REPLACE FUNCTION mz_catalog.bigint_to_boolean(value bigint) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT RETURN value <> 0;
DO $casts$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_cast WHERE castsource = 'bigint'::regtype AND casttarget = 'boolean'::regtype) THEN
        CREATE CAST (bigint AS boolean) WITH FUNCTION mz_catalog.bigint_to_boolean(bigint);
    END IF;
END
$casts$;

-- ---- moments that are none. Source: Materialize docs, "make_timestamp"
DO $moments$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['integer', 'bigint'] LOOP
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.make_timestamp(%1$s, %1$s, %1$s, %1$s, %1$s, double precision) RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
            BEGIN
                RETURN pg_catalog.make_timestamp($1::integer, $2::integer, $3::integer, $4::integer, $5::integer, $6);
            EXCEPTION WHEN data_exception THEN
                RETURN NULL;
            END
            $f$', t);
    END LOOP;
END
$moments$;

-- ---- records, whose text PostgreSQL makes of its own forms. Source: test/sqllogictest/record.slt, types as in pg_type
-- what clients see is kept as text, a zero byte, and the binary form: textout ends at the zero
DO $record$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['shown_record', 'shown_list'] LOOP
        IF pg_catalog.to_regtype('_weir.' || t) IS NULL THEN
            EXECUTE format('CREATE TYPE _weir.%I', t);
            EXECUTE format('CREATE FUNCTION _weir.%I(cstring) RETURNS _weir.%I LANGUAGE internal IMMUTABLE STRICT AS ''textin''', t || '_in', t);
            EXECUTE format('CREATE FUNCTION _weir.%I(_weir.%I) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS ''textout''', t || '_out', t);
            EXECUTE format('CREATE TYPE _weir.%1$I (INPUT = _weir.%2$I, OUTPUT = _weir.%3$I, LIKE = text)', t, t || '_in', t || '_out');
        END IF;
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_cast WHERE castsource = 'bytea'::regtype AND casttarget = ('_weir.' || t)::regtype) THEN
            EXECUTE format('CREATE CAST (bytea AS _weir.%I) WITHOUT FUNCTION', t);
            EXECUTE format('CREATE CAST (_weir.%I AS bytea) WITHOUT FUNCTION', t);
        END IF;
        EXECUTE format('CREATE OR REPLACE FUNCTION _weir.%1$I(_weir.%2$I) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT RETURN substr($1::bytea, position(''\x00''::bytea IN $1::bytea) + 1)', t || '_binary', t);
        EXECUTE format('ALTER TYPE _weir.%1$I SET (SEND = _weir.%2$I)', t, t || '_binary');
    END LOOP;
END
$record$;
-- numbers are sent in as many bytes as they have
DO $send$
DECLARE
    t text;
    bytes integer;
BEGIN
    FOR t, bytes IN SELECT * FROM (VALUES ('uint2', 2), ('uint4', 4), ('uint8', 8), ('mz_timestamp', 8)) AS v LOOP
        IF (SELECT typsend = 0 FROM pg_catalog.pg_type WHERE oid = ('mz_catalog.' || t)::regtype) THEN
            EXECUTE format('CREATE FUNCTION mz_catalog.%1$I(mz_catalog.%2$I) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS %3$L', t || '_send8', t, 'int8send');
            EXECUTE format('CREATE FUNCTION mz_catalog.%1$I(mz_catalog.%2$I) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT RETURN substr(mz_catalog.%3$I($1), %4$s)', t || '_send', t, t || '_send8', 9 - bytes);
            EXECUTE format('ALTER TYPE mz_catalog.%1$I SET (SEND = mz_catalog.%2$I)', t, t || '_send');
        END IF;
    END LOOP;
END
$send$;
-- its text has the fields, its binary form says of what types they are
CREATE OR REPLACE FUNCTION _weir.record_text(text_ text, binary_ bytea) RETURNS text LANGUAGE plpgsql STABLE STRICT AS $f$
DECLARE
    at integer := 5;
    field text;
    type_ oid;
    length_ integer;
    shown text;
    fields text[] := '{}';
BEGIN
    FOR field IN SELECT m[1] FROM pg_catalog.regexp_matches(substr(text_, 2, length(text_) - 2), '("(?:[^"\\]|""|\\.)*"|[^,]*)(?:,|$)', 'g') WITH ORDINALITY AS r(m, n)
            ORDER BY n LIMIT get_byte(binary_, 2) * 256 + get_byte(binary_, 3) LOOP
        type_ := ('x' || encode(substr(binary_, at, 4), 'hex'))::bit(32)::bigint;
        length_ := ('x' || encode(substr(binary_, at + 4, 4), 'hex'))::bit(32)::integer;
        IF length_ >= 0 THEN
            shown := CASE WHEN left(field, 1) = '"' THEN pg_catalog.regexp_replace(substr(field, 2, length(field) - 2), '(["\\])\1', '\1', 'g') ELSE field END;
            shown := CASE type_
                WHEN 'numeric'::regtype THEN mz_catalog.as_text(shown::numeric)
                WHEN 'double precision'::regtype THEN mz_catalog.as_text(shown::double precision)
                WHEN 'real'::regtype THEN mz_catalog.as_text(shown::real)
                WHEN 'jsonb'::regtype THEN mz_catalog.as_text(shown::jsonb)
                WHEN 'interval'::regtype THEN mz_catalog.as_text(shown::interval)
                WHEN 'mz_catalog.uint8'::regtype THEN (shown::numeric + CASE WHEN shown LIKE '-%' THEN 18446744073709551616 ELSE 0 END)::text
                WHEN 'mz_catalog.mz_timestamp'::regtype THEN (shown::numeric + CASE WHEN shown LIKE '-%' THEN 18446744073709551616 ELSE 0 END)::text
                WHEN 'record'::regtype THEN _weir.record_text(shown, substr(binary_, at + 8, length_))
                ELSE CASE (SELECT t.typtype FROM pg_catalog.pg_type t WHERE t.oid = type_) WHEN 'c' THEN _weir.record_text(shown, substr(binary_, at + 8, length_)) ELSE shown END
            END;
            IF shown = '' OR shown ~ '[(),"\\[:space:]]' THEN
                shown := '"' || pg_catalog.regexp_replace(shown, '(["\\])', '\1\1', 'g') || '"';
            END IF;
        ELSE
            shown := '';
        END IF;
        fields := fields || shown;
        at := at + 8 + greatest(length_, 0);
    END LOOP;
    RETURN '(' || array_to_string(fields, ',') || ')';
END
$f$;
CREATE OR REPLACE FUNCTION _weir_final.record_text(value record) RETURNS text LANGUAGE plpgsql STABLE STRICT AS $f$
BEGIN
    RETURN _weir.record_text(textin(record_out(value)), record_send(value));
END
$f$;
CREATE OR REPLACE FUNCTION _weir_final.shown_record(value record) RETURNS _weir.shown_record LANGUAGE plpgsql STABLE STRICT AS $f$
BEGIN
    RETURN (convert_to(_weir_final.record_text(value), 'UTF8') || '\x00'::bytea || record_send(value))::_weir.shown_record;
END
$f$;
-- what is cast to text and a record, perhaps
CREATE OR REPLACE FUNCTION _weir_final."row"(value anyelement) RETURNS text LANGUAGE plpgsql STABLE STRICT AS $f$
BEGIN
    IF (SELECT t.typtype = 'c' OR t.oid = 'record'::regtype FROM pg_catalog.pg_type t WHERE t.oid = pg_catalog.pg_typeof(value)) THEN
        RETURN _weir_final.record_text(value);
    END IF;
    RETURN value::text;
END
$f$;
-- of an array's text and binary form, for no function may take an array of records
CREATE OR REPLACE FUNCTION _weir_final.shown_list(text_ text, binary_ bytea) RETURNS _weir.shown_list LANGUAGE plpgsql STABLE STRICT AS $f$
DECLARE
    items text[] := text_::text[];
    at integer := CASE WHEN get_byte(binary_, 3) = 0 THEN 13 ELSE 21 END;
    length_ integer;
    shown text := '';
BEGIN
    FOR n IN 1 .. cardinality(items) LOOP
        length_ := ('x' || encode(substr(binary_, at, 4), 'hex'))::bit(32)::integer;
        shown := shown || CASE WHEN n = 1 THEN '' ELSE ',' END || CASE WHEN items[n] IS NULL THEN 'NULL'
            ELSE _weir.list_element(_weir.record_text(items[n], substr(binary_, at + 4, length_))) END;
        at := at + 4 + greatest(length_, 0);
    END LOOP;
    RETURN (convert_to('{' || shown || '}', 'UTF8') || '\x00'::bytea || binary_)::_weir.shown_list;
END
$f$;
-- a record's type in Materialize's words: fields that may be null have a question mark
CREATE OR REPLACE FUNCTION _weir_final.record_type(value record) RETURNS text LANGUAGE plpgsql STABLE AS $f$
DECLARE
    binary_ bytea := record_send(value);
    at integer := 5;
    length_ integer;
    fields text[] := '{}';
BEGIN
    FOR n IN 1 .. get_byte(binary_, 2) * 256 + get_byte(binary_, 3) LOOP
        length_ := ('x' || encode(substr(binary_, at + 4, 4), 'hex'))::bit(32)::integer;
        fields := fields || format('f%s: %s%s', n, replace(mz_catalog.pg_typeof(('x' || encode(substr(binary_, at, 4), 'hex'))::bit(32)::bigint::oid::regtype), 'unknown', 'text'),
            CASE WHEN length_ < 0 THEN '?' ELSE '' END);
        at := at + 8 + greatest(length_, 0);
    END LOOP;
    RETURN 'record(' || array_to_string(fields, ',') || ')';
END
$f$;
-- columns of views may be records: each shape has a type of its own
CREATE SCHEMA IF NOT EXISTS _weir_record;
-- headers of messages, and what is wrong with values that cannot be decoded. Source: Materialize docs, "CREATE SOURCE: Kafka"
DO $kafka$
BEGIN
    IF pg_catalog.to_regtype('_weir_record.header') IS NULL THEN
        CREATE TYPE _weir_record.header AS (key text, value bytea);
        CREATE TYPE _weir_record.decoding_error AS (description text);
    END IF;
END
$kafka$;
CREATE OR REPLACE FUNCTION _weir.record_type(names text[], types oid[], modifiers integer[]) RETURNS text LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog AS $f$
DECLARE
    fields text := (SELECT string_agg(format('%I %s', names[n], format_type(types[n], modifiers[n])), ', ' ORDER BY n) FROM generate_series(1, cardinality(names)) AS n);
    type_ text := format('_weir_record.%I', md5(fields));
BEGIN
    IF to_regtype(type_) IS NULL THEN
        EXECUTE format('CREATE TYPE %s AS (%s)', type_, fields);
    END IF;
    RETURN type_;
END
$f$;
-- whether a relation stands for the shape of records that have no type by name
CREATE OR REPLACE FUNCTION _weir.anonymous_record(relation_ oid) RETURNS boolean LANGUAGE sql STABLE RETURN
    coalesce(relation_ <> 0 AND (SELECT c.relkind <> 'c' OR c.relnamespace = '_weir_record'::regnamespace FROM pg_catalog.pg_class c WHERE c.oid = relation_), false);

-- ---- table functions. Source: Materialize docs, "date_bin_hopping function"
DO $hopping$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['timestamp', 'timestamptz'] LOOP
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.date_bin_hopping(hop interval, width interval, source %1$s, origin %1$s) RETURNS SETOF %1$s LANGUAGE sql IMMUTABLE STRICT AS
            ''SELECT pg_catalog.generate_series(mz_catalog.date_bin($1, $3 + $1 - $2, $4), mz_catalog.date_bin($1, $3, $4), $1)''', t);
        EXECUTE format('CREATE OR REPLACE FUNCTION mz_catalog.date_bin_hopping(hop interval, width interval, source %1$s) RETURNS SETOF %1$s LANGUAGE sql IMMUTABLE STRICT AS
            ''SELECT mz_catalog.date_bin_hopping($1, $2, $3, to_timestamp(0)%2$s)''', t, CASE t WHEN 'timestamp' THEN ' AT TIME ZONE ''''UTC''''' ELSE '' END);
    END LOOP;
END
$hopping$;
-- a row of no columns so many times; here rows are counted from zero on
DO $nothing$
BEGIN
    IF pg_catalog.to_regtype('_weir.nothing') IS NULL THEN
        CREATE TYPE _weir.nothing AS ();
    END IF;
END
$nothing$;
CREATE OR REPLACE FUNCTION mz_catalog.repeat_row(times bigint) RETURNS SETOF _weir.nothing LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
BEGIN
    IF times < 0 THEN
        RAISE EXCEPTION 'sandbox: rows less than none at all' USING ERRCODE = '0A000', HINT = 'repeat_row takes numbers from 0 on here.';
    END IF;
    RETURN QUERY SELECT FROM generate_series(1, times);
END
$f$;

-- ---- between two times: parts of the calendar by their numbers, shorter ones by what has passed. Source: Materialize docs, "datediff function";
-- test/sqllogictest/datediff.slt
CREATE OR REPLACE FUNCTION _weir.datediff(part text, from_ timestamp, to_ timestamp) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    micros numeric;
BEGIN
    CASE lower(part)
        WHEN 'millenniums', 'millennium', 'millennia', 'mil' THEN RETURN extract(millennium FROM to_) - extract(millennium FROM from_);
        WHEN 'centuries', 'century', 'cent', 'c' THEN RETURN extract(century FROM to_) - extract(century FROM from_);
        WHEN 'decades', 'decade', 'decs', 'dec' THEN RETURN extract(decade FROM to_) - extract(decade FROM from_);
        WHEN 'years', 'year', 'yrs', 'yr', 'y' THEN
            -- there is no year 0
            RETURN (extract(year FROM to_) + CASE WHEN extract(year FROM to_) < 0 THEN 1 ELSE 0 END)
                - (extract(year FROM from_) + CASE WHEN extract(year FROM from_) < 0 THEN 1 ELSE 0 END);
        WHEN 'quarter', 'qtr' THEN
            RETURN _weir.datediff('year', from_, to_) * 4 + (extract(quarter FROM to_) - extract(quarter FROM from_))::bigint;
        WHEN 'months', 'month', 'mons', 'mon' THEN
            RETURN _weir.datediff('year', from_, to_) * 12 + (extract(month FROM to_) - extract(month FROM from_))::bigint;
        ELSE
            micros := (extract(epoch FROM to_) - extract(epoch FROM from_)) * 1000000;
            RETURN pg_catalog.div(micros, CASE lower(part)
                WHEN 'weeks' THEN 604800000000 WHEN 'week' THEN 604800000000 WHEN 'w' THEN 604800000000
                WHEN 'days' THEN 86400000000 WHEN 'day' THEN 86400000000 WHEN 'd' THEN 86400000000
                WHEN 'hours' THEN 3600000000 WHEN 'hour' THEN 3600000000 WHEN 'hrs' THEN 3600000000 WHEN 'hr' THEN 3600000000 WHEN 'h' THEN 3600000000
                WHEN 'minutes' THEN 60000000 WHEN 'minute' THEN 60000000 WHEN 'mins' THEN 60000000 WHEN 'min' THEN 60000000 WHEN 'm' THEN 60000000
                WHEN 'seconds' THEN 1000000 WHEN 'second' THEN 1000000 WHEN 'secs' THEN 1000000 WHEN 'sec' THEN 1000000 WHEN 's' THEN 1000000
                WHEN 'milliseconds' THEN 1000 WHEN 'millisecond' THEN 1000 WHEN 'mseconds' THEN 1000 WHEN 'msecs' THEN 1000 WHEN 'msec' THEN 1000 WHEN 'ms' THEN 1000
                WHEN 'microseconds' THEN 1 WHEN 'microsecond' THEN 1 WHEN 'useconds' THEN 1 WHEN 'usecs' THEN 1 WHEN 'usec' THEN 1 WHEN 'us' THEN 1
                ELSE _weir.unknown_unit(part) END);
    END CASE;
END
$f$;
CREATE OR REPLACE FUNCTION _weir.unknown_unit(unit text) RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS $f$
BEGIN
    RAISE EXCEPTION 'unit ''%'' not recognized', unit USING ERRCODE = '22023';
END
$f$;
CREATE OR REPLACE FUNCTION mz_catalog.datediff(part text, start_ timestamp, end_ timestamp) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT RETURN _weir.datediff(part, start_, end_);
CREATE OR REPLACE FUNCTION mz_catalog.datediff(part text, start_ timestamptz, end_ timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT RETURN
    _weir.datediff(part, start_ AT TIME ZONE 'UTC', end_ AT TIME ZONE 'UTC');
CREATE OR REPLACE FUNCTION mz_catalog.datediff(part text, start_ date, end_ date) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT RETURN
    _weir.datediff(part, start_::timestamp, end_::timestamp);
CREATE OR REPLACE FUNCTION mz_catalog.datediff(part text, start_ time, end_ time) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT RETURN
    _weir.datediff(part, timestamp '1970-01-01' + start_, timestamp '1970-01-01' + end_);
-- the nearest number, which the root of a cube is
CREATE OR REPLACE FUNCTION mz_catalog.cbrt(x double precision) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT RETURN
    CASE WHEN pg_catalog.abs(x) < 1e45 AND pg_catalog.round(pg_catalog.cbrt(x)) * pg_catalog.round(pg_catalog.cbrt(x)) * pg_catalog.round(pg_catalog.cbrt(x)) = x
        THEN pg_catalog.round(pg_catalog.cbrt(x)) ELSE pg_catalog.cbrt(x) END;
CREATE OR REPLACE FUNCTION mz_catalog.pg_tablespace_location(oid) RETURNS text LANGUAGE sql IMMUTABLE RETURN NULL::text;

-- ---- numbers that do not fit into an integer are told of. Source: test/sqllogictest/arithmetic.slt, uint2.slt
CREATE OR REPLACE FUNCTION _weir.out_of_range(value text, type_ text) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $f$
BEGIN
    RAISE EXCEPTION '"%" % out of range', value, type_ USING ERRCODE = '22003';
END
$f$;
DO $narrow$
DECLARE
    c record;
BEGIN
    FOR c IN SELECT s.source, t.*, s.rounded FROM (VALUES ('int4', '$1'), ('int8', '$1'), ('numeric', 'pg_catalog.round($1)'), ('float4', 'pg_catalog.round($1::float8)'), ('float8', 'pg_catalog.round($1)')) AS s(source, rounded),
            (VALUES ('int2', 'smallint', '$x >= -32768 AND $x <= 32767'), ('int4', 'integer', '$x >= -2147483648 AND $x <= 2147483647'),
                ('int8', 'bigint', '$x >= -9223372036854775808 AND $x < 9223372036854775808')) AS t(target, shown, fits)
            WHERE s.source NOT LIKE 'int_' OR s.source > t.target LOOP
        -- inlined, as it is not strict; what fits goes PostgreSQL's way
        EXECUTE format('CREATE OR REPLACE FUNCTION _weir.%1$I(%2$s) RETURNS %3$s LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $x$SELECT CASE WHEN $1 IS NULL OR (%4$s) THEN pg_catalog.%3$I($1)
            ELSE %6$s END$x$', 'to_' || c.target, c.source, c.target, replace(c.fits, '$x', c.rounded), c.shown,
            format(CASE c.target WHEN 'int4' THEN '_weir.out_of_range($1::text, %L)' ELSE 'pg_catalog.' || c.target || '(_weir.out_of_range($1::text, %L))' END, c.shown));
        UPDATE pg_catalog.pg_cast SET castfunc = format('_weir.%I(%s)', 'to_' || c.target, c.source)::regprocedure
            WHERE castsource = c.source::regtype AND casttarget = c.target::regtype;
    END LOOP;
END
$narrow$;
