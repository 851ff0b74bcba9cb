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
        RAISE EXCEPTION '% is not a %', item.full_name, replace(type_, '-', ' ') USING ERRCODE = '42809';
    END IF;
    RETURN item.full_name;
END
$f$;
