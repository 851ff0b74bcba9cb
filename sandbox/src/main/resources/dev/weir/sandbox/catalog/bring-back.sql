-- After the other files when set-aside.sql went before: what is built on views of the catalog is put on the new ones, in place, so
-- that its id, its privileges and what depends on it stay. What the new ones do not fit goes on reading the former ones, which go
-- when nothing reads them.
DO $back$
DECLARE
    v record;
    remaining bigint;
    before bigint := -1;
BEGIN
    UPDATE _weir.item i SET on_id = 's' || c.oid
        FROM pg_temp.former f JOIN pg_catalog.pg_namespace n ON n.nspname = f.schema
            JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = f.name
        WHERE i.on_id = 's' || f.oid;
    FOR v IN SELECT name, definition FROM pg_temp.dependent LOOP
        BEGIN
            EXECUTE format('CREATE OR REPLACE VIEW %s AS %s', v.name, v.definition);
        EXCEPTION WHEN others THEN
            RAISE WARNING 'view % goes on reading the catalog as it was: %', v.name, SQLERRM;
        END;
    END LOOP;
    -- former views read one another: each round drops those that nothing reads any more
    LOOP
        SELECT count(*) INTO remaining FROM pg_catalog.pg_class c JOIN pg_temp.former f ON f.oid = c.oid;
        EXIT WHEN remaining = before;
        before := remaining;
        FOR v IN SELECT f.place, f.name FROM pg_catalog.pg_class c JOIN pg_temp.former f ON f.oid = c.oid
                WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend p
                    JOIN pg_catalog.pg_rewrite r ON p.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = p.objid
                    WHERE p.refclassid = 'pg_catalog.pg_class'::regclass AND p.refobjid = c.oid AND r.ev_class <> c.oid) LOOP
            BEGIN
                EXECUTE format('DROP VIEW %I.%I', v.place, v.name);
            EXCEPTION WHEN dependent_objects_still_exist THEN
                NULL; -- read by a function, or by its rows' type
            END;
        END LOOP;
    END LOOP;
    FOR v IN SELECT DISTINCT place FROM pg_temp.former LOOP
        BEGIN
            EXECUTE format('DROP SCHEMA %I', v.place);
        EXCEPTION WHEN dependent_objects_still_exist THEN
            NULL;
        END;
    END LOOP;
END
$back$;
