{{ config(materialized='materialized_view', refresh_interval={'at_creation': true, 'at': '2026-02-01 00:00:00'}, tags='refused') }}
select 1 as id
