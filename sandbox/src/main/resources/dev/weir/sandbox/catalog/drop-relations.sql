-- Before the other files when a column has changed its type or place, which CREATE OR REPLACE VIEW refuses.
DO $drop$
DECLARE
    v record;
BEGIN
    FOR v IN SELECT n.nspname, c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('mz_catalog', 'mz_internal', 'mz_introspection', '_weir', '_weir_pg', '_weir_information') AND c.relkind = 'v' LOOP
        EXECUTE format('DROP VIEW IF EXISTS %I.%I CASCADE', v.nspname, v.relname);
    END LOOP;
END
$drop$;
