{{ config(materialized='materialized_view', partition_by='id') }}
select 1 as id
