{{ config(materialized='materialized_view', refresh_interval={'every': '1 day', 'aligned_to': '2025-12-31 12:00:00'}, retain_history='1hr', cluster='other') }}
select 1 as id, 2 as n
