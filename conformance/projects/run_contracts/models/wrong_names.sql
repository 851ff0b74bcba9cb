{{ config(materialized='table') }} select 1 as idx, 2 as name, 3 as more
