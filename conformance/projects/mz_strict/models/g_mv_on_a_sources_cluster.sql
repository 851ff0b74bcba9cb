{{ config(materialized='materialized_view', cluster='other', tags='bad') }} select 1 as id
