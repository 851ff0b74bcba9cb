{% if false %}{{ config(materialized='table') }}{% else %}{{ config(materialized='view', tags=['q']) }}{% endif %}select 1
