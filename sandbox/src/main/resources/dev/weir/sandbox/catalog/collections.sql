-- Lists and maps. PostgreSQL has neither: each such type is a base type of its own ("integer list", "map[text=>text]") that
-- keeps Materialize's text form, with its constructor, casts, operators and functions. Run whenever a file of this folder
-- changes. Source: Materialize docs, "list type", "map type"; text forms as test/sqllogictest/list.slt and map.slt have them.
CREATE TABLE IF NOT EXISTS _weir.collection (name text PRIMARY KEY, oid oid NOT NULL, kind text NOT NULL, element text NOT NULL);
-- types of users: what CREATE TYPE says; PostgreSQL's type has the same schema and name
CREATE TABLE IF NOT EXISTS _weir.user_type (id text PRIMARY KEY, type_oid oid NOT NULL, category text NOT NULL, element text, key text, structure text NOT NULL);

-- what stands between the outer braces, item by item, unquoted; maps give key, value, key, value
CREATE OR REPLACE FUNCTION _weir.collection_items(value text, kind text, nested boolean) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    c text[];
    n integer;
    i integer := 1;
    item text;
    items text[] := '{}';
    quoted boolean;
    embedded boolean;
    depth integer;
    kept integer;
    of_key boolean := kind = 'map';
BEGIN
    IF kind = 'list' AND NOT nested AND left(value, 1) = '{' AND right(value, 1) = '}' AND strpos(substr(value, 2), '{') = 0
            AND strpos(lower(value), 'null') = 0 AND value !~ '^{\s*,|,\s*,|,\s*}$' THEN
        RETURN value::text[];
    END IF;
    IF kind = 'map' AND NOT nested AND strpos(value, 'NULL') = 0
            AND value ~ '^\{\s*[^\s{}"\\=>,]+\s*=>\s*[^\s{}"\\=>,]+\s*(,\s*[^\s{}"\\=>,]+\s*=>\s*[^\s{}"\\=>,]+\s*)*\}$' THEN
        RETURN regexp_split_to_array(regexp_replace(substr(value, 2, length(value) - 2), '\s', '', 'g'), '=>|,');
    END IF;
    c := string_to_array(value, NULL);
    n := coalesce(array_length(c, 1), 0);
    WHILE i <= n AND c[i] ~ '\s' LOOP i := i + 1; END LOOP;
    IF i > n OR c[i] <> '{' THEN
        RAISE EXCEPTION 'invalid input syntax for type %: expected ''{'', found %: "%"', kind, CASE WHEN i > n THEN 'empty string' ELSE c[i] END, value
            USING ERRCODE = '22P02';
    END IF;
    i := i + 1;
    LOOP
        WHILE i <= n AND c[i] ~ '\s' LOOP i := i + 1; END LOOP;
        EXIT WHEN i <= n AND c[i] = '}' AND cardinality(items) = 0 AND (of_key OR kind = 'list');
        item := '';
        kept := 0;
        quoted := false;
        embedded := false;
        IF i <= n AND c[i] = '"' THEN
            quoted := true;
            i := i + 1;
            WHILE i <= n AND c[i] <> '"' LOOP
                IF c[i] = '\' THEN i := i + 1; END IF;
                EXIT WHEN i > n;
                item := item || c[i];
                i := i + 1;
            END LOOP;
            IF i > n THEN
                RAISE EXCEPTION 'invalid input syntax for type %: unterminated quoted string: "%"', kind, value USING ERRCODE = '22P02';
            END IF;
            i := i + 1;
        ELSIF i <= n AND c[i] = '{' THEN
            IF NOT nested OR of_key THEN
                RAISE EXCEPTION 'invalid input syntax for type %: unescaped ''{'' at beginning of value; perhaps you want a nested %: "%"', kind, kind, value
                    USING ERRCODE = '22P02';
            END IF;
            embedded := true;
            depth := 0;
            LOOP
                IF i > n THEN
                    RAISE EXCEPTION 'invalid input syntax for type %: unterminated embedded element: "%"', kind, value USING ERRCODE = '22P02';
                END IF;
                IF c[i] = '\' THEN
                    item := item || c[i];
                    i := i + 1;
                ELSIF c[i] = '"' THEN
                    quoted := NOT quoted;
                ELSIF NOT quoted AND c[i] = '{' THEN
                    depth := depth + 1;
                ELSIF NOT quoted AND c[i] = '}' THEN
                    depth := depth - 1;
                END IF;
                item := item || coalesce(c[i], '');
                i := i + 1;
                EXIT WHEN depth = 0;
            END LOOP;
        ELSE
            WHILE i <= n AND c[i] NOT IN (',', '}') AND NOT (of_key AND c[i] = '=' AND i < n AND c[i + 1] = '>') LOOP
                IF c[i] = '\' THEN
                    i := i + 1;
                    item := item || coalesce(c[i], '');
                    kept := length(item);
                ELSE
                    item := item || c[i];
                    IF c[i] !~ '\s' THEN kept := length(item); END IF;
                END IF;
                i := i + 1;
            END LOOP;
            item := left(item, kept);
            IF item = 'NULL' AND NOT of_key THEN item := NULL; END IF;
            IF item = '' AND NOT of_key THEN
                RAISE EXCEPTION 'invalid input syntax for type %: malformed literal; missing element: "%"', kind, value USING ERRCODE = '22P02';
            END IF;
        END IF;
        items := items || item;
        WHILE i <= n AND c[i] ~ '\s' LOOP i := i + 1; END LOOP;
        IF of_key THEN
            IF i >= n OR c[i] <> '=' OR c[i + 1] <> '>' THEN
                RAISE EXCEPTION 'invalid input syntax for type %: expected =>: "%"', kind, value USING ERRCODE = '22P02';
            END IF;
            i := i + 2;
            of_key := false;
            CONTINUE;
        END IF;
        EXIT WHEN i > n OR c[i] <> ',';
        of_key := kind = 'map';
        i := i + 1;
    END LOOP;
    IF i > n THEN
        RAISE EXCEPTION 'invalid input syntax for type %: unexpected end of input: "%"', kind, value USING ERRCODE = '22P02';
    ELSIF c[i] <> '}' THEN
        RAISE EXCEPTION 'invalid input syntax for type %: expected '','' or ''}'', got ''%'': "%"', kind, c[i], value USING ERRCODE = '22P02';
    END IF;
    i := i + 1;
    WHILE i <= n AND c[i] ~ '\s' LOOP i := i + 1; END LOOP;
    IF i <= n THEN
        RAISE EXCEPTION 'invalid input syntax for type %: leftover characters after the closing ''}'': "%"', kind, value USING ERRCODE = '22P02';
    END IF;
    RETURN items;
