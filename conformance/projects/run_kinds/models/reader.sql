{{ config(materialized='view') }}
select * from {{ ref('m') }}
