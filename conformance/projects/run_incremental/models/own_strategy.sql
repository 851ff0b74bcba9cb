{{ config(materialized='incremental', incremental_strategy='own') }}
select id, name from {{ ref('input') }}
