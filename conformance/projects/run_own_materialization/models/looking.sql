{{ config(materialized='looking') }} select * from {{ ref('base') }}