END
$f$;
CREATE OR REPLACE FUNCTION _weir.list_element(item text) RETURNS text LANGUAGE sql IMMUTABLE RETURN
    CASE WHEN item IS NULL THEN 'NULL' WHEN item = '' OR item = 'NULL' OR item ~ '[{},"\\\s]'
        THEN '"' || replace(replace(item, '\', '\\'), '"', '\"') || '"' ELSE item END;
CREATE OR REPLACE FUNCTION _weir.map_element(item text) RETURNS text LANGUAGE sql IMMUTABLE RETURN
    CASE WHEN item IS NULL THEN 'NULL' WHEN item = '' OR item = 'NULL' OR item ~ '[{},"=>\\\s]'
        THEN '"' || replace(replace(item, '\', '\\'), '"', '\"') || '"' ELSE item END;
CREATE OR REPLACE FUNCTION _weir.list_text(items text[], nested boolean) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $f$
    SELECT '{' || coalesce(string_agg(CASE WHEN nested THEN coalesce(i, 'NULL') ELSE _weir.list_element(i) END, ',' ORDER BY n), '') || '}'
    FROM unnest(items) WITH ORDINALITY AS u(i, n)
$f$;
-- keys in order, the last value of a key counts
CREATE OR REPLACE FUNCTION _weir.map_text(items text[], nested boolean) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $f$
    SELECT '{' || coalesce(string_agg(_weir.map_element(k) || '=>' || CASE WHEN nested THEN coalesce(v, 'NULL') ELSE _weir.map_element(v) END, ','
        ORDER BY k COLLATE "C"), '') || '}'
    FROM (SELECT DISTINCT ON (items[n] COLLATE "C") items[n] AS k, items[n + 1] AS v FROM generate_series(1, cardinality(items), 2) AS n
        ORDER BY items[n] COLLATE "C", n DESC) AS entries
$f$;
CREATE OR REPLACE FUNCTION _weir.map_value(items text[], key text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $f$
    SELECT items[n + 1] FROM generate_series(1, cardinality(items), 2) AS n WHERE items[n] = key
$f$;
CREATE OR REPLACE FUNCTION _weir.map_keys(items text[]) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT RETURN
    ARRAY(SELECT items[n] FROM generate_series(1, cardinality(items), 2) AS n);
-- bounds: from, to, a pair for each layer; nothing left is NULL
CREATE OR REPLACE FUNCTION _weir.list_slice(value text, layers integer, bounds double precision[]) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    items text[] := _weir.collection_items(value, 'list', layers > 1);
    lower_ integer := greatest(1, least(2000000000, round(bounds[1])));
    upper_ integer := least(cardinality(items), greatest(-1, round(bounds[2])));
    kept text[] := '{}';
    part text;
    any_ boolean := false;
BEGIN
    IF cardinality(bounds) / 2 > layers THEN
        RAISE EXCEPTION 'cannot slice into % layers; list only has % layer%', cardinality(bounds) / 2, layers, CASE WHEN layers = 1 THEN '' ELSE 's' END
            USING ERRCODE = '42804';
    END IF;
    IF array_position(bounds, NULL) IS NOT NULL OR lower_ > upper_ THEN
        RETURN NULL;
    END IF;
    IF cardinality(bounds) = 2 THEN
        RETURN _weir.list_text(items[lower_:upper_], layers > 1);
    END IF;
    FOR i IN lower_ .. upper_ LOOP
        part := _weir.list_slice(items[i], layers - 1, bounds[3:]);
        any_ := any_ OR part IS NOT NULL;
        kept := kept || part;
    END LOOP;
    RETURN CASE WHEN any_ THEN _weir.list_text(kept, true) END;
END
$f$;
CREATE OR REPLACE FUNCTION _weir.list_length_max(value text, layers integer, layer bigint) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT AS $f$
DECLARE
    items text[];
BEGIN
    IF layer < 1 OR layer > layers THEN
        RAISE EXCEPTION 'invalid layer: %; must use value within [1, %]', layer, layers USING ERRCODE = '22023';
    END IF;
    items := _weir.collection_items(value, 'list', layers > 1);
    IF layer = 1 THEN
        RETURN cardinality(items);
    END IF;
    RETURN (SELECT max(_weir.list_length_max(i, layers - 1, layer - 1)) FROM unnest(items) AS i);
END
$f$;

-- how many lists are in each other
CREATE OR REPLACE FUNCTION _weir.list_layers(name_ text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT RETURN
    CASE WHEN name_ LIKE '% list' THEN (length(name_) - length(regexp_replace(name_, '( list)+$', ''))) / 5 ELSE 0 END;
CREATE OR REPLACE FUNCTION _weir.is_collection(name_ text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT RETURN
    name_ LIKE '% list' OR name_ LIKE 'map[%';
-- the element's type for PostgreSQL
CREATE OR REPLACE FUNCTION _weir.element_type(name_ text) RETURNS text LANGUAGE sql IMMUTABLE STRICT RETURN
    CASE WHEN _weir.is_collection(name_) THEN format('mz_catalog.%I', name_)
        WHEN name_ IN ('uint2', 'uint4', 'uint8', 'mz_timestamp', 'mz_aclitem') THEN 'mz_catalog.' || name_ ELSE 'pg_catalog.' || CASE name_
            WHEN 'integer' THEN 'int4' WHEN 'smallint' THEN 'int2' WHEN 'bigint' THEN 'int8' WHEN 'boolean' THEN 'bool' WHEN 'real' THEN 'float4'
            WHEN 'double precision' THEN 'float8' WHEN 'timestamp without time zone' THEN 'timestamp' WHEN 'timestamp with time zone' THEN 'timestamptz'
            WHEN 'character varying' THEN 'varchar' WHEN 'character' THEN 'bpchar' WHEN 'time without time zone' THEN 'time' ELSE name_ END END;

-- makes the type of a list or map and those of its elements, unless they are there; the functions anew
CREATE OR REPLACE FUNCTION _weir.collection_type(name_ text) RETURNS oid LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog SET client_min_messages = error SET check_function_bodies = off AS $make$
DECLARE
    kind_ text := CASE WHEN name_ LIKE '% list' THEN 'list' ELSE 'map' END;
    element_ text := CASE WHEN name_ LIKE '% list' THEN left(name_, -5) ELSE substr(name_, 11, length(name_) - 11) END;
    made boolean;
    t text := format('mz_catalog.%I', name_);
    e text;
    nested boolean := _weir.is_collection(element_);
    same_kind boolean := kind_ = CASE WHEN element_ LIKE '% list' THEN 'list' WHEN element_ LIKE 'map[%' THEN 'map' ELSE '' END;
    layers integer := _weir.list_layers(name_);
    inner_ text := left(name_, -10);
    items text;
    item text;
    shown text;
    o record;
    id_ oid;
    sql_ text;
BEGIN
    IF length(name_) > 55 THEN
        RAISE EXCEPTION 'sandbox: a list or map type of that depth is not supported' USING ERRCODE = '0A000';
    END IF;
    IF nested THEN
        IF NOT EXISTS (SELECT FROM _weir.collection c WHERE c.name = element_) THEN
            PERFORM _weir.collection_type(element_);
        END IF;
    END IF;
    e := _weir.element_type(element_);
    made := EXISTS (SELECT FROM pg_type WHERE typname = name_ AND typnamespace = 'mz_catalog'::regnamespace);
    IF NOT made THEN
        EXECUTE format('CREATE TYPE %s', t);
        EXECUTE format('CREATE FUNCTION _weir.%I(cstring) RETURNS %s LANGUAGE internal IMMUTABLE STRICT AS ''textin''', 'in ' || name_, t);
        EXECUTE format('CREATE FUNCTION _weir.%I(%s) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS ''textout''', 'out ' || name_, t);
        EXECUTE format('CREATE FUNCTION _weir.%I(%s) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS ''textsend''', 'send ' || name_, t);
        EXECUTE format('CREATE FUNCTION _weir.%I(internal) RETURNS %s LANGUAGE internal IMMUTABLE STRICT AS ''textrecv''', 'receive ' || name_, t);
        EXECUTE format('CREATE TYPE %s (INPUT = _weir.%I, OUTPUT = _weir.%I, SEND = _weir.%I, RECEIVE = _weir.%I, LIKE = text)', t, 'in ' || name_, 'out ' || name_, 'send ' || name_, 'receive ' || name_);
        -- the way in that checks nothing; text has one that does
        EXECUTE format('CREATE CAST (varchar AS %s) WITHOUT FUNCTION', t);
    END IF;
    id_ := t::regtype::oid;
    INSERT INTO _weir.collection VALUES (name_, id_, kind_, element_) ON CONFLICT (name) DO UPDATE SET oid = excluded.oid;
    items := format('_weir.collection_items($1::text, %L, %L)', kind_, nested);
    -- an item of text[] as the element; what is stored is known to be right
    item := CASE WHEN nested THEN '%s::varchar::' || e ELSE '%s::' || e END;
    shown := CASE WHEN element_ = 'boolean' THEN 'CASE WHEN %1$s THEN ''t'' WHEN NOT %1$s THEN ''f'' END' ELSE '%s::text' END;
    sql_ := '';
    IF kind_ = 'list' THEN
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.list(%1$s[]) RETURNS %2$s LANGUAGE sql IMMUTABLE STRICT RETURN _weir.list_text(%4$s, %3$L)::varchar::%2$s;', e, t, nested,
            CASE WHEN element_ IN ('numeric', 'real', 'double precision', 'interval', 'jsonb') THEN '$1::text[]' ELSE '($1::text)::text[]' END);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION _weir.%1$I(%2$s) RETURNS %3$s[] LANGUAGE sql IMMUTABLE STRICT RETURN %4$s;', 'items', t, e,
            CASE WHEN nested THEN format('%s::varchar[]::%s[]', items, e) ELSE format('%s::%s[]', items, e) END);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION _weir.%1$I(text) RETURNS %2$s LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.list(%3$s::%4$s[]);', 'to ' || name_, t, items, e);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog._at(%s, double precision) RETURNS %s LANGUAGE sql IMMUTABLE STRICT RETURN %s;', t, e,
            format('CASE WHEN $2 >= 0.5 AND $2 < 2000000000 THEN %s END', format(item, '(' || items || ')[round($2::numeric)::integer]')));
        IF same_kind THEN
            sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog._at(%s, double precision, double precision) RETURNS %s LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog._at(mz_catalog._at($1, $2), $3);', t, _weir.element_type(inner_));
            IF layers > 2 THEN
                sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog._at(%s, double precision, double precision, double precision) RETURNS %s LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog._at(mz_catalog._at($1, $2), $3, $4);', t, _weir.element_type(left(inner_, -5)));
            END IF;
        END IF;
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog._slice(%1$s, double precision[]) RETURNS %1$s LANGUAGE sql IMMUTABLE STRICT RETURN _weir.list_slice($1::text, %2$s, $2)::varchar::%1$s;', t, layers);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.list_cat(%1$s, %1$s) RETURNS %1$s LANGUAGE sql IMMUTABLE RETURN
            CASE WHEN $1 IS NULL THEN $2 WHEN $2 IS NULL THEN $1
                WHEN left($1::text, 1) <> ''{'' OR left($2::text, 1) <> ''{'' THEN (_weir.collection_items(CASE WHEN left($1::text, 1) <> ''{'' THEN $1 ELSE $2 END::text, ''list'', false))[1]::varchar::%1$s
                WHEN $1::text = ''{}'' THEN $2 WHEN $2::text = ''{}'' THEN $1
                ELSE (left($1::text, -1) || '','' || substr($2::text, 2))::varchar::%1$s END;', t);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.list_append(%1$s, %2$s) RETURNS %1$s LANGUAGE sql IMMUTABLE RETURN mz_catalog.list_cat($1, mz_catalog.list(ARRAY[$2]));', t, e);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.list_prepend(%2$s, %1$s) RETURNS %1$s LANGUAGE sql IMMUTABLE RETURN mz_catalog.list_cat(mz_catalog.list(ARRAY[$1]), $2);', t, e);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.list_remove(%1$s, %2$s) RETURNS %1$s LANGUAGE sql IMMUTABLE RETURN
            CASE WHEN $1 IS NOT NULL THEN mz_catalog.list(ARRAY(SELECT x FROM unnest(_weir.items($1)) WITH ORDINALITY AS u(x, n) WHERE x::text IS DISTINCT FROM $2::text ORDER BY n)) END;', t, e);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION _weir_final.json_value(%s) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT RETURN %s;', t,
            CASE WHEN nested THEN '(SELECT coalesce(jsonb_agg(_weir_final.json_value(x)), ''[]'') FROM unnest(_weir.items($1)) AS x)' ELSE 'pg_catalog.to_jsonb(_weir.items($1))' END);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.list_length(%s) RETURNS integer LANGUAGE sql IMMUTABLE STRICT RETURN cardinality(%s);', t, items);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.list_length_max(%s, bigint) RETURNS integer LANGUAGE sql IMMUTABLE STRICT RETURN _weir.list_length_max($1::text, %s, $2)::integer;', t, layers);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.list_n_layers(%s) RETURNS integer LANGUAGE sql IMMUTABLE RETURN %s;', t, layers);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.list_ndims(%s) RETURNS integer LANGUAGE sql IMMUTABLE RETURN %s;', t, layers);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.unnest(%s) RETURNS SETOF %s LANGUAGE sql IMMUTABLE STRICT ROWS 10 AS ''SELECT pg_catalog.unnest(_weir.items($1))'';', t, e);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.list_contains(%1$s, %1$s) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT RETURN _weir.items($1) @> _weir.items($2);', t);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.list_contained(%1$s, %1$s) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT RETURN _weir.items($2) @> _weir.items($1);', t);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION _weir.cmp(%1$s, %1$s) RETURNS integer LANGUAGE sql IMMUTABLE STRICT RETURN btarraycmp(_weir.items($1), _weir.items($2));', t);
    ELSE
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION _weir.%1$I(text) RETURNS %2$s LANGUAGE sql IMMUTABLE STRICT AS $x$
            SELECT _weir.map_text(coalesce(array_agg(CASE WHEN n %% 2 = 1 THEN i ELSE %3$s END ORDER BY n), ''{}''), %4$L)::varchar::%2$s FROM unnest(%5$s) WITH ORDINALITY AS u(i, n) $x$;',
            'to ' || name_, t, replace(format(shown, 'i::' || e), 'NOT i::', 'NOT i::'), nested, items);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.map_entry(text, %1$s) RETURNS %2$s LANGUAGE sql IMMUTABLE RETURN _weir.map_text(CASE WHEN $1 IS NULL THEN ''{}'' ELSE ARRAY[$1, %3$s] END, %4$L)::varchar::%2$s;', e, t, format(shown, '$2'), nested);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.map(%1$s) RETURNS %1$s LANGUAGE sql IMMUTABLE RETURN $1;', t);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION _weir.map_merge(%1$s, %1$s) RETURNS %1$s LANGUAGE sql IMMUTABLE STRICT RETURN _weir.map_text(%2$s || _weir.collection_items($2::text, ''map'', %3$L), %3$L)::varchar::%1$s;', t, items, nested);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION _weir.map_add(text[], text, %1$s) RETURNS text[] LANGUAGE sql IMMUTABLE RETURN CASE WHEN $2 IS NULL THEN coalesce($1, ''{}'') ELSE $1 || ARRAY[$2, %2$s] END;', e, format(shown, '$3'));
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION _weir.map_made(text[], text, %1$s) RETURNS %2$s LANGUAGE sql IMMUTABLE RETURN _weir.map_text($1, %3$L)::varchar::%2$s;', e, t, nested);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION _weir_final.json_value(%1$s) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT RETURN (SELECT coalesce(jsonb_object_agg((%2$s)[n], %3$s), ''{}'') FROM generate_series(1, cardinality(%2$s), 2) AS n);', t, items,
            CASE WHEN nested THEN '_weir_final.json_value(' || format(item, '(' || items || ')[n + 1]') || ')' ELSE format(item, '(' || items || ')[n + 1]') END);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.map_length(%s) RETURNS integer LANGUAGE sql IMMUTABLE STRICT RETURN cardinality(%s) / 2;', t, items);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.map_get(%s, text) RETURNS %s LANGUAGE sql IMMUTABLE STRICT RETURN %s;', t, e, format(item, format('_weir.map_value(%s, $2)', items)));
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.map_gets(%1$s, text[]) RETURNS %2$s[] LANGUAGE sql IMMUTABLE STRICT RETURN ARRAY(SELECT %3$s FROM unnest($2) WITH ORDINALITY AS u(k, n) ORDER BY n);', t, e, format(item, format('_weir.map_value(%s, k)', items)));
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.map_has(%s, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT RETURN $2 = ANY (_weir.map_keys(%s));', t, items);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.map_has_all(%s, text[]) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT RETURN _weir.map_keys(%s) @> $2;', t, items);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.map_has_any(%s, text[]) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT RETURN _weir.map_keys(%s) && $2;', t, items);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.map_contains(%1$s, %1$s) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT RETURN _weir.map_text(%2$s || _weir.collection_items($2::text, ''map'', %3$L), %3$L) = $1::text;', t, items, nested);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.map_contained(%1$s, %1$s) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT RETURN mz_catalog.map_contains($2, $1);', t);
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION mz_catalog.unnest(%1$s, OUT key text, OUT value %2$s) RETURNS SETOF record LANGUAGE sql IMMUTABLE STRICT ROWS 10 AS $x$
            SELECT (%3$s)[n], %4$s FROM generate_series(1, cardinality(%3$s), 2) AS n $x$;', t, e, items, format(item, '(' || items || ')[n + 1]'));
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION _weir.cmp(%1$s, %1$s) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS ''byteacmp'';', t);
    END IF;
    FOR o IN SELECT * FROM (VALUES ('lt', '<'), ('le', '<='), ('gt', '>'), ('ge', '>=')) AS v(fn, op) LOOP
        sql_ := sql_ || format('CREATE OR REPLACE FUNCTION _weir.%1$s(%2$s, %2$s) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT RETURN _weir.cmp($1, $2) %3$s 0;', o.fn, t, o.op);
    END LOOP;
    IF NOT made THEN
        sql_ := sql_ || format('CREATE CAST (text AS %s) WITH FUNCTION _weir.%I(text);', t, 'to ' || name_);
        sql_ := sql_ || format('CREATE FUNCTION _weir.eq(%1$s, %1$s) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS ''byteaeq'';', t);
        sql_ := sql_ || format('CREATE FUNCTION _weir.ne(%1$s, %1$s) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS ''byteane'';', t);
        sql_ := sql_ || format('CREATE FUNCTION _weir.hash(%1$s) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS ''hashvarlena'';', t);
        FOR o IN SELECT * FROM (VALUES ('eq', '=', '=', '<>', ', RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES'), ('ne', '<>', '<>', '=', ''), ('lt', '<', '>', '>=', ''),
                ('le', '<=', '>=', '>', ''), ('gt', '>', '<', '<=', ''), ('ge', '>=', '<=', '<', '')) AS v(fn, op, commutator, negator, more) LOOP
            sql_ := sql_ || format('CREATE OPERATOR mz_catalog.%1$s (LEFTARG = %2$s, RIGHTARG = %2$s, FUNCTION = _weir.%3$s, COMMUTATOR = OPERATOR(mz_catalog.%4$s), NEGATOR = OPERATOR(mz_catalog.%5$s)%6$s);', o.op, t, o.fn, o.commutator, o.negator, o.more);
        END LOOP;
        sql_ := sql_ || format('CREATE OPERATOR CLASS mz_catalog.%1$I DEFAULT FOR TYPE %2$s USING btree AS OPERATOR 1 mz_catalog.<, OPERATOR 2 mz_catalog.<=, OPERATOR 3 mz_catalog.=, OPERATOR 4 mz_catalog.>=, OPERATOR 5 mz_catalog.>, FUNCTION 1 _weir.cmp(%2$s, %2$s);', 'b ' || name_, t);
        sql_ := sql_ || format('CREATE OPERATOR CLASS mz_catalog.%1$I DEFAULT FOR TYPE %2$s USING hash AS OPERATOR 1 mz_catalog.=, FUNCTION 1 _weir.hash(%2$s);', 'h ' || name_, t);
        IF kind_ = 'list' THEN
            sql_ := sql_ || format('CREATE OPERATOR mz_catalog.|| (LEFTARG = %1$s, RIGHTARG = %1$s, FUNCTION = mz_catalog.list_cat);', t);
            sql_ := sql_ || format('CREATE OPERATOR mz_catalog.|| (LEFTARG = %1$s, RIGHTARG = %2$s, FUNCTION = mz_catalog.list_append);', t, e);
            sql_ := sql_ || format('CREATE OPERATOR mz_catalog.|| (LEFTARG = %2$s, RIGHTARG = %1$s, FUNCTION = mz_catalog.list_prepend);', t, e);
            sql_ := sql_ || format('CREATE OPERATOR mz_catalog.@> (LEFTARG = %1$s, RIGHTARG = %1$s, FUNCTION = mz_catalog.list_contains);', t);
            sql_ := sql_ || format('CREATE OPERATOR mz_catalog.<@ (LEFTARG = %1$s, RIGHTARG = %1$s, FUNCTION = mz_catalog.list_contained);', t);
            sql_ := sql_ || format('CREATE AGGREGATE mz_catalog.list_agg(%1$s) (SFUNC = pg_catalog.array_append, STYPE = %1$s[], FINALFUNC = mz_catalog.list);', e);
        ELSE
            sql_ := sql_ || format('CREATE OPERATOR mz_catalog.|+| (LEFTARG = %1$s, RIGHTARG = %1$s, FUNCTION = _weir.map_merge);', t);
            sql_ := sql_ || format('CREATE OPERATOR mz_catalog.-> (LEFTARG = %1$s, RIGHTARG = text, FUNCTION = mz_catalog.map_get);', t);
            sql_ := sql_ || format('CREATE OPERATOR mz_catalog.-> (LEFTARG = %1$s, RIGHTARG = text[], FUNCTION = mz_catalog.map_gets);', t);
            sql_ := sql_ || format('CREATE OPERATOR mz_catalog.? (LEFTARG = %1$s, RIGHTARG = text, FUNCTION = mz_catalog.map_has);', t);
            sql_ := sql_ || format('CREATE OPERATOR mz_catalog.?& (LEFTARG = %1$s, RIGHTARG = text[], FUNCTION = mz_catalog.map_has_all);', t);
            sql_ := sql_ || format('CREATE OPERATOR mz_catalog.?| (LEFTARG = %1$s, RIGHTARG = text[], FUNCTION = mz_catalog.map_has_any);', t);
            sql_ := sql_ || format('CREATE OPERATOR mz_catalog.@> (LEFTARG = %1$s, RIGHTARG = %1$s, FUNCTION = mz_catalog.map_contains);', t);
            sql_ := sql_ || format('CREATE OPERATOR mz_catalog.<@ (LEFTARG = %1$s, RIGHTARG = %1$s, FUNCTION = mz_catalog.map_contained);', t);
            sql_ := sql_ || format('CREATE AGGREGATE mz_catalog.map_agg(text, %1$s) (SFUNC = _weir.map_add, STYPE = text[], FINALFUNC = _weir.map_made, FINALFUNC_EXTRA);', e);
        END IF;
    END IF;
    -- bodies as text: looked into when they are called first, not when they are made
    EXECUTE regexp_replace(sql_, '\mRETURN\s+([^;]*);', 'AS $r$SELECT \1$r$;', 'g');
    RETURN id_;
