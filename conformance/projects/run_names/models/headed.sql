{{ config(materialized='table', sql_header='set local work_mem = $$8MB$$;') }} select current_setting('work_mem') as m
