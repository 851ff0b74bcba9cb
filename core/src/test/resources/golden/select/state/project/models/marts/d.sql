{{ config(materialized='table', alias='d_alias', unique_key='id') }}
select * from {{ ref('c') }}
