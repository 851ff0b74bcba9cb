{{ config(materialized='table') }} select * from {{ ref('after') }}