END
$make$;

-- elements of arrays and of jsonb
CREATE OR REPLACE FUNCTION mz_catalog._at(anyarray, bigint) RETURNS anyelement LANGUAGE sql IMMUTABLE AS 'SELECT $1[$2]';
CREATE OR REPLACE FUNCTION mz_catalog._at(anyarray, bigint, bigint) RETURNS anyelement LANGUAGE sql IMMUTABLE AS 'SELECT $1[$2][$3]';
CREATE OR REPLACE FUNCTION mz_catalog._at(anyarray, bigint, bigint, bigint) RETURNS anyelement LANGUAGE sql IMMUTABLE AS 'SELECT $1[$2][$3][$4]';
-- a place that is no whole number is rounded. Source: test/sqllogictest/arrays.slt
CREATE OR REPLACE FUNCTION mz_catalog._at(anyarray, double precision) RETURNS anyelement LANGUAGE sql IMMUTABLE AS 'SELECT $1[$2::bigint]';
CREATE OR REPLACE FUNCTION mz_catalog._at(jsonb, bigint) RETURNS jsonb LANGUAGE sql IMMUTABLE RETURN $1 -> $2::integer;
CREATE OR REPLACE FUNCTION mz_catalog._at(jsonb, text) RETURNS jsonb LANGUAGE sql IMMUTABLE RETURN $1 -> $2;
CREATE OR REPLACE FUNCTION mz_catalog.pg_typeof(regtype) RETURNS text LANGUAGE sql STABLE RETURN
    CASE WHEN $1::oid IN (SELECT oid FROM _weir.collection) THEN (SELECT name FROM _weir.collection WHERE oid = $1)
        WHEN EXISTS (SELECT FROM pg_catalog.pg_type t JOIN pg_catalog.pg_class c ON c.oid = t.typrelid WHERE t.oid = $1 AND (c.relkind <> 'c' OR t.typnamespace = '_weir_record'::regnamespace))
        THEN (SELECT 'record(' || string_agg(a.attname || ': ' || coalesce((SELECT k.name FROM _weir.collection k WHERE k.oid = a.atttypid),
                replace(pg_catalog.format_type(a.atttypid, NULL), 'mz_catalog.', '')) || CASE WHEN a.attnotnull THEN '' ELSE '?' END, ',' ORDER BY a.attnum) || ')'
            FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.typrelid = a.attrelid WHERE t.oid = $1 AND a.attnum > 0 AND NOT a.attisdropped)
        ELSE replace($1::text, 'mz_catalog.', '') END;

