{{ config(materialized='table') }}
select * from (select 1 as a union all select 2) x {{ dbt.except() }} select 2 {{ dbt.intersect() }} select 2
