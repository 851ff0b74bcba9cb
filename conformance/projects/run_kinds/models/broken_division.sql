{{ config(materialized='table') }}
select 1 / (id - 1) as x from {{ ref('base') }}
