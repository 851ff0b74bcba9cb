{{ config(materialized='materialized_view', cluster='Big-One', tags='refused') }}
select 1 as id
