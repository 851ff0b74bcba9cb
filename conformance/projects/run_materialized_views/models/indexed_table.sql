{{ config(materialized='table', indexes=[{'columns': ['id'], 'unique': true}, {'columns': ['round', 'id'], 'type': 'btree'}]) }}
select * from {{ ref('base') }}
