{{ config(materialized='table') }}
select nothing from {{ ref('base') }}
