{{ config(materialized='incremental') }} select * from {{ ref('t') }}
