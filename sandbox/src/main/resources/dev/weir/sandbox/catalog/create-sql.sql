-- create_sql keeps names behind marks, so that it follows renames. Between chr(1) and chr(2) stands: u12, another item;
-- =u12, the item itself; @u1, a cluster; "x, a name as it is; *u12, the tables of a source. chr(3) is a line break where it
-- is shown by SHOW CREATE, chr(4) and chr(5) (in a query) are breaks when it does not fit on a line.
-- A name without quotes where it needs none. Source: test/sqllogictest/pretty.slt
CREATE OR REPLACE FUNCTION _weir.plain_name(name_ text) RETURNS text LANGUAGE sql IMMUTABLE AS $f$
    SELECT CASE WHEN name_ ~ '^[a-z_][a-z0-9_$]*$' AND name_ <> ALL ('{all,and,any,array,as,asc,between,by,case,cast,cross,desc,distinct,else,end,except,false,fetch,from,full,group,having,ilike,in,inner,intersect,into,is,isnull,join,lateral,left,like,limit,natural,not,"null",offset,on,or,order,outer,qualify,returning,right,select,some,then,true,union,using,values,when,where,window,with}')
        THEN name_ ELSE '"' || replace(name_, '"', '""') || '"' END
$f$;
-- within 100 columns; the parts of a statement four blanks in, clauses of its query four more
CREATE OR REPLACE FUNCTION _weir.laid_out(sql text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $f$
DECLARE
    flat text := translate(sql, chr(4) || chr(5), '  ');
    parts text[];
    part text;
    result text;
BEGIN
    IF position(chr(4) IN sql) = 0 OR length(flat) < 100 THEN
        RETURN flat;
    END IF;
    parts := string_to_array(sql, chr(4));
    result := parts[1];
    FOREACH part IN ARRAY parts[2:] LOOP
        IF length(part) > 95 AND position(chr(5) IN part) > 0 THEN
            part := regexp_replace(replace(part, chr(5), E'\n        '), '^AS ', E'AS\n        ');
        END IF;
        result := result || E'\n    ' || translate(part, chr(5), ' ');
    END LOOP;
    RETURN result;
END
$f$;
-- with RETAIN HISTORY, or '' for without; behind the options that are always there, or in a WITH of its own
CREATE OR REPLACE FUNCTION _weir.retaining(sql text, options boolean, kept text) RETURNS text LANGUAGE sql IMMUTABLE AS $f$
    SELECT CASE WHEN kept = '' THEN without WHEN options THEN replace(without, ')' || chr(4) || 'AS ', ', ' || kept || ')' || chr(4) || 'AS ')
        ELSE without || ' WITH (' || kept || ')' END
    FROM (SELECT CASE WHEN options THEN regexp_replace(sql, ', RETAIN HISTORY = FOR ''[^'']*''|RETAIN HISTORY = FOR ''[^'']*'', ', '')
        ELSE regexp_replace(sql, ' WITH \(RETAIN HISTORY = FOR ''[^'']*''\)$', '') END AS without) AS w
$f$;
CREATE OR REPLACE FUNCTION _weir.item_name(id_ text, plain boolean) RETURNS text LANGUAGE sql STABLE AS $f$
    SELECT CASE WHEN plain THEN coalesce(_weir.plain_name(d.name) || '.', '') || _weir.plain_name(n.schema_name) || '.' || _weir.plain_name(n.name)
        ELSE coalesce('"' || replace(d.name, '"', '""') || '".', '') || '"' || replace(n.schema_name, '"', '""') || '"."' || replace(n.name, '"', '""') || '"' END
    FROM _weir.named_item n LEFT JOIN _weir.database d ON d.id = n.database_id WHERE n.id = id_
$f$;
CREATE OR REPLACE FUNCTION _weir.path_name(path text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $f$
    SELECT string_agg(_weir.plain_name(p), '.' ORDER BY o) FROM unnest(path) WITH ORDINALITY AS u(p, o)
$f$;
-- its names; plain ones have no quotes but where they need them, those of other items and of clusters their ids where asked for
CREATE OR REPLACE FUNCTION _weir.with_names(sql text, plain boolean, ids boolean) RETURNS text LANGUAGE plpgsql STABLE AS $f$
DECLARE
    pieces text[];
    piece text;
    what text;
    close integer;
    result text;
BEGIN
    IF sql IS NULL OR position(chr(1) IN sql) = 0 THEN
        RETURN sql;
    END IF;
    pieces := string_to_array(sql, chr(1));
    result := pieces[1];
    FOREACH piece IN ARRAY pieces[2:] LOOP
        close := position(chr(2) IN piece);
        what := substr(piece, 1, close - 1);
        result := result || coalesce(CASE substr(what, 1, 1)
            WHEN '=' THEN _weir.item_name(substr(what, 2), plain)
            WHEN '@' THEN CASE WHEN ids THEN '[' || substr(what, 2) || ']' ELSE (SELECT _weir.plain_name(name) FROM _weir.cluster WHERE id = substr(what, 2)) END
            WHEN '"' THEN CASE WHEN plain THEN _weir.plain_name(substr(what, 2)) ELSE '"' || replace(substr(what, 2), '"', '""') || '"' END
            WHEN '*' THEN (SELECT string_agg(_weir.path_name(e.path) || ' AS ' || _weir.item_name(e.id, plain), ', ' ORDER BY e.path)
                FROM _weir.export e JOIN _weir.item i ON i.id = e.id AND i.source_type = 'subsource' WHERE e.source_id = substr(what, 2))
            ELSE CASE WHEN ids THEN '[' || what || ' AS ' || _weir.item_name(what, plain) || ']' ELSE _weir.item_name(what, plain) END
            END, '') || substr(piece, close + 1);
    END LOOP;
    RETURN result;
END
$f$;
-- its breaks: as SHOW CREATE has them, or none; a source none of whose subsources is left has no line for them
CREATE OR REPLACE FUNCTION _weir.with_breaks(sql text, shown boolean) RETURNS text LANGUAGE sql IMMUTABLE RETURN
    replace(replace(CASE WHEN shown THEN _weir.laid_out(sql) ELSE translate(sql, chr(4) || chr(5), '  ') END,
        chr(3) || 'FOR TABLES ()', ''), chr(3), CASE WHEN shown THEN E'\n' ELSE ' ' END) || CASE WHEN shown THEN ';' ELSE '' END;
CREATE OR REPLACE FUNCTION _weir.rendered(sql text, plain boolean) RETURNS text LANGUAGE sql STABLE RETURN
    CASE WHEN position(chr(1) IN sql) = 0 THEN sql ELSE _weir.with_breaks(_weir.with_names(sql, plain, NOT plain), plain) END;

-- literals are hidden
CREATE OR REPLACE FUNCTION _weir.redacted(sql text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $f$
    SELECT string_agg(CASE WHEN t[1] ~ '^([eE]?''|[0-9])' THEN '''<REDACTED>''' ELSE t[1] END, '')
    FROM pg_catalog.regexp_matches(sql, '"(?:[^"]|"")*"|[eE]?''(?:[^'']|'''')*''|[A-Za-z_][A-Za-z0-9_$]*|[0-9]+(?:[.][0-9]+)?|.|\n', 'g') AS t
$f$;
-- the same of a statement of the catalog: in its query, the keys of an index, the defaults of a table; not in options. Source:
-- test/sqllogictest/redacted.slt
CREATE OR REPLACE FUNCTION _weir.rendered_redacted(sql text, shown boolean) RETURNS text LANGUAGE plpgsql STABLE STRICT AS $f$
DECLARE
    text_ text := _weir.with_names(sql, true, NOT shown);
    tail integer := position(chr(4) || 'AS ' IN text_);
BEGIN
    IF tail > 0 THEN
        text_ := left(text_, tail - 1) || _weir.redacted(substr(text_, tail));
    ELSIF text_ LIKE 'CREATE INDEX %' OR text_ LIKE 'CREATE TABLE %' THEN
        tail := coalesce(nullif(position(' WITH (' IN text_), 0), length(text_) + 1);
        text_ := CASE WHEN text_ LIKE 'CREATE INDEX %' THEN _weir.redacted(left(text_, tail - 1))
            ELSE pg_catalog.regexp_replace(left(text_, tail - 1), '(DEFAULT )-?[0-9][0-9.]*|[eE]?''(?:[^'']|'''')*''', '\1''<REDACTED>''', 'g') END || substr(text_, tail);
    END IF;
    RETURN _weir.with_breaks(text_, shown);
END
$f$;

-- an expression with marks, as the catalog shows it
CREATE OR REPLACE FUNCTION _weir.rendered_text(sql text) RETURNS text LANGUAGE sql STABLE RETURN rtrim(_weir.rendered(sql, true), ';');

-- the query of a view, as the catalog shows it. Source: test/sqllogictest/pg_catalog_views.slt, pg_get_viewdef.slt
CREATE OR REPLACE FUNCTION _weir.definition(create_sql text, written text) RETURNS text LANGUAGE sql STABLE RETURN
    CASE WHEN position(chr(4) || 'AS ' IN create_sql) > 0
        THEN translate(_weir.rendered(substr(create_sql, position(chr(4) || 'AS ' IN create_sql) + 4), false), chr(4) || chr(5), '  ') || ';'
        ELSE written END;
