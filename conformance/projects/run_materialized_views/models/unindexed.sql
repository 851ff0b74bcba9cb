{{ config(materialized='materialized_view') }}
select id, round, {{ var('round', 1) }} as again from {{ ref('base') }}
