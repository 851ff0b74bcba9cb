{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key=['id', 'day'],
          incremental_predicates=["id > 1", "amount < 100"]) }}
select id, name, amount, day from {{ ref('input') }}
