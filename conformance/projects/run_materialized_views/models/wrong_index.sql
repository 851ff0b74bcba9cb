{{ config(materialized='table', indexes=[{'columns': ['id'], 'unique': 'maybe'}]) }}
select * from {{ ref('base') }}
