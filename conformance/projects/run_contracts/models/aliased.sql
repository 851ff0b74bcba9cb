{{ config(materialized='table') }} select 1 as id, 'x'::varchar(5) as v, 'y' as "Quoted"
