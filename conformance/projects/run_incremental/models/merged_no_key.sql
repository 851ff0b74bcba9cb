{{ config(materialized='incremental', incremental_strategy='merge') }}
select id, name, amount, day from {{ ref('input') }}