-- lists of records: arrays of them, which have the same text; only functions of PostgreSQL's own take them
CREATE OR REPLACE FUNCTION mz_catalog.list(anyarray) RETURNS anyarray LANGUAGE internal IMMUTABLE STRICT AS 'int8up';
CREATE OR REPLACE FUNCTION mz_catalog.list_length(anyarray) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'array_cardinality';
CREATE OR REPLACE FUNCTION mz_catalog.list_append(anyarray, anyelement) RETURNS anyarray LANGUAGE internal IMMUTABLE AS 'array_append';
CREATE OR REPLACE FUNCTION mz_catalog.list_prepend(anyelement, anyarray) RETURNS anyarray LANGUAGE internal IMMUTABLE AS 'array_prepend';
CREATE OR REPLACE FUNCTION mz_catalog.list_cat(anyarray, anyarray) RETURNS anyarray LANGUAGE internal IMMUTABLE AS 'array_cat';
CREATE OR REPLACE AGGREGATE mz_catalog.list_agg(anyelement) (SFUNC = mz_catalog.list_append, STYPE = anyarray, INITCOND = '{}');

CREATE OR REPLACE FUNCTION mz_catalog.format_type(type_ oid, modifier integer) RETURNS text LANGUAGE sql STABLE RETURN
    coalesce((SELECT kind FROM _weir.collection WHERE oid = type_), pg_catalog.format_type(type_, modifier));

