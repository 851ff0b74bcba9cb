{{ config(materialized='materialized_view', partition_by='id', tags='refused') }}
select 1 as id
