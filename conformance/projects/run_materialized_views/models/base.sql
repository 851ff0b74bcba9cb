{{ config(materialized='table') }}
select 1 as id, {{ var('round', 1) }} as round