-- columns of tables take literals that PostgreSQL does not look into: they are read again
CREATE OR REPLACE FUNCTION _weir.normal_collections() RETURNS trigger LANGUAGE plpgsql AS $f$
DECLARE
    i integer;
    as_json jsonb;
    text_ text;
BEGIN
    FOR i IN 0 .. TG_NARGS / 2 - 1 LOOP
        EXECUTE format('SELECT ($1).%I::text', TG_ARGV[2 * i]) INTO text_ USING NEW;
        IF text_ IS NOT NULL THEN
            EXECUTE format('SELECT _weir.%I(%L)::text', 'to ' || TG_ARGV[2 * i + 1], text_) INTO text_;
            NEW := pg_catalog.jsonb_populate_record(NEW, jsonb_build_object(TG_ARGV[2 * i], text_));
        END IF;
    END LOOP;
    RETURN NEW;
END
$f$;
-- text becomes an unsigned integer by PostgreSQL's way in for bigint, which knows no range
CREATE OR REPLACE FUNCTION _weir.unsigned_fault(value bigint, type_ text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $f$
BEGIN
    RAISE EXCEPTION '"%" % out of range', value, type_ USING ERRCODE = '22003';
END
$f$;
-- what a list or map looks like that need not be read again, its keys aside; empty when that cannot be told
CREATE OR REPLACE FUNCTION _weir.normal_pattern(name_ text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $f$
DECLARE
    list_ boolean := name_ LIKE '% list';
    word_ text := CASE WHEN list_ THEN '[^{},"\\\s]+' ELSE '[^{}"=>,\\\s]+' END;
    item text := CASE CASE WHEN list_ THEN left(name_, -5) ELSE substr(name_, 11, length(name_) - 11) END
        WHEN 'smallint' THEN '(?:-?[1-9]\d{0,3}|0|NULL)' WHEN 'integer' THEN '(?:-?[1-9]\d{0,8}|0|NULL)' WHEN 'bigint' THEN '(?:-?[1-9]\d{0,17}|0|NULL)'
        WHEN 'numeric' THEN '(?:-?(?:0|[1-9]\d{0,18})(?:\.\d{0,17}[1-9])?|NULL)' WHEN 'boolean' THEN '(?:t|f|NULL)' WHEN 'text' THEN word_ ELSE '' END;
BEGIN
    IF item <> '' AND NOT list_ THEN
        item := word_ || '=>' || item;
    END IF;
    RETURN CASE WHEN item = '' THEN '' ELSE format('^\{(?:%1$s(?:,%1$s)*)?\}$', item) END;
END
$f$;
-- of a map that looks so
CREATE OR REPLACE FUNCTION _weir.keys_in_order(value text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $f$
DECLARE
    before_ text := '';
    entry text;
BEGIN
    FOREACH entry IN ARRAY string_to_array(substr(value, 2, length(value) - 2), ',') LOOP
        entry := split_part(entry, '=>', 1);
        IF entry COLLATE "C" <= before_ COLLATE "C" THEN RETURN false; END IF;
        before_ := entry;
    END LOOP;
    RETURN true;
END
$f$;
-- a type as create_sql has it. Source: test/testdrive/tables.td
CREATE OR REPLACE FUNCTION _weir.type_sql(type_ oid, modifier integer) RETURNS text LANGUAGE plpgsql STABLE AS $f$
DECLARE
    t record;
    c _weir.collection;
    element text;
BEGIN
    SELECT * INTO c FROM _weir.collection k WHERE k.oid = type_;
    IF FOUND THEN
        SELECT _weir.type_sql(_weir.element_type(c.element)::regtype, -1) INTO element;
        RETURN CASE c.kind WHEN 'list' THEN element || ' list' ELSE 'map[' || chr(1) || '"pg_catalog' || chr(2) || '.' || chr(1) || '"text' || chr(2) || '=>' || element || ']' END;
    END IF;
    SELECT p.typname, p.typelem, p.typcategory, n.nspname INTO t FROM pg_catalog.pg_type p JOIN pg_catalog.pg_namespace n ON n.oid = p.typnamespace WHERE p.oid = type_;
    IF t.typcategory = 'A' AND t.typelem <> 0 THEN
        RETURN _weir.type_sql(t.typelem, modifier) || '[]';
    END IF;
    RETURN CASE WHEN t.nspname IN ('pg_catalog', 'mz_catalog') THEN chr(1) || '"' || t.nspname || chr(2) || '.' || chr(1) || '"' || t.typname || chr(2)
            ELSE chr(1) || '"' || coalesce((SELECT d.name FROM _weir.schema s JOIN _weir.database d ON d.id = s.database_id JOIN pg_catalog.pg_namespace n ON n.oid = s.nsp WHERE n.nspname = t.nspname),
                'materialize') || chr(2) || '.' || chr(1) || '"' || regexp_replace(t.nspname, '^u\d+\.', '') || chr(2) || '.' || chr(1) || '"' || t.typname || chr(2) END
        || CASE WHEN modifier >= 0 AND t.typname IN ('numeric', 'varchar', 'bpchar') THEN replace(substring(pg_catalog.format_type(type_, modifier) FROM '\(.*\)'), ',', ', ') ELSE '' END;
END
$f$;
-- the columns of a new table in its create_sql; defaults: a column, its expression, and so on
CREATE OR REPLACE FUNCTION _weir.show_columns(table_ regclass, head text, defaults text[]) RETURNS void LANGUAGE sql VOLATILE AS $f$
    UPDATE _weir.item SET create_sql = replace(head, chr(1) || '=' || chr(2), chr(1) || '=' || id || chr(2)) || ' (' || coalesce((SELECT string_agg(chr(1) || '"' || a.attname || chr(2) || ' ' || _weir.type_sql(a.atttypid, a.atttypmod)
            || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
            || coalesce((SELECT ' DEFAULT ' || defaults[n + 1] FROM generate_series(1, cardinality(defaults), 2) AS n WHERE defaults[n] = a.attname), ''), ', ' ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a WHERE a.attrelid = table_ AND a.attnum > 0 AND NOT a.attisdropped), '') || ')'
    WHERE oid = table_ AND relation
$f$;
CREATE OR REPLACE FUNCTION _weir.guard_collections(table_ regclass) RETURNS void LANGUAGE plpgsql VOLATILE AS $f$
DECLARE
    c record;
BEGIN
    INSERT INTO _weir.dependency SELECT DISTINCT i.id, u.id FROM pg_catalog.pg_attribute a JOIN _weir.user_type u ON u.type_oid = a.atttypid
        JOIN _weir.item i ON i.oid = a.attrelid WHERE a.attrelid = table_ AND a.attnum > 0 ON CONFLICT DO NOTHING;
    -- uint8 takes all that 64 bits may be
    FOR c IN SELECT a.attname, t.typname FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            WHERE a.attrelid = table_ AND a.attnum > 0 AND NOT a.attisdropped AND t.typname IN ('uint2', 'uint4') LOOP
        EXECUTE format('ALTER TABLE %1$s ADD CHECK (CASE WHEN %2$I::bigint BETWEEN 0 AND %3$s THEN true ELSE %2$I IS NULL OR _weir.unsigned_fault(%2$I::bigint, %4$L) END)',
            table_, c.attname, _weir.most(c.typname), c.typname);
    END LOOP;
    FOR c IN SELECT a.attname, k.name, k.kind, _weir.normal_pattern(k.name) AS pattern, format('NEW.%I::text', a.attname) AS value
            FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            JOIN _weir.collection k ON k.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
            WHERE a.attrelid = table_ AND a.attnum > 0 AND NOT a.attisdropped LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE INSERT OR UPDATE ON %s FOR EACH ROW %s EXECUTE FUNCTION _weir.normal_collections(%L, %L)', 'normal ' || c.attname, table_,
            CASE WHEN c.pattern = '' THEN '' WHEN c.kind = 'list' THEN format('WHEN (%s !~ %L)', c.value, c.pattern)
                ELSE format('WHEN (CASE WHEN %1$s ~ %2$L THEN NOT _weir.keys_in_order(%1$s) ELSE true END)', c.value, c.pattern) END,
            c.attname, c.name);
    END LOOP;
END
$f$;

-- a type of a user's goes with its item
CREATE OR REPLACE FUNCTION _weir.drop_user_type() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
    IF EXISTS (SELECT FROM pg_catalog.pg_type t WHERE t.oid = OLD.oid) THEN
        EXECUTE format('DROP %s %s', CASE (SELECT category FROM _weir.user_type WHERE id = OLD.id) WHEN 'composite' THEN 'TYPE' ELSE 'DOMAIN' END, OLD.oid::regtype);
    END IF;
    DELETE FROM _weir.user_type u WHERE u.id = OLD.id;
    RETURN OLD;
END
$f$;
CREATE OR REPLACE TRIGGER drop_user_type AFTER DELETE ON _weir.item FOR EACH ROW WHEN (OLD.type = 'type') EXECUTE FUNCTION _weir.drop_user_type();

-- the types that a statement may need without naming them
CREATE OR REPLACE FUNCTION _weir.basic_collections() RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER AS $f$
DECLARE
    e text;
BEGIN
    FOREACH e IN ARRAY ARRAY['text', 'integer', 'bigint', 'smallint', 'boolean', 'numeric', 'double precision', 'real', 'date', 'time without time zone', 'timestamp without time zone',
            'timestamp with time zone', 'interval', 'uuid', 'jsonb', 'bytea', 'uint2', 'uint4', 'uint8', 'mz_timestamp', 'oid', 'character varying'] LOOP
        PERFORM _weir.collection_type(k) FROM unnest(ARRAY[e || ' list', 'map[text=>' || e || ']']) AS k
            WHERE NOT EXISTS (SELECT FROM _weir.collection c WHERE c.name = k);
    END LOOP;
END
$f$;
CREATE OR REPLACE FUNCTION _weir.nested_collections() RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER AS $f$
DECLARE
    e text;
BEGIN
    FOREACH e IN ARRAY ARRAY['text', 'integer', 'bigint', 'boolean', 'numeric', 'double precision', 'date', 'timestamp without time zone', 'timestamp with time zone', 'jsonb'] LOOP
        PERFORM _weir.collection_type(k) FROM unnest(ARRAY[e || ' list list', e || ' list list list', 'map[text=>map[text=>' || e || ']]',
            'map[text=>' || e || '] list', 'map[text=>' || e || ' list]']) WITH ORDINALITY AS u(k, n)
            WHERE length(k) <= 55 AND NOT EXISTS (SELECT FROM _weir.collection c WHERE c.name = k);
    END LOOP;
    PERFORM _weir.collection_type('integer list list list list'), _weir.collection_type('text list list list list');
END
$f$;
-- those there already get this version of their functions
DO $all$
BEGIN
    PERFORM _weir.collection_type(c.name) FROM (SELECT name FROM _weir.collection ORDER BY length(name)) AS c;
END
$all$;
-- the headers of a message as a map; the last of a name counts. Source: Materialize docs, "map type"
SELECT _weir.collection_type('map[text=>bytea]') WHERE NOT EXISTS (SELECT FROM _weir.collection c WHERE c.name = 'map[text=>bytea]');
CREATE OR REPLACE FUNCTION mz_catalog.map_build(_weir_record.header[]) RETURNS mz_catalog."map[text=>bytea]" LANGUAGE sql IMMUTABLE STRICT AS $f$
    SELECT coalesce(mz_catalog.map_agg(h.key, h.value ORDER BY n), '{}') FROM unnest($1) WITH ORDINALITY AS h(key, value, n) WHERE h.key IS NOT NULL
$f$;
