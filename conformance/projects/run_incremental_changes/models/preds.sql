{{ config(materialized='incremental', unique_key='id', incremental_strategy='delete+insert', incremental_predicates=["id < 100"]) }} select 1 as id, '{{ var('r', 1) }}' as name
