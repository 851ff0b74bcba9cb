{{ config(materialized='source', cluster='ingest') }}
FROM POSTGRES CONNECTION pg_connection (PUBLICATION 'mz_source')
FOR TABLES (public.customers AS customers, public.regions AS regions)
