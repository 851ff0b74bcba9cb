-- Before the other files when a column has changed its type or place, which CREATE OR REPLACE VIEW refuses: the views move to a
-- schema of their own, and what is built on them stays. bring-back.sql comes after the other files.
CREATE TEMPORARY TABLE dependent ON COMMIT DROP AS
    SELECT DISTINCT d.oid, d.oid::regclass::text AS name, pg_catalog.pg_get_viewdef(d.oid) AS definition
    FROM pg_catalog.pg_depend p
    JOIN pg_catalog.pg_class c ON p.refclassid = 'pg_catalog.pg_class'::regclass AND c.oid = p.refobjid AND c.relkind = 'v'
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_rewrite r ON p.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = p.objid
    JOIN pg_catalog.pg_class d ON d.oid = r.ev_class
    JOIN pg_catalog.pg_namespace m ON m.oid = d.relnamespace
    WHERE n.nspname IN ('mz_catalog', 'mz_internal', 'mz_introspection', '_weir', '_weir_pg', '_weir_information')
        AND m.nspname NOT IN ('mz_catalog', 'mz_internal', 'mz_introspection', '_weir', '_weir_pg', '_weir_information')
        AND m.nspname NOT LIKE '\_weir\_former\_%';
CREATE TEMPORARY TABLE former ON COMMIT DROP AS
    SELECT c.oid, n.nspname::text AS schema, c.relname::text AS name, format('_weir_former_%s_%s', pg_catalog.txid_current(), n.nspname) AS place
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('mz_catalog', 'mz_internal', 'mz_introspection', '_weir', '_weir_pg', '_weir_information') AND c.relkind = 'v';
DO $aside$
DECLARE
    v record;
BEGIN
    FOR v IN SELECT DISTINCT place FROM pg_temp.former LOOP
        EXECUTE format('CREATE SCHEMA %I', v.place);
    END LOOP;
    FOR v IN SELECT schema, name, place FROM pg_temp.former LOOP
        EXECUTE format('ALTER VIEW %I.%I SET SCHEMA %I', v.schema, v.name, v.place);
    END LOOP;
END
$aside$;
