{{ config(materialized='table') }}
select * from {{ ref('input') }}
