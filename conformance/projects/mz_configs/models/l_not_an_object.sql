{{ config(materialized='materialized_view', refresh_interval='1 day', tags='refused') }}
select 1 as id
