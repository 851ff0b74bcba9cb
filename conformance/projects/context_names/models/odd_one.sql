{{ config(materialized='odd') }}
select * from {{ ref('other') }}
