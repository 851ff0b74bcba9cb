{{ config(materialized='incremental', incremental_strategy='merge', unique_key=['id', 'day']) }}
select id, name, amount, day from {{ ref('input') }}
