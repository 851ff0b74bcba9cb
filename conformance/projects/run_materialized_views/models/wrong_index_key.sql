{{ config(materialized='table', indexes=[{'column': 'id'}]) }}
select * from {{ ref('base') }}
