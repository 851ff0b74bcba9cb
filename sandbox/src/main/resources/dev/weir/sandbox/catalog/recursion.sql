-- WITH MUTUALLY RECURSIVE: all tables start empty and are computed in turn, each from the latest rows of the others, until a round
-- changes none. Source: Materialize docs, "Recursive CTEs"; test/sqllogictest/with_mutually_recursive.slt.
CREATE OR REPLACE FUNCTION _weir.fixpoint(most integer, then_ text, names text[], columns text[], queries text[],
        outer_names text[], outer_columns text[], outer_rows jsonb[]) RETURNS jsonb[] LANGUAGE plpgsql STABLE AS $f$
DECLARE
    n integer := cardinality(names);
    found jsonb[] := array_fill('[]'::jsonb, ARRAY[n]);
    steps text[];
    sees text := '';
    listed text[];
    declared regtype[];
    actual regtype[];
    fresh jsonb;
    changed boolean;
    round_ integer := 0;
BEGIN
    FOR i IN 1 .. n LOOP
        sees := sees || format(CASE WHEN i = 1 THEN 'WITH ' ELSE ', ' END || '%I AS (SELECT t.* FROM jsonb_to_recordset($1[%s]) AS t(%s))', names[i], i, columns[i]);
    END LOOP;
    FOR i IN 1 .. cardinality(outer_names) LOOP
        CONTINUE WHEN outer_names[i] = ANY (names);
        sees := sees || format(', %I AS (SELECT t.* FROM jsonb_to_recordset($2[%s]) AS t(%s))', outer_names[i], i, outer_columns[i]);
    END LOOP;
    FOR i IN 1 .. n LOOP
        EXECUTE format('SELECT array_agg(quote_ident(j.key) ORDER BY j.ordinality) FROM json_to_recordset(''[{}]'') AS t(%s), '
            || 'json_each(row_to_json(t)) WITH ORDINALITY AS j', columns[i]) INTO listed;
        BEGIN
            EXECUTE format('SELECT ARRAY[%s] FROM json_to_recordset(''[{}]'') AS q(%s)',
                (SELECT string_agg('pg_catalog.pg_typeof(q.' || c || ')', ', ') FROM unnest(listed) AS c), columns[i]) INTO declared;
            EXECUTE format('%s SELECT ARRAY[%s] FROM (SELECT NULL) AS d LEFT JOIN (SELECT * FROM (%s) AS b UNION ALL SELECT %s WHERE false) AS q(%s) ON false',
                sees, (SELECT string_agg('pg_catalog.pg_typeof(q.' || c || ')', ', ') FROM unnest(listed) AS c), queries[i],
                (SELECT string_agg('NULL', ', ') FROM unnest(listed)), array_to_string(listed, ', ')) USING found, outer_rows INTO actual;
        EXCEPTION WHEN syntax_error THEN
            RAISE EXCEPTION 'declared type of WITH MUTUALLY RECURSIVE query "%" did not match inferred type: it has another number of columns than the % declared',
                names[i], cardinality(listed) USING ERRCODE = '42P19';
        END;
        FOR c IN 1 .. cardinality(declared) LOOP
            IF declared[c] <> actual[c] AND NOT EXISTS (SELECT FROM pg_catalog.pg_cast k WHERE k.castsource = actual[c] AND k.casttarget = declared[c] AND k.castcontext <> 'e') THEN
                RAISE EXCEPTION 'declared type (%) of WITH MUTUALLY RECURSIVE query "%" did not match inferred type (%)',
                    replace(array_to_string(declared, ', '), 'mz_catalog.', ''), names[i], replace(array_to_string(actual, ', '), 'mz_catalog.', '') USING ERRCODE = '42P19';
            END IF;
        END LOOP;
        steps := steps || format('%s SELECT coalesce(jsonb_agg(to_jsonb(q) ORDER BY to_jsonb(q)), ''[]'') FROM (SELECT * FROM (%s) AS b) AS q(%s)', sees, queries[i], array_to_string(listed, ', '));
    END LOOP;
    LOOP
        changed := false;
        FOR i IN 1 .. n LOOP
            EXECUTE steps[i] USING found, outer_rows INTO fresh;
            IF fresh <> found[i] THEN
                changed := true;
                found[i] := fresh;
            END IF;
        END LOOP;
        EXIT WHEN NOT changed;
        round_ := round_ + 1;
        IF round_ >= most THEN
            EXIT WHEN then_ = 'return';
            RAISE EXCEPTION 'Evaluation error: Recursive query exceeded the recursion limit %. (Use RETURN AT RECURSION LIMIT to not error, but return the current state as the final result when reaching the limit.)', most
                USING ERRCODE = 'XX000';
        END IF;
    END LOOP;
    RETURN found;
END
$f$;
